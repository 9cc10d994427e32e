/**
 * The seam to the network: `UdpPort` with its batches, and the portable backend on `Deno.listenDatagram`.
 *
 * Addresses are small numbers here. A datagram from an address that an ICE check has proven carries its number; one from
 * a stranger carries `STRANGER`, and nothing is remembered of it.
 * @module
 */
import { type AddressTable, endpointOf, numberOf } from "./address_table.ts";

/** In `ReceiveBatch.from`: the datagram comes from an address without a number. */
export const STRANGER = -1;

/** Longest datagram that is received whole; longer ones cannot be WebRTC's and are cut. */
export const MAX_DATAGRAM = 2048;

/** Failures in a row after which a socket is taken for broken. */
const MAX_RECEIVE_FAILURES = 1000;

/** Datagrams received together. The port fills it, the loop reads it, and then it is used again. */
export interface ReceiveBatch {
  /** Slots of `MAX_DATAGRAM` bytes, one behind the other. */
  readonly data: Uint8Array;
  readonly lengths: Int32Array;
  /** Number of the sender's address, or `STRANGER`. */
  readonly from: Int32Array;
  /** Address of each stranger; entries of known senders are stale. */
  readonly strangerIps: string[];
  readonly strangerPorts: Int32Array;
  count: number;
}

/** Datagrams to be sent together, in the order of their making. Filled by the loop, emptied by the port. */
export interface SendBatch {
  readonly data: Uint8Array;
  readonly offsets: Int32Array;
  readonly lengths: Int32Array;
  /** Number of each receiver's address. */
  readonly to: Int32Array;
  count: number;
  /** First free byte of `data`. */
  end: number;
}

/** A bound UDP socket. */
export interface UdpPort {
  /** "portable" or "linux". */
  readonly name: string;
  /** The port that it is bound to. */
  readonly port: number;
  /** Whether IPv6 datagrams can pass. */
  readonly ipv6: boolean;
  /** Waits for datagrams and fills the batch; false once the port is closed or broken. */
  receive(batch: ReceiveBatch): Promise<boolean>;
  /**
   * Sends a batch in order. The batch belongs to the port until the promise is fulfilled with how many datagrams the
   * system refused; the promise is never rejected.
   */
  send(batch: SendBatch): Promise<number>;
  close(): void;
}

/** Makes an empty batch with room for `slots` datagrams. */
export function createReceiveBatch(slots: number): ReceiveBatch {
  return {
    data: new Uint8Array(slots * MAX_DATAGRAM),
    lengths: new Int32Array(slots),
    from: new Int32Array(slots),
    strangerIps: new Array<string>(slots).fill(""),
    strangerPorts: new Int32Array(slots),
    count: 0,
  };
}

/** Makes an empty batch with room for `slots` datagrams of `bytes` bytes in all. */
export function createSendBatch(slots: number, bytes: number): SendBatch {
  return {
    data: new Uint8Array(bytes),
    offsets: new Int32Array(slots),
    lengths: new Int32Array(slots),
    to: new Int32Array(slots),
    count: 0,
    end: 0,
  };
}

/** Adds a datagram that stands in `batch.data` already. The caller has seen to the room. */
export function pushDatagram(batch: SendBatch, offset: number, length: number, to: number): void {
  batch.offsets[batch.count] = offset;
  batch.lengths[batch.count] = length;
  batch.to[batch.count] = to;
  batch.count++;
}

/**
 * Binds the portable backend on every local address: one dual-stack socket, or IPv4 alone where the system has no IPv6.
 * Throws what `Deno.listenDatagram` throws (`Deno.errors.AddrInUse` if the port is taken).
 */
export function bindPortable(port: number, addresses: AddressTable): UdpPort {
  const { socket, ipv6 } = bindEverywhere(port);
  let open = true;
  /** The sending of the last batch: batches leave one after the other. */
  let tail = Promise.resolve(0);
  return {
    name: "portable",
    port: socket.addr.port,
    ipv6,
    async receive(batch) {
      batch.count = 0;
      for (let failures = 0; open && failures < MAX_RECEIVE_FAILURES; failures++) {
        try {
          const [bytes, from] = await socket.receive(batch.data.subarray(0, MAX_DATAGRAM));
          takeReceived(batch, bytes.length, from as Deno.NetAddr, addresses);
          return true;
        } catch {
          // Some systems report an earlier send's ICMP error here; the socket is as good as before unless it was closed.
        }
      }
      return false;
    },
    send(batch) {
      return tail = tail.then(() => sendInOrder(socket, batch, addresses));
    },
    close() {
      if (open) socket.close();
      open = false;
    },
  };
}

/** One by one: sends that are under way together may overtake each other. Returns how many were refused. */
async function sendInOrder(
  socket: NetSocket,
  batch: SendBatch,
  addresses: AddressTable,
): Promise<number> {
  let refused = 0;
  for (let i = 0; i < batch.count; i++) {
    const to = endpointOf(addresses, batch.to[i]!);
    // Its last user may have gone between the making of the datagram and now.
    if (to === undefined) continue;
    const offset = batch.offsets[i]!;
    try {
      await socket.send(batch.data.subarray(offset, offset + batch.lengths[i]!), {
        transport: "udp",
        hostname: to.ip,
        port: to.port,
      });
    } catch {
      refused++;
    }
  }
  return refused;
}

function takeReceived(
  batch: ReceiveBatch,
  length: number,
  from: Deno.NetAddr,
  addresses: AddressTable,
): void {
  const number = numberOf(addresses, from.hostname, from.port);
  batch.lengths[0] = length;
  batch.from[0] = number ?? STRANGER;
  if (number === undefined) {
    batch.strangerIps[0] = from.hostname;
    batch.strangerPorts[0] = from.port;
  }
  batch.count = 1;
}

type NetSocket = Deno.DatagramConn & { readonly addr: Deno.NetAddr };

function bindEverywhere(port: number): { socket: NetSocket; ipv6: boolean } {
  const bind = (hostname: string) =>
    Deno.listenDatagram({ transport: "udp", hostname, port }) as NetSocket;
  try {
    return { socket: bind("::"), ipv6: true };
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) throw error;
    return { socket: bind("0.0.0.0"), ipv6: false };
  }
}
