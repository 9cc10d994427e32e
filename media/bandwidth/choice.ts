/**
 * The one number out of all that bounds the estimate: the least of what delay, loss and the receivers allow.
 * @module
 */
import { drainShare, isCalm } from "./delay_control.ts";
import type { EstimateReason, Estimator, EstimatorPath } from "./estimator.ts";
import { noteFall, probingDueUs } from "./probing.ts";
import { placeOf, sentUsAt } from "./send_history.ts";

/** A fall of this share is one that probing takes note of. */
const FALL_SHARE = 0.1;
/** Without feedback for so long, and some round trips, the rate falls, again and again. */
const SILENCE_US = 800_000;
const SILENCE_ROUND_TRIPS = 3;
const SILENCE_INTERVAL_US = 500_000;
const SILENCE_SHARE = 0.7;
/** How often silence is looked for. */
const LOOK_INTERVAL_US = 500_000;
/** A probe that has to wait for calm is looked at again after this time. */
const CALM_INTERVAL_US = 100_000;

/**
 * Sets `bps`, `reason` and `dueUs`.
 * @param rembBps what receivers allow
 * @param rateReason why the rate is what it is, if nothing else bounds the estimate
 */
export function chooseEstimate(
  estimator: Estimator,
  rembBps: number,
  rateReason: EstimateReason,
  nowUs: number,
): void {
  const { aimd, loss } = estimator;
  const beforeBps = estimator.undrainedBps;
  let bps = aimd.bps;
  let reason = rateReason;
  // A rate that a probe found stays "probe" until something else changes it.
  if (reason === "delay" && bps === beforeBps) reason = estimator.reason;
  loss.limitBps = Math.max(loss.limitBps, estimator.minBps);
  if (loss.limitBps < bps) {
    bps = loss.limitBps;
    reason = "loss";
  }
  if (rembBps < bps) {
    bps = rembBps;
    reason = "remb";
  }
  if (bps < estimator.minBps || bps > estimator.maxBps) {
    bps = Math.min(Math.max(bps, estimator.minBps), estimator.maxBps);
    reason = "capped";
  }
  aimd.bps = Math.min(Math.max(aimd.bps, estimator.minBps), estimator.maxBps);
  if (bps < beforeBps * (1 - FALL_SHARE)) noteFall(estimator.probing, beforeBps, bps, nowUs);
  estimator.undrainedBps = bps;
  estimator.bps = Math.max(estimator.minBps, bps * drainShare(estimator, nowUs));
  estimator.reason = reason;
  estimator.lossShare = loss.share;
  planNext(estimator, nowUs);
}

/** Sets `dueUs`. */
export function planNext(estimator: Estimator, nowUs: number): void {
  if (!estimator.measured) return;
  const { probing } = estimator;
  estimator.dueUs = nowUs + LOOK_INTERVAL_US;
  if (estimator.undrainedBps >= estimator.wantedBps && probing.measure === null) return;
  const calmUs = isCalm(estimator, nowUs) ? nowUs : nowUs + CALM_INTERVAL_US;
  const probeUs = probing.formerBps > 0 && probing.measure === null ? nowUs : probingDueUs(probing);
  estimator.dueUs = Math.min(estimator.dueUs, Math.max(probeUs, calmUs));
}

/** Lets the rate fall while packets leave and no answer comes. Returns whether it fell. */
export function reduceForSilence(estimator: Estimator, nowUs: number): boolean {
  const { aimd } = estimator;
  const patienceUs = SILENCE_US + SILENCE_ROUND_TRIPS * estimator.rttUs;
  if (nowUs - estimator.silenceUs < SILENCE_INTERVAL_US) return false;
  let waiting = false;
  for (const path of estimator.paths) {
    if (nowUs - path.answeredUs < patienceUs) return false;
    waiting ||= nowUs - firstWaitingUs(path, nowUs) >= patienceUs;
  }
  if (!waiting) return false;
  estimator.silenceUs = nowUs;
  aimd.bps *= SILENCE_SHARE;
  aimd.changedUs = nowUs;
  return true;
}

/** When the first packet left of which nothing has been heard; Infinity if all have been told of. */
function firstWaitingUs(path: EstimatorPath, nowUs: number): number {
  if (path.answeredUs === -Infinity || path.toldSeq >= path.history.nextSeq) return Infinity;
  const place = placeOf(path.history, path.toldSeq);
  return place < 0 ? -Infinity : sentUsAt(path.history, place, nowUs);
}
