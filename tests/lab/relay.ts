/**
 * The laboratory's wires: a process that carries packets between pairs of TUN devices, one end in the server's network
 * namespace and one in a participant's, with latency and random loss. (How much a wire carries is the business of the
 * kernel's token bucket at either end.) A process of its own, which does nothing but wait in the kernel, so that the
 * wires keep their time.
 *
 * Its argument is a list of `Wire` in JSON. Once all devices are there it prints `ready`. It then takes `Impairment`s, one
 * JSON object in a line, from its standard input, and ends when that ends.
 * @module
 */
import { createRandom, type Random } from "../random.ts";

/** A wire to be made. */
export interface Wire {
  /** The device's name in the server's namespace, which is this process's. */
  readonly serverDevice: string;
  /** The file of the other namespace, such as `/run/netns/ada`, and the device's name there. */
  readonly namespace: string;
  readonly device: string;
}

/** What a wire does to packets from now on, in one direction. */
export interface Impairment {
  /** Place in the list of wires. */
  readonly wire: number;
  /** `down` is from the server to the participant. */
  readonly direction: "up" | "down";
  /** Share of packets that get lost, from 0 to 1. */
  readonly loss: number;
  readonly latencyMs: number;
}

const SYMBOLS = {
  open: { parameters: ["buffer", "i32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
  setns: { parameters: ["i32", "i32"], result: "i32" },
  ioctl: { parameters: ["i32", "u64", "buffer"], result: "i32" },
  read: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  write: { parameters: ["i32", "buffer", "usize"], result: "isize" },
  // (descriptors, count, time limit, signal mask)
  ppoll: { parameters: ["buffer", "u64", "buffer", "pointer"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

type Libc = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

// Numbers of the Linux kernel: fcntl.h, sched.h, if_tun.h, poll.h.
const O_RDWR = 0o2;
const O_NONBLOCK = 0o4000;
const CLONE_NEWNET = 0x40000000;
const TUNSETIFF = 0x4004_54can;
const IFF_TUN = 1;
const IFF_NO_PI = 0x1000;
const POLLIN = 1;

const STDIN = 0;
/** Longer than any packet: the devices' MTU is 1500. */
const PACKET_SIZE = 2048;
/** Longest wait: nothing depends on it. */
const IDLE_MS = 1000;

/** One direction of a wire: packets of `from` leave at `to`, in their order. */
interface Lane {
  readonly from: number;
  readonly to: number;
  readonly waiting: { readonly dueMs: number; readonly packet: Uint8Array<ArrayBuffer> }[];
  loss: number;
  latencyMs: number;
}

function openDevice(libc: Libc, name: string): number {
  const descriptor = libc.open(cString("/dev/net/tun"), O_RDWR | O_NONBLOCK);
  const request = new Uint8Array(40);
  request.set(new TextEncoder().encode(name));
  new DataView(request.buffer).setUint16(16, IFF_TUN | IFF_NO_PI, true);
  if (descriptor < 0 || libc.ioctl(descriptor, TUNSETIFF, request) < 0) {
    throw new Error(`no TUN device ${name}: the laboratory needs /dev/net/tun and CAP_NET_ADMIN`);
  }
  return descriptor;
}

/** Opens both ends of a wire. A TUN device belongs to the namespace in which its descriptor was opened. */
function openWire(libc: Libc, wire: Wire): [up: Lane, down: Lane] {
  const server = openDevice(libc, wire.serverDevice);
  const home = libc.open(cString("/proc/self/ns/net"), 0);
  const away = libc.open(cString(wire.namespace), 0);
  if (libc.setns(away, CLONE_NEWNET) < 0) throw new Error(`cannot enter ${wire.namespace}`);
  const participant = openDevice(libc, wire.device);
  if (libc.setns(home, CLONE_NEWNET) < 0) throw new Error("cannot go back");
  libc.close(home);
  libc.close(away);
  const lane = (from: number, to: number): Lane => ({
    from,
    to,
    waiting: [],
    loss: 0,
    latencyMs: 0,
  });
  return [lane(participant, server), lane(server, participant)];
}

function cString(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text + "\0");
}

/** Carries packets until standard input ends. */
function relay(libc: Libc, wires: readonly Wire[]): void {
  const lanes = wires.flatMap((wire) => openWire(libc, wire));
  const random = createRandom(1);
  Deno.stdout.writeSync(new TextEncoder().encode("ready\n"));

  // struct pollfd: descriptor, events asked for, events that are.
  const descriptors = [STDIN, ...lanes.map(({ from }) => from)];
  const poll = new DataView(new ArrayBuffer(8 * descriptors.length));
  descriptors.forEach((descriptor, i) => {
    poll.setInt32(8 * i, descriptor, true);
    poll.setInt16(8 * i + 4, POLLIN, true);
  });
  const pollBytes = new Uint8Array(poll.buffer);
  const limit = new BigInt64Array(2);
  const limitBytes = new Uint8Array(limit.buffer);
  const buffer = new Uint8Array(PACKET_SIZE);
  let text = "";

  while (true) {
    let dueMs = performance.now() + IDLE_MS;
    for (const { waiting } of lanes) dueMs = Math.min(dueMs, waiting[0]?.dueMs ?? Infinity);
    const waitNs = Math.max(0, Math.round((dueMs - performance.now()) * 1e6));
    limit[0] = BigInt(Math.floor(waitNs / 1e9));
    limit[1] = BigInt(waitNs % 1e9);
    libc.ppoll(pollBytes, BigInt(descriptors.length), limitBytes, null);
    const nowMs = performance.now();

    if (poll.getInt16(6, true) !== 0) {
      const length = Number(libc.read(STDIN, buffer, BigInt(PACKET_SIZE)));
      if (length <= 0) return;
      const lines = (text + new TextDecoder().decode(buffer.subarray(0, length))).split("\n");
      text = lines.pop()!;
      for (const line of lines) impair(lanes, JSON.parse(line));
    }
    lanes.forEach((lane, i) => {
      if (poll.getInt16(8 * (i + 1) + 6, true) !== 0) {
        takePackets(libc, lane, buffer, nowMs, random);
      }
      while (lane.waiting.length > 0 && lane.waiting[0]!.dueMs <= nowMs) {
        const { packet } = lane.waiting.shift()!;
        libc.write(lane.to, packet, BigInt(packet.length));
      }
    });
  }
}

function impair(lanes: readonly Lane[], { wire, direction, loss, latencyMs }: Impairment): void {
  Object.assign(lanes[2 * wire + (direction === "up" ? 0 : 1)]!, { loss, latencyMs });
}

/** Takes what has come into a lane; what gets lost is gone. */
function takePackets(
  libc: Libc,
  lane: Lane,
  buffer: Uint8Array<ArrayBuffer>,
  nowMs: number,
  random: Random,
): void {
  while (true) {
    const length = Number(libc.read(lane.from, buffer, BigInt(PACKET_SIZE)));
    if (length <= 0) return;
    if (random.next() < lane.loss) continue;
    lane.waiting.push({ dueMs: nowMs + lane.latencyMs, packet: buffer.slice(0, length) });
  }
}

if (import.meta.main) {
  const library = Deno.dlopen("libc.so.6", SYMBOLS);
  relay(library.symbols, JSON.parse(Deno.args[0]!));
}
