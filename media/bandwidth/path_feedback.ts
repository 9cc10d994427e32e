/**
 * Transport-wide feedback joined to what was sent: for each packet that is told of, when it left and whether and when it arrived. After libwebrtc's
 * `modules/congestion_controller/rtp/transport_feedback_adapter.cc`.
 *
 * What feedback says is not to be trusted: it is read once for each packet that was really sent, and times that cannot be are taken for no more
 * than an odd path.
 * @module
 */
import { extendSeq } from "../packet/seq.ts";
import { TRANSPORT_TIME_PERIOD_US, type TransportFeedback } from "../packet/twcc.ts";
import { noteAcknowledged } from "./acknowledged_rate.ts";
import { addArrival, resetArrivalGroups } from "./arrival_groups.ts";
import type { Estimator, EstimatorPath } from "./estimator.ts";
import { noteFates, noteFound } from "./loss_rate.ts";
import { noteProbeArrival } from "./probe_rate.ts";
import { noteOneWay, noteRoundTrip, turnWindow } from "./queue_delay.ts";
import { PACKET_ARRIVED, PACKET_LOST, placeOf, sentUsAt } from "./send_history.ts";
import { addGroup, resetTrendline } from "./trendline.ts";

/** A packet that waited less than this found no queue. */
const NO_QUEUE_US = 15_000;
/** The growth of the queue is measured over this time at least. */
const MARK_US = 25_000;
/** After such a pause, delays of before are of no use. */
const PAUSE_US = 2_000_000;
/** Answers that come later than this tell nothing of the round trip. */
const MAX_RTT_US = 8_000_000;
/** If everything is lost for so long, and then goes on, the path was away: that says nothing about its capacity. */
const MIN_OUTAGE_US = 100_000;
const MAX_OUTAGE_US = 700_000;
const MIN_OUTAGE_PACKETS = 3;
/** But for this time after one, nothing else is taken for an outage. */
const OUTAGE_INTERVAL_US = 3_000_000;
/** Paths that go away within this time of each other go away together. */
const SAME_OUTAGE_US = 300_000;

/** Packets in a row that were lost. */
export interface LossRun {
  packets: number;
  bytes: number;
  firstSentUs: number;
  lastSentUs: number;
}

/** Makes an empty run. */
export function createLossRun(): LossRun {
  return { packets: 0, bytes: 0, firstSentUs: 0, lastSentUs: 0 };
}

/**
 * Reads one feedback into the path's records and those that all paths share. Takes time in proportion to the number of statuses.
 * @returns whether it told of any packet that was not known to have arrived
 */
export function readFeedback(
  estimator: Estimator,
  path: EstimatorPath,
  feedback: TransportFeedback,
  nowUs: number,
): boolean {
  const { history, delay } = path;
  const { arrivalsUs } = feedback;
  const firstSeq = extendSeq(history.nextSeq - 1, feedback.baseSeq16);
  const periodUs = periodOf(path, arrivalsUs);
  turnWindow(delay, nowUs);
  const arrivedBefore = path.arrived;
  let told = false;
  let rttUs = Infinity;
  for (let i = 0; i < arrivalsUs.length; i++) {
    const place = placeOf(history, firstSeq + i);
    if (place < 0) {
      estimator.neverSent++;
      continue;
    }
    const fate = history.fate[place]!;
    if (fate === PACKET_ARRIVED) continue;
    const sentUs = sentUsAt(history, place, nowUs);
    const bytes = history.bytes[place]!;
    const arrivalUs = arrivalsUs[i]! + periodUs;
    if (Number.isFinite(arrivalUs)) {
      history.fate[place] = PACKET_ARRIVED;
      endRun(estimator, path);
      if (fate === PACKET_LOST) noteFound(estimator.loss);
      else noteFates(estimator.loss, 1, 0, bytes, sentUs);
      notePacket(estimator, path, firstSeq + i, bytes, sentUs, arrivalUs, nowUs);
      rttUs = Math.min(rttUs, nowUs - sentUs);
      told = true;
    } else if (fate !== PACKET_LOST) {
      history.fate[place] = PACKET_LOST;
      extendRun(estimator, path, bytes, sentUs);
      told = true;
    }
  }
  path.toldSeq = Math.max(path.toldSeq, Math.min(firstSeq + arrivalsUs.length, history.nextSeq));
  if (path.arrived > arrivedBefore) noteAnswer(estimator, path, rttUs, nowUs);
  return told;
}

/** What to add to the times of a feedback, which come again after a period, so that they go on from the one before. */
function periodOf(path: EstimatorPath, arrivalsUs: Float64Array): number {
  const firstUs = arrivalsUs.find(Number.isFinite);
  if (firstUs === undefined || Number.isNaN(path.lastArrivalUs)) return 0;
  const periods = Math.round((path.lastArrivalUs - firstUs) / TRANSPORT_TIME_PERIOD_US);
  return periods * TRANSPORT_TIME_PERIOD_US;
}

/** A packet arrived, at `arrivalUs` of the receiver's time. */
function notePacket(
  estimator: Estimator,
  path: EstimatorPath,
  seqExt: number,
  bytes: number,
  sentUs: number,
  arrivalUs: number,
  nowUs: number,
): void {
  path.arrived++;
  const queueUs = noteOneWay(path.delay, arrivalUs - sentUs);
  path.oneWayQueueUs = queueUs;
  const sinceUs = sentUs - path.markSentUs;
  if (sinceUs >= MARK_US) {
    path.queueSlope = (queueUs - path.markQueueUs) / sinceUs;
    path.markSentUs = sentUs;
    path.markQueueUs = queueUs;
  }
  // In our time, as if the least delay were none.
  const ourArrivalUs = Math.min(sentUs + queueUs, nowUs);
  path.arrivedUs = Math.max(path.arrivedUs, ourArrivalUs);
  noteAcknowledged(estimator.arriving, ourArrivalUs, bytes, queueUs > NO_QUEUE_US);
  const measure = estimator.probing.measure;
  if (
    measure !== null && measure.probe.cluster === path.probeCluster &&
    seqExt >= path.probeFirstSeq && seqExt <= path.probeLastSeq
  ) {
    noteProbeArrival(measure, bytes, sentUs, arrivalUs);
  }
  // Packets that overtook each other say nothing of queues.
  if (arrivalUs < path.lastArrivalUs) {
    if (path.lastArrivalUs - arrivalUs > PAUSE_US) path.lastArrivalUs = arrivalUs;
    return;
  }
  path.lastArrivalUs = arrivalUs;
  const { groups } = path;
  if (addArrival(groups, sentUs, arrivalUs, nowUs)) {
    addGroup(path.trendline, groups.sentDeltaUs, groups.arrivalDeltaUs, arrivalUs);
  }
}

/** The receiver answered: how long did that take, and how much of it was waiting? */
function noteAnswer(estimator: Estimator, path: EstimatorPath, rttUs: number, nowUs: number): void {
  if (nowUs - path.answeredUs > PAUSE_US) {
    resetArrivalGroups(path.groups);
    resetTrendline(path.trendline);
  }
  path.answeredUs = nowUs;
  path.queueBeforeUs = path.queueUs;
  const longerUs = noteRoundTrip(path.delay, rttUs);
  path.queueUs = Math.min(path.oneWayQueueUs, longerUs);
  if (rttUs > MAX_RTT_US) return;
  estimator.rttUs = estimator.rttUs === 0 ? rttUs : (estimator.rttUs * 7 + rttUs) / 8;
}

function extendRun(
  estimator: Estimator,
  path: EstimatorPath,
  bytes: number,
  sentUs: number,
): void {
  const { run } = path;
  if (run.packets++ === 0) run.firstSentUs = sentUs;
  run.bytes += bytes;
  run.lastSentUs = sentUs;
  if (sentUs - run.firstSentUs > MAX_OUTAGE_US) countRun(estimator, run);
}

/** A packet arrived after those that were lost. */
function endRun(estimator: Estimator, path: EstimatorPath): void {
  const { run } = path;
  if (run.packets === 0) return;
  if (isOutage(estimator, run)) {
    estimator.outageUs = run.lastSentUs;
    run.packets = run.bytes = 0;
  } else {
    countRun(estimator, run);
  }
}

function isOutage(estimator: Estimator, run: LossRun): boolean {
  if (run.packets < MIN_OUTAGE_PACKETS) return false;
  if (run.lastSentUs - run.firstSentUs < MIN_OUTAGE_US) return false;
  const sinceUs = run.lastSentUs - estimator.outageUs;
  return Math.abs(sinceUs) < SAME_OUTAGE_US || sinceUs > OUTAGE_INTERVAL_US;
}

function countRun(estimator: Estimator, run: LossRun): void {
  noteFates(estimator.loss, run.packets, run.packets, run.bytes, run.lastSentUs);
  run.packets = run.bytes = 0;
}
