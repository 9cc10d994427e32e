/**
 * The router between simulated browsers: datagrams come and go by paths, RTCP as bytes, and time is the world's.
 * @module
 */
import {
  createRouter,
  deadline,
  handleRtcp,
  handleRtp,
  onTime,
  type Router,
  type RouterOptions,
} from "../../media/forward/router.ts";
import { type ForwardOut, PROTECTION_ROOM } from "../../media/forward/output.ts";
import { readU16, readU32 } from "../../media/packet/bytes.ts";
import { parseRtcp, type RtcpPacket, serializeRtcp } from "../../media/packet/rtcp.ts";
import { createPath, type Path, sendAlong } from "./network.ts";
import { forkRandom, planAt, type World } from "./world.ts";

/** What a browser does with what arrives. */
export interface Receiver {
  takeRtp(packet: Uint8Array): void;
  takeRtcp(packets: readonly RtcpPacket[]): void;
}

/** A browser's connection, as the server sees it. */
export interface Connection {
  readonly session: number;
  readonly receiver: Receiver;
  /** From the browser to the server, and back. */
  readonly up: Path;
  readonly down: Path;
  /** Last texts sent, by SSRC, cycle and number, to notice one key stream used for two texts. */
  readonly sentTexts: Map<number, number>;
  /** Sees each packet of media that leaves for it, and each that it sends. */
  onSent: (packet: Uint8Array) => void;
  onUp: (packet: Uint8Array) => void;
}

/** The server of a world. */
export interface SimServer {
  readonly world: World;
  readonly router: Router;
  readonly out: ForwardOut;
  readonly connections: Map<number, Connection>;
  wakeUs: number;
}

const ARENA_BYTES = 4096;

/** Makes a server without connections. */
export function createServer(world: World, options: Partial<RouterOptions> = {}): SimServer {
  const connections = new Map<number, Connection>();
  const random = forkRandom(world, "router");
  return {
    world,
    router: createRouter({ random32: () => random.int(0x1_0000_0000), ...options }),
    out: createOut(world, connections),
    connections,
    wakeUs: Infinity,
  };
}

function createOut(world: World, connections: ReadonlyMap<number, Connection>): ForwardOut {
  const arena = new Uint8Array(ARENA_BYTES);
  const random = forkRandom(world, "arena");
  return {
    arena,
    reserve(size) {
      if (size > ARENA_BYTES / 2) throw new RangeError(`reserved ${size} bytes`);
      // Anything may lie in an arena, at any offset.
      const offset = random.int(ARENA_BYTES / 2);
      arena.fill(0xa5, offset, offset + size);
      return offset;
    },
    sendRtp(session, offset, headerLength, end, roc) {
      const extended = (arena[offset]! & 0x10) !== 0;
      if (headerLength !== (extended ? 20 : 12) || end + PROTECTION_ROOM > ARENA_BYTES) {
        throw new Error("bad packet");
      }
      const connection = connections.get(session);
      if (connection === undefined) return;
      const packet = arena.slice(offset, end);
      checkText(connection, packet, headerLength, roc);
      const { receiver } = connection;
      connection.onSent(packet);
      sendAlong(world, connection.down, packet.length, () => receiver.takeRtp(packet));
    },
    sendRtcp(session, packets) {
      const connection = connections.get(session);
      if (connection === undefined) return;
      const bytes = serializeRtcp(packets);
      const read = parseRtcp(bytes, 0, bytes.length);
      if (read === null) throw new Error("the router wrote bad RTCP");
      const { receiver } = connection;
      sendAlong(world, connection.down, bytes.length, () => receiver.takeRtcp(read));
    },
  };
}

/**
 * SRTP allows one text for each number of an SSRC: throws if there are two. The header's extension is left clear, and may differ;
 * with GCM it is authenticated, which needs a new nonce: so it may not.
 */
function checkText(
  connection: Connection,
  packet: Uint8Array,
  headerLength: number,
  roc: number,
): void {
  const { sentTexts } = connection;
  const seqExt = roc * 0x1_0000 + readU16(packet, 2);
  const key = (readU32(packet, 8) % 0x10_0000) * 0x1_0000_0000 + seqExt;
  let text = packet.length;
  const length = Math.min(headerLength + 52, packet.length); // the end of a body follows from its beginning
  for (let i = 0; i < length; i++) text = (Math.imul(text, 31) + packet[i]!) | 0;
  const before = sentTexts.get(key);
  if (before !== undefined && before !== text) {
    throw new Error(`two packets of SSRC ${readU32(packet, 8)}, cycle ${roc}, ${seqExt}`);
  }
  sentTexts.set(key, text);
  if (sentTexts.size > 50_000) sentTexts.clear();
}

/** Connects a browser. */
export function connect(
  server: SimServer,
  session: number,
  receiver: Receiver,
  up: Path = createPath(),
  down: Path = createPath(),
): Connection {
  const connection: Connection = {
    session,
    receiver,
    up,
    down,
    sentTexts: new Map(),
    onSent: () => {},
    onUp: () => {},
  };
  up.random ??= forkRandom(server.world, `up ${session}`);
  down.random ??= forkRandom(server.world, `down ${session}`);
  server.connections.set(session, connection);
  return connection;
}

/** Sends an RTP packet of a browser to the server. */
export function sendRtpUp(server: SimServer, connection: Connection, packet: Uint8Array): void {
  const { world, router, out } = server;
  connection.onUp(packet);
  sendAlong(world, connection.up, packet.length, () => {
    handleRtp(router, connection.session, packet, 0, packet.length, world.nowUs, out);
    wake(server);
  });
}

/** Sends RTCP of a browser to the server. */
export function sendRtcpUp(
  server: SimServer,
  connection: Connection,
  packets: readonly RtcpPacket[],
): void {
  const { world, router, out } = server;
  const bytes = serializeRtcp(packets);
  const read = parseRtcp(bytes, 0, bytes.length);
  if (read === null) throw new Error("a browser wrote bad RTCP");
  sendAlong(world, connection.up, bytes.length, () => {
    handleRtcp(router, connection.session, read, world.nowUs, out);
    wake(server);
  });
}

/** Plans the router's next deadline; to be called after each call into it. */
export function wake(server: SimServer): void {
  const { world } = server;
  const dueUs = deadline(server.router);
  if (dueUs >= server.wakeUs || dueUs === Infinity) return;
  server.wakeUs = dueUs;
  planAt(world, dueUs, () => {
    if (server.wakeUs > world.nowUs) return;
    server.wakeUs = Infinity;
    onTime(server.router, world.nowUs, server.out);
    if (deadline(server.router) <= world.nowUs) throw new Error("a deadline does not pass");
    wake(server);
  });
}
