/**
 * VP8 in RTP (RFC 7741): the payload descriptor, what a frame says of its layers, and renumbering in place.
 * @module
 */
import { readU16, writeU16 } from "../packet/bytes.ts";
import { type FrameInfo, resetFrameInfo } from "./frame.ts";

/** The payload descriptor, RFC 7741 section 4.2. Offsets are absolute in the buffer; -1 stands for "not there". */
export interface Vp8Descriptor {
  /** N: no other frame refers to this one. */
  nonReference: boolean;
  /** S: a partition of the frame begins here. */
  partitionStart: boolean;
  /** PID: which partition; 0 has the frame's header. */
  partitionId: number;
  pictureId: number;
  pictureIdBits: 0 | 7 | 15;
  pictureIdOffset: number;
  tl0PicIdx: number;
  tl0PicIdxOffset: number;
  /** TID; 0 if the frame has none. */
  temporalId: number;
  /** Y: depends on the base layer only. */
  layerSync: boolean;
  /** KEYIDX. */
  keyIdx: number;
  /** First byte after the descriptor. Equal to the payload's end if nothing follows. */
  dataOffset: number;
}

/** Makes a record to parse into. */
export function createVp8Descriptor(): Vp8Descriptor {
  return {
    nonReference: false,
    partitionStart: false,
    partitionId: 0,
    pictureId: -1,
    pictureIdBits: 0,
    pictureIdOffset: -1,
    tl0PicIdx: -1,
    tl0PicIdxOffset: -1,
    temporalId: 0,
    layerSync: false,
    keyIdx: -1,
    dataOffset: 0,
  };
}

/** Reads the descriptor at the start of the payload in `buf[start, end)`. False if it is cut off; `out` is then not to be used. */
export function parseVp8Descriptor(
  buf: Uint8Array,
  start: number,
  end: number,
  out: Vp8Descriptor,
): boolean {
  if (end > buf.length || start >= end) return false;
  const first = buf[start]!;
  out.nonReference = (first & 0x20) !== 0;
  out.partitionStart = (first & 0x10) !== 0;
  out.partitionId = first & 0x07;
  out.pictureId = -1;
  out.pictureIdBits = 0;
  out.pictureIdOffset = -1;
  out.tl0PicIdx = -1;
  out.tl0PicIdxOffset = -1;
  out.temporalId = 0;
  out.layerSync = false;
  out.keyIdx = -1;
  out.dataOffset = start + 1;
  return (first & 0x80) === 0 || parseExtension(buf, start + 1, end, out);
}

/** The optional fields, each announced by a bit of the byte at `start`: I, L, T, K. */
function parseExtension(
  buf: Uint8Array,
  start: number,
  end: number,
  out: Vp8Descriptor,
): boolean {
  if (start >= end) return false;
  const present = buf[start]!;
  let at = start + 1;
  if ((present & 0x80) !== 0) {
    if (at >= end) return false;
    const wide = (buf[at]! & 0x80) !== 0;
    if (wide && at + 2 > end) return false;
    out.pictureIdOffset = at;
    out.pictureIdBits = wide ? 15 : 7;
    out.pictureId = wide ? readU16(buf, at) & 0x7fff : buf[at]!;
    at += wide ? 2 : 1;
  }
  if ((present & 0x40) !== 0) {
    if (at >= end) return false;
    out.tl0PicIdxOffset = at;
    out.tl0PicIdx = buf[at]!;
    at++;
  }
  if ((present & 0x30) !== 0) {
    if (at >= end) return false;
    const layers = buf[at]!;
    if ((present & 0x20) !== 0) { // T; without it TID and Y mean nothing
      out.temporalId = layers >> 6;
      out.layerSync = (layers & 0x20) !== 0;
    }
    if ((present & 0x10) !== 0) out.keyIdx = layers & 0x1f;
    at++;
  }
  out.dataOffset = at;
  return true;
}

const scratch = createVp8Descriptor();

/** See `Codec.inspect`. A frame begins where partition 0 does, and its first byte's low bit is 0 in a key frame (RFC 6386 section 9.1). */
export function inspectVp8(
  buf: Uint8Array,
  start: number,
  end: number,
  marker: boolean,
  out: FrameInfo,
): boolean {
  resetFrameInfo(out);
  const descriptor = scratch;
  if (!parseVp8Descriptor(buf, start, end, descriptor)) return false;
  out.frameStart = descriptor.partitionStart && descriptor.partitionId === 0;
  out.frameEnd = marker;
  out.keyframe = out.frameStart && descriptor.dataOffset < end &&
    (buf[descriptor.dataOffset]! & 0x01) === 0;
  out.temporalId = descriptor.temporalId;
  out.layerSync = out.keyframe || descriptor.layerSync;
  out.spatialSync = out.keyframe;
  out.discardable = descriptor.nonReference;
  out.pictureId = descriptor.pictureId;
  out.pictureIdBits = descriptor.pictureIdBits;
  out.tl0PicIdx = descriptor.tl0PicIdx;
  return true;
}

/**
 * Renumbers the payload in `buf[start, end)` in place, where it has the fields: the picture id in its own width (modulo 2^7 or 2^15)
 * and TL0PICIDX (modulo 2^8). No length changes. False if the descriptor is cut off; nothing is then written.
 */
export function rewriteVp8(
  buf: Uint8Array,
  start: number,
  end: number,
  pictureId: number,
  tl0PicIdx: number,
): boolean {
  const descriptor = scratch;
  if (!parseVp8Descriptor(buf, start, end, descriptor)) return false;
  if (descriptor.pictureIdBits === 15) {
    writeU16(buf, descriptor.pictureIdOffset, 0x8000 | (pictureId & 0x7fff));
  } else if (descriptor.pictureIdBits === 7) {
    buf[descriptor.pictureIdOffset] = pictureId & 0x7f;
  }
  if (descriptor.tl0PicIdxOffset >= 0) buf[descriptor.tl0PicIdxOffset] = tl0PicIdx;
  return true;
}
