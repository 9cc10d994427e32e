/**
 * Our transport-wide feedback to a publisher (draft-holmer-rmcat-transport-wide-cc-extensions-01): when each of its packets came.
 * After libwebrtc's `modules/remote_bitrate_estimator/transport_sequence_number_feedback_generator.cc`.
 * @module
 */
import { extendSeq, seq16Of } from "../packet/seq.ts";
import type { TransportFeedback } from "../packet/twcc.ts";

/** Numbers that are remembered: a power of two. */
const CAPACITY = 4096;
const MASK = CAPACITY - 1;
/** Feedback waits this long for company. */
const INTERVAL_US = 100_000;
/** The shortest time between two packets of feedback. */
const MIN_INTERVAL_US = 50_000;
/** So many unreported arrivals shorten the wait. */
const HURRY_COUNT = 5;
/** Arrivals in one packet of feedback: with two bytes each and their symbols it stays below 1000 bytes. */
const MAX_ARRIVALS = 400;
/** Numbers that one packet of feedback covers. */
const MAX_STATUSES = 2048;
/** Arrivals further apart do not fit a delta of 16 bits of 250 µs; half of it, for what arrives out of order. */
const MAX_SPAN_US = 4_000_000;
/** A packet that comes later than this after a later one that was reported stays lost. */
const BACK_WINDOW_US = 500_000;

/** Arrivals on one path. Times are of our clock. */
export interface FeedbackRecorder {
  started: boolean;
  /** Extended number of the first packet that the next feedback covers. */
  windowStart: number;
  /** One past the highest number that arrived. */
  windowEnd: number;
  /** By number modulo the capacity; NaN where nothing arrived. */
  readonly arrivalsUs: Float64Array;
  /** Arrivals since the last feedback. */
  unreported: number;
  lastFeedbackUs: number;
  feedbackCount: number;
  /** When feedback is due; Infinity if there is nothing to say. */
  dueUs: number;
}

/** Makes a recorder that has seen nothing. */
export function createFeedbackRecorder(): FeedbackRecorder {
  return {
    started: false,
    windowStart: 0,
    windowEnd: 0,
    arrivalsUs: new Float64Array(CAPACITY).fill(NaN),
    unreported: 0,
    lastFeedbackUs: -Infinity,
    feedbackCount: 0,
    dueUs: Infinity,
  };
}

/** Notes that a packet came. Repetitions count once; allocates nothing. */
export function noteArrival(
  recorder: FeedbackRecorder,
  transportSeq16: number,
  nowUs: number,
): void {
  const { arrivalsUs } = recorder;
  if (!recorder.started) {
    recorder.started = true;
    recorder.windowStart = recorder.windowEnd = transportSeq16;
  }
  const seq = extendSeq(recorder.windowEnd, transportSeq16);
  if (seq >= recorder.windowEnd) advanceTo(recorder, seq);
  else if (seq <= recorder.windowEnd - CAPACITY) return;
  else if (!Number.isNaN(arrivalsUs[seq & MASK]!)) return;
  else if (seq < recorder.windowStart) {
    const reportedUs = arrivalsUs[(recorder.windowStart - 1) & MASK]!;
    if (nowUs - reportedUs > BACK_WINDOW_US) return;
    recorder.windowStart = seq;
  }
  arrivalsUs[seq & MASK] = nowUs;
  recorder.unreported++;
  if (recorder.dueUs === Infinity) {
    recorder.dueUs = nowUs + INTERVAL_US;
  } else if (recorder.unreported === HURRY_COUNT) {
    const soonUs = Math.max(nowUs, recorder.lastFeedbackUs + MIN_INTERVAL_US);
    recorder.dueUs = Math.min(recorder.dueUs, soonUs);
  }
}

/** Makes room up to and with `seq`, which is the highest yet. */
function advanceTo(recorder: FeedbackRecorder, seq: number): void {
  const from = Math.max(recorder.windowEnd, seq + 1 - CAPACITY);
  for (let i = from; i <= seq; i++) recorder.arrivalsUs[i & MASK] = NaN;
  recorder.windowEnd = seq + 1;
  recorder.windowStart = Math.max(recorder.windowStart, recorder.windowEnd - CAPACITY);
}

/**
 * Takes one packet of feedback, if it is due. Call it until it returns null: long news comes in parts.
 * @param senderSsrc of our feedback
 * @param mediaSsrc any of the publisher's
 */
export function takeFeedback(
  recorder: FeedbackRecorder,
  senderSsrc: number,
  mediaSsrc: number,
  nowUs: number,
): TransportFeedback | null {
  if (nowUs < recorder.dueUs) return null;
  const arrivalsUs = takeArrivals(recorder);
  if (arrivalsUs === null) {
    recorder.dueUs = Infinity;
    recorder.unreported = 0;
    return null;
  }
  const baseSeq16 = seq16Of(recorder.windowStart);
  recorder.windowStart += arrivalsUs.length;
  recorder.lastFeedbackUs = nowUs;
  const feedbackCount = recorder.feedbackCount;
  recorder.feedbackCount = (feedbackCount + 1) & 0xff;
  const statusCount = arrivalsUs.length;
  return { type: "twcc", senderSsrc, mediaSsrc, baseSeq16, feedbackCount, statusCount, arrivalsUs };
}

/** What one packet of feedback can say, from the start of the window on; it ends with an arrival. Null if nothing arrived. */
function takeArrivals(recorder: FeedbackRecorder): Float64Array | null {
  skipToArrival(recorder);
  const start = recorder.windowStart;
  const limit = Math.min(recorder.windowEnd, start + MAX_STATUSES);
  let firstUs = NaN;
  let end = start;
  let arrivals = 0;
  for (let seq = start; seq < limit && arrivals < MAX_ARRIVALS; seq++) {
    const arrivalUs = recorder.arrivalsUs[seq & MASK]!;
    if (Number.isNaN(arrivalUs)) continue;
    if (arrivals++ === 0) firstUs = arrivalUs;
    if (Math.abs(arrivalUs - firstUs) > MAX_SPAN_US) break;
    end = seq + 1;
  }
  if (end === start) return null;
  const taken = new Float64Array(end - start);
  for (let i = 0; i < taken.length; i++) taken[i] = recorder.arrivalsUs[(start + i) & MASK]!;
  return taken;
}

/** A gap too long for one packet of feedback is not told at its beginning. */
function skipToArrival(recorder: FeedbackRecorder): void {
  let seq = recorder.windowStart;
  while (seq < recorder.windowEnd && Number.isNaN(recorder.arrivalsUs[seq & MASK]!)) seq++;
  if (seq === recorder.windowEnd || seq - recorder.windowStart > MAX_STATUSES / 2) {
    recorder.windowStart = seq;
  }
}
