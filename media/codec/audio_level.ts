/**
 * The level of audio, which senders tell in a header extension (RFC 6464).
 * @module
 */
import { extensionElementLength, findExtension, type RtpHeader } from "../packet/rtp.ts";
import type { FrameInfo } from "./frame.ts";

/**
 * Reads the level of the packet whose header was parsed from `buf`.
 * @param id number of the extension; 0 if it was not negotiated
 * @returns false if the packet does not tell; `out` then says so
 */
export function readAudioLevel(
  buf: Uint8Array,
  header: RtpHeader,
  id: number,
  out: FrameInfo,
): boolean {
  const at = findExtension(buf, header, id);
  const isThere = at >= 0 && extensionElementLength(buf, header, at) > 0;
  out.audioLevel = isThere ? buf[at]! & 0x7f : -1;
  out.voice = isThere && (buf[at]! & 0x80) !== 0;
  return isThere;
}
