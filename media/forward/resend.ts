/**
 * Answers to receivers' NACKs, from the ring: now, or when the viewer's pacer lets them leave. What they may take is bounded, so that a
 * receiver that asks for everything again and again gets no more than a share of its own estimate.
 * @module
 */
import type { Estimator } from "../bandwidth/estimator.ts";
import { enqueue, mayRepair } from "../bandwidth/pacer.ts";
import { extendSeq } from "../packet/seq.ts";
import { type DownTrack, fillOutgoing } from "./down_track.ts";
import type { ForwardOut } from "./output.ts";
import { readPacket } from "./packet_ring.ts";
import { headerLengthOf, type OutgoingPacket, sendFromRing, sendPadding } from "./packet_writer.ts";
import { sendRedundant } from "./redundancy.ts";
import { type ForwardContext, paddingOf, stamp, stampAgain } from "./sending.ts";
import {
  FORM_MARKER,
  FORM_PADDING,
  FORM_RED,
  formOf,
  hasLeft,
  isMapped,
  SEQ_MAP_CAPACITY,
  sourceOf,
  upOf,
} from "./seq_map.ts";
import type { UpTrack } from "./up_track.ts";

/** Least time between two answers to NACKs for the same packet, */
const MIN_RESEND_INTERVAL_US = 15_000;
/** and as a share of the round trip: the receiver cannot know of the first answer earlier. */
const RESEND_SHARE_OF_RTT = 0.75;

/** What repairs may take of the estimate: twice what a loss of 15 % needs, the lost repairs included. */
const SHARE_OF_ESTIMATE = 0.35;
/** Taken for the estimate while there is none, and at least. */
const UNKNOWN_BPS = 2_000_000;
const LEAST_BPS = 200_000;
/** So much may be saved up: an outage of some hundred milliseconds is repaired at once. */
const SAVED_US = 1_000_000;

/** What repairs may still take: bytes, and when they were counted last. */
export interface RepairAllowance {
  bytes: number;
  countedUs: number;
}

/** Makes a full allowance. */
export function createRepairAllowance(): RepairAllowance {
  return { bytes: 0, countedUs: -Infinity };
}

/** Takes a repair out of the allowance. False if there is not enough left. */
function spendRepair(
  allowance: RepairAllowance,
  estimator: Estimator,
  bytes: number,
  nowUs: number,
): boolean {
  const bps = estimator.known ? Math.max(LEAST_BPS, estimator.bps) : UNKNOWN_BPS;
  const bytesPerUs = (bps * SHARE_OF_ESTIMATE) / 8_000_000;
  const elapsedUs = Math.min(nowUs - allowance.countedUs, SAVED_US);
  allowance.bytes = Math.min(allowance.bytes + elapsedUs * bytesPerUs, SAVED_US * bytesPerUs);
  allowance.countedUs = nowUs;
  if (allowance.bytes < bytes) return false;
  allowance.bytes -= bytes;
  return true;
}

/**
 * Answers a receiver's NACK for one packet: sends it again from the ring, under an SSRC of its own where that was negotiated (RFC 4588),
 * else under its own number.
 */
export function resendPacket(
  context: ForwardContext,
  track: DownTrack,
  seq16: number,
  nowUs: number,
  out: ForwardOut,
): void {
  const { map } = track;
  const { drops } = context.counters;
  const { viewer } = track.down;
  const down = extendSeq(map.highestDown, seq16);
  if (findLeft(context, track, down) === null) {
    drops.resendMissed++;
    return;
  }
  if (isLeftBehind(track, down)) {
    drops.resendLeftBehind++;
    return;
  }
  const at = down & (SEQ_MAP_CAPACITY - 1);
  const intervalUs = Math.max(MIN_RESEND_INTERVAL_US, track.reception.rttUs * RESEND_SHARE_OF_RTT);
  if (nowUs - track.resentUs[at]! < intervalUs) {
    drops.resendRepeated++;
    return;
  }
  const bytes = context.cached.payloadLength;
  if (!spendRepair(viewer.repairs, viewer.estimator, bytes, nowUs)) {
    drops.resendLimited++;
    return;
  }
  track.resentUs[at] = nowUs;
  const { pacer } = viewer;
  if (track.spec.kind === "audio" || mayRepair(pacer, nowUs)) {
    sendAgain(context, track, down, out);
  } else if (enqueue(pacer, pacer.repairs, track, down, bytes, nowUs)) {
    context.viewersDueUs = Math.min(context.viewersDueUs, pacer.dueUs);
  } else {
    drops.resendLimited++;
  }
}

/** Sends again what had to wait for its turn, if that still helps. */
export function sendQueuedRepair(
  context: ForwardContext,
  track: DownTrack,
  down: number,
  out: ForwardOut,
): void {
  if (isLeftBehind(track, down)) context.counters.drops.resendLeftBehind++;
  else sendAgain(context, track, down, out);
}

/**
 * Whether `down` is of another encoding than the one that the receiver gets now, or it gets none: it goes on at a key frame, which repairs of what
 * was before would only hold up.
 */
function isLeftBehind({ spec, source, map }: DownTrack, down: number): boolean {
  if (spec.kind === "audio") return false;
  return source === null || sourceOf(map, down) !== source.id;
}

/** Sends again what was sent as `down`, if it is still there. */
export function sendAgain(
  context: ForwardContext,
  track: DownTrack,
  down: number,
  out: ForwardOut,
): void {
  const { counters } = context;
  const source = findLeft(context, track, down);
  if (source === null) {
    counters.drops.resendMissed++;
    return;
  }
  const form = formOf(track.map, down);
  const rtx = track.spec.rtxPayloadType >= 0 && (form & FORM_PADDING) === 0;
  const length = rtx
    ? retransmit(context, track, source, down, -1, out)
    : repeat(context, track, source, down, form, out);
  if (length < 0) {
    counters.drops.overwritten++;
    return;
  }
  track.resentCount++;
  track.resentOctets += length;
  counters.packetsResent++;
}

/** Finds what was sent as `down` and reads it into the context's cached packet. Null if it is not there, or has not left. */
function findLeft(context: ForwardContext, track: DownTrack, down: number): UpTrack | null {
  const { map } = track;
  if (!isMapped(map, down) || !hasLeft(map, down)) return null;
  const source = findSource(track, down);
  return source !== null && readPacket(source.ring, upOf(map, down), context.cached)
    ? source
    : null;
}

/**
 * Sends the cached packet, which was sent as `down`, by RFC 4588.
 * @param probe cluster that it belongs to, or -1
 * @returns its length, or -1 if it is gone
 */
export function retransmit(
  context: ForwardContext,
  track: DownTrack,
  source: UpTrack,
  down: number,
  probe: number,
  out: ForwardOut,
): number {
  const { writer, cached } = context;
  fillOutgoing(writer.packet, track, cached, down);
  writer.packet.marker = (formOf(track.map, down) & FORM_MARKER) !== 0;
  useRetransmissionStream(track, writer.packet);
  writer.packet.originalSeqExt = down;
  stamp(context, track, headerLengthOf(writer.packet) + cached.payloadLength, probe);
  return countOut(context, sendFromRing(writer, source.ring, cached, out));
}

/** Sends the cached packet, which was sent as `down`, once more just as it was. */
function repeat(
  context: ForwardContext,
  track: DownTrack,
  source: UpTrack,
  down: number,
  form: number,
  out: ForwardOut,
): number {
  const { writer, cached, repetition } = context;
  fillOutgoing(writer.packet, track, cached, down);
  let length: number;
  if ((form & FORM_PADDING) !== 0) {
    length = sendPadding(writer, paddingOf(form), out);
  } else {
    writer.packet.marker = (form & FORM_MARKER) !== 0;
    length = (form & FORM_RED) === 0
      ? sendFromRing(writer, source.ring, cached, out)
      : sendRedundant(repetition, writer, track.spec, source.ring, cached, form, out);
  }
  if (length > 0) stampAgain(context, track, length);
  return countOut(context, length);
}

/** Lets a packet leave under the SSRC of the track's retransmissions, with their next number. */
export function useRetransmissionStream(track: DownTrack, outgoing: OutgoingPacket): void {
  outgoing.seqExt = ++track.rtxSeq;
  outgoing.ssrc = track.spec.rtxSsrc;
  outgoing.payloadType = track.spec.rtxPayloadType;
}

function countOut(context: ForwardContext, length: number): number {
  if (length > 0) {
    context.counters.packetsOut++;
    context.counters.bytesOut += length;
  }
  return length;
}

/** The encoding that number `down` came from, if it is still there. */
export function findSource(track: DownTrack, down: number): UpTrack | null {
  const id = sourceOf(track.map, down);
  for (let i = 0; i < track.encodings.length; i++) {
    if (track.encodings[i]!.id === id) return track.encodings[i]!;
  }
  return null;
}
