/**
 * HMAC-SHA1 (RFC 2104, FIPS 180-4) of short messages with a key that lasts. `node:crypto` makes several objects for each message, which
 * takes longer than hashing a hundred bytes here.
 * @module
 */
import { readU32, writeU32 } from "../packet/bytes.ts";

/** Length of the result in bytes. */
export const HMAC_SHA1_LENGTH = 20;

const BLOCK = 64;
/** FIPS 180-4, section 5.3.1. */
const INITIAL = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0] as const;

/** A key, as the states of the two hashes that have taken it in already. */
export interface HmacKey {
  readonly inner: Int32Array;
  readonly outer: Int32Array;
}

/** Makes a key of up to 64 bytes. Throws `RangeError` for a longer one. */
export function createHmacKey(key: Uint8Array): HmacKey {
  if (key.length > BLOCK) throw new RangeError(`a key of ${key.length} bytes is too long`);
  return { inner: paddedState(key, 0x36), outer: paddedState(key, 0x5c) };
}

/** Computes the HMAC of `bytes[0, end)` into `mac`, which has 20 bytes. */
export function computeHmac(key: HmacKey, bytes: Uint8Array, end: number, mac: Uint8Array): void {
  state.set(key.inner);
  let at = 0;
  for (; at + BLOCK <= end; at += BLOCK) compress(bytes, at);
  block.fill(0);
  for (let i = at; i < end; i++) block[i - at] = bytes[i]!;
  finish(end - at, BLOCK + end);
  writeState(block);
  block.fill(0, HMAC_SHA1_LENGTH);
  state.set(key.outer);
  finish(HMAC_SHA1_LENGTH, BLOCK + HMAC_SHA1_LENGTH);
  writeState(mac);
}

/** Scratch: the hash under way, its last block, and the message schedule. */
const state = new Int32Array(5);
const block = new Uint8Array(BLOCK);
const schedule = new Int32Array(80);

function paddedState(key: Uint8Array, padding: number): Int32Array {
  block.fill(padding);
  for (let i = 0; i < key.length; i++) block[i] = block[i]! ^ key[i]!;
  state.set(INITIAL);
  compress(block, 0);
  block.fill(0);
  schedule.fill(0);
  return state.slice();
}

/** Hashes the last `length` bytes, in `block` with zeros behind them, of a message of `total` bytes. */
function finish(length: number, total: number): void {
  block[length] = 0x80;
  if (length >= BLOCK - 8) {
    compress(block, 0);
    block.fill(0);
  }
  writeU32(block, BLOCK - 4, total * 8);
  compress(block, 0);
}

function writeState(to: Uint8Array): void {
  for (let i = 0; i < state.length; i++) writeU32(to, 4 * i, state[i]!);
}

/** Takes one block into `state` (FIPS 180-4, section 6.1.2). */
function compress(bytes: Uint8Array, at: number): void {
  for (let t = 0; t < 16; t++) schedule[t] = readU32(bytes, at + 4 * t) | 0;
  for (let t = 16; t < 80; t++) {
    const word = schedule[t - 3]! ^ schedule[t - 8]! ^ schedule[t - 14]! ^ schedule[t - 16]!;
    schedule[t] = (word << 1) | (word >>> 31);
  }
  let a = state[0]!, b = state[1]!, c = state[2]!, d = state[3]!, e = state[4]!;
  for (let t = 0; t < 80; t++) {
    const f = t < 20
      ? ((b & c) | (~b & d)) + 0x5a827999
      : t < 40
      ? (b ^ c ^ d) + 0x6ed9eba1
      : t < 60
      ? ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
      : (b ^ c ^ d) + 0xca62c1d6;
    const next = (((a << 5) | (a >>> 27)) + f + e + schedule[t]!) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  state[0] = state[0]! + a;
  state[1] = state[1]! + b;
  state[2] = state[2]! + c;
  state[3] = state[3]! + d;
  state[4] = state[4]! + e;
}
