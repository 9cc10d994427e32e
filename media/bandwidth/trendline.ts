/**
 * Whether a queue grows along a path: the slope of the delay over the last groups of packets, against a threshold that adapts itself. After libwebrtc's
 * `modules/congestion_controller/goog_cc/trendline_estimator.cc`.
 * @module
 */

/** What the delay tells: the path carries more, less, or just what is sent. */
export type Usage = "normal" | "over" | "under";

/** Groups that the line is laid through. */
const WINDOW = 20;
const SMOOTHING = 0.9;
const THRESHOLD_GAIN = 4;
/** The slope counts fully only after so many groups. */
const FULL_GROUPS = 60;
const MAX_GROUPS = 1000;
const FIRST_THRESHOLD_MS = 12.5;
const MIN_THRESHOLD_MS = 6;
const MAX_THRESHOLD_MS = 600;
const THRESHOLD_RISE = 0.0087;
const THRESHOLD_FALL = 0.039;
/** A trend this much above the threshold is a sudden change of capacity, which the threshold does not follow. */
const MAX_ADAPT_OFFSET_MS = 15;
const MAX_ADAPT_STEP_MS = 100;
/** A trend has to last longer than this. */
const OVERUSE_MS = 10;

/** Detection on one path. */
export interface Trendline {
  usage: Usage;
  /** Groups seen, up to a bound. */
  groups: number;
  /** Sum of all growth of the delay, and the same smoothed. */
  delayMs: number;
  smoothedMs: number;
  /** The last groups: when they arrived since the first, and their smoothed delay. Rings. */
  readonly arrivalsMs: Float64Array;
  readonly delaysMs: Float64Array;
  firstArrivalUs: number;
  slope: number;
  thresholdMs: number;
  thresholdUs: number;
  /** For how long the trend has been above the threshold, -1 if it is not. */
  overMs: number;
  overCount: number;
}

/** Makes a detector that has seen nothing. */
export function createTrendline(): Trendline {
  return {
    usage: "normal",
    groups: 0,
    delayMs: 0,
    smoothedMs: 0,
    arrivalsMs: new Float64Array(WINDOW),
    delaysMs: new Float64Array(WINDOW),
    firstArrivalUs: NaN,
    slope: 0,
    thresholdMs: FIRST_THRESHOLD_MS,
    thresholdUs: NaN,
    overMs: -1,
    overCount: 0,
  };
}

/** Forgets the groups, as after a pause; the threshold stays. */
export function resetTrendline(trendline: Trendline): void {
  trendline.usage = "normal";
  trendline.groups = 0;
  trendline.delayMs = trendline.smoothedMs = trendline.slope = 0;
  trendline.firstArrivalUs = NaN;
  trendline.thresholdUs = NaN;
  trendline.overMs = -1;
  trendline.overCount = 0;
}

/**
 * Takes how one group followed another, and sets `usage`.
 * @param arrivalUs when the later one arrived
 */
export function addGroup(
  trendline: Trendline,
  sentDeltaUs: number,
  arrivalDeltaUs: number,
  arrivalUs: number,
): void {
  if (Number.isNaN(trendline.firstArrivalUs)) trendline.firstArrivalUs = arrivalUs;
  const at = trendline.groups % WINDOW;
  trendline.groups++;
  trendline.delayMs += (arrivalDeltaUs - sentDeltaUs) / 1000;
  trendline.smoothedMs = SMOOTHING * trendline.smoothedMs + (1 - SMOOTHING) * trendline.delayMs;
  trendline.arrivalsMs[at] = (arrivalUs - trendline.firstArrivalUs) / 1000;
  trendline.delaysMs[at] = trendline.smoothedMs;
  const before = trendline.slope;
  if (trendline.groups >= WINDOW) trendline.slope = slopeOf(trendline, before);
  detect(trendline, before, sentDeltaUs / 1000, arrivalUs);
  // The ring goes on where it was, while the count stays small.
  if (trendline.groups >= MAX_GROUPS) trendline.groups -= MAX_GROUPS - WINDOW * 5;
}

/** Least squares; `otherwise` if all groups arrived at once. */
function slopeOf(trendline: Trendline, otherwise: number): number {
  const { arrivalsMs, delaysMs } = trendline;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < WINDOW; i++) {
    sumX += arrivalsMs[i]!;
    sumY += delaysMs[i]!;
  }
  let numerator = 0;
  let denominator = 0;
  for (let i = 0; i < WINDOW; i++) {
    const x = arrivalsMs[i]! - sumX / WINDOW;
    numerator += x * (delaysMs[i]! - sumY / WINDOW);
    denominator += x * x;
  }
  return denominator === 0 ? otherwise : numerator / denominator;
}

function detect(
  trendline: Trendline,
  slopeBefore: number,
  sentDeltaMs: number,
  arrivalUs: number,
): void {
  if (trendline.groups < 2) return;
  const trendMs = Math.min(trendline.groups, FULL_GROUPS) * trendline.slope * THRESHOLD_GAIN;
  if (trendMs > trendline.thresholdMs) {
    trendline.overMs = trendline.overMs < 0 ? sentDeltaMs / 2 : trendline.overMs + sentDeltaMs;
    trendline.overCount++;
    if (
      trendline.overMs > OVERUSE_MS && trendline.overCount > 1 && trendline.slope >= slopeBefore
    ) {
      trendline.overMs = 0;
      trendline.overCount = 0;
      trendline.usage = "over";
    }
  } else {
    trendline.overMs = -1;
    trendline.overCount = 0;
    trendline.usage = trendMs < -trendline.thresholdMs ? "under" : "normal";
  }
  adaptThreshold(trendline, Math.abs(trendMs), arrivalUs);
}

function adaptThreshold(trendline: Trendline, trendMs: number, arrivalUs: number): void {
  const beforeUs = Number.isNaN(trendline.thresholdUs) ? arrivalUs : trendline.thresholdUs;
  trendline.thresholdUs = arrivalUs;
  if (trendMs > trendline.thresholdMs + MAX_ADAPT_OFFSET_MS) return;
  const gain = trendMs < trendline.thresholdMs ? THRESHOLD_FALL : THRESHOLD_RISE;
  const stepMs = Math.min(Math.max(0, (arrivalUs - beforeUs) / 1000), MAX_ADAPT_STEP_MS);
  const thresholdMs = trendline.thresholdMs + gain * (trendMs - trendline.thresholdMs) * stepMs;
  trendline.thresholdMs = Math.min(Math.max(thresholdMs, MIN_THRESHOLD_MS), MAX_THRESHOLD_MS);
}
