/**
 * A UDP socket of the load generator on Linux's loopback, by libc: one socket plays hundreds of clients.
 *
 * Servers tell clients apart by address, and all of 127.0.0.0/8 is this machine: client n speaks from 127.1.x.y by IP_PKTINFO
 * (ip(7)), and the socket, bound to every address, hears what is sent to any of them. The kernel stamps each datagram as it
 * is queued (SO_TIMESTAMPNS, socket(7)), so latency is exact however rarely the socket is emptied. Nobody ever waits in
 * the kernel for a datagram, so a server that sends one pays for no wake-up, as it would not over a real network.
 *
 * The struct layouts are those of 64-bit Linux, x86-64 and arm64 alike.
 * @module
 */
import { addressOf, allocate } from "../../media/transport/native_memory.ts";

/** Datagrams taken with one call. */
const SLOTS = 256;
/** Longest datagram; longer ones are cut. */
const SLOT_BYTES = 2048;
const CONTROL_BYTES = 128;
const HEADER_BYTES = 64;
const NAME_BYTES = 16;
const IOVEC_BYTES = 16;

// Words of 32 bits in a struct mmsghdr.
const NAME_LENGTH_WORD = 2;
const CONTROL_LENGTH_WORD = 10;
const LENGTH_WORD = 14;
const HEADER_WORDS = HEADER_BYTES / 4;

const AF_INET = 2;
const SOCK_DGRAM_NONBLOCK_CLOEXEC = 2 | 0o4000 | 0o2000000;
const IPPROTO_IP = 0;
const IP_PKTINFO = 8;
const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
const SO_RCVBUFFORCE = 33;
const SO_TIMESTAMPNS = 35;
const CLOCK_REALTIME = 0;

/** What the socket asks for as its receive buffer; only root gets more than net.core.rmem_max. */
const WANTED_BUFFER_BYTES = 64 * 1024 * 1024;

/** First byte of every client's address, and the second. */
const CLIENT_NET = [127, 1] as const;

const SYMBOLS = {
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  bind: { parameters: ["i32", "u64", "u32"], result: "i32" },
  getsockname: { parameters: ["i32", "u64", "u64"], result: "i32" },
  setsockopt: { parameters: ["i32", "i32", "i32", "u64", "u32"], result: "i32" },
  getsockopt: { parameters: ["i32", "i32", "i32", "u64", "u64"], result: "i32" },
  recvmmsg: { parameters: ["i32", "u64", "u32", "i32", "u64"], result: "i32" },
  sendmsg: { parameters: ["i32", "u64", "i32"], result: "i64" },
  clock_gettime: { parameters: ["i32", "u64"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

type Libc = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

/** An open socket. Made by `openLoopbackSocket`, ended by `close`. */
export interface LoopbackSocket {
  readonly port: number;
  /** What the kernel granted, by its own account: with its overhead. */
  readonly bufferBytes: number;
  /** The datagrams of the last `receive`, datagram i from byte i × `slotBytes` on. */
  readonly data: Uint8Array;
  readonly slotBytes: number;
  readonly lengths: Int32Array;
  /** Number of the client that each was sent to. */
  readonly clients: Int32Array;
  /** Unix time of arrival in microseconds. */
  readonly arrivedUs: Float64Array;
  /** Takes what has arrived, and returns how many datagrams that are; never waits. */
  receive(): number;
  /** What is to be sent is written here. */
  readonly outgoing: Uint8Array;
  /** Sends the first `length` bytes of `outgoing` as client number `client`, or `ANY_CLIENT`; false if the system refused. */
  send(client: number, ip: string, port: number, length: number): boolean;
  /** What the kernel is given pointers to, which keep nothing alive. */
  readonly memory: readonly Uint8Array[];
  /** Unix time in microseconds, by the clock of `arrivedUs`. */
  nowUs(): number;
  close(): void;
}

/** As the number of a client: the kernel chooses the address to send from. */
export const ANY_CLIENT = -1;

/** The address of client number `client`, below 65,534. */
export function clientAddress(client: number): string {
  return [...CLIENT_NET, (client + 1) >> 8, (client + 1) & 255].join(".");
}

/** Opens a socket on a free port of every local address. Throws an `Error` where the system refuses. */
export function openLoopbackSocket(): LoopbackSocket {
  if (Deno.build.os !== "linux") throw new Error("the load generator needs Linux");
  const library = Deno.dlopen("libc.so.6", SYMBOLS);
  const libc: Libc = library.symbols;
  const socket = libc.socket(AF_INET, SOCK_DGRAM_NONBLOCK_CLOEXEC, 0);
  mustHold(socket >= 0, "socket");
  const port = bindAnywhere(libc, socket);
  setOption(libc, socket, IPPROTO_IP, IP_PKTINFO, 1);
  setOption(libc, socket, SOL_SOCKET, SO_TIMESTAMPNS, 1);
  const inbound = createInbound(libc, socket);
  const outbound = createOutbound(libc, socket);
  const time = allocate(16);
  const timeAt = addressOf(time.buffer);
  const timeView = new DataView(time.buffer);
  return {
    port,
    bufferBytes: enlargeBuffer(libc, socket),
    ...inbound,
    ...outbound,
    memory: [...inbound.memory, ...outbound.memory],
    nowUs() {
      libc.clock_gettime(CLOCK_REALTIME, timeAt);
      return readTimeUs(timeView, 0);
    },
    close() {
      libc.close(socket);
      library.close();
    },
  };
}

type Inbound = Pick<
  LoopbackSocket,
  "data" | "slotBytes" | "lengths" | "clients" | "arrivedUs" | "receive" | "memory"
>;

/** The receiving half: a table of `mmsghdr`, each with room for a datagram and its control messages. */
function createInbound(libc: Libc, socket: number): Inbound {
  const headers = allocate(SLOTS * HEADER_BYTES);
  const names = allocate(SLOTS * NAME_BYTES);
  const vectors = allocate(SLOTS * IOVEC_BYTES);
  const controls = allocate(SLOTS * CONTROL_BYTES);
  const data = allocate(SLOTS * SLOT_BYTES);
  const [namesAt, vectorsAt, controlsAt, dataAt] = [names, vectors, controls, data]
    .map((bytes) => addressOf(bytes.buffer)) as [bigint, bigint, bigint, bigint];
  for (let i = 0; i < SLOTS; i++) {
    writeVector(vectors, i * IOVEC_BYTES, dataAt + BigInt(i * SLOT_BYTES), SLOT_BYTES);
    writeHeader(headers, i * HEADER_BYTES, {
      nameAt: namesAt + BigInt(i * NAME_BYTES),
      vectorAt: vectorsAt + BigInt(i * IOVEC_BYTES),
      controlAt: controlsAt + BigInt(i * CONTROL_BYTES),
      controlLength: CONTROL_BYTES,
    });
  }
  const words = new Uint32Array(headers.buffer);
  const control = new DataView(controls.buffer);
  const headersAt = addressOf(headers.buffer);
  const lengths = new Int32Array(SLOTS);
  const clients = new Int32Array(SLOTS);
  const arrivedUs = new Float64Array(SLOTS);
  return {
    memory: [headers, names, vectors, controls, data],
    data,
    slotBytes: SLOT_BYTES,
    lengths,
    clients,
    arrivedUs,
    receive() {
      const count = libc.recvmmsg(socket, headersAt, SLOTS, 0, 0n);
      for (let i = 0; i < count; i++) {
        const word = i * HEADER_WORDS;
        lengths[i] = words[word + LENGTH_WORD]!;
        readControls(
          control,
          i * CONTROL_BYTES,
          words[word + CONTROL_LENGTH_WORD]!,
          i,
          clients,
          arrivedUs,
        );
        // The kernel has put in what it used.
        words[word + NAME_LENGTH_WORD] = NAME_BYTES;
        words[word + CONTROL_LENGTH_WORD] = CONTROL_BYTES;
      }
      return Math.max(0, count);
    },
  };
}

/** Reads the arrival time and the address that a datagram was sent to out of its control messages (cmsg(3)). */
function readControls(
  view: DataView,
  start: number,
  length: number,
  slot: number,
  clients: Int32Array,
  arrivedUs: Float64Array,
): void {
  const end = start + Math.min(length, CONTROL_BYTES);
  for (let at = start; at + 16 <= end;) {
    const size = view.getUint32(at, true);
    if (size < 16) return;
    const level = view.getInt32(at + 8, true);
    const type = view.getInt32(at + 12, true);
    if (level === SOL_SOCKET && type === SO_TIMESTAMPNS) {
      arrivedUs[slot] = readTimeUs(view, at + 16);
    } else if (level === IPPROTO_IP && type === IP_PKTINFO) {
      // struct in_pktinfo: interface, local address, address in the header.
      clients[slot] = (view.getUint8(at + 26) << 8 | view.getUint8(at + 27)) - 1;
    }
    at += (size + 7) & ~7;
  }
}

/** A struct timespec in microseconds. */
function readTimeUs(view: DataView, at: number): number {
  const seconds = view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
  return seconds * 1e6 + view.getUint32(at + 8, true) / 1000;
}

/** The sending half: one `msghdr` whose control message says which address of ours to send from. */
function createOutbound(
  libc: Libc,
  socket: number,
): Pick<LoopbackSocket, "outgoing" | "send" | "memory"> {
  const header = allocate(HEADER_BYTES);
  const name = allocate(NAME_BYTES);
  const vector = allocate(IOVEC_BYTES);
  const control = allocate(32);
  const outgoing = allocate(SLOT_BYTES);
  const vectorLength = new DataView(vector.buffer);
  const ips = new Map<string, readonly number[]>();
  new DataView(control.buffer).setUint32(0, 28, true);
  new DataView(control.buffer).setUint32(12, IP_PKTINFO, true);
  writeVector(vector, 0, addressOf(outgoing.buffer), 0);
  writeHeader(header, 0, {
    nameAt: addressOf(name.buffer),
    vectorAt: addressOf(vector.buffer),
    controlAt: addressOf(control.buffer),
    controlLength: control.length,
  });
  const headerAt = addressOf(header.buffer);
  return {
    memory: [header, name, vector, control, outgoing],
    outgoing,
    send(client, ip, port, length) {
      let bytes = ips.get(ip);
      if (bytes === undefined) ips.set(ip, bytes = ip.split(".").map(Number));
      writeAddress(name, bytes, port);
      const any = client === ANY_CLIENT;
      control[20] = any ? 0 : CLIENT_NET[0];
      control[21] = any ? 0 : CLIENT_NET[1];
      control[22] = (client + 1) >> 8;
      control[23] = (client + 1) & 255;
      vectorLength.setUint32(8, length, true);
      return libc.sendmsg(socket, headerAt, 0) === BigInt(length);
    },
  };
}

/** A struct sockaddr_in. */
function writeAddress(name: Uint8Array, ip: readonly number[], port: number): void {
  name[0] = AF_INET;
  name[1] = 0;
  name[2] = port >> 8;
  name[3] = port & 255;
  for (let i = 0; i < 4; i++) name[4 + i] = ip[i] ?? 0;
}

function writeVector(bytes: Uint8Array<ArrayBuffer>, at: number, base: bigint, length: number) {
  const view = new DataView(bytes.buffer);
  view.setBigUint64(at, base, true);
  view.setBigUint64(at + 8, BigInt(length), true);
}

/** A struct msghdr with one buffer. */
function writeHeader(
  bytes: Uint8Array<ArrayBuffer>,
  at: number,
  parts: { nameAt: bigint; vectorAt: bigint; controlAt: bigint; controlLength: number },
): void {
  const view = new DataView(bytes.buffer);
  view.setBigUint64(at, parts.nameAt, true);
  view.setUint32(at + 8, NAME_BYTES, true);
  view.setBigUint64(at + 16, parts.vectorAt, true);
  view.setBigUint64(at + 24, 1n, true);
  view.setBigUint64(at + 32, parts.controlAt, true);
  view.setBigUint64(at + 40, BigInt(parts.controlLength), true);
}

function bindAnywhere(libc: Libc, socket: number): number {
  const name = allocate(NAME_BYTES);
  const length = allocate(4);
  writeAddress(name, [0, 0, 0, 0], 0);
  new DataView(length.buffer).setUint32(0, NAME_BYTES, true);
  const nameAt = addressOf(name.buffer);
  mustHold(libc.bind(socket, nameAt, NAME_BYTES) === 0, "bind");
  mustHold(libc.getsockname(socket, nameAt, addressOf(length.buffer)) === 0, "getsockname");
  return name[2]! << 8 | name[3]!;
}

function setOption(libc: Libc, socket: number, level: number, option: number, value: number) {
  const bytes = allocate(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return libc.setsockopt(socket, level, option, addressOf(bytes.buffer), 4) === 0;
}

/** Makes the receive buffer as large as may be, and returns its size in bytes. */
function enlargeBuffer(libc: Libc, socket: number): number {
  if (!setOption(libc, socket, SOL_SOCKET, SO_RCVBUFFORCE, WANTED_BUFFER_BYTES)) {
    setOption(libc, socket, SOL_SOCKET, SO_RCVBUF, WANTED_BUFFER_BYTES);
  }
  const bytes = allocate(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(4, 4, true);
  const at = addressOf(bytes.buffer);
  mustHold(libc.getsockopt(socket, SOL_SOCKET, SO_RCVBUF, at, at + 4n) === 0, "getsockopt");
  return view.getUint32(0, true);
}

function mustHold(condition: boolean, call: string): void {
  if (!condition) throw new Error(`the system refused ${call}() for a UDP socket on loopback`);
}
