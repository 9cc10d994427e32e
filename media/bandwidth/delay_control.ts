/**
 * The delay-based part of the estimate: what the paths' detectors say together, applied to the one rate control. After libwebrtc's
 * `modules/congestion_controller/goog_cc/delay_based_bwe.cc`, and with several detectors after `remote_bitrate_estimator_single_stream.cc`: one
 * path that finds a queue is enough.
 * @module
 */
import { acknowledgedBps, busyBps } from "./acknowledged_rate.ts";
import { setAimd, updateAimd } from "./aimd_rate.ts";
import type { Estimator, EstimatorPath } from "./estimator.ts";
import { reportedQueueUs } from "./reported_rate.ts";
import type { Usage } from "./trendline.ts";

/** What a path said longer ago does not count. */
const FRESH_US = 500_000;
/** A path that still has something to tell holds the others back for so long at the most. */
const PATIENCE_US = 300_000;
/** A queue of this length that does not shrink is overuse, whatever its slope: with one group in a frame, the slope needs several frames. */
const LONG_QUEUE_US = 120_000;
const SHRINKING_US = 5_000;
/** So is a shorter one that grows by this share of the time: the path carries little more than half of what is sent. */
const STEEP_QUEUE_US = 50_000;
const STEEP = 0.8;
/** It is drained for so long at least. */
const STEEP_DRAIN_US = 300_000;
/** A queue shorter than this is left to drain by itself. */
const SHORT_QUEUE_US = 40_000;
/** A longer one is to drain within about this time, but so much is sent meanwhile. */
const DRAIN_US = 400_000;
/** The same where reports tell of it, once a second. */
const REPORTED_DRAIN_US = 1_000_000;
const MIN_DRAIN_SHARE = 0.35;
/** A queue that still stands so long after overuse is not ours. */
const DRAIN_TIMEOUT_US = 2_000_000;
/** What is believed of the rate at which packets arrive at the start. */
const START_SHARE = 0.85;
/** The rate may grow to this beyond what arrives: more would be a guess. */
const GROWTH_SHARE = 1.5;
const GROWTH_BPS = 10_000;

/** The longest queue that any path found lately. */
export function standingQueueUs(estimator: Estimator, nowUs: number): number {
  if (!estimator.measured) return reportedQueueUs(estimator, nowUs);
  let queueUs = 0;
  for (const path of estimator.paths) {
    if (nowUs - path.answeredUs < FRESH_US) queueUs = Math.max(queueUs, path.queueUs);
  }
  return queueUs;
}

/** Whether the network is quiet enough for a probe to tell something. */
export function isCalm(estimator: Estimator, nowUs: number): boolean {
  return usageOf(estimator, nowUs) !== "over" && standingQueueUs(estimator, nowUs) < SHORT_QUEUE_US;
}

/** Brings the rate up to date after feedback. */
export function updateDelayRate(estimator: Estimator, nowUs: number): void {
  const { aimd, arriving } = estimator;
  const untilUs = arrivedUntilUs(estimator, nowUs);
  const arrivingBps = acknowledgedBps(arriving, untilUs);
  estimator.acknowledgedBps = arrivingBps;
  const usage = usageOf(estimator, nowUs);
  if (usage === "over") {
    const steep = hasSteepQueue(estimator, nowUs);
    const carriedBps = busyBps(arriving, untilUs, steep);
    // While it is unknown what the bottleneck carries, a slope alone is believed, as in libwebrtc; a queue is waited for.
    if (carriedBps < 0 && (steep || hasLongQueue(estimator, nowUs))) return;
    const throughputBps = carriedBps > 0 ? carriedBps : arrivingBps;
    if (steep && throughputBps < aimd.bps / 2) estimator.steepUs = nowUs;
    updateAimd(aimd, "over", throughputBps, 0, estimator.rttUs, nowUs);
  } else {
    const draining = drainShare(estimator, nowUs) < 1;
    const ceilingBps = Math.min(estimator.maxBps, arrivingBps * GROWTH_SHARE + GROWTH_BPS);
    const held = draining || arrivingBps === 0;
    updateAimd(aimd, held ? "under" : usage, arrivingBps, ceilingBps, estimator.rttUs, nowUs);
    raiseAtStart(estimator, arrivingBps, nowUs);
  }
}

/** At the start the rate is a guess, and what a picture is begun with goes out at once: the pace at which it arrived is a better one. */
function raiseAtStart({ aimd }: Estimator, arrivingBps: number, nowUs: number): void {
  const carriedBps = arrivingBps * START_SHARE;
  if (aimd.reducedUs > -Infinity || carriedBps <= aimd.bps) return;
  setAimd(aimd, carriedBps, 0, nowUs);
}

/**
 * The share of the rate that may be sent, less than 1 while a queue is to drain. Of a queue that grew steeply, most is not seen yet:
 * it stands before packets that have not arrived.
 */
export function drainShare(estimator: Estimator, nowUs: number): number {
  if (nowUs - estimator.aimd.reducedUs > DRAIN_TIMEOUT_US) return 1;
  if (nowUs - estimator.steepUs < STEEP_DRAIN_US) return MIN_DRAIN_SHARE;
  const queueUs = standingQueueUs(estimator, nowUs);
  if (queueUs < SHORT_QUEUE_US) return 1;
  const drainUs = estimator.measured ? DRAIN_US : REPORTED_DRAIN_US;
  return Math.max(MIN_DRAIN_SHARE, 1 - (queueUs - SHORT_QUEUE_US / 2) / drainUs);
}

function usageOf(estimator: Estimator, nowUs: number): Usage {
  let usage: Usage = "normal";
  for (const path of estimator.paths) {
    if (nowUs - path.answeredUs >= FRESH_US) continue;
    if (path.trendline.usage === "over" && !isPassing(path)) return "over";
    if (path.trendline.usage === "under") usage = "under";
  }
  return hasLongQueue(estimator, nowUs) || hasSteepQueue(estimator, nowUs) ? "over" : usage;
}

/** A short queue is what a key frame makes for a moment; one that grows is not short for long. */
function isPassing({ queueUs }: EstimatorPath): boolean {
  return queueUs < SHORT_QUEUE_US;
}

function hasLongQueue(estimator: Estimator, nowUs: number): boolean {
  return estimator.paths.some((path) =>
    nowUs - path.answeredUs < FRESH_US && path.queueUs >= LONG_QUEUE_US &&
    path.queueUs > path.queueBeforeUs - SHRINKING_US
  );
}

/** A probe may make such a queue as well. */
function hasSteepQueue(estimator: Estimator, nowUs: number): boolean {
  return estimator.probing.measure === null &&
    estimator.paths.some((path) =>
      nowUs - path.answeredUs < FRESH_US && path.queueUs >= STEEP_QUEUE_US &&
      path.queueSlope > STEEP
    );
}

/** Until when all is known that arrived: the paths report at different times. */
function arrivedUntilUs(estimator: Estimator, nowUs: number): number {
  let earliestUs = Infinity;
  let latestUs = -Infinity;
  for (const path of estimator.paths) {
    latestUs = Math.max(latestUs, path.arrivedUs);
    const waiting = path.toldSeq < path.history.nextSeq;
    if (waiting && nowUs - path.answeredUs < PATIENCE_US) {
      earliestUs = Math.min(earliestUs, path.arrivedUs);
    }
  }
  return earliestUs === Infinity ? latestUs : earliestUs;
}
