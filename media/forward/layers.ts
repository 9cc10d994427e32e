/**
 * Which layers of one encoding a receiver gets (SVC), and which of several encodings (simulcast).
 *
 * Going down is possible wherever a picture begins; going up only where the stream allows it: temporally at a sync point or key
 * frame, spatially and between encodings at a key frame. A spatial layer that joins a picture by itself is of no use: the layer below was
 * sent as the end of the picture.
 * @module
 */
import { timestampDelta } from "../packet/clock.ts";
import type { Packet } from "./packet.ts";
import { isAlive } from "./liveness.ts";
import type { UpTrack } from "./up_track.ts";

/** Which encodings and layers of a video a receiver may get: the least, or all. */
export type Ceiling = "low" | "high";

/** Above every layer that a packet can name. */
export const ALL_LAYERS = 15;
/** Below every layer: nothing passes, from the next picture to the next key frame at least. */
export const NO_LAYER = -1;

/** Choice of layers within one encoding. */
export interface LayerSelector {
  /** Highest layers that are forwarded now. */
  spatial: number;
  temporal: number;
  /** Highest layers that are to be. */
  targetSpatial: number;
  targetTemporal: number;
  /** Timestamp of the newest packet seen; -1 before the first. */
  timestamp: number;
  /** What was forwarded before the last change, and the picture that it came with, -1 if that was the change to this stream. */
  spatialBefore: number;
  temporalBefore: number;
  changedTimestamp: number;
}

/** Makes a selector that lets all layers pass. */
export function createLayerSelector(): LayerSelector {
  return {
    spatial: ALL_LAYERS,
    temporal: ALL_LAYERS,
    targetSpatial: ALL_LAYERS,
    targetTemporal: ALL_LAYERS,
    timestamp: -1,
    spatialBefore: ALL_LAYERS,
    temporalBefore: ALL_LAYERS,
    changedTimestamp: -1,
  };
}

/** Forgets the stream so far: the next packet begins one, with a key frame. */
export function restartSelector(selector: LayerSelector): void {
  if (selector.spatial > NO_LAYER) {
    selector.spatialBefore = selector.spatial;
    selector.temporalBefore = selector.temporal;
  }
  selector.changedTimestamp = -1;
  selector.spatial = selector.targetSpatial;
  selector.temporal = selector.targetTemporal;
  selector.timestamp = -1;
}

/** Moves towards the target as far as the newest packet of the stream allows, and says whether the packet is wanted. */
export function selectNewest(selector: LayerSelector, packet: Packet): boolean {
  if (packet.timestamp !== selector.timestamp) {
    selector.timestamp = packet.timestamp;
    const { targetSpatial, targetTemporal } = selector;
    if (targetSpatial < selector.spatial || targetTemporal < selector.temporal) lower(selector);
    else if (targetTemporal > selector.temporal) raise(selector, packet);
  }
  if (packet.frame.keyframe) change(selector, selector.targetSpatial, selector.targetTemporal);
  return isSelected(selector, packet);
}

function lower(selector: LayerSelector): void {
  const { spatial, temporal, targetSpatial, targetTemporal } = selector;
  change(selector, Math.min(spatial, targetSpatial), Math.min(temporal, targetTemporal));
}

/** One layer at a time: a sync point says that the picture does without others of its own layer, not that lower ones were sent. */
function raise(selector: LayerSelector, { frame }: Packet): void {
  if (frame.frameStart && frame.layerSync && frame.temporalId === selector.temporal + 1) {
    change(selector, selector.spatial, frame.temporalId);
  }
}

/** Changes what is forwarded, with the newest picture. */
function change(selector: LayerSelector, spatial: number, temporal: number): void {
  if (spatial === selector.spatial && temporal === selector.temporal) return;
  if (selector.changedTimestamp !== selector.timestamp) {
    selector.changedTimestamp = selector.timestamp;
    selector.spatialBefore = selector.spatial;
    selector.temporalBefore = selector.temporal;
  }
  selector.spatial = spatial;
  selector.temporal = temporal;
}

/** Whether a packet is of the layers that are forwarded now. */
export function isSelected(selector: LayerSelector, packet: Packet): boolean {
  return packet.frame.spatialId <= selector.spatial &&
    packet.frame.temporalId <= selector.temporal;
}

/**
 * Whether a packet that came late is of the layers that were forwarded in its time: the rest of its picture was sent then, or not.
 * @param ofSource it is of the stream that is forwarded now, not of the one before
 */
export function wasSelected(selector: LayerSelector, packet: Packet, ofSource: boolean): boolean {
  const changed = selector.changedTimestamp;
  const before = !ofSource || (changed >= 0 && timestampDelta(packet.timestamp, changed) > 0);
  if (!before) return isSelected(selector, packet);
  return packet.frame.spatialId <= selector.spatialBefore &&
    packet.frame.temporalId <= selector.temporalBefore;
}

/** Whether the packet is the last of its picture for this receiver: a higher layer that would have followed is left out. */
export function endsPicture(selector: LayerSelector, packet: Packet): boolean {
  return packet.marker ||
    (packet.frame.frameEnd && packet.frame.spatialId === selector.spatial);
}

/** Whether only a key frame can bring the layers that are wanted, as far as one can tell. */
export function needsKeyframe(selector: LayerSelector): boolean {
  return selector.targetSpatial > selector.spatial;
}

/** An encoding must send so much more than the one above it for the order to be taken as wrong. */
const ORDER_RATIO = 1.25;
/** Rates below this say nothing about an encoding's size: a still screen sends next to nothing. */
const MEANINGFUL_RATE_BPS = 20_000;
/** So do rates of pictures as rare as this: now one, now two of them fall into the time that a rate is measured over. */
const MEANINGFUL_INTERVAL_US = 250_000;

/** Common names of encodings, least first. With "q" among them, "h" is the half, not the high one. */
const RID_SCALES: readonly (readonly string[])[] = [["q", "h", "f"], ["l", "m", "h"], [
  "0",
  "1",
  "2",
]];

/** Where an encoding's name puts it among its siblings; -1 if the names tell nothing. */
export function ridRank(rid: string, rids: readonly string[]): number {
  const scale = RID_SCALES.find((names) => rids.every((name) => names.includes(name)));
  return scale === undefined ? -1 : scale.indexOf(rid);
}

/**
 * Puts encodings in order, least first, in place. They begin in an order guessed from the SDP; what they are seen to send
 * corrects it, as an encoding of four times the pixels takes more than 1.25 times the bits.
 */
export function orderEncodings(encodings: UpTrack[]): void {
  for (let i = 1; i < encodings.length; i++) {
    for (let j = i; j > 0 && isAbove(encodings[j - 1]!, encodings[j]!); j--) {
      const lower = encodings[j]!;
      encodings[j] = encodings[j - 1]!;
      encodings[j - 1] = lower;
    }
  }
}

function isAbove(a: UpTrack, b: UpTrack): boolean {
  if (Math.max(a.pictureIntervalUs, b.pictureIntervalUs) > MEANINGFUL_INTERVAL_US) return false;
  return b.rate.bps > MEANINGFUL_RATE_BPS && a.rate.bps > b.rate.bps * ORDER_RATIO;
}

/**
 * The encoding to send: the least or the best of those that are alive; if none is, of those that ever sent.
 * @param encodings in order, least first
 */
export function chooseEncoding(
  encodings: readonly UpTrack[],
  ceiling: Ceiling,
  nowUs: number,
): UpTrack | null {
  let dead: UpTrack | null = null;
  for (let i = 0; i < encodings.length; i++) {
    const track = encodings[ceiling === "low" ? i : encodings.length - 1 - i]!;
    if (!track.started) continue;
    if (isAlive(track, nowUs)) return track;
    dead ??= track;
  }
  return dead;
}
