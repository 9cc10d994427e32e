/**
 * An encoder, but for the picture: how large its frames are, which layer each is of, and what it builds on. The patterns of temporal
 * layers are those of libvpx and libaom in WebRTC: two layers 0 1, three layers 0 2 1 2.
 * @module
 */
import type { Random } from "../random.ts";

/** How one encoding is made. */
export interface EncodingOptions {
  /** "" without simulcast by RID. */
  readonly rid: string;
  /** Bits per second when nothing limits it. */
  readonly rateBps: number;
  readonly fps: number;
  /** With less than this it is not sent at all; a fifth of the rate where it is not given. */
  readonly leastBps?: number;
}

/** State of one encoding's encoder. */
export interface Encoder {
  readonly fps: number;
  readonly temporalLayers: number;
  readonly spatialLayers: number;
  readonly random: Random;
  rateBps: number;
  keyframeWanted: boolean;
  /** A keyframe's size in frames of the ordinary size: from this to 5/3 of it. */
  keyframeFactor: number;
  /** Pictures made so far. */
  pictures: number;
  keyframes: number;
  /** Place in the pattern of temporal layers. */
  position: number;
  pictureId: number;
  tl0PicIdx: number;
  /** Bytes spent on key frames that the frames after them are to save. */
  debtBytes: number;
  /** How large the last key frame was, and an ordinary frame then; in bytes. */
  lastKeyframeBytes: number;
}

/** One frame; with spatial layers there are several to a picture. */
export interface Frame {
  readonly number: number;
  readonly keyframe: boolean;
  readonly temporalId: number;
  readonly spatialId: number;
  readonly reference: number;
  readonly interLayer: boolean;
  /** It builds on lower temporal layers alone: one may go up to its layer here. */
  readonly sync: boolean;
  /** Nothing builds on it. */
  readonly discardable: boolean;
  /** The last of its picture. */
  readonly last: boolean;
  readonly pictureId: number;
  readonly tl0PicIdx: number;
  readonly bytes: number;
}

interface Place {
  readonly temporalId: number;
  /** Distance to the picture that it builds on. */
  readonly reference: number;
  readonly sync: boolean;
  readonly discardable: boolean;
  /** Its share of bits, where 1 is the average. */
  readonly weight: number;
}

const PATTERNS: readonly (readonly Place[])[] = [
  [{ temporalId: 0, reference: 1, sync: false, discardable: false, weight: 1 }],
  [
    { temporalId: 0, reference: 2, sync: false, discardable: false, weight: 1.2 },
    { temporalId: 1, reference: 1, sync: true, discardable: true, weight: 0.8 },
  ],
  [
    { temporalId: 0, reference: 4, sync: false, discardable: false, weight: 1.6 },
    { temporalId: 2, reference: 1, sync: true, discardable: true, weight: 0.8 },
    { temporalId: 1, reference: 2, sync: true, discardable: false, weight: 0.8 },
    { temporalId: 2, reference: 1, sync: false, discardable: true, weight: 0.8 },
  ],
];

/** Share of the bits that each spatial layer takes. */
const SPATIAL_SHARES: readonly (readonly number[])[] = [[1], [0.25, 0.75], [0.1, 0.25, 0.65]];

/** Share of an ordinary frame's bits that may be saved to pay for a key frame. */
const SAVING = 0.25;
/** A second's worth: what a key frame may borrow. */
const MAX_DEBT_S = 1;

/** Makes an encoder that begins with a key frame. */
export function createEncoder(
  options: EncodingOptions,
  temporalLayers: number,
  spatialLayers: number,
  random: Random,
): Encoder {
  return {
    fps: options.fps,
    temporalLayers,
    spatialLayers,
    random,
    rateBps: options.rateBps,
    keyframeWanted: true,
    keyframeFactor: 6,
    pictures: 0,
    keyframes: 0,
    position: 0,
    pictureId: random.int(0x8000),
    tl0PicIdx: random.int(0x100),
    debtBytes: 0,
    lastKeyframeBytes: 0,
  };
}

/** Makes the next picture: a frame for each spatial layer. */
export function encodePicture(encoder: Encoder): Frame[] {
  const { random, spatialLayers } = encoder;
  const pattern = PATTERNS[encoder.temporalLayers - 1]!;
  const keyframe = encoder.keyframeWanted;
  encoder.keyframeWanted = false;
  if (keyframe) {
    encoder.keyframes++;
    encoder.position = 0;
  }
  const place = pattern[encoder.position % pattern.length]!;
  encoder.position++;
  encoder.pictures++;
  encoder.pictureId = (encoder.pictureId + 1) & 0x7fff;
  if (place.temporalId === 0) encoder.tl0PicIdx = (encoder.tl0PicIdx + 1) & 0xff;
  const bytes = pictureBytes(encoder, keyframe, place.weight);
  const frames: Frame[] = [];
  for (let spatialId = 0; spatialId < spatialLayers; spatialId++) {
    const share = SPATIAL_SHARES[spatialLayers - 1]![spatialId]!;
    frames.push({
      number: encoder.pictures,
      keyframe: keyframe && spatialId === 0,
      temporalId: place.temporalId,
      spatialId,
      reference: keyframe ? 0 : place.reference,
      interLayer: spatialId > 0,
      sync: keyframe || place.sync,
      discardable: !keyframe && place.discardable && spatialId === spatialLayers - 1,
      last: spatialId === spatialLayers - 1,
      pictureId: encoder.pictureId,
      tl0PicIdx: encoder.tl0PicIdx,
      bytes: Math.round(bytes * share * (0.8 + 0.4 * random.next())),
    });
  }
  return frames;
}

function pictureBytes(encoder: Encoder, keyframe: boolean, weight: number): number {
  const mean = encoder.rateBps / encoder.fps / 8;
  if (keyframe) {
    const bytes = mean * encoder.keyframeFactor * (1 + (2 / 3) * encoder.random.next());
    encoder.lastKeyframeBytes = bytes;
    const most = (encoder.rateBps * MAX_DEBT_S) / 8;
    encoder.debtBytes = Math.min(most, encoder.debtBytes + bytes - mean);
    return bytes;
  }
  const saved = Math.min(encoder.debtBytes, mean * weight * SAVING);
  encoder.debtBytes -= saved;
  return mean * weight - saved;
}
