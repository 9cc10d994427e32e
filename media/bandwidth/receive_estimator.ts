/**
 * What a publisher may send, estimated from when its packets arrive: for publishers that do not measure it themselves by
 * transport-wide feedback, and are told by REMB. After libwebrtc's `modules/remote_bitrate_estimator/remote_bitrate_estimator_single_stream.cc`:
 * one overuse detector per stream, by its RTP timestamps, and one rate control.
 * @module
 */
import {
  acknowledgedBps,
  type AcknowledgedRate,
  createAcknowledgedRate,
  noteAcknowledged,
} from "./acknowledged_rate.ts";
import { type AimdRate, createAimdRate, setAimd, updateAimd } from "./aimd_rate.ts";
import {
  addArrival,
  type ArrivalGroups,
  createArrivalGroups,
  resetArrivalGroups,
} from "./arrival_groups.ts";
import { addGroup, createTrendline, resetTrendline, type Trendline } from "./trendline.ts";

/** A publisher begins with this much room. */
const START_BPS = 1_000_000;
const MIN_BPS = 50_000;
const MAX_BPS = 200_000_000;
/** It may grow to this beyond what it sends. */
const GROWTH_SHARE = 1.5;
const GROWTH_BPS = 10_000;
/** A stream that is silent for so long has no say, and begins anew. */
const PAUSE_US = 2_000_000;
/** Timestamps that jump further than this begin anew. */
const MAX_JUMP_US = 10_000_000;

/** One publisher's estimate. */
export interface ReceiveEstimator {
  /** What to say in REMB. */
  bps: number;
  /** Of all streams, over about half a second; 0 before anything is known. */
  receivedBps: number;
  readonly streams: ReceiveStream[];
  readonly arriving: AcknowledgedRate;
  readonly aimd: AimdRate;
}

/** One RTP stream of it. */
export interface ReceiveStream {
  readonly estimator: ReceiveEstimator;
  readonly clockRateHz: number;
  readonly groups: ArrivalGroups;
  readonly trendline: Trendline;
  lastTimestamp: number;
  /** When the last packet was captured, by its timestamp, from an origin of its own; NaN before the first. */
  mediaUs: number;
  lastUs: number;
  /** Whether there was overuse since the last look. */
  overused: boolean;
}

/** Makes an estimator without streams. */
export function createReceiveEstimator(nowUs: number): ReceiveEstimator {
  return {
    bps: START_BPS,
    receivedBps: 0,
    streams: [],
    arriving: createAcknowledgedRate(),
    aimd: createAimdRate(START_BPS, nowUs),
  };
}

/** Adds a stream; its timestamps tick at `clockRateHz`. */
export function addReceiveStream(estimator: ReceiveEstimator, clockRateHz: number): ReceiveStream {
  const stream: ReceiveStream = {
    estimator,
    clockRateHz,
    groups: createArrivalGroups(),
    trendline: createTrendline(),
    lastTimestamp: 0,
    mediaUs: NaN,
    lastUs: -Infinity,
    overused: false,
  };
  estimator.streams.push(stream);
  return stream;
}

/** Forgets a stream that has ended. */
export function removeReceiveStream(estimator: ReceiveEstimator, stream: ReceiveStream): void {
  const at = estimator.streams.indexOf(stream);
  if (at >= 0) estimator.streams.splice(at, 1);
}

/**
 * Notes a packet of the media itself, not a retransmission: those carry old timestamps. Allocates nothing.
 * @param timestamp of RTP, 32 bits
 * @param bytes of the whole packet
 */
export function noteReceived(
  stream: ReceiveStream,
  timestamp: number,
  bytes: number,
  nowUs: number,
): void {
  noteAcknowledged(stream.estimator.arriving, nowUs, bytes, false);
  const stepUs = ((timestamp - stream.lastTimestamp) | 0) / stream.clockRateHz * 1_000_000;
  const restarts = Number.isNaN(stream.mediaUs) || nowUs - stream.lastUs > PAUSE_US ||
    Math.abs(stepUs) > MAX_JUMP_US;
  if (restarts) {
    resetArrivalGroups(stream.groups);
    resetTrendline(stream.trendline);
    stream.mediaUs = 0;
  } else {
    stream.mediaUs += stepUs;
  }
  stream.lastTimestamp = timestamp;
  stream.lastUs = nowUs;
  if (addArrival(stream.groups, stream.mediaUs, nowUs, nowUs)) {
    const { sentDeltaUs, arrivalDeltaUs } = stream.groups;
    addGroup(stream.trendline, sentDeltaUs, arrivalDeltaUs, nowUs);
    if (stream.trendline.usage === "over") stream.overused = true;
  }
}

/**
 * Brings `estimator.bps` up to date, and returns it. The more often it is called, up to every 50 ms, the sooner it falls.
 * @param rttUs 0 if unknown
 */
export function updateReceiveEstimate(
  estimator: ReceiveEstimator,
  rttUs: number,
  nowUs: number,
): number {
  const { aimd } = estimator;
  const arrivingBps = acknowledgedBps(estimator.arriving, nowUs);
  estimator.receivedBps = arrivingBps;
  if (arrivingBps === 0) return estimator.bps;
  let over = false;
  let under = false;
  for (const stream of estimator.streams) {
    if (nowUs - stream.lastUs > PAUSE_US) continue;
    over ||= stream.overused;
    stream.overused = false;
    under ||= stream.trendline.usage === "under";
  }
  const usage = over ? "over" : under ? "under" : "normal";
  const ceilingBps = arrivingBps * GROWTH_SHARE + GROWTH_BPS;
  updateAimd(aimd, usage, arrivingBps, ceilingBps, rttUs, nowUs);
  // What arrives without a queue is carried, whatever was estimated.
  if (!over && arrivingBps > aimd.bps) setAimd(aimd, arrivingBps, 0, nowUs);
  aimd.bps = Math.min(Math.max(aimd.bps, MIN_BPS), MAX_BPS);
  estimator.bps = aimd.bps;
  return estimator.bps;
}
