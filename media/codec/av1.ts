/**
 * AV1 in RTP ("RTP Payload Format For AV1", version 1.0, by the Alliance for Open Media): where frames and key frames begin. Layers
 * are told by the dependency descriptor, a header extension, and not by each payload.
 * @module
 */
import { type FrameInfo, resetFrameInfo } from "./frame.ts";

// OBU types, AV1 bitstream specification section 6.2.2.
const OBU_SEQUENCE_HEADER = 1;
const OBU_FRAME_HEADER = 3;
const OBU_FRAME = 6;

/** The most bytes that a leb128 number may have (section 4.10.5). */
const LEB128_MAX_LENGTH = 8;

/** An element of a packet: an OBU or a fragment of one. */
interface Element {
  start: number;
  end: number;
}

const scratch: Element = { start: 0, end: 0 };

/**
 * See `Codec.inspect`. A key frame begins in a packet that opens a coded video sequence (N, without Z) and has a sequence header and
 * then the header of a key frame. A frame begins where its header does, and ends, like the whole temporal unit, with the marker.
 */
export function inspectAv1(
  buf: Uint8Array,
  start: number,
  end: number,
  marker: boolean,
  out: FrameInfo,
): boolean {
  resetFrameInfo(out);
  if (end > buf.length || end - start < 2) return false;
  const head = buf[start]!;
  const continues = (head & 0x80) !== 0; // Z: the first element is no OBU's beginning
  const count = (head >> 4) & 0x03; // W: how many elements; 0 if each has a length
  const opensSequence = !continues && (head & 0x08) !== 0; // N
  const element = scratch;
  let hasSequenceHeader = false;
  let frameStart = false;
  let keyframe = false;
  let index = 0;
  for (let at = start + 1; at < end; at = element.end) {
    index++;
    if (!readElement(buf, at, end, index === count, element)) return false;
    if (index === 1 && continues) continue;
    const type = (buf[element.start]! >> 3) & 0x0f;
    if (type === OBU_SEQUENCE_HEADER) hasSequenceHeader = true;
    if ((type === OBU_FRAME || type === OBU_FRAME_HEADER) && !frameStart) {
      frameStart = true;
      keyframe = opensSequence && hasSequenceHeader && isKeyframeObu(buf, element);
    }
  }
  if (count !== 0 && index !== count) return false;
  out.frameStart = frameStart;
  out.frameEnd = marker;
  out.keyframe = keyframe;
  out.layerSync = keyframe;
  out.spatialSync = keyframe;
  return true;
}

/** Finds the element at `at`: behind its length, or all that is left if it is the last of a known count. False if empty or cut off. */
function readElement(
  buf: Uint8Array,
  at: number,
  end: number,
  takesRest: boolean,
  out: Element,
): boolean {
  if (takesRest) {
    out.start = at;
    out.end = end;
    return true;
  }
  const start = skipLeb128(buf, at, end);
  if (start < 0) return false;
  let length = 0;
  for (let i = start - 1; i >= at; i--) length = length * 128 + (buf[i]! & 0x7f);
  out.start = start;
  out.end = start + length;
  return length > 0 && out.end <= end;
}

/** First byte after the leb128 number at `at`, or -1 if it does not end in time. */
function skipLeb128(buf: Uint8Array, at: number, end: number): number {
  const limit = Math.min(end, at + LEB128_MAX_LENGTH);
  for (let i = at; i < limit; i++) {
    if ((buf[i]! & 0x80) === 0) return i + 1;
  }
  return -1;
}

/**
 * Whether the frame header in this OBU, which may be cut off anywhere, is known to be a key frame's. It begins with
 * show_existing_frame and two bits of frame_type (section 5.9.2), after the OBU header with its optional extension and size.
 */
function isKeyframeObu(buf: Uint8Array, obu: Element): boolean {
  const head = buf[obu.start]!;
  let at = obu.start + ((head & 0x04) !== 0 ? 2 : 1);
  if ((head & 0x02) !== 0) at = skipLeb128(buf, at, obu.end);
  return at >= 0 && at < obu.end && (buf[at]! & 0xe0) === 0;
}
