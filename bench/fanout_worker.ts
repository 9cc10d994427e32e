/// <reference lib="deno.worker" />
/**
 * One row of the fan-out bench, in a worker of its own, so that V8 compiles the code for one backend and profile alone, as
 * in a server where one is in use.
 * @module
 */
import { RTP_FIXED_HEADER_LENGTH, writeRtpHeader } from "../media/packet/rtp.ts";
import { cycleOf, seq16Of } from "../media/packet/seq.ts";
import {
  MAX_SRTP_OVERHEAD,
  PROFILES,
  type SrtpProfile,
  type SrtpSender,
} from "../media/transport/srtp.ts";
import { chooseBackend } from "../media/transport/srtp_backend.ts";
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
    /** The part of it that is no cipher: header and copy of the payload, with one receiver. */
    readonly rewriteUs: number;
    readonly garbageBytes: number;
    readonly heapBytes: number;
    readonly residentBytes: number;
    readonly memorySends: number;
  }
  /** The backend cannot be had on this machine. */
  | { readonly reason: string };

const SLOTS = 128;
const SLOT_BYTES = 1536;
const WORD = 8;
/** Where the payload begins in a slot: on a word, with room for the header. */
const PAYLOAD_AT = 16;

/** A group of receivers that all get the same stream, each under its own keys, SSRC and numbering. */
interface Fanout {
  readonly senders: readonly SrtpSender[];
  /** Received packets, as in the ring. */
  readonly ring: BigUint64Array;
  readonly arena: Uint8Array;
  readonly arenaWords: BigUint64Array;
  readonly packetLength: number;
  /** Number of the next packet, extended. */
  seqExt: number;
  /** Next slot of the arena. */
  slot: number;
}

function createFanout(task: FanoutTask, senders: readonly SrtpSender[]): Fanout {
  const arena = new Uint8Array(SLOTS * SLOT_BYTES);
  return {
    senders,
    ring: new BigUint64Array(new SharedArrayBuffer(SLOTS * SLOT_BYTES)).fill(0x0123456789abcdefn),
    arena,
    arenaWords: new BigUint64Array(arena.buffer),
    packetLength: task.packetLength,
    seqExt: 1000,
    slot: 0,
  };
}

/** Writes header and payload of the next packet for one receiver; returns where it begins. */
function rewrite(fanout: Fanout, receiver: number): number {
  const { arena, arenaWords, ring, seqExt } = fanout;
  const slot = fanout.slot;
  fanout.slot = (slot + 1) % SLOTS;
  const payload = slot * SLOT_BYTES + PAYLOAD_AT;
  const to = payload / WORD;
  const from = (seqExt % SLOTS) * (SLOT_BYTES / WORD);
  const words = Math.ceil((fanout.packetLength - RTP_FIXED_HEADER_LENGTH) / WORD);
  for (let i = 0; i < words; i++) arenaWords[to + i] = ring[from + i]!;
  const offset = payload - RTP_FIXED_HEADER_LENGTH;
  writeRtpHeader(arena, offset, false, 96, seq16Of(seqExt + receiver), seqExt, 0x1000 + receiver);
  return offset;
}

/** Sends `count` packets in all, to every receiver in turn. */
function forward(fanout: Fanout, count: number): void {
  const { senders, arena, packetLength } = fanout;
  for (let sent = 0; sent < count; sent += senders.length, fanout.seqExt++) {
    for (let i = 0; i < senders.length; i++) {
      const offset = rewrite(fanout, i);
      const end = senders[i]!.protectRtp(
        arena,
        offset,
        RTP_FIXED_HEADER_LENGTH,
        offset + packetLength,
        cycleOf(fanout.seqExt + i),
      );
      if (end < offset + packetLength) throw new Error(`not protected: ${end}`);
    }
  }
}

function rewriteOnly(fanout: Fanout, count: number): void {
  for (let sent = 0; sent < count; sent++, fanout.seqExt++) rewrite(fanout, 0);
}

function measure(task: FanoutTask): FanoutResult {
  const { backend, reason } = chooseBackend(task.backend);
  if (backend === null) return { reason };
  if (task.packetLength + MAX_SRTP_OVERHEAD > SLOT_BYTES - PAYLOAD_AT) {
    throw new RangeError(`packets of ${task.packetLength} bytes do not fit`);
  }
  const createSenders = (count: number): SrtpSender[] =>
    Array.from({ length: count }, (_, i) =>
      backend.sender({
        profile: task.profile,
        key: new Uint8Array(PROFILES[task.profile].keyLength).fill(i),
        salt: new Uint8Array(PROFILES[task.profile].saltLength).fill(i),
      }));

  const cpuUs = task.receivers.map((count) => {
    const fanout = createFanout(task, createSenders(count));
    const run = () => forward(fanout, task.sends);
    const us = cpuUsPerOperation(task.sends, run, run);
    for (const sender of fanout.senders) sender.close();
    return us;
  });

  const fanout = createFanout(task, createSenders(10));
  const memorySends = Math.min(10 * task.sends, 1_000_000);
  forward(fanout, task.sends);
  const { heapBytes, residentBytes } = memoryGrowth(() => forward(fanout, memorySends));
  const garbageBytes = garbagePerOperation(100, () => forward(fanout, 100));
  for (const sender of fanout.senders) sender.close();
  const copy = () => rewriteOnly(fanout, 200_000);
  const rewriteUs = cpuUsPerOperation(200_000, copy, copy);
  return { cpuUs, rewriteUs, garbageBytes, heapBytes, residentBytes, memorySends };
}

self.onmessage = (event: MessageEvent<FanoutTask>) => self.postMessage(measure(event.data));
