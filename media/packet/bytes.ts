/**
 * Big-endian integers at an offset, without a view object. Offsets are trusted: callers check them against their `end`.
 * @module
 */

/** The 16-bit number at `at`. */
export function readU16(buf: Uint8Array, at: number): number {
  return (buf[at]! << 8) | buf[at + 1]!;
}

/** The 24-bit number at `at`. */
export function readU24(buf: Uint8Array, at: number): number {
  return (buf[at]! << 16) | (buf[at + 1]! << 8) | buf[at + 2]!;
}

/** The 32-bit number at `at`, 0 to 2^32 - 1. */
export function readU32(buf: Uint8Array, at: number): number {
  return ((buf[at]! << 24) | (buf[at + 1]! << 16) | (buf[at + 2]! << 8) | buf[at + 3]!) >>> 0;
}

/** Writes the low 16 bits of `value`. */
export function writeU16(buf: Uint8Array, at: number, value: number): void {
  buf[at] = value >>> 8;
  buf[at + 1] = value;
}

/** Writes the low 24 bits of `value`; negative numbers in two's complement. */
export function writeU24(buf: Uint8Array, at: number, value: number): void {
  buf[at] = value >>> 16;
  buf[at + 1] = value >>> 8;
  buf[at + 2] = value;
}

/** Writes the low 32 bits of `value`. */
export function writeU32(buf: Uint8Array, at: number, value: number): void {
  buf[at] = value >>> 24;
  buf[at + 1] = value >>> 16;
  buf[at + 2] = value >>> 8;
  buf[at + 3] = value;
}
