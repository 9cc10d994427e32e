/**
 * How much one viewer's network carries: Google congestion control on the sending side, as in libwebrtc's
 * `modules/congestion_controller/goog_cc/goog_cc_network_control.cc` and `delay_based_bwe.cc`.
 *
 * A viewer has several peer connections, and they share one network path: each is a *path* here with transport-wide numbers and delay detection of
 * its own, while rate control, acknowledged rate, loss and probing are shared.
 *
 * Ours beside libwebrtc's: a queue that stands is measured, and drained by sending less than the path carries for as long as it stands; at
 * overuse the rate falls below what the bottleneck was seen to carry while it was busy; an outage of a moment is no loss.
 * @module
 */
import type { TransportFeedback } from "../packet/twcc.ts";
import { type AcknowledgedRate, createAcknowledgedRate } from "./acknowledged_rate.ts";
import { type AimdRate, createAimdRate, setAimd } from "./aimd_rate.ts";
import { type ArrivalGroups, createArrivalGroups } from "./arrival_groups.ts";
import { chooseEstimate, planNext, reduceForSilence } from "./choice.ts";
import { isCalm, updateDelayRate } from "./delay_control.ts";
import { createLossRate, forgetLosses, type LossRate, updateLossRate } from "./loss_rate.ts";
import { createLossRun, type LossRun, readFeedback } from "./path_feedback.ts";
import { capacityFound, isMeasured, measuredBps } from "./probe_rate.ts";
import { createProbing, hurryProbe, nextProbe, noteProbeResult, type Probing } from "./probing.ts";
import { createQueueDelay, type QueueDelay } from "./queue_delay.ts";
import {
  createReportedRate,
  noteRemb,
  noteReport,
  rembBps,
  type ReportedRate,
  updateReported,
} from "./reported_rate.ts";
import { createSendHistory, NO_CLUSTER, rememberSent, type SendHistory } from "./send_history.ts";
import { createTrendline, type Trendline } from "./trendline.ts";

/** What the estimate is bound by, or where it comes from. */
export type EstimateReason =
  | "start"
  | "delay"
  | "loss"
  | "remb"
  | "reports"
  | "probe"
  | "capped";

/** Bounds of an estimate in bits per second. */
export interface EstimatorOptions {
  readonly startBps?: number;
  readonly minBps?: number;
  readonly maxBps?: number;
}

/** One viewer's estimate. Read by everyone, written by the functions of this folder; what is below `paths` is of no use elsewhere. */
export interface Estimator {
  /** Whether any receiver has told anything; without it, nothing is to be held back. */
  known: boolean;
  /** Bits per second that may be sent, all paths together. */
  bps: number;
  reason: EstimateReason;
  /** Round trip, smoothed; 0 before the first measurement. */
  rttUs: number;
  /** Share of packets lost lately, 0 to 1; outages are left out. */
  lossShare: number;
  /** What arrives, by feedback; 0 while unknown. */
  acknowledgedBps: number;
  /** What would be sent if it could. */
  wantedBps: number;
  /** When {@link onEstimatorTime} and {@link takeProbe} are to be called; Infinity if nothing is due. */
  dueUs: number;
  readonly paths: EstimatorPath[];
  readonly minBps: number;
  readonly maxBps: number;
  /** Whether transport-wide feedback has come: then nothing else is needed. */
  measured: boolean;
  /** `bps` before a queue that drains was allowed for. */
  undrainedBps: number;
  readonly aimd: AimdRate;
  readonly arriving: AcknowledgedRate;
  readonly loss: LossRate;
  readonly probing: Probing;
  readonly reported: ReportedRate;
  /** When the last packet was sent that an outage took. */
  outageUs: number;
  /** When a queue was last seen to grow steeply. */
  steepUs: number;
  /** When the rate was last reduced for want of feedback. */
  silenceUs: number;
  /** Statuses of packets that were never sent, or are forgotten. */
  neverSent: number;
}

/** One peer connection of the viewer. */
export interface EstimatorPath {
  readonly history: SendHistory;
  readonly groups: ArrivalGroups;
  readonly trendline: Trendline;
  readonly delay: QueueDelay;
  readonly run: LossRun;
  lastSentUs: number;
  sentBytes: number;
  /** Packets that left without a number. */
  unnumbered: number;
  /** The last cluster that was sent here, and the numbers of its first and last packet. */
  probeCluster: number;
  probeFirstSeq: number;
  probeLastSeq: number;
  /** Packets that arrived. Only grows. */
  arrived: number;
  /** One past the highest number that feedback told of. */
  toldSeq: number;
  /** When the last feedback came that told of an arrival. */
  answeredUs: number;
  /** When the last packet arrived, in the receiver's time; NaN before the first. */
  lastArrivalUs: number;
  /** The same in our time, as if the way took none. */
  arrivedUs: number;
  /** How long the last packet waited, by its own way alone. */
  oneWayQueueUs: number;
  /** How long the last packet waited, and the last one of the feedback before. */
  queueUs: number;
  queueBeforeUs: number;
  /** By how much the queue grew lately, as a share of the time; and where that was last measured. */
  queueSlope: number;
  markSentUs: number;
  markQueueUs: number;
  /** What the receiver said with REMB, and when. */
  rembBps: number;
  rembUs: number;
  /** When that last rose, or was no limit; -Infinity once it has fallen. */
  rembRoseUs: number;
  /** How many packets, and bytes, had left at the last receiver report, and at the last measurement. */
  reportedPackets: number;
  reportedBytes: number;
  measuredBytes: number;
  /** When that report came, and what arrived between the one before and it; 0 if that is not known. */
  reportedUs: number;
  reportedBps: number;
}

/** What a receiver report says of a path since the one before. */
export interface PathReport {
  /** Share of packets lost, 0 to 1. */
  readonly fractionLost: number;
  /** Packets that it speaks of. */
  readonly expected: number;
  /** 0 if it does not tell. */
  readonly rttUs: number;
  /** How long ago the newest packet left that it tells of, 0 if that is not known: a round trip that is newer. */
  readonly lagUs: number;
}

/** A burst that is to be sent now. */
export interface Probe {
  /** To be passed to {@link noteSent} with each of its packets: 0 to 254. */
  readonly cluster: number;
  /** How fast to send it, in bits per second. */
  readonly bps: number;
  /** How much to send at least. */
  readonly bytes: number;
  /** How many packets to send at least. All have to go by one path. */
  readonly packets: number;
}

const START_BPS = 600_000;
const MIN_BPS = 30_000;
const MAX_BPS = 200_000_000;
/** Frames come in bursts, which are spread over less than the time to the next one. Less than libwebrtc's 2.5: a large key frame should not look like overuse. */
const PACING_FACTOR = 1.5;
/** Probing needs a receiver that has answered in this time. */
const HEARD_US = 1_000_000;
/** How soon a probe that could not be sent is looked at again. */
const PROBE_LOOK_US = 20_000;
/** With more loss, and a limit by it that is not well above the estimate, probing would only add to it. */
const MAX_PROBING_LOSS = 0.08;
const ROOM_BELOW_LOSS = 1.1;
/** With less loss, a probe that got through shows more than the losses before it. */
const MAX_FORGETTING_LOSS = 0.05;
/** Wishes that grow by this factor hurry the next probe. */
const GREAT_WISH = 1.3;

/** Makes an estimator without paths, which knows nothing. */
export function createEstimator(nowUs: number, options: EstimatorOptions = {}): Estimator {
  const startBps = options.startBps ?? START_BPS;
  return {
    known: false,
    bps: startBps,
    reason: "start",
    rttUs: 0,
    lossShare: 0,
    acknowledgedBps: 0,
    wantedBps: 0,
    dueUs: Infinity,
    paths: [],
    minBps: options.minBps ?? MIN_BPS,
    maxBps: options.maxBps ?? MAX_BPS,
    measured: false,
    undrainedBps: startBps,
    aimd: createAimdRate(startBps, nowUs),
    arriving: createAcknowledgedRate(),
    loss: createLossRate(),
    probing: createProbing(),
    reported: createReportedRate(nowUs),
    outageUs: -Infinity,
    steepUs: -Infinity,
    silenceUs: -Infinity,
    neverSent: 0,
  };
}

/** Adds a path. */
export function addPath(estimator: Estimator, nowUs: number): EstimatorPath {
  const path: EstimatorPath = {
    history: createSendHistory(),
    groups: createArrivalGroups(),
    trendline: createTrendline(),
    delay: createQueueDelay(nowUs),
    run: createLossRun(),
    lastSentUs: -Infinity,
    sentBytes: 0,
    unnumbered: 0,
    probeCluster: NO_CLUSTER,
    probeFirstSeq: 0,
    probeLastSeq: 0,
    arrived: 0,
    toldSeq: 0,
    answeredUs: -Infinity,
    lastArrivalUs: NaN,
    arrivedUs: -Infinity,
    oneWayQueueUs: 0,
    queueUs: 0,
    queueBeforeUs: 0,
    queueSlope: 0,
    markSentUs: -Infinity,
    markQueueUs: 0,
    rembBps: 0,
    rembUs: -Infinity,
    rembRoseUs: -Infinity,
    reportedPackets: 0,
    reportedBytes: 0,
    measuredBytes: 0,
    reportedUs: nowUs,
    reportedBps: 0,
  };
  estimator.paths.push(path);
  return path;
}

/** Forgets a path. */
export function removePath(estimator: Estimator, path: EstimatorPath): void {
  const at = estimator.paths.indexOf(path);
  if (at >= 0) estimator.paths.splice(at, 1);
}

/**
 * Notes that a packet leaves: every one, on every path, whether its receiver gives transport-wide feedback or not.
 * Allocates nothing.
 * @param bytes of the whole RTP packet
 * @param probe cluster of the {@link Probe} that it belongs to, or -1
 * @returns its transport-wide number
 */
export function noteSent(path: EstimatorPath, bytes: number, nowUs: number, probe: number): number {
  path.lastSentUs = nowUs;
  path.sentBytes += bytes;
  if (probe < 0) return rememberSent(path.history, bytes, nowUs, NO_CLUSTER);
  const seqExt = path.history.nextSeq;
  if (path.probeCluster !== probe) {
    path.probeCluster = probe;
    path.probeFirstSeq = seqExt;
  }
  path.probeLastSeq = seqExt;
  return rememberSent(path.history, bytes, nowUs, probe);
}

/** Notes that packets have left without transport-wide numbers; soon enough if that is before the next report or REMB of their receiver. */
export function noteUnnumbered(
  path: EstimatorPath,
  packets: number,
  bytes: number,
  nowUs: number,
): void {
  path.lastSentUs = nowUs;
  path.sentBytes += bytes;
  path.unnumbered += packets;
}

/** Takes transport-wide feedback from a path's receiver. */
export function handleTransportFeedback(
  estimator: Estimator,
  path: EstimatorPath,
  feedback: TransportFeedback,
  nowUs: number,
): void {
  if (!readFeedback(estimator, path, feedback, nowUs)) return;
  estimator.known = estimator.measured = true;
  updateDelayRate(estimator, nowUs);
  updateLossRate(estimator.loss, estimator.aimd.bps, estimator.acknowledgedBps);
  const probed = takeProbeResult(estimator, nowUs);
  chooseEstimate(estimator, rembBps(estimator, nowUs), probed ? "probe" : "delay", nowUs);
}

/** Takes a receiver report. Where transport-wide feedback comes as well, it tells nothing new. */
export function handleReceiverReport(
  estimator: Estimator,
  path: EstimatorPath,
  report: PathReport,
  nowUs: number,
): void {
  if (estimator.measured) return;
  estimator.known = true;
  const { fractionLost, expected, rttUs, lagUs } = report;
  noteReport(estimator, path, fractionLost, expected, lagUs || rttUs, nowUs);
  if (rttUs > 0) estimator.rttUs = rttUs;
  updateByReports(estimator, nowUs);
}

/** Takes a receiver's own estimate of its path (REMB). */
export function handleRemb(
  estimator: Estimator,
  path: EstimatorPath,
  bps: number,
  nowUs: number,
): void {
  if (!(bps >= 0)) return;
  estimator.known = true;
  noteRemb(path, Math.min(bps, estimator.maxBps), nowUs);
  if (estimator.measured) {
    chooseEstimate(estimator, rembBps(estimator, nowUs), estimator.reason, nowUs);
  } else updateByReports(estimator, nowUs);
}

function updateByReports(estimator: Estimator, nowUs: number): void {
  const capBps = updateReported(estimator, nowUs);
  const arrivingBps = estimator.reported.sentBps * (1 - estimator.loss.share);
  updateLossRate(estimator.loss, estimator.aimd.bps, arrivingBps);
  chooseEstimate(estimator, capBps, "reports", nowUs);
}

/** Uses what a burst found, once enough of it has arrived. Returns whether it raised the rate. */
function takeProbeResult(estimator: Estimator, nowUs: number): boolean {
  const { probing, aimd, loss } = estimator;
  const { measure } = probing;
  if (measure === null || !isMeasured(measure)) return false;
  const foundBps = Math.min(measuredBps(measure), estimator.maxBps);
  noteProbeResult(probing, foundBps, estimator.undrainedBps, nowUs);
  if (foundBps > loss.limitBps && loss.share < MAX_FORGETTING_LOSS) forgetLosses(loss);
  if (foundBps <= aimd.bps) return false;
  setAimd(aimd, foundBps, capacityFound(measure.probe, foundBps), nowUs);
  return true;
}

/** Says what would be sent if the estimate allowed it; probing goes on only while that is more than the estimate. */
export function setWanted(estimator: Estimator, bps: number, nowUs: number): void {
  const beforeBps = estimator.wantedBps;
  estimator.wantedBps = bps;
  if (bps > beforeBps * GREAT_WISH) hurryProbe(estimator.probing, nowUs);
  if (bps !== beforeBps) planNext(estimator, nowUs);
}

/** Does what is due by time: the rate falls while no feedback comes. */
export function onEstimatorTime(estimator: Estimator, nowUs: number): void {
  if (nowUs < estimator.dueUs) return;
  if (reduceForSilence(estimator, nowUs)) {
    chooseEstimate(estimator, rembBps(estimator, nowUs), "delay", nowUs);
  } else {
    planNext(estimator, nowUs);
  }
}

/**
 * The probe that is to be sent now, or null. The sender fills it with retransmissions or padding, all on one path; media that is due
 * anyway may be part of it.
 */
export function takeProbe(estimator: Estimator, nowUs: number): Probe | null {
  const { probing, undrainedBps, wantedBps } = estimator;
  const probe = mayProbe(estimator, nowUs)
    ? nextProbe(probing, undrainedBps, wantedBps, nowUs)
    : null;
  planNext(estimator, nowUs);
  // Whatever is in the way of it now, there is no use in looking again at once.
  if (probe === null) estimator.dueUs = Math.max(estimator.dueUs, nowUs + PROBE_LOOK_US);
  return probe;
}

function mayProbe(estimator: Estimator, nowUs: number): boolean {
  const { loss, undrainedBps } = estimator;
  if (!estimator.measured || !isCalm(estimator, nowUs) || !isHeard(estimator, nowUs)) return false;
  // The receiver allows no more, whatever its network carries.
  if (rembBps(estimator, nowUs) <= undrainedBps) return false;
  const limited = loss.limitBps < undrainedBps * ROOM_BELOW_LOSS;
  return !limited || loss.share <= MAX_PROBING_LOSS;
}

/** Whether a receiver has answered lately. */
function isHeard(estimator: Estimator, nowUs: number): boolean {
  return estimator.paths.some((path) => nowUs - path.answeredUs < HEARD_US);
}

/** How fast packets are to leave: above the estimate, for frames come in bursts. Infinity while nothing is known. */
export function pacingBps(estimator: Estimator): number {
  if (!estimator.known) return Infinity;
  return estimator.bps * (estimator.bps < estimator.undrainedBps ? 1 : PACING_FACTOR);
}
