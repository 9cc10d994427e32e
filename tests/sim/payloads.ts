/**
 * Payloads of each codec around synthetic bodies: well-formed as far as any server looks.
 * @module
 */
import { createVp8Descriptor, parseVp8Descriptor } from "../../media/codec/vp8.ts";
import { createVp9Descriptor, parseVp9Descriptor } from "../../media/codec/vp9.ts";
import { readU16, writeU16 } from "../../media/packet/bytes.ts";
import { type Body, writeBody } from "./body.ts";
import type { Frame } from "./encoder.ts";

/** Galène's names of the codecs that are simulated. */
export type VideoCodec = "vp8" | "vp9" | "av1" | "h264";

/** What a payload takes beside its body at most. */
export const PAYLOAD_ROOM = 48;

/** What is seen of a frame's numbering beside the body, where the codec has it; -1 where not. */
export interface Numbering {
  pictureId: number;
  tl0PicIdx: number;
  /** The packet begins a frame, and ends one, as the codec says; null where it does not say. */
  start: boolean | null;
  end: boolean | null;
}

/** How one codec is packed and unpacked. */
export interface PayloadFormat {
  /** Writes the payload for one packet of a frame at `at`, its body `length` bytes long. Returns its end. */
  write(buf: Uint8Array, at: number, length: number, frame: Frame, body: Body): number;
  /** Where the body of the payload in `buf[at, end)` begins; -1 if the payload is malformed. */
  find(buf: Uint8Array, at: number, end: number, out: Numbering): number;
}

/** The formats by codec. */
export const PAYLOADS: Readonly<Record<VideoCodec, PayloadFormat>> = {
  vp8: { write: writeVp8, find: findVp8 },
  vp9: { write: writeVp9, find: findVp9 },
  av1: { write: writeAv1, find: findAv1 },
  h264: { write: writeH264, find: findH264 },
};

function writeVp8(
  buf: Uint8Array,
  at: number,
  length: number,
  frame: Frame,
  body: Body,
): number {
  buf[at] = 0x80 | (frame.discardable ? 0x20 : 0) | (body.place === 0 ? 0x10 : 0);
  buf[at + 1] = 0xe0; // picture id, TL0PICIDX, TID
  writeU16(buf, at + 2, 0x8000 | frame.pictureId);
  buf[at + 4] = frame.tl0PicIdx;
  buf[at + 5] = (frame.temporalId << 6) | (frame.sync ? 0x20 : 0);
  writeBody(buf, at + 6, length, body.keyframe ? 0 : 1, body);
  return at + 6 + length;
}

const vp8 = createVp8Descriptor();

function findVp8(buf: Uint8Array, at: number, end: number, out: Numbering): number {
  if (!parseVp8Descriptor(buf, at, end, vp8)) return -1;
  out.pictureId = vp8.pictureId;
  out.tl0PicIdx = vp8.tl0PicIdx;
  out.start = vp8.partitionStart;
  out.end = null;
  return vp8.dataOffset;
}

/** Non-flexible mode; the scalability structure comes with key frames (RFC 9628). */
function writeVp9(
  buf: Uint8Array,
  at: number,
  length: number,
  frame: Frame,
  body: Body,
): number {
  const first = body.place === 0;
  const structure = frame.keyframe && first;
  buf[at] = 0xa0 | (frame.reference > 0 ? 0x40 : 0) | (first ? 0x08 : 0) |
    (body.place === body.count - 1 ? 0x04 : 0) | (structure ? 0x02 : 0) | (frame.last ? 0x01 : 0);
  writeU16(buf, at + 1, 0x8000 | frame.pictureId);
  buf[at + 3] = (frame.temporalId << 5) | (frame.sync ? 0x10 : 0) | (frame.spatialId << 1) |
    (frame.interLayer ? 1 : 0);
  buf[at + 4] = frame.tl0PicIdx;
  let to = at + 5;
  if (structure) {
    buf[to++] = 0x40; // three spatial layers at most, neither sizes nor a group of pictures
  }
  writeBody(buf, to, length, frame.keyframe ? 0x80 : 0x84, body);
  return to + length;
}

const vp9 = createVp9Descriptor();

function findVp9(buf: Uint8Array, at: number, end: number, out: Numbering): number {
  if (!parseVp9Descriptor(buf, at, end, vp9)) return -1;
  out.pictureId = vp9.pictureId;
  out.tl0PicIdx = vp9.tl0PicIdx;
  out.start = vp9.frameStart;
  out.end = vp9.frameEnd;
  return vp9.dataOffset;
}

/** A sequence header OBU without its size, of a made-up stream. */
const SEQUENCE_HEADER = [0x08, 0x00, 0x00, 0x00];

function writeAv1(
  buf: Uint8Array,
  at: number,
  length: number,
  frame: Frame,
  body: Body,
): number {
  const first = body.place === 0;
  const last = body.place === body.count - 1;
  const opens = frame.keyframe && first;
  let to = at;
  // Z, Y, W, N of the aggregation header
  buf[to++] = (first ? 0 : 0x80) | (last ? 0 : 0x40) | (opens ? 0x28 : 0x10);
  if (opens) {
    buf[to++] = SEQUENCE_HEADER.length;
    buf.set(SEQUENCE_HEADER, to);
    to += SEQUENCE_HEADER.length;
  }
  if (first) buf[to++] = 0x30; // the header of an OBU that is a frame
  writeBody(buf, to, length, frame.keyframe ? 0x10 : 0x30, body);
  return to + length;
}

function findAv1(buf: Uint8Array, at: number, end: number, out: Numbering): number {
  out.pictureId = -1;
  out.tl0PicIdx = -1;
  if (at >= end) return -1;
  const head = buf[at]!;
  out.start = (head & 0x80) === 0;
  out.end = (head & 0x40) === 0;
  let to = at + 1;
  if ((head & 0x30) === 0x20) to += 1 + buf[to]!;
  if (out.start) to++;
  return to <= end ? to : -1;
}

/** Parameter sets before the picture, as browsers send them. */
const PARAMETER_SETS = [[0x67, 0x42, 0xe0, 0x1f, 0x8c], [0x68, 0xce, 0x3c, 0x80]];

function writeH264(
  buf: Uint8Array,
  at: number,
  length: number,
  frame: Frame,
  body: Body,
): number {
  const type = (frame.discardable ? 0 : 0x60) | (frame.keyframe ? 5 : 1);
  const first = body.place === 0;
  let to = at;
  if (frame.keyframe && first) {
    buf[to++] = 0x78; // STAP-A: the parameter sets, then a slice
    for (const set of PARAMETER_SETS) {
      writeU16(buf, to, set.length);
      buf.set(set, to + 2);
      to += 2 + set.length;
    }
    writeU16(buf, to, 1 + length);
    to += 2;
  }
  buf[to++] = type; // each packet has a slice of its own; the first begins with macroblock 0
  writeBody(buf, to, length, first ? 0x80 : 0x40, body);
  return to + length;
}

function findH264(buf: Uint8Array, at: number, end: number, out: Numbering): number {
  out.pictureId = -1;
  out.tl0PicIdx = -1;
  out.end = null;
  if (at >= end) return -1;
  let to = at;
  if ((buf[to]! & 0x1f) === 24) {
    to++;
    for (let set = 0; set < PARAMETER_SETS.length; set++) {
      if (to + 2 > end) return -1;
      to += 2 + readU16(buf, to);
    }
    to += 2;
  }
  to++;
  if (to >= end) return -1;
  out.start = buf[to] === 0x80;
  return to;
}
