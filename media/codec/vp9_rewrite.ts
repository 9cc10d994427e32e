/**
 * Renumbering VP9 in RTP in place (RFC 9628 section 4.2): the picture id, and in non-flexible mode TL0PICIDX.
 * @module
 */
import { writeU16 } from "../packet/bytes.ts";

/**
 * Renumbers the payload in `buf[start, end)`, where it has the fields: the picture id in its own width (modulo 2^7 or 2^15) and
 * TL0PICIDX (modulo 2^8). No length changes. False if the descriptor is cut off; nothing is then written.
 */
export function rewriteVp9(
  buf: Uint8Array,
  start: number,
  end: number,
  pictureId: number,
  tl0PicIdx: number,
): boolean {
  if (end > buf.length || start >= end) return false;
  const first = buf[start]!;
  const hasPictureId = (first & 0x80) !== 0;
  const hasTl0 = (first & 0x20) !== 0 && (first & 0x10) === 0; // L without F
  if (hasPictureId && start + 1 >= end) return false;
  const wide = hasPictureId && (buf[start + 1]! & 0x80) !== 0;
  const layers = start + 1 + (hasPictureId ? (wide ? 2 : 1) : 0);
  if (layers + (hasTl0 ? 2 : 0) > end) return false;
  if (wide) writeU16(buf, start + 1, 0x8000 | (pictureId & 0x7fff));
  else if (hasPictureId) buf[start + 1] = pictureId & 0x7f;
  if (hasTl0) buf[layers + 1] = tl0PicIdx;
  return true;
}
