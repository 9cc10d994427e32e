/**
 * The estimate for viewers whose receivers give no transport-wide feedback: from receiver reports (loss and round trip) and REMB (the receiver's own
 * estimate, of each path by itself). Loss is judged as elsewhere (loss_rate.ts); a receiver says with REMB at most about one and a half times what it
 * gets, as libwebrtc's `modules/remote_bitrate_estimator/aimd_rate_control.cc` has it, so that such a value is a limit of ours and not one of the path.
 * @module
 */
import { setAimd, updateAimd } from "./aimd_rate.ts";
import type { Estimator, EstimatorPath } from "./estimator.ts";
import { noteFates } from "./loss_rate.ts";

/** How often the rate is looked at. */
const INTERVAL_US = 250_000;
/** What a receiver said longer ago is no longer said. */
const REMB_TIMEOUT_US = 10_000_000;
/** A path on which nothing has left for this time does not count. */
const IDLE_US = 2_000_000;
/** REMB of this many times what is sent is no limit. */
const UNLIMITED_SHARE = 1.35;
/** The receiver may have seen that much more than is sent now. */
const TRUSTED_SHARE = 1.5;
const TRUSTED_BPS = 10_000;
/** A round trip that is longer than the least by this shows a queue. */
const QUEUE_US = 250_000;
/** The least round trip is forgotten slowly: this share of the way to a longer one with each report. */
const LEAST_WEIGHT = 0.01;
/** Growth goes on to this share of what is wanted. */
const WANTED_SHARE = 1.2;

/** What is known of reports. */
export interface ReportedRate {
  updatedUs: number;
  /** What left on all paths, between the last two looks. */
  sentBps: number;
  leastRttUs: number;
  lastRttUs: number;
}

/** Makes a record of no reports. */
export function createReportedRate(nowUs: number): ReportedRate {
  return { updatedUs: nowUs, sentBps: 0, leastRttUs: Infinity, lastRttUs: 0 };
}

/** Notes what a receiver report says of a path. */
export function noteReport(
  estimator: Estimator,
  path: EstimatorPath,
  fractionLost: number,
  expected: number,
  rttUs: number,
  nowUs: number,
): void {
  const { reported, loss } = estimator;
  const sent = path.history.nextSeq + path.unnumbered;
  const packets = Math.min(expected, sent - path.reportedPackets);
  const bytes = path.sentBytes - path.reportedBytes;
  path.reportedPackets = sent;
  path.reportedBytes = path.sentBytes;
  noteFates(loss, packets, packets * fractionLost, bytes, nowUs);
  if (rttUs <= 0) return;
  reported.lastRttUs = rttUs;
  if (rttUs < reported.leastRttUs) reported.leastRttUs = rttUs;
  else reported.leastRttUs += LEAST_WEIGHT * (rttUs - reported.leastRttUs);
}

/**
 * What all receivers' estimates together allow; Infinity unless every path that is in use has one.
 *
 * Each receiver sees its own packets alone, so the sum is meant.
 */
export function rembBps(estimator: Estimator, nowUs: number): number {
  let sum = 0;
  let any = false;
  for (const path of estimator.paths) {
    if (nowUs - path.lastSentUs > IDLE_US) continue;
    if (nowUs - path.rembUs > REMB_TIMEOUT_US) return Infinity;
    sum += path.rembBps;
    any = true;
  }
  return any ? sum : Infinity;
}

/**
 * Lets the rate grow, or fall because of a queue, and says what REMB limits it to.
 * @returns Infinity if REMB is no limit
 */
export function updateReported(estimator: Estimator, nowUs: number): number {
  const { reported, aimd } = estimator;
  const sumBps = rembBps(estimator, nowUs);
  if (nowUs - reported.updatedUs >= INTERVAL_US) {
    measureSent(estimator, nowUs);
    const queued = reported.lastRttUs > reported.leastRttUs + QUEUE_US;
    const arrivingBps = reported.sentBps * (1 - estimator.loss.share);
    const ceilingBps = Math.max(estimator.wantedBps * WANTED_SHARE, arrivingBps);
    updateAimd(aimd, queued ? "over" : "normal", arrivingBps, ceilingBps, estimator.rttUs, nowUs);
    const trustedBps = Math.min(sumBps, reported.sentBps * TRUSTED_SHARE + TRUSTED_BPS);
    if (Number.isFinite(sumBps) && trustedBps > aimd.bps) setAimd(aimd, trustedBps, 0, nowUs);
  }
  return sumBps >= reported.sentBps * UNLIMITED_SHARE ? Infinity : sumBps;
}

function measureSent(estimator: Estimator, nowUs: number): void {
  const { reported } = estimator;
  let bytes = 0;
  for (const path of estimator.paths) {
    bytes += path.sentBytes - path.measuredBytes;
    path.measuredBytes = path.sentBytes;
  }
  reported.sentBps = bytes * 8_000_000 / (nowUs - reported.updatedUs);
  reported.updatedUs = nowUs;
}
