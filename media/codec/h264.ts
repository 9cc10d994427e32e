/**
 * H.264 in RTP (RFC 6184): where frames and key frames begin, by the NAL units in a packet.
 * @module
 */
import { readU16 } from "../packet/bytes.ts";
import { type FrameInfo, resetFrameInfo } from "./frame.ts";

// Types of NAL units, ITU-T H.264 table 7-1.
const NAL_SLICE = 1;
const NAL_PARTITION_A = 2;
const NAL_IDR = 5;
const NAL_SPS = 7;
const NAL_DELIMITER = 9;
const NAL_PREFIX = 14;
// Types of RTP payloads, RFC 6184 section 5.2.
const LAST_SINGLE = 23;
const STAP_A = 24; // STAP-B is 25
const MTAP16 = 26;
const MTAP24 = 27;
const FU_A = 28;
const FU_B = 29;

/** nal_ref_idc: 0 if no other picture refers to this one. */
const REFERENCE_BITS = 0x60;

/**
 * See `Codec.inspect`. A key frame begins with its sequence parameter set, since nothing can be decoded before that; the IDR picture
 * follows in the same packet or a later one.
 *
 * H.264 has no mark for a frame's first packet. `frameStart` is set on what can only stand at the beginning of a picture or
 * before it: an access unit delimiter, an SPS, a slice that begins with macroblock 0. A frame may thus say it in several packets,
 * which share their timestamp.
 *
 * Pictures that no other refers to are told as a temporal layer of their own, above all others: they can be left out, and taken up
 * again, at any time. That is how WebRTC's encoders mark their highest temporal layer; layers below it are marked by the dependency
 * descriptor alone. The prefix units of SVC (ITU-T H.264 annex G), which could do it too, are written by none of them.
 */
export function inspectH264(
  buf: Uint8Array,
  start: number,
  end: number,
  marker: boolean,
  out: FrameInfo,
): boolean {
  resetFrameInfo(out);
  if (end > buf.length || start >= end) return false;
  const type = buf[start]! & 0x1f;
  if (type === 0 || type > FU_B) return false;
  let ok = true;
  if (type <= LAST_SINGLE) noteUnit(buf, buf[start]!, start + 1, end, out);
  else if (type >= FU_A) ok = noteFragment(buf, start, end, out);
  else ok = noteAggregate(buf, type, start, end, out);
  if (!ok) {
    resetFrameInfo(out);
    return false;
  }
  out.frameEnd = marker;
  out.temporalId = out.discardable ? 1 : 0;
  out.layerSync = out.keyframe || out.discardable;
  out.spatialSync = out.keyframe;
  return true;
}

/** Notes the beginning of a NAL unit, of which `buf[at, end)` follows its header. */
function noteUnit(buf: Uint8Array, head: number, at: number, end: number, out: FrameInfo): void {
  const type = head & 0x1f;
  noteReference(head, out);
  if (type === NAL_SPS) out.keyframe = true;
  if (type === NAL_SPS || type === NAL_DELIMITER) out.frameStart = true;
  if (type === NAL_SLICE || type === NAL_PARTITION_A || type === NAL_IDR) {
    // first_mb_in_slice in Exp-Golomb code: 0 is a single 1 bit.
    if (at < end && (buf[at]! & 0x80) !== 0) out.frameStart = true;
  }
}

/** Notes whether others refer to the picture, if this header is of a part of one: delimiters and the like say 0 in any picture. */
function noteReference(head: number, out: FrameInfo): void {
  const type = head & 0x1f;
  const isPicture = (type >= NAL_SLICE && type <= NAL_IDR) || type === NAL_PREFIX;
  if (isPicture && (head & REFERENCE_BITS) === 0) {
    out.discardable = true;
  }
}

/** FU-A and FU-B: only the first fragment tells of beginnings; FU-B has a decoding order number of two bytes. */
function noteFragment(buf: Uint8Array, start: number, end: number, out: FrameInfo): boolean {
  if (end - start < 2) return false;
  const fragment = buf[start + 1]!;
  const head = (buf[start]! & REFERENCE_BITS) | (fragment & 0x1f); // of the unit in fragments
  const dataOffset = start + ((buf[start]! & 0x1f) === FU_B ? 4 : 2);
  if ((fragment & 0x80) !== 0) noteUnit(buf, head, dataOffset, end, out);
  else noteReference(head, out);
  return true;
}

/** STAPs and MTAPs: units, each behind its length. False if one is cut off, empty or itself a packet of this format. */
function noteAggregate(
  buf: Uint8Array,
  type: number,
  start: number,
  end: number,
  out: FrameInfo,
): boolean {
  let at = start + (type === STAP_A ? 1 : 3); // all others have a decoding order number
  // Between a unit's length and the unit MTAPs have a decoding order difference and a time offset (RFC 6184 section 5.7.2).
  const between = type === MTAP16 ? 3 : type === MTAP24 ? 4 : 0;
  if (at >= end) return false;
  while (at < end) {
    if (at + 2 > end) return false;
    const unit = at + 2 + between;
    const next = unit + readU16(buf, at);
    if (next === unit || next > end) return false;
    const head = buf[unit]!;
    if ((head & 0x1f) > LAST_SINGLE) return false;
    noteUnit(buf, head, unit + 1, next, out);
    at = next;
  }
  return true;
}
