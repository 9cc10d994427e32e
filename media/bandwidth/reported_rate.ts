/**
 * The estimate for viewers whose receivers give no transport-wide feedback: from receiver reports (loss and round trip) and REMB (the receiver's own
 * estimate, of each path by itself). Loss is judged as elsewhere (loss_rate.ts); a receiver says with REMB at most about one and a half times what it
 * gets, as libwebrtc's `modules/remote_bitrate_estimator/aimd_rate_control.cc` has it, so that such a value is a limit of ours and not one of the path.
 * @module
 */
import { setAimd, updateAimd } from "./aimd_rate.ts";
import type { Estimator, EstimatorPath } from "./estimator.ts";
import { noteFates } from "./loss_rate.ts";
import type { Usage } from "./trendline.ts";

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
/** It is none for so long after it has risen by this share, or was no limit. */
const REMB_PATIENCE_US = 3_000_000;
const LITTLE_RISE = 0.005;
/** It has fallen if this is left of it. */
const GREAT_FALL = 0.95;
/** A round trip that is longer than the least by this shows a queue: receivers take some time to answer, and it varies. */
const QUEUE_US = 120_000;
/** What is known of the queue counts for so long: reports come about once a second, and their way back may be long. */
const QUEUE_FRESH_US = 3_000_000;
/** A queue that was found is drained, by so much of the time. */
const DRAINED_SHARE = 0.5;
/** A round trip that is shorter than the one before by this is that of a queue that goes. */
const SHRINKING_US = 50_000;
/** The least round trip is forgotten slowly: this share of the way to a longer one with each report, and less while there is a queue. */
const LEAST_WEIGHT = 0.02;
const QUEUED_LEAST_WEIGHT = 0.002;
/** With less loss, and no queue, the network carries what is sent. */
const LITTLE_LOSS = 0.02;
/** Growth goes on to this share of what is wanted. */
const WANTED_SHARE = 1.2;
/** What a report says of the rate is of now for so long. */
const REPORT_FRESH_US = 1_500_000;
/** A report that speaks of a longer time than this says nothing of the rate now. */
const MAX_REPORT_SPAN_US = 5_000_000;

/** What is known of reports. */
export interface ReportedRate {
  updatedUs: number;
  /** What left on all paths, between the last two looks. */
  sentBps: number;
  leastRttUs: number;
  lastRttUs: number;
  /** When the round trip that a report last told of began, and whether it was shorter than the one before. */
  rttFromUs: number;
  shrinking: boolean;
}

/** Makes a record of no reports. */
export function createReportedRate(nowUs: number): ReportedRate {
  return {
    updatedUs: nowUs,
    sentBps: 0,
    leastRttUs: Infinity,
    lastRttUs: 0,
    rttFromUs: -Infinity,
    shrinking: false,
  };
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
  noteArrived(path, expected * (1 - fractionLost), sent - path.reportedPackets, bytes, nowUs);
  path.reportedPackets = sent;
  path.reportedBytes = path.sentBytes;
  noteFates(loss, packets, packets * fractionLost, bytes, nowUs);
  if (rttUs <= 0) return;
  reported.shrinking = rttUs < reported.lastRttUs - SHRINKING_US;
  reported.lastRttUs = rttUs;
  reported.rttFromUs = nowUs - rttUs;
  const weight = rttUs > reported.leastRttUs + QUEUE_US ? QUEUED_LEAST_WEIGHT : LEAST_WEIGHT;
  if (rttUs < reported.leastRttUs) reported.leastRttUs = rttUs;
  else reported.leastRttUs += weight * (rttUs - reported.leastRttUs);
}

/** Measures what arrived between two reports: they tell how many packets, and what left tells how large these are. */
function noteArrived(
  path: EstimatorPath,
  arrived: number,
  sent: number,
  bytes: number,
  nowUs: number,
): void {
  const spanUs = nowUs - path.reportedUs;
  path.reportedUs = nowUs;
  path.reportedBps = sent > 0 && spanUs > 0 && spanUs < MAX_REPORT_SPAN_US
    ? arrived * (bytes / sent) * 8_000_000 / spanUs
    : 0;
}

/** How long packets waited in a queue by the last report, in microseconds; 0 if they did not. */
function lastQueueUs({ reported: { lastRttUs, leastRttUs } }: Estimator): number {
  return lastRttUs <= leastRttUs + QUEUE_US ? 0 : lastRttUs - leastRttUs;
}

/** How long packets wait in a queue by now, in microseconds: what was reported, less what has drained since the rate was reduced for it. */
export function reportedQueueUs(estimator: Estimator, nowUs: number): number {
  const { reported: { rttFromUs }, aimd: { reducedUs } } = estimator;
  if (nowUs - rttFromUs > QUEUE_FRESH_US) return 0;
  const drainedUs = (nowUs - Math.max(rttFromUs, reducedUs)) * DRAINED_SHARE;
  return Math.max(0, lastQueueUs(estimator) - drainedUs);
}

/** What reports say of the use of the network. A round trip that began before the last reduction says nothing of what came of that. */
function usageByReports(estimator: Estimator, nowUs: number): Usage {
  const { reported: { rttFromUs, shrinking }, aimd: { reducedUs } } = estimator;
  if (lastQueueUs(estimator) === 0 || nowUs - rttFromUs > QUEUE_FRESH_US) return "normal";
  return rttFromUs > reducedUs && !shrinking ? "over" : "under";
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
  const { reported, aimd, loss } = estimator;
  const sumBps = rembBps(estimator, nowUs);
  if (nowUs - reported.updatedUs >= INTERVAL_US) {
    measureSent(estimator, nowUs);
    const usage = usageByReports(estimator, nowUs);
    const arrivingBps = arrivedBps(estimator, nowUs) || reported.sentBps * (1 - loss.share);
    const ceilingBps = Math.max(estimator.wantedBps * WANTED_SHARE, arrivingBps);
    updateAimd(aimd, usage, arrivingBps, ceilingBps, estimator.rttUs, nowUs);
    const trustedBps = Math.min(sumBps, reported.sentBps * TRUSTED_SHARE + TRUSTED_BPS);
    if (Number.isFinite(sumBps) && trustedBps > aimd.bps) setAimd(aimd, trustedBps, 0, nowUs);
    raiseToProven(estimator, usage, arrivingBps, nowUs);
  }
  if (!isLimit(estimator, sumBps, nowUs)) return Infinity;
  // A receiver that takes its word back has found a queue: what was thought before does not hold any more.
  const fell = estimator.paths.some(({ rembUs, rembRoseUs }) =>
    rembUs > -Infinity && rembRoseUs === -Infinity
  );
  if (fell && sumBps < aimd.bps) setAimd(aimd, sumBps, 0, nowUs);
  return sumBps;
}

/**
 * Whether REMB is a limit. A receiver that got little says little, and a few per cent more each second once it gets more: that is none while it rises, as
 * long as all arrives in time.
 */
function isLimit(estimator: Estimator, sumBps: number, nowUs: number): boolean {
  const { reported, paths, loss } = estimator;
  if (sumBps >= reported.sentBps * UNLIMITED_SHARE) {
    for (const path of paths) path.rembRoseUs = nowUs;
    return false;
  }
  const hindered = loss.share > LITTLE_LOSS || usageByReports(estimator, nowUs) !== "normal";
  return hindered ||
    paths.some((path) =>
      nowUs - path.lastSentUs <= IDLE_US && nowUs - path.rembRoseUs > REMB_PATIENCE_US
    );
}

/** Notes what a receiver says with REMB. */
export function noteRemb(path: EstimatorPath, bps: number, nowUs: number): void {
  if (bps > path.rembBps * (1 + LITTLE_RISE)) path.rembRoseUs = nowUs;
  else if (bps < path.rembBps * GREAT_FALL) path.rembRoseUs = -Infinity;
  path.rembBps = bps;
  path.rembUs = nowUs;
}

/** What gets through without loss or delay is what the network carries at least; no more of it is believed than is of use. */
function raiseToProven(
  { aimd, loss, reported, wantedBps }: Estimator,
  usage: Usage,
  arrivingBps: number,
  nowUs: number,
): void {
  const unhindered = usage === "normal" && reported.lastRttUs > 0 && loss.share <= LITTLE_LOSS;
  const provenBps = wantedBps > 0 ? Math.min(arrivingBps, wantedBps * WANTED_SHARE) : arrivingBps;
  if (unhindered && provenBps > aimd.bps) setAimd(aimd, provenBps, 0, nowUs);
}

/** What arrives on all paths by their last reports; 0 if one of them does not tell. */
function arrivedBps({ paths }: Estimator, nowUs: number): number {
  let sum = 0;
  for (const path of paths) {
    if (nowUs - path.lastSentUs > IDLE_US) continue;
    if (path.reportedBps === 0 || nowUs - path.reportedUs > REPORT_FRESH_US) return 0;
    sum += path.reportedBps;
  }
  return sum;
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
