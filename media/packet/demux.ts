/**
 * What kind of packet a datagram is, from its first two bytes: RFC 7983 for the first, RFC 5761 section 4 to tell RTCP from
 * RTP by the second.
 * @module
 */

/** Kinds of packet that share the port. Small numbers, so that counters can be an array. */
export const KIND_UNKNOWN = 0;
export const KIND_STUN = 1;
export const KIND_DTLS = 2;
export const KIND_RTP = 3;
export const KIND_RTCP = 4;

/** One of the kinds. */
export type PacketKind =
  | typeof KIND_UNKNOWN
  | typeof KIND_STUN
  | typeof KIND_DTLS
  | typeof KIND_RTP
  | typeof KIND_RTCP;

/** Names of the kinds, by number, for logs and counters. */
export const KIND_NAMES: readonly string[] = ["unknown", "stun", "dtls", "rtp", "rtcp"];

/** The kind of the datagram in `buf[start, end)`. TURN channels and ZRTP, which we do not speak, are unknown. */
export function kindOf(buf: Uint8Array, start: number, end: number): PacketKind {
  if (end > buf.length || end - start < 2) return KIND_UNKNOWN;
  const first = buf[start]!;
  if (first <= 3) return KIND_STUN;
  if (first >= 20 && first <= 63) return KIND_DTLS;
  if (first < 128 || first > 191) return KIND_UNKNOWN;
  const second = buf[start + 1]!;
  return second >= 192 && second <= 223 ? KIND_RTCP : KIND_RTP;
}
