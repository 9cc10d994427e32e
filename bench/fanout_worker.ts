/// <reference lib="deno.worker" />
/**
 * One row of the fan-out bench, in a worker of its own, so that V8 compiles the code for one backend and profile alone, as
 * in a server where one is in use.
 * @module
 */
import type { SrtpProfile } from "../media/transport/srtp.ts";
import { chooseBackend } from "../media/transport/srtp_backend.ts";
import {
  closeFanout,
  createFanout,
  createSenders,
  createSocketlessOut,
  forward,
} from "./fanout.ts";
import { cpuUsPerOperation, garbagePerOperation, memoryGrowth } from "./measure.ts";

/** What to measure. */
export interface FanoutTask {
  readonly backend: "openssl" | "portable";
  readonly profile: SrtpProfile;
  /** How many receivers there are, in each measurement. */
  readonly receivers: readonly number[];
  /** Length of the plaintext packets with header, in bytes. */
  readonly packetLength: number;
  /** Packets sent per round. */
  readonly sends: number;
}

/** What came out. */
export type FanoutResult =
  | {
    readonly cpuUs: readonly number[];
    /** The part of it that is not the receivers' cipher, with the most receivers. */
    readonly rewriteUs: number;
    readonly garbageBytes: number;
    readonly heapBytes: number;
    readonly residentBytes: number;
    readonly memorySends: number;
  }
  /** The backend cannot be had on this machine. */
  | { readonly reason: string };

/** Receivers in the measurements of memory. */
const MEMORY_RECEIVERS = 10;

function measure(task: FanoutTask): FanoutResult {
  const { backend, reason } = chooseBackend(task.backend);
  if (backend === null) return { reason };
  const create = (receivers: number, protect = true) =>
    createFanout(
      backend,
      task.profile,
      receivers,
      task.packetLength,
      createSocketlessOut(createSenders(backend, task.profile, receivers, protect)),
    );

  const measureCpu = (receivers: number, protect = true): number => {
    const fanout = create(receivers, protect);
    const run = () => forward(fanout, task.sends);
    const us = cpuUsPerOperation(task.sends, run, run);
    closeFanout(fanout);
    return us;
  };
  const cpuUs = task.receivers.map((receivers) => measureCpu(receivers));

  const fanout = create(MEMORY_RECEIVERS);
  const memorySends = Math.min(10 * task.sends, 1_000_000);
  forward(fanout, task.sends);
  const { heapBytes, residentBytes } = memoryGrowth(() => forward(fanout, memorySends));
  const garbageBytes = garbagePerOperation(100, () => forward(fanout, 100));
  closeFanout(fanout);
  const rewriteUs = measureCpu(task.receivers.at(-1)!, false);
  return { cpuUs, rewriteUs, garbageBytes, heapBytes, residentBytes, memorySends };
}

self.onmessage = (event: MessageEvent<FanoutTask>) => self.postMessage(measure(event.data));
