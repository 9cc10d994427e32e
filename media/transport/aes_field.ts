/**
 * The arithmetic of AES (FIPS 197, section 4.2): bytes as elements of GF(256), and as pairs of elements of its subfield
 * GF(16), in which they are easily inverted. Functions take the same time for all bytes, tables are for what is no secret.
 * @module
 */

/** a · b modulo x^8 + x^4 + x^3 + x + 1. */
export function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit++) {
    product ^= a & -(b >> bit & 1);
    a = (a << 1) ^ (0x11b & -(a >> 7));
  }
  return product;
}

function power(a: number, exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent; i++) product = multiply(product, a);
  return product;
}

/** 1 / a = a^254, and 0 for 0. */
export function invert(a: number): number {
  let power = a;
  for (let i = 0; i < 6; i++) power = multiply(multiply(power, power), a); // 3, 7, ... 127
  return multiply(power, power);
}

/** The S-box after its inversion, without the constant 0x63 (FIPS 197, section 5.1.1). */
export function linear(b: number): number {
  const twice = b | (b << 8);
  return (b ^ (twice >> 7) ^ (twice >> 6) ^ (twice >> 5) ^ (twice >> 4)) & 0xff;
}

/** The elements of GF(16) in GF(256) by their half-bytes: sums of powers of an element of order 15. */
export const SMALL_FIELD = Array.from({ length: 16 }, (_, half) => {
  const terms = [0, 1, 2, 3].map((bit) => (half >> bit & 1) * power(3, 17 * bit));
  return terms.reduce((sum, term) => sum ^ term);
});
/** An element outside of GF(16) whose trace, the sum with its conjugate, is also its norm, the product. */
export const S = Array.from({ length: 256 }, (_, s) => s).find((s) => {
  const trace = s ^ power(s, 16);
  return trace !== 0 && trace === multiply(s, power(s, 16));
})!;
/** That trace and norm. */
export const A = S ^ power(S, 16);
/** For each byte k + i·s the half-bytes of i and k. */
export const SPLIT = new Uint8Array(256);
for (let i = 0; i < 16; i++) {
  for (let k = 0; k < 16; k++) {
    SPLIT[SMALL_FIELD[k]! ^ multiply(SMALL_FIELD[i]!, S)] = i << 4 | k;
  }
}

/** `SPLIT[byte]` without an address that depends on it. */
export function split(byte: number): number {
  let halves = 0;
  for (let bit = 0; bit < 8; bit++) halves ^= SPLIT[1 << bit]! & -(byte >> bit & 1);
  return halves;
}
