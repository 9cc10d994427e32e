/**
 * When to probe, and how fast: only while more is wanted than is estimated. After libwebrtc's
 * `modules/congestion_controller/goog_cc/probe_controller.cc`: doubling as long as that succeeds, then again from time to time, and after a
 * great fall once it is over, at the rate of before.
 * @module
 */
import type { Probe } from "./estimator.ts";
import { createProbeMeasure, type ProbeMeasure } from "./probe_rate.ts";

const DOUBLING = 2;
/** No more than this share of what is wanted is probed: with it the estimate carries what is wanted, and some more. */
const WANTED_SHARE = 1.2;
/** A probe is faster than the estimate by this at least. */
const MIN_STEP = 1.15;
/** A probe that found this share of its rate is followed by a faster one at once. */
const FURTHER_SHARE = 0.7;
/** Length of a burst: longer than libwebrtc's 15 ms, so that jitter counts less. */
const BURST_US = 30_000;
/** At a low rate few packets take long enough to tell, and more would make a queue. */
const MIN_PACKETS = 5;
const LOW_BPS = 1_000_000;
const MIN_PACKETS_LOW = 3;
const MAX_BYTES = 60_000;
/** Clusters are numbered round. */
const CLUSTERS = 255;
/** Nothing comes of a burst that has told nothing by then. */
const RESULT_TIMEOUT_US = 1_000_000;
/** From one try to the next, if it found nothing more; longer each time that what it found did not last. */
const INTERVAL_US = 4_000_000;
const MAX_INTERVAL_US = 8_000_000;
/** From one try to the next, if in between much more has come to be wanted. */
const HURRY_INTERVAL_US = 1_000_000;
/** A rise that is followed by overuse within this time did not last. */
const TRIAL_US = 3_000_000;
/** Falls that follow each other so soon are one. */
const SAME_FALL_US = 1_000_000;
/** A fall to this share or less is great, and its end is awaited for so long. */
const GREAT_FALL = 0.8;
const RECOVERY_TIMEOUT_US = 5_000_000;
/** At least so long lies between two probes for the rate of before a fall. */
const RECOVERY_INTERVAL_US = 3_000_000;
/** The rate of before is probed with a little less. */
const RECOVERY_SHARE = 0.95;

/** Probing of one viewer. */
export interface Probing {
  /** When the next probe may be sent; Infinity while none is wanted. */
  dueUs: number;
  /** The burst whose result is awaited. */
  measure: ProbeMeasure | null;
  /** When it was handed out. */
  begunUs: number;
  nextCluster: number;
  intervalUs: number;
  /** When a probe last raised the estimate. */
  raisedUs: number;
  /** The estimate before the last fall, and when it last fell. */
  peakBps: number;
  fellUs: number;
  /** The same if the fall was great and is to be made up for; 0 otherwise. */
  formerBps: number;
  /** When that was last tried. */
  recoveredUs: number;
}

/** Makes a record of no probes: the first may be sent at once. */
export function createProbing(): Probing {
  return {
    dueUs: -Infinity,
    measure: null,
    begunUs: -Infinity,
    nextCluster: 0,
    intervalUs: INTERVAL_US,
    raisedUs: -Infinity,
    peakBps: 0,
    fellUs: -Infinity,
    formerBps: 0,
    recoveredUs: -Infinity,
  };
}

/** When {@link nextProbe} is to be asked again. */
export function probingDueUs(probing: Probing): number {
  return probing.measure === null ? probing.dueUs : probing.begunUs + RESULT_TIMEOUT_US;
}

/**
 * The probe that is to be sent now, or null. The path has to be calm: no queue, no overuse.
 * @param bps the estimate
 */
export function nextProbe(
  probing: Probing,
  bps: number,
  wantedBps: number,
  nowUs: number,
): Probe | null {
  if (probing.measure !== null) {
    if (nowUs - probing.begunUs < RESULT_TIMEOUT_US) return null;
    endProbe(probing, nowUs);
  }
  if (bps >= wantedBps) return null;
  if (nowUs - probing.raisedUs > TRIAL_US && probing.raisedUs > 0) {
    probing.raisedUs = -Infinity;
    probing.intervalUs = INTERVAL_US;
  }
  const formerBps = takeFormer(probing, bps, nowUs);
  if (formerBps === 0 && nowUs < probing.dueUs) return null;
  const limitBps = Math.max(wantedBps * WANTED_SHARE, bps * MIN_STEP);
  const rateBps = Math.min(Math.max(bps * DOUBLING, formerBps * RECOVERY_SHARE), limitBps);
  const probe = {
    cluster: probing.nextCluster,
    bps: rateBps,
    bytes: Math.min(Math.ceil(rateBps * BURST_US / 8_000_000), MAX_BYTES),
    packets: rateBps < LOW_BPS ? MIN_PACKETS_LOW : MIN_PACKETS,
  };
  probing.nextCluster = (probing.nextCluster + 1) % CLUSTERS;
  probing.measure = createProbeMeasure(probe);
  probing.begunUs = nowUs;
  return probe;
}

/** The rate of before a great fall, if it is time to try it again; 0 otherwise. */
function takeFormer(probing: Probing, bps: number, nowUs: number): number {
  const { formerBps } = probing;
  if (formerBps === 0) return 0;
  if (bps >= formerBps || nowUs - probing.fellUs > RECOVERY_TIMEOUT_US) {
    probing.formerBps = 0;
    return 0;
  }
  if (nowUs - probing.recoveredUs < RECOVERY_INTERVAL_US) return 0;
  probing.formerBps = 0;
  probing.recoveredUs = nowUs;
  return formerBps;
}

/** The burst found `foundBps`; -1 if it told nothing. `bps` is the estimate from before. */
export function noteProbeResult(
  probing: Probing,
  foundBps: number,
  bps: number,
  nowUs: number,
): void {
  const rateBps = probing.measure?.probe.bps ?? Infinity;
  endProbe(probing, nowUs);
  if (foundBps > bps) probing.raisedUs = nowUs;
  if (foundBps > bps && foundBps >= rateBps * FURTHER_SHARE) probing.dueUs = nowUs;
}

function endProbe(probing: Probing, nowUs: number): void {
  probing.measure = null;
  probing.dueUs = nowUs + probing.intervalUs;
}

/** The estimate fell: a great fall is to be made up for once it is over, and a rise that did not last makes probing rarer. */
export function noteFall(probing: Probing, fromBps: number, toBps: number, nowUs: number): void {
  if (nowUs - probing.raisedUs <= TRIAL_US) {
    probing.raisedUs = -Infinity;
    probing.intervalUs = Math.min(probing.intervalUs * 2, MAX_INTERVAL_US);
  }
  probing.dueUs = Math.max(probing.dueUs, nowUs + probing.intervalUs);
  if (nowUs - probing.fellUs > SAME_FALL_US) probing.peakBps = fromBps;
  probing.fellUs = nowUs;
  if (toBps <= probing.peakBps * GREAT_FALL) probing.formerBps = probing.peakBps;
}

/** Much more is wanted than before: there is no need to wait, unless rises have not lasted. */
export function hurryProbe(probing: Probing, nowUs: number): void {
  if (probing.intervalUs > INTERVAL_US) return;
  probing.dueUs = Math.min(probing.dueUs, Math.max(nowUs, probing.begunUs + HURRY_INTERVAL_US));
}
