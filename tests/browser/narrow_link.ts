/**
 * A narrow link between one browser and the server: a relay of datagrams that lets only so many bits per second through on the way to the
 * browser, behind a queue that drops what does not fit; and the detour by which a page's media takes that way.
 * @module
 */
import type { Page } from "puppeteer-core";

/** A link in operation. */
export interface NarrowLink {
  /** Where the browser finds it, on 127.0.0.1. */
  readonly port: number;
  /** From now on at most so many bits per second go to the browser. */
  limit(bps: number): void;
  /** Has a page's media take this way from here on. To be called before the page goes anywhere. */
  detour(page: Page): Promise<void>;
  close(): void;
}

interface Datagram {
  readonly bytes: Uint8Array;
  readonly to: Deno.NetAddr;
}

/** What waits at most, in milliseconds of the link's rate. */
const QUEUE_MS = 250;

/** The link is served so often, in milliseconds. */
const SERVE_MS = 5;

/** Opens a link to the server's UDP port on 127.0.0.1, unlimited at first. */
export function openNarrowLink(serverPort: number): NarrowLink {
  const outside = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
  const server: Deno.NetAddr = { transport: "udp", hostname: "127.0.0.1", port: serverPort };
  /** A socket for each of the browser's ports: by them the server tells its connections apart. */
  const inside = new Map<number, Deno.DatagramConn>();
  const queue: Datagram[] = [];
  let queuedBytes = 0;
  let rateBps = Infinity;
  let budgetBytes = 0;

  const deliver = ({ bytes, to }: Datagram) => void outside.send(bytes, to).catch(() => {});
  const enqueue = (datagram: Datagram) => {
    if (rateBps === Infinity) return deliver(datagram);
    if (queuedBytes > rateBps / 8 * QUEUE_MS / 1000) return;
    queue.push(datagram);
    queuedBytes += datagram.bytes.length;
  };
  let servedMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    budgetBytes += (nowMs - servedMs) / 1000 * rateBps / 8;
    servedMs = nowMs;
    while (queue.length > 0 && queue[0]!.bytes.length <= budgetBytes) {
      const datagram = queue.shift()!;
      queuedBytes -= datagram.bytes.length;
      budgetBytes -= datagram.bytes.length;
      deliver(datagram);
    }
    // What the link could have carried while there was nothing to carry is gone.
    if (queue.length === 0) budgetBytes = 0;
  }, SERVE_MS);

  const relayBack = async (socket: Deno.DatagramConn, to: Deno.NetAddr) => {
    for await (const [bytes] of socket) enqueue({ bytes, to });
  };
  const relay = async () => {
    for await (const [bytes, from] of outside) {
      if (from.transport !== "udp") continue;
      let socket = inside.get(from.port);
      if (socket === undefined) {
        socket = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
        inside.set(from.port, socket);
        void relayBack(socket, from);
      }
      await socket.send(bytes, server).catch(() => {});
    }
  };
  void relay();

  const { port } = outside.addr as Deno.NetAddr;
  return {
    port,
    limit: (bps) => {
      rateBps = bps;
      budgetBytes = 0;
    },
    detour: async (page) => {
      await page.evaluateOnNewDocument(plantDetour, port);
    },
    close: () => {
      clearInterval(timer);
      outside.close();
      for (const socket of inside.values()) socket.close();
    },
  };
}

/**
 * Runs in the page, at its start: the server's candidates lead to the port given. (It is sent to the page as text: it may use nothing from
 * outside itself.)
 */
function plantDetour(port: number): void {
  const describe: (
    this: RTCPeerConnection,
    description: RTCSessionDescriptionInit,
  ) => Promise<void> = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function (description) {
    const sdp = description.sdp?.replaceAll(
      /^(a=candidate:\S+ \d+ udp \d+) \S+ \d+ typ/gim,
      `$1 127.0.0.1 ${port} typ`,
    );
    return describe.call(this, { type: description.type, ...sdp === undefined ? {} : { sdp } });
  };
}
