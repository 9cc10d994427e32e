/**
 * What a burst tells of a path: it is sent faster than the estimate, and arrives as fast as the bottleneck lets it. After libwebrtc's
 * `modules/congestion_controller/goog_cc/probe_bitrate_estimator.cc`.
 * @module
 */

import type { Probe } from "./estimator.ts";

/** Share of a burst that has to arrive. */
const MIN_ARRIVED = 0.8;
/** A burst that takes longer tells of something else. */
const MAX_SPAN_US = 1_000_000;
/** What arrives faster than it was to be sent by more than this was held up on its way, or is a lie. */
const MAX_SPEEDUP = 2;
/** A burst that finds less than this share of its rate of its rate has filled the bottleneck, of which some is left free. */
const SATURATED = 0.9;
const UTILIZATION = 0.95;

/** What has arrived of a burst. */
export interface ProbeMeasure {
  readonly probe: Probe;
  packets: number;
  bytes: number;
  firstSentUs: number;
  lastSentUs: number;
  firstArrivalUs: number;
  firstArrivalBytes: number;
  lastArrivalUs: number;
}

/** Makes the record of a burst of which nothing has arrived. */
export function createProbeMeasure(probe: Probe): ProbeMeasure {
  return {
    probe,
    packets: 0,
    bytes: 0,
    firstSentUs: Infinity,
    lastSentUs: -Infinity,
    firstArrivalUs: Infinity,
    firstArrivalBytes: 0,
    lastArrivalUs: -Infinity,
  };
}

/** Notes a packet that arrived and was sent with the burst, or amid it. The two times are of two clocks. */
export function noteProbeArrival(
  measure: ProbeMeasure,
  bytes: number,
  sentUs: number,
  arrivalUs: number,
): void {
  measure.packets++;
  measure.bytes += bytes;
  measure.firstSentUs = Math.min(measure.firstSentUs, sentUs);
  measure.lastSentUs = Math.max(measure.lastSentUs, sentUs);
  measure.lastArrivalUs = Math.max(measure.lastArrivalUs, arrivalUs);
  if (arrivalUs >= measure.firstArrivalUs) return;
  measure.firstArrivalUs = arrivalUs;
  measure.firstArrivalBytes = bytes;
}

/** What the path carries, if the burst that found `foundBps` filled it; 0 otherwise. */
export function capacityFound(probe: Probe, foundBps: number): number {
  return foundBps < probe.bps * SATURATED * UTILIZATION ? foundBps / UTILIZATION : 0;
}

/** Whether enough has arrived to tell. */
export function isMeasured(measure: ProbeMeasure): boolean {
  const { probe } = measure;
  return measure.packets >= probe.packets * MIN_ARRIVED &&
    measure.bytes >= probe.bytes * MIN_ARRIVED;
}

/**
 * The rate in bits per second that the burst found: never more than its own. -1 if it tells nothing.
 *
 * A burst may leave faster than it should, as packets that become due together leave together: it is taken for as long as it
 * should have been.
 */
export function measuredBps(measure: ProbeMeasure): number {
  const { probe } = measure;
  const sendSpanUs = Math.max(
    measure.lastSentUs - measure.firstSentUs,
    measure.bytes * 8_000_000 / probe.bps,
  );
  const arrivalSpanUs = measure.lastArrivalUs - measure.firstArrivalUs;
  if (sendSpanUs > MAX_SPAN_US || arrivalSpanUs > MAX_SPAN_US || arrivalSpanUs < 0) return -1;
  const sentBps = measure.bytes * 8_000_000 / sendSpanUs;
  // The first packet marks the beginning: the others arrived since. On a fast network that is less than the 250 µs that feedback can tell.
  const arrivedBps = (measure.bytes - measure.firstArrivalBytes) * 8_000_000 / arrivalSpanUs;
  const leftInBurst = measure.lastSentUs - measure.firstSentUs < sendSpanUs / 2;
  if (!leftInBurst && arrivedBps > sentBps * MAX_SPEEDUP) return -1;
  const bps = Math.min(sentBps, arrivedBps);
  return arrivedBps < sentBps * SATURATED ? arrivedBps * UTILIZATION : bps;
}
