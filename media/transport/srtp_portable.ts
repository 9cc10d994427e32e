/**
 * The ciphers of SRTP by `node:crypto`: on every machine, several times slower than libcrypto by FFI, with a few objects
 * made per packet. Under CM the key stream comes from one ECB cipher per key, and the HMAC continues
 * from copies of hashes that have taken in the key already, for making a cipher and an HMAC for each packet costs twice
 * as much. GCM has no such way.
 *
 * `close()` overwrites our copies of keys; those inside of `node:crypto` end with its objects.
 * @module
 */
import { createCipheriv, createDecipheriv, createHash, type Hash } from "node:crypto";
import { writeU32 } from "../packet/bytes.ts";
import { type CipherSuite, NO_WORD, type Opener, type Sealer } from "./srtp_context.ts";
import { PROFILES, type SrtpProfile } from "./srtp.ts";
import type { StreamKeys } from "./srtp_keys.ts";

const GCM = "aes-128-gcm";
const GCM_IV_LENGTH = 12;
const GCM_TAG_LENGTH = PROFILES.AEAD_AES_128_GCM.tagLength;
const CM_TAG_LENGTH = PROFILES.AES_CM_128_HMAC_SHA1_80.tagLength;
const AES_BLOCK = 16;
const SHA1_BLOCK = 64;
/** Counter blocks encrypted at once: one time around for any packet that fits into an Ethernet frame. */
const BLOCKS_AT_ONCE = 96;

/** Makes the suite. Its ciphers must not be used by two threads, as they share the IV. */
export function createPortableSuite(): CipherSuite {
  const iv = new Uint8Array(AES_BLOCK);
  return {
    name: "portable",
    iv,
    sealer: (profile: SrtpProfile, keys: StreamKeys) =>
      profile === "AEAD_AES_128_GCM" ? createGcmSealer(iv, keys) : createCmSealer(iv, keys),
    opener: (profile: SrtpProfile, keys: StreamKeys) =>
      profile === "AEAD_AES_128_GCM" ? createGcmOpener(iv, keys) : createCmOpener(iv, keys),
  };
}

function createGcmSealer(iv: Uint8Array, keys: StreamKeys): Sealer {
  const key = keys.key.slice();
  const nonce = iv.subarray(0, GCM_IV_LENGTH);
  return {
    seal(buf, start, dataStart, dataEnd, tagAt, word) {
      const cipher = createCipheriv(GCM, key, nonce);
      cipher.setAAD(additionalData(buf, start, dataStart, word));
      const sealed = cipher.update(buf.subarray(dataStart, dataEnd));
      cipher.final();
      buf.set(sealed, dataStart);
      buf.set(cipher.getAuthTag(), tagAt);
    },
    close: () => void key.fill(0),
  };
}

function createGcmOpener(iv: Uint8Array, keys: StreamKeys): Opener {
  const key = keys.key.slice();
  const nonce = iv.subarray(0, GCM_IV_LENGTH);
  return {
    open(src, start, dataStart, dataEnd, tagAt, word, dst, dstData) {
      const decipher = createDecipheriv(GCM, key, nonce);
      decipher.setAAD(additionalData(src, start, dataStart, word));
      decipher.setAuthTag(src.subarray(tagAt, tagAt + GCM_TAG_LENGTH));
      const opened = decipher.update(src.subarray(dataStart, dataEnd));
      try {
        decipher.final();
      } catch {
        return false; // the only way in which node:crypto tells of a wrong tag
      }
      dst.set(opened, dstData);
      return true;
    },
    close: () => void key.fill(0),
  };
}

/** The clear bytes and, for SRTCP, the word with flag and index (RFC 7714 section 9.2). */
function additionalData(
  buf: Uint8Array,
  start: number,
  dataStart: number,
  word: number,
): Uint8Array {
  if (word === NO_WORD) return buf.subarray(start, dataStart);
  const bytes = new Uint8Array(dataStart - start + 4);
  bytes.set(buf.subarray(start, dataStart));
  writeU32(bytes, dataStart - start, word);
  return bytes;
}

function createCmSealer(iv: Uint8Array, keys: StreamKeys): Sealer {
  const counterMode = createCounterMode(iv, keys.key);
  const mac = createMac(keys.authKey);
  return {
    seal(buf, start, dataStart, dataEnd, tagAt, word) {
      counterMode.apply(buf, dataStart, dataEnd, buf, dataStart);
      const digest = mac.compute(buf, start, dataEnd, word);
      for (let i = 0; i < CM_TAG_LENGTH; i++) buf[tagAt + i] = digest[i]!;
    },
    close: counterMode.close,
  };
}

function createCmOpener(iv: Uint8Array, keys: StreamKeys): Opener {
  const counterMode = createCounterMode(iv, keys.key);
  const mac = createMac(keys.authKey);
  return {
    open(src, start, dataStart, dataEnd, tagAt, word, dst, dstData) {
      const digest = mac.compute(src, start, dataEnd, word);
      let difference = 0;
      for (let i = 0; i < CM_TAG_LENGTH; i++) difference |= digest[i]! ^ src[tagAt + i]!;
      if (difference !== 0) return false;
      counterMode.apply(src, dataStart, dataEnd, dst, dstData);
      return true;
    },
    close: counterMode.close,
  };
}

/** AES in counter mode with one key (RFC 3711 section 4.1.1). */
interface CounterMode {
  /** Writes `src[start, end)` combined with the key stream to `dst`. */
  apply(src: Uint8Array, start: number, end: number, dst: Uint8Array, dstStart: number): void;
  close(): void;
}

function createCounterMode(iv: Uint8Array, key: Uint8Array): CounterMode {
  // Deno before 2.7.4 takes no null for "no IV"; an empty one does on all versions.
  const ecb = createCipheriv("aes-128-ecb", key, new Uint8Array(0));
  ecb.setAutoPadding(false);
  const ivWords = new Uint32Array(iv.buffer, iv.byteOffset, 4);
  const blocks = new Uint8Array(BLOCKS_AT_ONCE * AES_BLOCK);
  const words = new Uint32Array(blocks.buffer);

  const fill = (firstBlock: number, count: number): void => {
    const w0 = ivWords[0]!;
    const w1 = ivWords[1]!;
    const w2 = ivWords[2]!;
    const w3 = ivWords[3]!;
    for (let i = 0; i < count; i++) {
      const counter = firstBlock + i;
      words[4 * i] = w0;
      words[4 * i + 1] = w1;
      words[4 * i + 2] = w2;
      words[4 * i + 3] = w3;
      blocks[AES_BLOCK * i + 14] = counter >>> 8;
      blocks[AES_BLOCK * i + 15] = counter;
    }
  };

  return {
    apply(src, start, end, dst, dstStart) {
      let block = 0;
      for (let at = start; at < end; at += BLOCKS_AT_ONCE * AES_BLOCK) {
        const length = Math.min(end - at, BLOCKS_AT_ONCE * AES_BLOCK);
        const count = Math.ceil(length / AES_BLOCK);
        fill(block, count);
        const stream = ecb.update(blocks.subarray(0, count * AES_BLOCK));
        const to = dstStart + at - start;
        for (let i = 0; i < length; i++) dst[to + i] = src[at + i]! ^ stream[i]!;
        block += count;
      }
    },
    close: () => void ecb.final(),
  };
}

/** HMAC-SHA1 with one key (RFC 2104), as SRTP applies it. */
interface Mac {
  /** The 20 bytes for `buf[start, end)` with `word` behind it. */
  compute(buf: Uint8Array, start: number, end: number, word: number): Uint8Array;
}

function createMac(authKey: Uint8Array): Mac {
  const inner = createPaddedHash(authKey, 0x36);
  const outer = createPaddedHash(authKey, 0x5c);
  const wordBytes = new Uint8Array(4);
  return {
    compute(buf, start, end, word) {
      writeU32(wordBytes, 0, word);
      const digest = inner.copy().update(buf.subarray(start, end)).update(wordBytes).digest();
      return outer.copy().update(digest).digest();
    },
  };
}

function createPaddedHash(authKey: Uint8Array, padding: number): Hash {
  const block = new Uint8Array(SHA1_BLOCK).fill(padding);
  for (let i = 0; i < authKey.length; i++) block[i] = block[i]! ^ authKey[i]!;
  const hash = createHash("sha1").update(block);
  block.fill(0);
  return hash;
}
