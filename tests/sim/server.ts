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
} from "../../media/forward/router.ts";
import { type ForwardOut, PROTECTION_ROOM } from "../../media/forward/output.ts";
import { parseRtcp, type RtcpPacket, serializeRtcp } from "../../media/packet/rtcp.ts";
import { createPath, type Path, sendAlong } from "./network.ts";
import { planAt, type World } from "./world.ts";

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
}

/** The server of a world. */
export interface SimServer {
  readonly world: World;
  readonly router: Router;
  readonly out: ForwardOut;
  readonly connections: Map<number, Connection>;
  /** Last (SSRC, number) pairs sent, to notice one key stream used for two texts. */
  readonly sentTexts: Map<string, string>;
  wakeUs: number;
}

const ARENA_BYTES = 4096;

/** Makes a server without connections. `maxRingBytes` as in the router's options. */
export function createServer(world: World, maxRingBytes?: number): SimServer {
  const connections = new Map<number, Connection>();
  const sentTexts = new Map<string, string>();
  const options = { random32: () => world.random.int(0x1_0000_0000) };
  return {
    world,
    router: createRouter(maxRingBytes === undefined ? options : { ...options, maxRingBytes }),
    out: createOut(world, connections, sentTexts),
    connections,
    sentTexts,
    wakeUs: Infinity,
  };
}

function createOut(
  world: World,
  connections: ReadonlyMap<number, Connection>,
  sentTexts: Map<string, string>,
): ForwardOut {
  const arena = new Uint8Array(ARENA_BYTES);
  return {
    arena,
    reserve(size) {
      if (size > ARENA_BYTES / 2) throw new RangeError(`reserved ${size} bytes`);
      // Anything may lie in an arena, at any offset.
      const offset = world.random.int(ARENA_BYTES / 2);
      arena.fill(0xa5, offset, offset + size);
      return offset;
    },
    sendRtp(session, offset, headerLength, end, roc) {
      if (headerLength !== 12 || end + PROTECTION_ROOM > ARENA_BYTES) throw new Error("bad packet");
      const connection = connections.get(session);
      if (connection === undefined) return;
      const packet = arena.slice(offset, end);
      checkText(sentTexts, session, packet, roc);
      const { receiver } = connection;
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

/** SRTP allows one text for each number of an SSRC: throws if there are two. */
function checkText(
  texts: Map<string, string>,
  session: number,
  packet: Uint8Array,
  roc: number,
): void {
  const view = new DataView(packet.buffer);
  const key = `${session} ${view.getUint32(8)} ${roc} ${view.getUint16(2)}`;
  let text = packet.length;
  const length = Math.min(64, packet.length); // the end of a body follows from its beginning
  for (let i = 0; i < length; i++) text = (Math.imul(text, 31) + packet[i]!) | 0;
  const before = texts.get(key);
  if (before !== undefined && before !== String(text)) {
    throw new Error(`two packets of session, SSRC, cycle and number ${key}`);
  }
  texts.set(key, String(text));
  if (texts.size > 200_000) texts.clear();
}

/** Connects a browser. */
export function connect(
  server: SimServer,
  session: number,
  receiver: Receiver,
  up: Path = createPath(),
  down: Path = createPath(),
): Connection {
  const connection = { session, receiver, up, down };
  server.connections.set(session, connection);
  return connection;
}

/** Sends an RTP packet of a browser to the server. */
export function sendRtpUp(server: SimServer, connection: Connection, packet: Uint8Array): void {
  const { world, router, out } = server;
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
