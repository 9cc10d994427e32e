/**
 * What streams take: bits per second of a whole stream, and of each layer of a received encoding, with its pictures per second.
 * Rates change when packets come: those of a stream that has stopped stay as they were.
 * @module
 */

/** Bits per second, measured over windows of one second. */
export interface RateMeter {
  bps: number;
  bytes: number;
  sinceUs: number;
}

const METER_WINDOW_US = 1_000_000;

/** Counts bytes into a meter. */
export function addToRate(rate: RateMeter, bytes: number, nowUs: number): void {
  const elapsedUs = nowUs - rate.sinceUs;
  if (elapsedUs >= METER_WINDOW_US) {
    rate.bps = (rate.bytes * 8_000_000) / elapsedUs;
    rate.bytes = 0;
    rate.sinceUs = nowUs;
  }
  rate.bytes += bytes;
}

/** How many layers of a dimension are told apart; higher ones count as the highest of these. */
export const LAYERS = 4;

/** An RTP header with a transport-wide sequence number: what a packet takes besides its payload. */
const HEADER_BYTES = 20;
/** The first window is short, so that a new encoding soon has a rate. */
const FIRST_WINDOW_US = 200_000;
const WINDOW_US = 500_000;
/** A window as long as this counts as much as all before it: key frames shall not shake the rate. */
const HALF_WEIGHT_US = 500_000;

/** Less than this is a still picture, of which nothing can be told; */
const FLOWING_BPS = 10_000;
/** a layer that takes less than this of the lowest is not sent any more. */
const GONE_SHARE = 0.02;

/** What the layers of one encoding take. Places are `spatial * LAYERS + temporal`. */
export interface LayerRates {
  /** Bytes and pictures of the window that began at `sinceUs`; pictures by temporal layer. */
  readonly bytes: Float64Array;
  readonly pictures: Float64Array;
  sinceUs: number;
  /** A window was closed since the beginning. */
  known: boolean;
  /** Smoothed, each layer by itself. */
  readonly layerBps: Float64Array;
  readonly layerPictures: Float64Array;
  /** The same with all lower layers. */
  readonly totalBps: Float64Array;
  readonly totalPictures: Float64Array;
}

const RATE_ARRAYS = [
  "bytes",
  "pictures",
  "layerBps",
  "layerPictures",
  "totalBps",
  "totalPictures",
] as const;

/** Makes rates of nothing. */
export function createLayerRates(): LayerRates {
  return {
    bytes: new Float64Array(LAYERS * LAYERS),
    pictures: new Float64Array(LAYERS),
    sinceUs: 0,
    known: false,
    layerBps: new Float64Array(LAYERS * LAYERS),
    layerPictures: new Float64Array(LAYERS),
    totalBps: new Float64Array(LAYERS * LAYERS),
    totalPictures: new Float64Array(LAYERS),
  };
}

/** Begins anew: an encoding came, or came back. */
export function restartRates(rates: LayerRates, nowUs: number): void {
  for (const name of RATE_ARRAYS) rates[name].fill(0);
  rates.sinceUs = nowUs;
  rates.known = false;
}

/** Makes `to` the same as `from`, which another thread measured. */
export function copyRates(from: LayerRates, to: LayerRates): void {
  to.sinceUs = from.sinceUs;
  to.known = from.known;
  for (const name of RATE_ARRAYS) to[name].set(from[name]);
}

/**
 * Counts a packet.
 * @param beginsPicture it is the first of a picture, in the lowest spatial layer
 * @returns whether the rates are new
 */
export function addToLayerRates(
  rates: LayerRates,
  spatial: number,
  temporal: number,
  payloadLength: number,
  beginsPicture: boolean,
  nowUs: number,
): boolean {
  const elapsedUs = nowUs - rates.sinceUs;
  const due = elapsedUs >= (rates.known ? WINDOW_US : FIRST_WINDOW_US);
  if (due) closeWindow(rates, elapsedUs, nowUs);
  const t = clampLayer(temporal);
  rates.bytes[clampLayer(spatial) * LAYERS + t]! += HEADER_BYTES + payloadLength;
  if (beginsPicture) rates.pictures[t]!++;
  return due;
}

/** Whether hardly anything comes of a spatial layer, though the lowest one flows. */
export function isSpatialGone(rates: LayerRates, spatial: number): boolean {
  const lowestBps = rates.totalBps[LAYERS - 1]!;
  const at = clampLayer(spatial) * LAYERS + LAYERS - 1;
  const ownBps = rates.totalBps[at]! - rates.totalBps[at - LAYERS]!;
  return lowestBps > FLOWING_BPS && ownBps < lowestBps * GONE_SHARE;
}

function closeWindow(rates: LayerRates, elapsedUs: number, nowUs: number): void {
  const weight = rates.known ? elapsedUs / (elapsedUs + HALF_WEIGHT_US) : 1;
  rates.known = true;
  rates.sinceUs = nowUs;
  smooth(rates.layerBps, rates.bytes, 8_000_000 / elapsedUs, weight);
  smooth(rates.layerPictures, rates.pictures, 1_000_000 / elapsedUs, weight);
  for (let s = 0; s < LAYERS; s++) {
    let row = 0;
    for (let t = 0; t < LAYERS; t++) {
      const at = s * LAYERS + t;
      row += rates.layerBps[at]!;
      rates.totalBps[at] = row + (s > 0 ? rates.totalBps[at - LAYERS]! : 0);
    }
  }
  let pictures = 0;
  for (let t = 0; t < LAYERS; t++) {
    pictures += rates.layerPictures[t]!;
    rates.totalPictures[t] = pictures;
  }
}

/** Moves smoothed values towards those of a window, which is emptied. */
function smooth(values: Float64Array, counted: Float64Array, scale: number, weight: number): void {
  for (let i = 0; i < values.length; i++) {
    values[i]! += (counted[i]! * scale - values[i]!) * weight;
    counted[i] = 0;
  }
}

function clampLayer(layer: number): number {
  return layer < LAYERS ? layer : LAYERS - 1;
}

/**
 * Bits per second of an encoding up to the given layers, RTP headers included.
 * @returns 0 while nothing is known
 */
export function rateOf(
  track: { readonly layerRates: LayerRates },
  spatial: number,
  temporal: number,
): number {
  return track.layerRates.totalBps[clampLayer(spatial) * LAYERS + clampLayer(temporal)]!;
}

/** Pictures per second of an encoding up to the given temporal layer; 0 while nothing is known. */
export function pictureRateOf(
  track: { readonly layerRates: LayerRates },
  temporal: number,
): number {
  return track.layerRates.totalPictures[clampLayer(temporal)]!;
}
