/**
 * How much one viewer's network carries: Google congestion control on the sending side, as in libwebrtc's
 * `modules/congestion_controller/goog_cc/goog_cc_network_control.cc`.
 *
 * A viewer has several peer connections, and they share one network path: each is a *path* here with transport-wide numbers and delay detection of
 * its own, while rate control, acknowledged rate, loss and probing are shared.
 * @module
 */
import type { TransportFeedback } from "../packet/twcc.ts";
import { createSendHistory, NO_CLUSTER, rememberSent, type SendHistory } from "./send_history.ts";

/** What the estimate is bound by, or where it comes from. */
export type EstimateReason =
  | "start"
  | "delay"
  | "loss"
  | "remb"
  | "reports"
  | "probe"
  | "capped";

/** One viewer's estimate. Read by everyone, written by the functions here. */
export interface Estimator {
  /** Whether any receiver has told anything; without it, nothing is to be held back. */
  known: boolean;
  /** Bits per second that may be sent, all paths together. */
  bps: number;
  reason: EstimateReason;
  /** Round trip, smoothed; 0 before the first measurement. */
  rttUs: number;
  /** Share of packets lost lately, 0 to 1. */
  lossShare: number;
  /** What arrives, by feedback; 0 while unknown. */
  acknowledgedBps: number;
  /** What would be sent if it could. */
  wantedBps: number;
  /** When {@link onEstimatorTime} and {@link takeProbe} are to be called; Infinity if nothing is due. */
  dueUs: number;
  readonly paths: EstimatorPath[];
}

/** One peer connection of the viewer. */
export interface EstimatorPath {
  readonly history: SendHistory;
  lastSentUs: number;
  sentBytes: number;
}

/** A burst that is to be sent now. */
export interface Probe {
  /** To be passed to {@link noteSent} with each of its packets: 0 to 254. */
  readonly cluster: number;
  /** How fast to send it. */
  readonly bps: number;
  /** How much to send at least. */
  readonly bytes: number;
  /** How many packets to send at least. All have to go by one path. */
  readonly packets: number;
}

/** What a receiver report says of a path since the one before. */
export interface PathReport {
  /** Share of packets lost, 0 to 1. */
  readonly fractionLost: number;
  /** Packets that it speaks of. */
  readonly expected: number;
  /** 0 if it does not tell. */
  readonly rttUs: number;
}

/** Bounds of an estimate in bits per second. */
export interface EstimatorOptions {
  readonly startBps?: number;
  readonly minBps?: number;
  readonly maxBps?: number;
}

const START_BPS = 600_000;

/** Makes an estimator without paths, which knows nothing. */
export function createEstimator(_nowUs: number, options: EstimatorOptions = {}): Estimator {
  return {
    known: false,
    bps: options.startBps ?? START_BPS,
    reason: "start",
    rttUs: 0,
    lossShare: 0,
    acknowledgedBps: 0,
    wantedBps: 0,
    dueUs: Infinity,
    paths: [],
  };
}

/** Adds a path. */
export function addPath(estimator: Estimator, _nowUs: number): EstimatorPath {
  const path = { history: createSendHistory(), lastSentUs: -Infinity, sentBytes: 0 };
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
  return rememberSent(path.history, bytes, nowUs, probe < 0 ? NO_CLUSTER : probe);
}

/** Takes transport-wide feedback from a path's receiver. */
export function handleTransportFeedback(
  estimator: Estimator,
  _path: EstimatorPath,
  _feedback: TransportFeedback,
  _nowUs: number,
): void {
  estimator.known = true;
}

/** Takes a receiver report. */
export function handleReceiverReport(
  estimator: Estimator,
  _path: EstimatorPath,
  report: PathReport,
  _nowUs: number,
): void {
  estimator.known = true;
  if (report.rttUs > 0) estimator.rttUs = report.rttUs;
}

/** Takes a receiver's own estimate of its path (REMB). */
export function handleRemb(
  estimator: Estimator,
  _path: EstimatorPath,
  _bps: number,
  _nowUs: number,
): void {
  estimator.known = true;
}

/** Says what would be sent if the estimate allowed it; probing goes on only while that is more than the estimate. */
export function setWanted(estimator: Estimator, bps: number, _nowUs: number): void {
  estimator.wantedBps = bps;
}

/** Does what is due by time. */
export function onEstimatorTime(estimator: Estimator, _nowUs: number): void {
  estimator.dueUs = Infinity;
}

/** The probe that is to be sent now, or null. The sender fills it with retransmissions or padding, on one path. */
export function takeProbe(_estimator: Estimator, _nowUs: number): Probe | null {
  return null;
}

/** How fast packets are to leave: above the estimate, for frames come in bursts. Infinity while nothing is known. */
export function pacingBps(estimator: Estimator): number {
  return estimator.known ? estimator.bps * 1.5 : Infinity;
}
