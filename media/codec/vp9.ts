/**
 * VP9 in RTP (RFC 9628): the payload descriptor with its layers.
 * @module
 */
import { readU16 } from "../packet/bytes.ts";
import { type FrameInfo, resetFrameInfo } from "./frame.ts";

/** The most spatial layers that a scalability structure can describe. */
const VP9_MAX_SPATIAL_LAYERS = 8;
/** The most pictures that one can refer to in flexible mode. */
const MAX_REFERENCES = 3;

/** The payload descriptor, RFC 9628 section 4.2. -1 stands for "not there". */
export interface Vp9Descriptor {
  /** P: refers to an earlier picture. */
  interPicture: boolean;
  /** F: each frame names the pictures it refers to. */
  flexible: boolean;
  /** B: a frame of one spatial layer begins here. */
  frameStart: boolean;
  /** E: it ends here. */
  frameEnd: boolean;
  /** Z: no higher spatial layer refers to this frame. */
  notForUpperSpatial: boolean;
  pictureId: number;
  pictureIdBits: 0 | 7 | 15;
  /** TID. */
  temporalId: number;
  /** U: one may go up to this temporal layer here. */
  switchingUp: boolean;
  /** SID. */
  spatialId: number;
  /** D: refers to the spatial layer below, of the same picture. */
  interLayer: boolean;
  tl0PicIdx: number;
  /** How many pictures it refers to (flexible mode), and how far back each is. */
  referenceCount: number;
  readonly references: Uint8Array;
  /** Spatial layers by the scalability structure; 0 if the packet has none. */
  spatialLayers: number;
  /** Their sizes in pixels; 0 if not told. */
  readonly widths: Uint16Array;
  readonly heights: Uint16Array;
  /** First byte after the descriptor. Equal to the payload's end if nothing follows. */
  dataOffset: number;
}

/** Makes a record to parse into. */
export function createVp9Descriptor(): Vp9Descriptor {
  return {
    interPicture: false,
    flexible: false,
    frameStart: false,
    frameEnd: false,
    notForUpperSpatial: false,
    pictureId: -1,
    pictureIdBits: 0,
    temporalId: 0,
    switchingUp: false,
    spatialId: 0,
    interLayer: false,
    tl0PicIdx: -1,
    referenceCount: 0,
    references: new Uint8Array(MAX_REFERENCES),
    spatialLayers: 0,
    widths: new Uint16Array(VP9_MAX_SPATIAL_LAYERS),
    heights: new Uint16Array(VP9_MAX_SPATIAL_LAYERS),
    dataOffset: 0,
  };
}

/**
 * Reads the descriptor at the start of the payload in `buf[start, end)`. False if it is cut off or names too many references; `out` is
 * then not to be used.
 */
export function parseVp9Descriptor(
  buf: Uint8Array,
  start: number,
  end: number,
  out: Vp9Descriptor,
): boolean {
  if (end > buf.length || start >= end) return false;
  const first = buf[start]!;
  out.interPicture = (first & 0x40) !== 0;
  out.flexible = (first & 0x10) !== 0;
  out.frameStart = (first & 0x08) !== 0;
  out.frameEnd = (first & 0x04) !== 0;
  out.notForUpperSpatial = (first & 0x01) !== 0;
  let at = parsePictureId(buf, start + 1, end, (first & 0x80) !== 0, out);
  if (at >= 0) at = parseLayers(buf, at, end, (first & 0x20) !== 0, out);
  if (at >= 0) at = parseReferences(buf, at, end, out);
  if (at >= 0) at = parseStructure(buf, at, end, (first & 0x02) !== 0, out);
  out.dataOffset = at;
  return at >= 0;
}

// Each of these reads one part at `at`, if it is there, and returns the offset of what follows, or -1 if the part is cut off.

function parsePictureId(
  buf: Uint8Array,
  at: number,
  end: number,
  present: boolean,
  out: Vp9Descriptor,
): number {
  out.pictureId = -1;
  out.pictureIdBits = 0;
  if (!present) return at;
  if (at >= end) return -1;
  if ((buf[at]! & 0x80) === 0) {
    out.pictureId = buf[at]!;
    out.pictureIdBits = 7;
    return at + 1;
  }
  if (at + 2 > end) return -1;
  out.pictureId = readU16(buf, at) & 0x7fff;
  out.pictureIdBits = 15;
  return at + 2;
}

function parseLayers(
  buf: Uint8Array,
  at: number,
  end: number,
  present: boolean,
  out: Vp9Descriptor,
): number {
  out.temporalId = 0;
  out.switchingUp = false;
  out.spatialId = 0;
  out.interLayer = false;
  out.tl0PicIdx = -1;
  if (!present) return at;
  if (at >= end) return -1;
  const layers = buf[at]!;
  out.temporalId = layers >> 5;
  out.switchingUp = (layers & 0x10) !== 0;
  out.spatialId = (layers >> 1) & 0x07;
  out.interLayer = (layers & 0x01) !== 0;
  if (out.flexible) return at + 1;
  if (at + 2 > end) return -1;
  out.tl0PicIdx = buf[at + 1]!;
  return at + 2;
}

function parseReferences(buf: Uint8Array, start: number, end: number, out: Vp9Descriptor): number {
  out.referenceCount = 0;
  if (!out.flexible || !out.interPicture) return start;
  let at = start;
  let more = true;
  while (more) {
    if (at >= end || out.referenceCount === MAX_REFERENCES) return -1;
    const reference = buf[at]!;
    out.references[out.referenceCount] = reference >> 1;
    out.referenceCount++;
    more = (reference & 0x01) !== 0;
    at++;
  }
  return at;
}

function parseStructure(
  buf: Uint8Array,
  start: number,
  end: number,
  present: boolean,
  out: Vp9Descriptor,
): number {
  out.spatialLayers = 0;
  if (!present) return start;
  if (start >= end) return -1;
  const head = buf[start]!;
  const hasSizes = (head & 0x10) !== 0;
  out.spatialLayers = (head >> 5) + 1;
  let at = start + 1;
  if (hasSizes && at + out.spatialLayers * 4 > end) return -1;
  for (let i = 0; i < out.spatialLayers; i++) {
    out.widths[i] = hasSizes ? readU16(buf, at) : 0;
    out.heights[i] = hasSizes ? readU16(buf, at + 2) : 0;
    if (hasSizes) at += 4;
  }
  return (head & 0x08) !== 0 ? skipPictureGroup(buf, at, end) : at;
}

/** The pictures of a group: each a byte of layer, U and count of references, then these. */
function skipPictureGroup(buf: Uint8Array, start: number, end: number): number {
  if (start >= end) return -1;
  let at = start + 1;
  for (let pictures = buf[start]!; pictures > 0; pictures--) {
    if (at >= end) return -1;
    at += 1 + ((buf[at]! >> 2) & 0x03);
  }
  return at <= end ? at : -1;
}

const scratch = createVp9Descriptor();

/** See `Codec.inspect`. */
export function inspectVp9(
  buf: Uint8Array,
  start: number,
  end: number,
  _marker: boolean,
  out: FrameInfo,
): boolean {
  resetFrameInfo(out);
  const descriptor = scratch;
  if (!parseVp9Descriptor(buf, start, end, descriptor)) return false;
  out.frameStart = descriptor.frameStart;
  out.frameEnd = descriptor.frameEnd;
  out.keyframe = descriptor.frameStart && descriptor.dataOffset < end &&
    isKeyframeHeader(buf[descriptor.dataOffset]!);
  out.temporalId = descriptor.temporalId;
  out.spatialId = descriptor.spatialId;
  out.layerSync = out.keyframe || descriptor.switchingUp;
  out.spatialSync = out.keyframe || !descriptor.interPicture;
  out.notForUpperSpatial = descriptor.notForUpperSpatial;
  out.pictureId = descriptor.pictureId;
  out.pictureIdBits = descriptor.pictureIdBits;
  out.tl0PicIdx = descriptor.tl0PicIdx;
  return true;
}

/**
 * Whether a frame whose uncompressed header begins with this byte is a key frame (VP9 bitstream specification section 6.2): two marker
 * bits, two of profile (three if it is 3), show_existing_frame, frame_type.
 */
function isKeyframeHeader(first: number): boolean {
  if ((first & 0xc0) !== 0x80) return false;
  const isProfile3 = (first & 0x30) === 0x30;
  return (first & (isProfile3 ? 0x06 : 0x0c)) === 0;
}
