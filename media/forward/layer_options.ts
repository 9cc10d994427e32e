/**
 * What a receiver could get of a video: encodings (simulcast), and within them spatial and temporal layers, in order, each with the rate that it takes
 * now. What its client's ceiling, its pins and the size of its picture leave is all that the allocation chooses among.
 * @module
 */
import type { DownTrack } from "./down_track.ts";
import { isHeld, type LayerChoice } from "./grants.ts";
import { ALL_LAYERS } from "./layers.ts";
import { LAYERS, pictureRateOf, rateOf } from "./rates.ts";
import { isAlive } from "./liveness.ts";
import type { UpTrack } from "./up_track.ts";

/** A choice of layers, and what it takes. */
export interface LayerOption extends LayerChoice {
  /** In bits per second; never less than that of the option before. */
  readonly bps: number;
}

/** Which encodings and layers a receiver is to get at most. */
export interface LayerBounds {
  /** Places of the lowest and highest encoding. */
  readonly lowest: number;
  readonly highest: number;
  readonly spatial: number;
  readonly temporal: number;
}

/** One may go up to an encoding that has come without a break for so long: some publishers begin and stop again. */
const SETTLED_US = 2_000_000;
/** Of a higher encoding, fewer pictures a second than this are worth less than all of a lower one, */
const LEAST_PICTURES = 20;
/** unless it has few anyway, as slides do: then this share of them. */
const LEAST_SHARE_OF_PICTURES = 0.4;
const FEW_PICTURES = 16;
/**
 * How many pixels a bit per second is enough for: browsers send 320x180 with 150 kb/s, 640x360 with 500 kb/s, 1280x720 with 1.5 Mb/s and more
 * (`kSimulcastFormats` in libwebrtc's `video/config/simulcast.cc`).
 */
const PIXELS_PER_BPS = 0.6;
/** A lower encoding must be enough by so much more before a receiver goes down to it: rates waver. */
const SIZE_MARGIN = 1.3;
/** What an encoding is taken for that has not been measured: this, or so many times the one below. */
const UNKNOWN_BPS = 150_000;
const UNKNOWN_RATIO = 3;

/**
 * What a receiver is to get at most, by what it has asked for. A pinned layer overrides what its size would do; where it is not to be had, lower ones
 * take its place. Spatial layers count through the encodings where there are several.
 */
export function boundsOf(track: DownTrack, nowUs: number): LayerBounds {
  const { encodings, ceiling, view } = track;
  const top = encodings.length - 1;
  const temporal = view.temporal >= 0 ? Math.min(view.temporal, ALL_LAYERS) : ALL_LAYERS;
  if (ceiling === "low") {
    const least = leastAlive(encodings, nowUs);
    // With a single encoding, the least of it is its lowest spatial layer.
    const layered = encodings.length === 1 && encodings[0]!.highestSpatial > 0;
    return {
      lowest: least,
      highest: Math.min(least, top),
      spatial: layered ? 0 : ALL_LAYERS,
      temporal,
    };
  }
  if (view.spatial >= 0) {
    return encodings.length > 1
      ? { lowest: 0, highest: Math.min(view.spatial, top), spatial: ALL_LAYERS, temporal }
      : { lowest: 0, highest: top, spatial: Math.min(view.spatial, ALL_LAYERS), temporal };
  }
  return { lowest: 0, ...boundBySize(track), temporal };
}

function leastAlive(encodings: readonly UpTrack[], nowUs: number): number {
  return Math.max(0, encodings.findIndex((encoding) => isAlive(encoding, nowUs)));
}

/** The lowest encoding, or spatial layer, that has enough bits for the size that it is shown at. */
function boundBySize(track: DownTrack): { highest: number; spatial: number } {
  const { encodings, view, grant } = track;
  const pixels = view.width * view.height;
  const top = encodings.length - 1;
  if (pixels > 0) {
    for (let i = 0; i <= top; i++) {
      const encoding = encodings[i]!;
      for (let spatial = 0; spatial <= encoding.highestSpatial; spatial++) {
        const whole = spatial === encoding.highestSpatial;
        if (whole && i === top) break;
        const needed = isBelow(encodings, i, spatial, grant.choice) ? pixels * SIZE_MARGIN : pixels;
        if (rateOf(encoding, spatial, ALL_LAYERS) * PIXELS_PER_BPS < needed) continue;
        return { highest: i, spatial: whole ? ALL_LAYERS : spatial };
      }
    }
  }
  return { highest: top, spatial: ALL_LAYERS };
}

function isBelow(
  encodings: readonly UpTrack[],
  place: number,
  spatial: number,
  choice: LayerChoice | null,
): boolean {
  if (choice === null) return false;
  const chosen = encodings.indexOf(choice.encoding);
  return place < chosen || (place === chosen && spatial < choice.spatial);
}

/**
 * What a receiver could get now, the least first. Empty if nothing of it is alive, or is yet for long enough.
 * @param impatient encodings that have just begun count as well: nobody has to go up to them
 */
export function listOptions(track: DownTrack, nowUs: number, impatient: boolean): LayerOption[] {
  const { encodings, source, grant } = track;
  const bounds = boundsOf(track, nowUs);
  const from = source === null ? -1 : encodings.indexOf(source);
  const options: LayerOption[] = [];
  for (let i = bounds.lowest; i <= bounds.highest; i++) {
    const encoding = encodings[i]!;
    if (!isAlive(encoding, nowUs)) continue;
    const settled = nowUs - encoding.aliveSinceUs >= SETTLED_US;
    if (settled || impatient || i <= from) addLayers(options, encoding, bounds);
  }
  const held = options.findIndex((option) => isHeld(grant, encodings, option, nowUs));
  // What failed is held, but something there must be.
  return held < 0 ? options : options.slice(0, Math.max(1, held));
}

function addLayers(options: LayerOption[], encoding: UpTrack, bounds: LayerBounds): void {
  const spatialTop = Math.min(bounds.spatial, encoding.highestSpatial, LAYERS - 1);
  for (let spatial = 0; spatial <= spatialTop; spatial++) {
    const temporalTop = Math.min(bounds.temporal, highestTemporal(encoding));
    const pictures = leastPictures(pictureRateOf(encoding, temporalTop));
    const least = options.length === 0;
    for (let temporal = 0; temporal <= temporalTop; temporal++) {
      const whole = temporal === temporalTop;
      // All layers of the least, as something must fit; of the others those that still move.
      if (!whole && !least && pictureRateOf(encoding, temporal) < pictures) continue;
      options.push({
        encoding,
        spatial: spatial === spatialTop ? bounds.spatial : spatial,
        temporal: whole ? bounds.temporal : temporal,
        bps: priceOf(options.at(-1), rateOf(encoding, spatial, temporal)),
      });
    }
  }
}

function leastPictures(all: number): number {
  return all < FEW_PICTURES ? all * LEAST_SHARE_OF_PICTURES : LEAST_PICTURES;
}

/** The highest temporal layer that an encoding has pictures of. */
export function highestTemporal(encoding: UpTrack): number {
  let highest = LAYERS - 1;
  while (
    highest > 0 && pictureRateOf(encoding, highest) - pictureRateOf(encoding, highest - 1) < 0.5
  ) highest--;
  return highest;
}

/** What an option takes, given the one below: at least as much, and a guess while it was not measured. */
function priceOf(below: LayerOption | undefined, bps: number): number {
  if (below === undefined) return bps > 0 ? bps : UNKNOWN_BPS;
  return Math.max(below.bps, bps > 0 ? bps : below.bps * UNKNOWN_RATIO);
}

/**
 * The highest encoding that a receiver is to get by its wishes and so many bits per second: one that comes, or would come if its publisher were told
 * that it is wanted again.
 * @returns its place; -1 if there is none
 */
export function highestWithin(track: DownTrack, bps: number, nowUs: number): number {
  const bounds = boundsOf(track, nowUs);
  for (let i = bounds.highest; i >= bounds.lowest; i--) {
    const encoding = track.encodings[i]!;
    const available = isAlive(encoding, nowUs) || !encoding.toldWanted;
    if (available && rateOf(encoding, bounds.spatial, bounds.temporal) <= bps) return i;
  }
  return -1;
}

/** What a receiver would get if its network had no bounds, in bits per second. */
export function unboundedBps(track: DownTrack, nowUs: number): number {
  const place = highestWithin(track, Infinity, nowUs);
  if (place < 0) return 0;
  const { spatial, temporal } = boundsOf(track, nowUs);
  return rateOf(track.encodings[place]!, spatial, temporal) || UNKNOWN_BPS;
}

/**
 * The place among options of what is granted: the option itself, or the highest below it if it is not there any more.
 * @returns -1 if there is none as low
 */
export function placeOf(
  options: readonly LayerOption[],
  encodings: readonly UpTrack[],
  choice: LayerChoice,
): number {
  const chosen = encodings.indexOf(choice.encoding);
  for (let i = options.length - 1; i >= 0; i--) {
    const option = options[i]!;
    const difference = encodings.indexOf(option.encoding) - chosen ||
      option.spatial - choice.spatial || option.temporal - choice.temporal;
    if (difference <= 0) return i;
  }
  return -1;
}
