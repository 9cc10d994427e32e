/**
 * What proves a STUN message: MESSAGE-INTEGRITY by a password that both sides know, and FINGERPRINT, which tells STUN from
 * other traffic on the same port (RFC 8489, sections 14.5 and 14.7).
 * @module
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { readU32, writeU16 } from "./bytes.ts";

/** Length of the HMAC-SHA1 in MESSAGE-INTEGRITY. */
export const INTEGRITY_LENGTH = 20;

/** Length of a message's header, which its length field leaves out. */
const HEADER_LENGTH = 20;

/** RFC 8489, section 14.7: what the checksum is combined with, so that a CRC-32 of another layer does not match. */
const FINGERPRINT_XOR = 0x5354554e;

const CRC_TABLE = createCrcTable();

/**
 * The HMAC that MESSAGE-INTEGRITY at `integrityAt` must hold: over all before it, with the header's length as if
 * the message ended with it. `password` is ICE's short-term credential.
 */
export function integrityOf(bytes: Uint8Array, integrityAt: number, password: string): Uint8Array {
  const covered = bytes.slice(0, integrityAt);
  writeU16(covered, 2, integrityAt + 4 + INTEGRITY_LENGTH - HEADER_LENGTH);
  return createHmac("sha1", password).update(covered).digest();
}

/** Whether a message was made by one who knows the password. False without MESSAGE-INTEGRITY. Takes constant time. */
export function integrityMatches(
  message: { readonly bytes: Uint8Array; readonly integrityAt: number },
  password: string,
): boolean {
  const { bytes, integrityAt } = message;
  if (integrityAt < 0) return false;
  const value = bytes.subarray(integrityAt + 4, integrityAt + 4 + INTEGRITY_LENGTH);
  return timingSafeEqual(value, integrityOf(bytes, integrityAt, password));
}

/** The value of a FINGERPRINT that stands at `fingerprintAt`, at the end of the message. */
export function fingerprintOf(bytes: Uint8Array, fingerprintAt: number): number {
  let crc = 0xffffffff;
  for (let i = 0; i < fingerprintAt; i++) {
    crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ bytes[i]!) & 0xff]!;
  }
  return (crc ^ 0xffffffff ^ FINGERPRINT_XOR) >>> 0;
}

/** Whether the FINGERPRINT at `fingerprintAt` is right. */
export function fingerprintMatches(bytes: Uint8Array, fingerprintAt: number): boolean {
  return readU32(bytes, fingerprintAt + 4) === fingerprintOf(bytes, fingerprintAt);
}

/** Table of the CRC-32 of ITU V.42 (reflected polynomial 0xEDB88320), one entry per byte. */
function createCrcTable(): Uint32Array {
  const table = new Uint32Array(256);
  for (let n = 0; n < 256; n++) {
    let crc = n;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    table[n] = crc;
  }
  return table;
}
