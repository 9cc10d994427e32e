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
// Types of RTP payloads, RFC 6184 section 5.2.
const LAST_SINGLE = 23;
const STAP_A = 24; // STAP-B is 25
const MTAP16 = 26;
const MTAP24 = 27;
const FU_A = 28;
const FU_B = 29;

/**
 * See `Codec.inspect`. A key frame begins with its sequence parameter set, since nothing can be decoded before that; the IDR picture
 * follows in the same packet or a later one.
 *
 * H.264 has no mark for a frame's first packet. `frameStart` is set on what can only stand at the beginning of a picture or
 * before it: an access unit delimiter, an SPS, a slice that begins with macroblock 0. A frame may thus say it in several packets,
 * which share their timestamp.
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
  if (type <= LAST_SINGLE) noteUnit(buf, type, start + 1, end, out);
  else if (type >= FU_A) ok = noteFragment(buf, start, end, out);
  else ok = noteAggregate(buf, type, start, end, out);
  if (!ok) {
    resetFrameInfo(out);
    return false;
  }
  out.frameEnd = marker;
  out.layerSync = out.keyframe;
  out.spatialSync = out.keyframe;
  out.discardable = (buf[start]! & 0x60) === 0; // nal_ref_idc; in aggregates that of the most needed unit
  return true;
}

/** Notes a NAL unit of which `buf[at, end)` follows its header. */
function noteUnit(buf: Uint8Array, type: number, at: number, end: number, out: FrameInfo): void {
  if (type === NAL_SPS) out.keyframe = true;
  if (type === NAL_SPS || type === NAL_DELIMITER) out.frameStart = true;
  if (type === NAL_SLICE || type === NAL_PARTITION_A || type === NAL_IDR) {
    // first_mb_in_slice in Exp-Golomb code: 0 is a single 1 bit.
    if (at < end && (buf[at]! & 0x80) !== 0) out.frameStart = true;
  }
}

/** FU-A and FU-B: only the first fragment tells something; FU-B has a decoding order number of two bytes. */
function noteFragment(buf: Uint8Array, start: number, end: number, out: FrameInfo): boolean {
  if (end - start < 2) return false;
  const head = buf[start + 1]!;
  if ((head & 0x80) === 0) return true;
  const dataOffset = start + ((buf[start]! & 0x1f) === FU_B ? 4 : 2);
  noteUnit(buf, head & 0x1f, dataOffset, end, out);
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
    const unitType = buf[unit]! & 0x1f;
    if (unitType > LAST_SINGLE) return false;
    noteUnit(buf, unitType, unit + 1, next, out);
    at = next;
  }
  return true;
}
