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
/** Fewer bytes than these are too few packets to tell. */
const MIN_BUSY_BYTES = 4_500;
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

/**
 * Bits per second since a queue began to stand; -1 if none has stood for long enough, or too little has arrived since.
 * @param brief whether to look back as little as possible, rather than a quarter of a second: the capacity has just changed
 */
export function busyBps(rate: AcknowledgedRate, untilUs: number, brief: boolean): number {
  const until = Math.min(Math.floor(untilUs / BUCKET_US), rate.newest + 1);
  // The bucket in which the queue began is left out.
  const earliest = Math.max(
    Math.floor(rate.idleUs / BUCKET_US) + 1,
    until - BUSY_WINDOW_US / BUCKET_US,
    rate.oldest,
  );
  let bytes = 0;
  let from = until;
  let empty = 0;
  for (; from > earliest; from--) {
    const enough = bytes >= MIN_BUSY_BYTES && until - from >= MIN_BUSY_WINDOW_US / BUCKET_US;
    if (brief && enough) break;
    const arrived = rate.bytes[(from - 1) % BUCKETS]!;
    bytes += arrived;
    empty = arrived > 0 ? 0 : empty + 1;
    if (empty * BUCKET_US < STANDSTILL_US) continue;
    from--;
    break;
  }
  // Before the first packet that waited, or after a standstill, there was nothing to carry.
  const spanUs = (until - from - empty) * BUCKET_US;
  if (bytes < MIN_BUSY_BYTES || spanUs < MIN_BUSY_WINDOW_US) return -1;
  return bytes * 8_000_000 / spanUs;
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
