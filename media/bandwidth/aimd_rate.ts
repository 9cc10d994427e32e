/**
 * The rate that follows from over- and underuse: slow growth, and on overuse a fall below what gets through. After libwebrtc's
 * `modules/remote_bitrate_estimator/aimd_rate_control.cc` and `modules/congestion_controller/goog_cc/link_capacity_estimator.cc`.
 * @module
 */
import type { Usage } from "./trendline.ts";

/** What is left of the throughput after overuse. */
const BACKOFF = 0.85;
/** Growth in a second while the capacity is unknown. */
const GROWTH = 1.08;
const MIN_GROWTH_BPS = 1_000;
const MAX_STEP_US = 1_000_000;
/** Growth in a second near the capacity is one packet per response time, and at least this. */
const MIN_ADDITIVE_BPS = 4_000;
const FRAMES_PER_SECOND = 30;
const PACKET_BYTES = 1200;
/** What a receiver takes to answer, on top of the round trip. */
const REACTION_US = 100_000;
const DEFAULT_RTT_US = 200_000;
const MIN_REDUCTION_INTERVAL_US = 10_000;
const MAX_REDUCTION_INTERVAL_US = 200_000;
/** Weight of a new sample of the capacity, and the bounds of its relative variance in kb/s. */
const CAPACITY_WEIGHT = 0.05;
const MIN_VARIANCE = 0.4;
const FIRST_VARIANCE = 1;
const MAX_VARIANCE = 2.5;

/** Rate control of one viewer or publisher. */
export interface AimdRate {
  bps: number;
  phase: "hold" | "increase";
  changedUs: number;
  reducedUs: number;
  /** Mean throughput at overuse; 0 while unknown. */
  capacityBps: number;
  capacityVariance: number;
}

/** Makes a rate control that begins at `bps`. */
export function createAimdRate(bps: number, nowUs: number): AimdRate {
  return {
    bps,
    phase: "hold",
    changedUs: nowUs,
    reducedUs: -Infinity,
    capacityBps: 0,
    capacityVariance: FIRST_VARIANCE,
  };
}

/**
 * Lets the rate grow, stay or fall.
 * @param throughputBps what gets through, 0 if unknown: after overuse the rate is less than that
 * @param ceilingBps the rate does not grow beyond this; a rate above it stays
 * @param rttUs 0 if unknown
 */
export function updateAimd(
  rate: AimdRate,
  usage: Usage,
  throughputBps: number,
  ceilingBps: number,
  rttUs: number,
  nowUs: number,
): void {
  if (usage === "over") {
    if (mayReduce(rate, throughputBps, rttUs, nowUs)) reduce(rate, throughputBps, nowUs);
    rate.phase = "hold";
    rate.changedUs = nowUs;
  } else if (usage === "under") {
    rate.phase = "hold";
    rate.changedUs = nowUs;
  } else if (rate.phase === "hold") {
    rate.phase = "increase";
    rate.changedUs = nowUs;
  } else {
    grow(rate, throughputBps, ceilingBps, rttUs, nowUs);
  }
}

/**
 * Sets the rate to what was measured otherwise.
 * @param capacityBps what the path was seen to carry, so that growth is slow from here; 0 if it may carry more
 */
export function setAimd(rate: AimdRate, bps: number, capacityBps: number, nowUs: number): void {
  rate.bps = bps;
  rate.changedUs = nowUs;
  if (Math.max(bps, capacityBps) > upperCapacity(rate)) rate.capacityBps = 0;
  if (capacityBps > 0) noteCapacity(rate, capacityBps);
}

/** A reduction takes a round trip to show; until then only a rate that is far too high is reduced again. */
function mayReduce(rate: AimdRate, throughputBps: number, rttUs: number, nowUs: number): boolean {
  const intervalUs = Math.min(
    Math.max(rttUs || DEFAULT_RTT_US, MIN_REDUCTION_INTERVAL_US),
    MAX_REDUCTION_INTERVAL_US,
  );
  return nowUs - rate.reducedUs >= intervalUs || throughputBps < rate.bps / 2;
}

function reduce(rate: AimdRate, throughputBps: number, nowUs: number): void {
  rate.reducedUs = nowUs;
  if (throughputBps <= 0) {
    rate.bps *= BACKOFF;
    return;
  }
  rate.bps = Math.min(rate.bps, BACKOFF * throughputBps);
  if (throughputBps < lowerCapacity(rate)) rate.capacityBps = 0;
  noteCapacity(rate, throughputBps);
}

function grow(
  rate: AimdRate,
  throughputBps: number,
  ceilingBps: number,
  rttUs: number,
  nowUs: number,
): void {
  const elapsedUs = Math.min(nowUs - rate.changedUs, MAX_STEP_US);
  rate.changedUs = nowUs;
  if (throughputBps > upperCapacity(rate)) rate.capacityBps = 0;
  if (rate.bps >= ceilingBps) return;
  const seconds = elapsedUs / 1_000_000;
  const step = rate.capacityBps > 0
    ? additiveBps(rate.bps, rttUs) * seconds
    : Math.max(rate.bps * (GROWTH ** seconds - 1), MIN_GROWTH_BPS * seconds);
  rate.bps = Math.min(rate.bps + step, ceilingBps);
}

/** Growth in a second near the capacity. */
function additiveBps(bps: number, rttUs: number): number {
  const frameBits = bps / FRAMES_PER_SECOND;
  const packetBits = frameBits / Math.ceil(frameBits / (PACKET_BYTES * 8));
  const responseUs = ((rttUs || DEFAULT_RTT_US) + REACTION_US) * 2;
  return Math.max(MIN_ADDITIVE_BPS, packetBits * 1_000_000 / responseUs);
}

function noteCapacity(rate: AimdRate, bps: number): void {
  if (rate.capacityBps === 0) {
    rate.capacityBps = bps;
    rate.capacityVariance = FIRST_VARIANCE;
    return;
  }
  rate.capacityBps += CAPACITY_WEIGHT * (bps - rate.capacityBps);
  const error = (rate.capacityBps - bps) / 1000;
  const variance = (1 - CAPACITY_WEIGHT) * rate.capacityVariance +
    CAPACITY_WEIGHT * error * error / Math.max(rate.capacityBps / 1000, 1);
  rate.capacityVariance = Math.min(Math.max(variance, MIN_VARIANCE), MAX_VARIANCE);
}

/** Three standard deviations above the mean; Infinity while the capacity is unknown. */
function upperCapacity(rate: AimdRate): number {
  return rate.capacityBps === 0 ? Infinity : rate.capacityBps + 3 * deviation(rate);
}

function lowerCapacity(rate: AimdRate): number {
  return rate.capacityBps === 0 ? 0 : Math.max(0, rate.capacityBps - 3 * deviation(rate));
}

function deviation(rate: AimdRate): number {
  return Math.sqrt(rate.capacityVariance * rate.capacityBps / 1000) * 1000;
}
