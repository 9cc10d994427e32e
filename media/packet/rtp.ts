/**
 * RTP headers (RFC 3550 section 5.1) and their extensions (RFC 8285), read and written in place. Nothing here allocates:
 * the header record is made once and filled again for each packet.
 * @module
 */
import { readU16, readU32, writeU16, writeU32 } from "./bytes.ts";

/** Length in bytes of a header without CSRCs and extension. */
export const RTP_FIXED_HEADER_LENGTH = 12;

const VERSION_2 = 2;
/** Profile of an extension whose elements have one-byte headers, RFC 8285 section 4.2. */
const ONE_BYTE_PROFILE = 0xbede;
/** What {@link writeRtpHeaderWithTransportSeq} adds to a header: the extension's head, one element of two bytes, a byte of padding. */
const TRANSPORT_SEQ_LENGTH = 8;
/** The same with two-byte headers, section 4.3; its low 4 bits belong to the application. */
const TWO_BYTE_PROFILE = 0x1000;

/** The fields of one RTP header. Offsets are absolute in the buffer that was parsed. */
export interface RtpHeader {
  marker: boolean;
  /** 0 to 127. */
  payloadType: number;
  seq16: number;
  /** Unsigned 32 bits, in ticks of the payload type's clock. */
  timestamp: number;
  /** Unsigned 32 bits. */
  ssrc: number;
  hasPadding: boolean;
  /** Bytes from the packet's start to its payload, CSRCs and extension included. */
  headerLength: number;
  /** The 16 bits that say how the extension is to be read; 0 if there is none. */
  extensionProfile: number;
  /** Where the extension's first element is. */
  extensionOffset: number;
  /** Length in bytes of all its elements with padding; 0 if there is none. */
  extensionLength: number;
}

/** Makes a header record to parse into. */
export function createRtpHeader(): RtpHeader {
  return {
    marker: false,
    payloadType: 0,
    seq16: 0,
    timestamp: 0,
    ssrc: 0,
    hasPadding: false,
    headerLength: 0,
    extensionProfile: 0,
    extensionOffset: 0,
    extensionLength: 0,
  };
}

/**
 * Reads the header of the packet in `buf[start, end)`, which may still be encrypted. False if these bytes cannot be an RTP
 * packet: too short, another version, CSRCs or extension beyond the end; `out` is then not to be used.
 */
export function parseRtpHeader(
  buf: Uint8Array,
  start: number,
  end: number,
  out: RtpHeader,
): boolean {
  if (end > buf.length || end - start < RTP_FIXED_HEADER_LENGTH) return false;
  const first = buf[start]!;
  if (first >> 6 !== VERSION_2) return false;
  let headerLength = RTP_FIXED_HEADER_LENGTH + (first & 0x0f) * 4;
  let extensionProfile = 0;
  let extensionLength = 0;
  if ((first & 0x10) !== 0) {
    const at = start + headerLength;
    if (at + 4 > end) return false;
    extensionProfile = readU16(buf, at);
    extensionLength = readU16(buf, at + 2) * 4;
    headerLength += 4 + extensionLength;
  }
  if (start + headerLength > end) return false;
  const second = buf[start + 1]!;
  out.marker = (second & 0x80) !== 0;
  out.payloadType = second & 0x7f;
  out.seq16 = readU16(buf, start + 2);
  out.timestamp = readU32(buf, start + 4);
  out.ssrc = readU32(buf, start + 8);
  out.hasPadding = (first & 0x20) !== 0;
  out.headerLength = headerLength;
  out.extensionProfile = extensionProfile;
  out.extensionOffset = start + headerLength - extensionLength;
  out.extensionLength = extensionLength;
  return true;
}

/**
 * How many bytes of padding end the plaintext packet in `buf[start, end)`, its count byte included; 0 if it has none. -1 if
 * the count is 0 or exceeds the payload: such a packet is to be dropped, as its payload's length is unknown.
 */
export function paddingLength(
  buf: Uint8Array,
  start: number,
  end: number,
  header: RtpHeader,
): number {
  if (!header.hasPadding) return 0;
  const room = end - start - header.headerLength;
  const count = buf[end - 1]!;
  return count === 0 || count > room ? -1 : count;
}

/**
 * Where the data of the extension element numbered `id` begins, or -1 if the packet has none or it is cut off. Works on both
 * forms; an id of 0, which stands for "not negotiated", is never found.
 */
export function findExtension(buf: Uint8Array, header: RtpHeader, id: number): number {
  if (header.extensionLength === 0 || id <= 0) return -1;
  const end = header.extensionOffset + header.extensionLength;
  if (header.extensionProfile === ONE_BYTE_PROFILE) {
    return findOneByte(buf, header.extensionOffset, end, id);
  }
  if ((header.extensionProfile & 0xfff0) === TWO_BYTE_PROFILE) {
    return findTwoByte(buf, header.extensionOffset, end, id);
  }
  return -1;
}

function findOneByte(buf: Uint8Array, offset: number, end: number, id: number): number {
  let at = offset;
  while (at < end) {
    const head = buf[at]!;
    if (head === 0) { // padding
      at++;
      continue;
    }
    const elementId = head >> 4;
    // An id of 15, or 0 with a length, ends the whole extension (RFC 8285 section 4.2).
    if (elementId === 15 || elementId === 0) return -1;
    const next = at + 2 + (head & 0x0f);
    if (next > end) return -1;
    if (elementId === id) return at + 1;
    at = next;
  }
  return -1;
}

function findTwoByte(buf: Uint8Array, offset: number, end: number, id: number): number {
  let at = offset;
  while (at < end) {
    const elementId = buf[at]!;
    if (elementId === 0) { // padding, which has no length byte
      at++;
      continue;
    }
    if (at + 2 > end) return -1;
    const next = at + 2 + buf[at + 1]!;
    if (next > end) return -1;
    if (elementId === id) return at + 2;
    at = next;
  }
  return -1;
}

/**
 * Length in bytes of the element whose data begins at `offset`, as {@link findExtension} returned it; 0 for an offset of -1.
 * Elements with two-byte headers may be empty.
 */
export function extensionElementLength(buf: Uint8Array, header: RtpHeader, offset: number): number {
  if (offset <= header.extensionOffset) return 0;
  const before = buf[offset - 1]!;
  return header.extensionProfile === ONE_BYTE_PROFILE ? (before & 0x0f) + 1 : before;
}

/**
 * Writes a header without padding, CSRCs and extension at `at`. Higher bits of the numbers are cut off.
 * @returns its length, 12
 */
export function writeRtpHeader(
  buf: Uint8Array,
  at: number,
  marker: boolean,
  payloadType: number,
  seq16: number,
  timestamp: number,
  ssrc: number,
): number {
  buf[at] = VERSION_2 << 6;
  buf[at + 1] = (marker ? 0x80 : 0) | (payloadType & 0x7f);
  writeU16(buf, at + 2, seq16);
  writeU32(buf, at + 4, timestamp);
  writeU32(buf, at + 8, ssrc);
  return RTP_FIXED_HEADER_LENGTH;
}

/**
 * Writes a header whose only extension is a transport-wide sequence number (draft-holmer-rmcat-transport-wide-cc-extensions-01,
 * section 2), in the one-byte form.
 * @param extensionId 1 to 14
 * @returns its length, 20
 */
export function writeRtpHeaderWithTransportSeq(
  buf: Uint8Array,
  at: number,
  marker: boolean,
  payloadType: number,
  seq16: number,
  timestamp: number,
  ssrc: number,
  extensionId: number,
  transportSeq16: number,
): number {
  writeRtpHeader(buf, at, marker, payloadType, seq16, timestamp, ssrc);
  buf[at] = VERSION_2 << 6 | 0x10;
  writeU16(buf, at + 12, ONE_BYTE_PROFILE);
  writeU16(buf, at + 14, 1); // words
  buf[at + 16] = extensionId << 4 | 1; // length less one
  writeU16(buf, at + 17, transportSeq16);
  buf[at + 19] = 0;
  return RTP_FIXED_HEADER_LENGTH + TRANSPORT_SEQ_LENGTH;
}
