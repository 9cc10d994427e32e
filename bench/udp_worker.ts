/// <reference lib="deno.worker" />
/**
 * One row of the UDP bench, in a worker of its own, so that V8 compiles the code for one backend alone, as in a server where
 * one is in use.
 * @module
 */
import { createAddressTable, retainAddress } from "../media/transport/address_table.ts";
import { openLibc } from "../media/transport/libc.ts";
import { SOL_UDP } from "../media/transport/linux_abi.ts";
import {
  bindSocket,
  createReceiveBatch,
  createSendBatch,
  pushDatagram,
  type UdpPort,
} from "../media/transport/udp.ts";
import { openUdp } from "../media/transport/udp_backend.ts";
import { createLinuxPort } from "../media/transport/udp_linux.ts";
import { cpuTimeUs } from "./measure.ts";
import type { SenderTask } from "./udp_sender.ts";

/** Backends to measure; `unsegmented` is the Linux one as on a kernel without `UDP_SEGMENT`. */
export type UdpBackend = "linux" | "unsegmented" | "portable";

/** What to measure. */
export interface UdpTask {
  readonly backend: UdpBackend;
  /** Length of each datagram in bytes. */
  readonly length: number;
  /** How many receivers there are, in each measurement of sending. */
  readonly receivers: readonly number[];
  /** Datagrams sent per measurement. */
  readonly sends: number;
  /** How a sender paces what is received: datagrams at once, milliseconds between. */
  readonly paces: readonly { readonly burst: number; readonly gapMs: number }[];
  readonly receives: number;
}

/** What came out. */
export type UdpResult =
  | {
    readonly sendUs: readonly number[];
    readonly receiveUs: readonly number[];
    /** Datagrams per time that the receiver was woken. */
    readonly perWake: readonly number[];
    readonly garbageBytes: number;
  }
  /** The backend cannot be had on this machine. */
  | { readonly reason: string };

/** As in `media/worker/outbox.ts`. */
const BATCH_SLOTS = 512;
const BATCH_BYTES = 640 * 1024;
/** Bytes between datagrams in the arena. */
const ALIGNMENT = 8;
/** Measurements of each pace, of which the best counts: whatever disturbs one only adds to it. */
const RECEIVE_ROUNDS = 5;
/** As in `media/worker/loop.ts`. */
const RECEIVE_SLOTS = 64;

function open(backend: UdpBackend, addresses: ReturnType<typeof createAddressTable>): UdpPort {
  if (backend !== "unsegmented") {
    const { port, reason } = openUdp(backend, 0, addresses);
    if (port === null) throw new Error(reason);
    return port;
  }
  const { libc } = openLibc();
  if (libc === null) throw new Error("no C library");
  const older = {
    ...libc,
    getOption: (descriptor: number, level: number, option: number) =>
      level === SOL_UDP ? null : libc.getOption(descriptor, level, option),
  };
  const port = createLinuxPort(bindSocket(0), addresses, older);
  if (port === null) throw new Error("no descriptor");
  return port;
}

/** CPU time for each datagram to `count` receivers, and garbage, where asked for. */
async function measureSend(task: UdpTask, count: number): Promise<{ us: number; garbage: number }> {
  const addresses = createAddressTable();
  const port = open(task.backend, addresses);
  // Nobody reads here: their queues are full soon, and what comes then is let fall.
  const sinks = Array.from(
    { length: count },
    () => Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 }),
  );
  const ip = port.ipv6 ? "::ffff:127.0.0.1" : "127.0.0.1";
  const numbers = sinks.map((sink) =>
    retainAddress(addresses, ip, (sink.addr as Deno.NetAddr).port)
  );
  const batch = createSendBatch(BATCH_SLOTS, BATCH_BYTES);

  const flush = async () => {
    const sent = port.send(batch);
    if (typeof sent !== "number") await sent;
    batch.count = batch.end = 0;
  };
  const run = async (datagrams: number) => {
    for (let i = 0; i < datagrams; i++) {
      if (batch.count === BATCH_SLOTS || batch.end + task.length > BATCH_BYTES) await flush();
      pushDatagram(batch, batch.end, task.length, numbers[i % count]!);
      batch.end += Math.ceil(task.length / ALIGNMENT) * ALIGNMENT;
    }
    await flush();
  };
  await run(task.sends / 4);
  let us = Infinity;
  for (let round = 0; round < 5; round++) {
    const startUs = cpuTimeUs();
    await run(task.sends);
    us = Math.min(us, (cpuTimeUs() - startUs) / task.sends);
  }
  const growths: number[] = [];
  for (let round = 0; round < 101; round++) {
    const before = Deno.memoryUsage().heapUsed;
    await run(400);
    growths.push((Deno.memoryUsage().heapUsed - before) / 400);
  }
  port.close();
  for (const sink of sinks) sink.close();
  return { us, garbage: growths.sort((a, b) => a - b)[50]! };
}

/** CPU time for each datagram from a process that sends so. */
async function measureReceive(
  task: UdpTask,
  pace: UdpTask["paces"][number],
): Promise<{ us: number; perWake: number }> {
  const addresses = createAddressTable();
  const port = open(task.backend, addresses);
  const sender: SenderTask = {
    ...pace,
    port: port.port,
    count: task.receives,
    length: task.length,
  };
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--unstable-net",
      "--allow-net",
      "--allow-ffi",
      new URL("./udp_sender.ts", import.meta.url).pathname,
      JSON.stringify(sender),
    ],
  }).spawn();
  const batch = createReceiveBatch(RECEIVE_SLOTS);
  let known = false;
  let received = 0;
  let wakes = 0;
  let startUs = 0;
  // The first quarter warms up. What is lost on the way is not waited for.
  child.status.then(() => port.close());
  while (await port.receive(batch)) {
    if (!known) {
      retainAddress(addresses, batch.strangerIps[0]!, batch.strangerPorts[0]!);
      known = true;
    }
    const before = received;
    received += batch.count;
    wakes++;
    if (before < task.receives / 4 && received >= task.receives / 4) {
      [received, wakes] = [task.receives / 4, 0];
      startUs = cpuTimeUs();
    }
    if (received >= task.receives) break;
  }
  const counted = received - task.receives / 4;
  const us = (cpuTimeUs() - startUs) / counted;
  port.close();
  await child.status;
  return { us, perWake: counted / wakes };
}

async function measure(task: UdpTask): Promise<UdpResult> {
  try {
    const sends = [];
    for (const count of task.receivers) sends.push(await measureSend(task, count));
    const receives = [];
    for (const pace of task.paces) {
      const rounds = [];
      for (let i = 0; i < RECEIVE_ROUNDS; i++) rounds.push(await measureReceive(task, pace));
      receives.push(rounds.reduce((best, round) => round.us < best.us ? round : best));
    }
    return {
      sendUs: sends.map(({ us }) => us),
      receiveUs: receives.map(({ us }) => us),
      perWake: receives.map(({ perWake }) => perWake),
      garbageBytes: sends.at(-1)!.garbage,
    };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

self.onmessage = (event: MessageEvent<UdpTask>) => {
  measure(event.data).then((result) => self.postMessage(result));
};
