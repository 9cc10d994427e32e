/**
 * The four bytes that begin every RTCP packet (RFC 3550 section 6.4.1), and the numbers in them.
 * @module
 */
import { readU16, writeU16 } from "./bytes.ts";

/** Packet types, RFC 3550 section 12.1 and RFC 4585 section 6.1. */
export const RTCP_SR = 200;
export const RTCP_RR = 201;
export const RTCP_SDES = 202;
export const RTCP_BYE = 203;
/** Transport layer feedback: NACK, transport-cc. */
export const RTCP_RTPFB = 205;
/** Payload-specific feedback: PLI, FIR, REMB. */
export const RTCP_PSFB = 206;

/** Length in bytes of the common header. */
export const RTCP_HEADER_LENGTH = 4;
/** The largest count (of report blocks, of sources) or feedback format that the header can hold. */
export const RTCP_MAX_COUNT = 31;

/** Where one packet of a compound lies. */
export interface RtcpFrame {
  readonly packetType: number;
  /** Number of report blocks, of chunks or of sources; in feedback the format. */
  readonly count: number;
  /** First byte after the header. */
  readonly bodyStart: number;
  /** First byte after the body, padding left out. */
  readonly bodyEnd: number;
  /** First byte of the next packet. */
  readonly next: number;
}

/**
 * Frames the packet that begins at `at`, or null if it is none: another version, a length beyond `end`, padding of 0 or longer
 * than the body. Padding need not be of whole words: transport-wide feedback fills up its last word with it.
 */
export function frameRtcp(buf: Uint8Array, at: number, end: number): RtcpFrame | null {
  if (end > buf.length || end - at < RTCP_HEADER_LENGTH) return null;
  const first = buf[at]!;
  if (first >> 6 !== 2) return null;
  const bodyStart = at + RTCP_HEADER_LENGTH;
  const next = bodyStart + readU16(buf, at + 2) * 4;
  if (next > end) return null;
  let bodyEnd = next;
  if ((first & 0x20) !== 0) {
    const padding = bodyStart < next ? buf[next - 1]! : 0;
    if (padding === 0 || padding > next - bodyStart) return null;
    bodyEnd -= padding;
  }
  return { packetType: buf[at + 1]!, count: first & 0x1f, bodyStart, bodyEnd, next };
}

/**
 * Makes a packet with its header written and a body of zeros.
 * @param bodyLength in bytes, rounded up to whole words
 */
export function createRtcp(packetType: number, count: number, bodyLength: number): Uint8Array {
  const words = Math.ceil(bodyLength / 4);
  if (count > RTCP_MAX_COUNT || words > 0xffff) {
    throw new RangeError(`RTCP packet of count ${count} and ${words} words cannot be written`);
  }
  const packet = new Uint8Array(RTCP_HEADER_LENGTH + words * 4);
  packet[0] = 0x80 | count;
  packet[1] = packetType;
  writeU16(packet, 2, words);
  return packet;
}

/** Marks the bytes of a packet from `end` on as padding: less than a word that {@link createRtcp} filled up. */
export function markPadding(packet: Uint8Array, end: number): void {
  if (end === packet.length) return;
  packet[0] = packet[0]! | 0x20;
  packet[packet.length - 1] = packet.length - end;
}
