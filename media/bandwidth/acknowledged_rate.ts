/**
 * How fast packets arrive, by what feedback tells. The purpose is that of libwebrtc's `modules/congestion_controller/goog_cc/robust_throughput_estimator.cc`
 * (and of `bitrate_estimator.cc` before it); the paths of a viewer report at different times, so bytes are kept by time of arrival, and the
 * rate is that of a window up to where all have reported.
 *
 * While a queue stands, what arrives is what the bottleneck carries, however short the time: then a short window is the better measure.
 * @module
 */

const BUCKET_US = 10_000;
/** A power of two: 1.28 s. */
const BUCKETS = 128;
/** The ordinary window. */
const WINDOW_US = 500_000;
/** Less than this tells nothing. */
const MIN_WINDOW_US = 100_000;
/** The window while a queue stands, at the most and at the least. */
const BUSY_WINDOW_US = 250_000;
const MIN_BUSY_WINDOW_US = 60_000;
/** If nothing arrives for so long, the path stood still: that is no part of what it carries. */
const STANDSTILL_US = 80_000;

/** Bytes that arrived, by time. */
export interface AcknowledgedRate {
  readonly bytes: Float64Array;
  /** Number of the newest bucket: its time in {@link BUCKET_US}. */
  newest: number;
  /** The first bucket of all, or of those after a pause. */
  oldest: number;
  /** The last time at which a packet arrived that had not waited. */
  idleUs: number;
}

/** Makes a record of nothing. */
export function createAcknowledgedRate(): AcknowledgedRate {
  return { bytes: new Float64Array(BUCKETS), newest: -1, oldest: -1, idleUs: -Infinity };
}

/**
 * Notes that `bytes` arrived at `arrivalUs` of our time, in any order.
 * @param waited whether there was a queue before them
 */
export function noteAcknowledged(
  rate: AcknowledgedRate,
  arrivalUs: number,
  bytes: number,
  waited: boolean,
): void {
  const bucket = Math.floor(arrivalUs / BUCKET_US);
  if (bucket > rate.newest) advance(rate, bucket);
  else if (bucket <= rate.newest - BUCKETS) return;
  rate.bytes[bucket % BUCKETS]! += bytes;
  if (!waited && arrivalUs > rate.idleUs) rate.idleUs = arrivalUs;
}

function advance(rate: AcknowledgedRate, bucket: number): void {
  if (rate.newest < 0 || bucket - rate.newest > BUCKETS) {
    rate.bytes.fill(0);
    rate.oldest = bucket;
  } else {
    for (let i = rate.newest + 1; i <= bucket; i++) rate.bytes[i % BUCKETS] = 0;
  }
  rate.newest = bucket;
}

/** Bits per second over the half second before `untilUs`; 0 if less than a tenth of a second is known. */
export function acknowledgedBps(rate: AcknowledgedRate, untilUs: number): number {
  return Math.max(0, bpsBetween(rate, untilUs - WINDOW_US, untilUs, MIN_WINDOW_US));
}

/** Bits per second since a queue began to stand, over the last quarter of a second at the most; -1 if none has stood for long enough. */
export function busyBps(rate: AcknowledgedRate, untilUs: number): number {
  // The bucket in which the queue began is left out.
  const fromUs = Math.max(
    rate.idleUs + BUCKET_US,
    untilUs - BUSY_WINDOW_US,
    standstillEndUs(rate, untilUs),
  );
  return bpsBetween(rate, fromUs, untilUs, MIN_BUSY_WINDOW_US);
}

/** When arrivals went on after the last standstill in the busy window; -Infinity if there was none. */
function standstillEndUs(rate: AcknowledgedRate, untilUs: number): number {
  const until = Math.min(Math.floor(untilUs / BUCKET_US), rate.newest + 1);
  let empty = 0;
  for (let i = 1; i <= BUSY_WINDOW_US / BUCKET_US; i++) {
    empty = rate.bytes[(until - i) % BUCKETS]! > 0 ? 0 : empty + 1;
    if (empty * BUCKET_US >= STANDSTILL_US) return (until - i + empty) * BUCKET_US;
  }
  return -Infinity;
}

/** Over whole buckets; -1 if they are fewer than `minUs`. */
function bpsBetween(
  rate: AcknowledgedRate,
  fromUs: number,
  untilUs: number,
  minUs: number,
): number {
  const until = Math.min(Math.floor(untilUs / BUCKET_US), rate.newest + 1);
  const from = Math.max(
    Math.floor(fromUs / BUCKET_US),
    rate.oldest,
    rate.newest - BUCKETS + 1,
  );
  const buckets = until - from;
  if (rate.newest < 0 || buckets * BUCKET_US < minUs) return -1;
  let bytes = 0;
  for (let i = from; i < until; i++) bytes += rate.bytes[i % BUCKETS]!;
  return bytes * 8_000_000 / (buckets * BUCKET_US);
}
