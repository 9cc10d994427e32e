/**
 * Transport-wide congestion control feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1): which packets of a
 * transport arrived, and when. Where the draft leaves room, this follows libwebrtc's `rtcp_packet/transport_feedback.cc`.
 * @module
 */
import { readU16, readU24, readU32, writeU16, writeU24, writeU32 } from "./bytes.ts";
import { createRtcp, markPadding, RTCP_HEADER_LENGTH, RTCP_RTPFB } from "./rtcp_header.ts";

/** Feedback message type, with {@link RTCP_RTPFB}. */
export const FORMAT_TRANSPORT_CC = 15;

/** "These packets arrived then, those did not." */
export interface TransportFeedback {
  readonly type: "twcc";
  readonly senderSsrc: number;
  readonly mediaSsrc: number;
  /** Transport-wide number of the first packet reported on. */
  readonly baseSeq16: number;
  /** 8 bits; counts the feedback packets of this sender, so that lost ones are noticed. */
  readonly feedbackCount: number;
  /** Length of `arrivalsUs`, which is made when it is first asked for: a few bytes may stand for thousands. */
  readonly statusCount: number;
  /**
   * One arrival time per packet, from `baseSeq16` on, in µs of the receiver's time; NaN where the packet did not arrive. Within one
   * feedback the times are continuous, between two they are known modulo {@link TRANSPORT_TIME_PERIOD_US}.
   */
  readonly arrivalsUs: Float64Array;
}

/** Resolution of arrival times, in µs. */
export const TRANSPORT_TICK_US = 250;
/** The most packets that one feedback tells of; a peer that claims more is refused. */
export const MAX_TRANSPORT_STATUSES = 4096;
/** Longest way from one arrival to the next, forth or back, that one feedback can tell: 15 bits of ticks. */
export const MAX_ARRIVAL_STEP_US = 0x7fff * TRANSPORT_TICK_US;

const TICKS_PER_REFERENCE = 256;
const REFERENCE_US = TICKS_PER_REFERENCE * TRANSPORT_TICK_US;
const REFERENCE_CYCLE = 2 ** 24;
/** Arrival times come again after this time: 24 bits of 64 ms, about 12 days. */
export const TRANSPORT_TIME_PERIOD_US = REFERENCE_CYCLE * REFERENCE_US;

/** SSRCs, base number, count of statuses, reference time and count of feedbacks. */
const FIXED_LENGTH = 16;

// Status symbols, section 3.1.1. The fourth is reserved.
const NOT_RECEIVED = 0;
const SMALL_DELTA = 1;
const LARGE_DELTA = 2;

/** Longest run of equal symbols that a chunk can tell. */
const MAX_RUN = 0x1fff;
/** Symbols of a vector chunk, with one and with two bits each. */
const ONE_BIT_SYMBOLS = 14;
const TWO_BIT_SYMBOLS = 7;

/** Statuses of the packet that is being read. */
const symbols = new Uint8Array(MAX_TRANSPORT_STATUSES);

/**
 * Reads the body of a feedback. Null if it tells of no packet or of more than {@link MAX_TRANSPORT_STATUSES}, is cut off, or has a
 * reserved symbol. Bytes behind the last delta are passed over: not every sender marks its padding as such. Takes time and space in proportion to the
 * bytes, not to the statuses.
 */
export function parseTransportFeedback(
  buf: Uint8Array,
  start: number,
  end: number,
): TransportFeedback | null {
  if (end - start < FIXED_LENGTH) return null;
  const statusCount = readU16(buf, start + 10);
  if (statusCount === 0 || statusCount > MAX_TRANSPORT_STATUSES) return null;
  const told = lengthOfStatuses(buf, start + FIXED_LENGTH, end, statusCount);
  if (told < 0) return null;
  const statuses = buf.slice(start + FIXED_LENGTH, start + FIXED_LENGTH + told);
  const referenceUs = readU24(buf, start + 12) * REFERENCE_US;
  let arrivalsUs: Float64Array | null = null;
  return {
    type: "twcc",
    senderSsrc: readU32(buf, start),
    mediaSsrc: readU32(buf, start + 4),
    baseSeq16: readU16(buf, start + 8),
    feedbackCount: buf[start + 15]!,
    statusCount,
    get arrivalsUs() {
      return arrivalsUs ??= readArrivals(statuses, statusCount, referenceUs);
    },
  };
}

/** The length of the chunks for `count` statuses, and of the deltas of those that arrived; -1 if they are cut off, or one is reserved. */
function lengthOfStatuses(buf: Uint8Array, start: number, end: number, count: number): number {
  let at = start;
  let known = 0;
  let deltaBytes = 0;
  while (known < count) {
    if (at + 2 > end) return -1;
    const chunk = readU16(buf, at);
    at += 2;
    if ((chunk & 0x8000) === 0) {
      const run = Math.min(count - known, chunk & MAX_RUN);
      const symbol = (chunk >> 13) & 3;
      if (symbol > LARGE_DELTA && run > 0) return -1;
      deltaBytes += run * symbol; // a symbol is its delta's length
      known += run;
      continue;
    }
    const bits = (chunk & 0x4000) === 0 ? 1 : 2;
    for (let shift = 14 - bits; shift >= 0 && known < count; shift -= bits, known++) {
      const symbol = (chunk >> shift) & (bits === 1 ? 1 : 3);
      if (symbol > LARGE_DELTA) return -1;
      deltaBytes += symbol;
    }
  }
  return at + deltaBytes > end ? -1 : at + deltaBytes - start;
}

/** Reads chunks until there are `count` symbols. Returns the offset of what follows. */
function readSymbols(buf: Uint8Array, count: number): number {
  let at = 0;
  let known = 0;
  while (known < count) {
    const chunk = readU16(buf, at);
    at += 2;
    if ((chunk & 0x8000) === 0) {
      const next = Math.min(count, known + (chunk & MAX_RUN));
      symbols.fill((chunk >> 13) & 3, known, next);
      known = next;
    } else if ((chunk & 0x4000) === 0) {
      for (let i = ONE_BIT_SYMBOLS - 1; i >= 0 && known < count; i--) {
        symbols[known++] = (chunk >> i) & 1;
      }
    } else {
      for (let i = TWO_BIT_SYMBOLS - 1; i >= 0 && known < count; i--) {
        symbols[known++] = (chunk >> (2 * i)) & 3;
      }
    }
  }
  return at;
}

/** Adds up the deltas of the packets that arrived. */
function readArrivals(statuses: Uint8Array, count: number, referenceUs: number): Float64Array {
  const arrivalsUs = new Float64Array(count);
  let at = readSymbols(statuses, count);
  let timeUs = referenceUs;
  for (let i = 0; i < count; i++) {
    const symbol = symbols[i]!;
    if (symbol === NOT_RECEIVED) {
      arrivalsUs[i] = NaN;
      continue;
    }
    const ticks = symbol === SMALL_DELTA ? statuses[at]! : (readU16(statuses, at) << 16) >> 16;
    at += symbol;
    timeUs += ticks * TRANSPORT_TICK_US;
    arrivalsUs[i] = timeUs;
  }
  return arrivalsUs;
}

/**
 * Writes a feedback. Times are rounded to ticks. Throws a RangeError if it tells of no packet, of too many, or if an arrival is
 * further than {@link MAX_ARRIVAL_STEP_US} from the one before: it must then be told in another feedback.
 */
export function writeTransportFeedback(feedback: TransportFeedback): Uint8Array {
  const { arrivalsUs, senderSsrc, mediaSsrc, baseSeq16, feedbackCount } = feedback;
  const count = arrivalsUs.length;
  if (count === 0 || count > MAX_TRANSPORT_STATUSES) {
    throw new RangeError(`transport feedback cannot tell of ${count} packets`);
  }
  const first = arrivalsUs.find((arrivalUs) => !Number.isNaN(arrivalUs)) ?? 0;
  const reference = Math.floor(ticksOf(first) / TICKS_PER_REFERENCE);
  const deltas = deltasOf(arrivalsUs, reference * TICKS_PER_REFERENCE);
  const chunks = chunksOf(deltas);
  const deltaBytes = deltas.reduce((sum, delta) => sum + symbolOf(delta), 0);
  const length = FIXED_LENGTH + chunks.length * 2 + deltaBytes;
  const out = createRtcp(RTCP_RTPFB, FORMAT_TRANSPORT_CC, length);
  writeU32(out, RTCP_HEADER_LENGTH, senderSsrc);
  writeU32(out, RTCP_HEADER_LENGTH + 4, mediaSsrc);
  writeU16(out, RTCP_HEADER_LENGTH + 8, baseSeq16);
  writeU16(out, RTCP_HEADER_LENGTH + 10, count);
  writeU24(out, RTCP_HEADER_LENGTH + 12, modulo(reference, REFERENCE_CYCLE));
  out[RTCP_HEADER_LENGTH + 15] = feedbackCount;
  let at = RTCP_HEADER_LENGTH + FIXED_LENGTH;
  for (const chunk of chunks) {
    writeU16(out, at, chunk);
    at += 2;
  }
  for (const delta of deltas) {
    if (symbolOf(delta) === SMALL_DELTA) out[at] = delta;
    else if (symbolOf(delta) === LARGE_DELTA) writeU16(out, at, delta);
    at += symbolOf(delta);
  }
  markPadding(out, at);
  return out;
}

/** Ticks from each arrival to the one before, the first from `fromTicks`; NaN where nothing arrived. */
function deltasOf(arrivalsUs: Float64Array, fromTicks: number): number[] {
  let before = fromTicks;
  return Array.from(arrivalsUs, (arrivalUs) => {
    if (Number.isNaN(arrivalUs)) return NaN;
    const ticks = ticksOf(arrivalUs);
    const delta = ticks - before;
    if (!(delta >= -0x8000 && delta <= 0x7fff)) {
      throw new RangeError(`transport feedback cannot tell of a step of ${delta} ticks`);
    }
    before = ticks;
    return delta;
  });
}

/** The status of a packet, which is also the length in bytes of its delta. */
function symbolOf(delta: number): number {
  if (Number.isNaN(delta)) return NOT_RECEIVED;
  return delta >= 0 && delta <= 0xff ? SMALL_DELTA : LARGE_DELTA;
}

/** Packs statuses into chunks: a run where it covers at least what a vector would. */
function chunksOf(deltas: readonly number[]): number[] {
  const statuses = deltas.map(symbolOf);
  const chunks: number[] = [];
  for (let at = 0; at < statuses.length;) {
    const run = runLength(statuses, at);
    const near = statuses.slice(at, at + ONE_BIT_SYMBOLS);
    const bits = near.includes(LARGE_DELTA) ? 2 : 1;
    const room = ONE_BIT_SYMBOLS / bits;
    if (run >= room || at + run === statuses.length) {
      chunks.push(statuses[at]! << 13 | run);
      at += run;
      continue;
    }
    let vector = bits === 1 ? 0b10 : 0b11;
    for (let i = 0; i < room; i++) vector = vector << bits | (near[i] ?? NOT_RECEIVED);
    chunks.push(vector);
    at += room;
  }
  return chunks;
}

/** How many statuses from `from` on are the same, as far as a chunk can tell. */
function runLength(statuses: readonly number[], from: number): number {
  const limit = Math.min(statuses.length, from + MAX_RUN);
  let to = from + 1;
  while (to < limit && statuses[to] === statuses[from]) to++;
  return to - from;
}

function ticksOf(us: number): number {
  return Math.round(us / TRANSPORT_TICK_US);
}

function modulo(value: number, cycle: number): number {
  return ((value % cycle) + cycle) % cycle;
}
