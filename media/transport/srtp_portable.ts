/**
 * The ciphers of SRTP without foreign functions, on every machine, by the WebAssembly of `srtp_kernel.ts`. `node:crypto` has
 * to make an object for each packet, and even one that lasts (ECB, for the key stream) copies and allocates for longer than
 * AES takes here.
 *
 * Nothing takes longer for one key than for another: AES and GHASH look up in registers, SHA-1 has no tables, and tags are
 * compared to their ends. `close()` overwrites the keys, and what the last packet left in the kernel.
 * @module
 */
import { createRoundKeys } from "./aes.ts";
import { writeU32 } from "../packet/bytes.ts";
import { createGhashTable } from "./ghash.ts";
import { createHmacKey, HMAC_SHA1_LENGTH } from "./hmac_sha1.ts";
import { type CipherSuite, NO_WORD, type Opener, type Sealer } from "./srtp_context.ts";
import { createSrtpKernel, Layout, PIECE, type SrtpKernel } from "./srtp_kernel.ts";
import { PROFILES, type SrtpProfile } from "./srtp.ts";
import type { StreamKeys } from "./srtp_keys.ts";

const AES_BLOCK = 16;
const SHA1_BLOCK = 64;

/** Makes the suite. Its ciphers must not be used by two threads, as they share the kernel's memory. */
export function createPortableSuite(kernel: SrtpKernel = createSrtpKernel()): CipherSuite {
  const { memory } = kernel;
  const iv = new Uint8Array(AES_BLOCK);
  return {
    name: "portable",
    iv,
    sealer(profile: SrtpProfile, keys: StreamKeys): Sealer {
      const { tagLength } = PROFILES[profile];
      const { counterMode, mac, close } = createCiphers(kernel, iv, profile, keys);
      return {
        seal(buf, start, dataStart, dataEnd, tagAt, word) {
          counterMode.apply(buf, dataStart, dataEnd, buf, dataStart);
          mac.compute(buf, start, dataStart, dataEnd, word);
          for (let i = 0; i < tagLength; i++) buf[tagAt + i] = memory[Layout.tag + i]!;
        },
        close,
      };
    },
    opener(profile: SrtpProfile, keys: StreamKeys): Opener {
      const { tagLength } = PROFILES[profile];
      const { counterMode, mac, close } = createCiphers(kernel, iv, profile, keys);
      return {
        open(src, start, dataStart, dataEnd, tagAt, word, dst, dstData) {
          counterMode.apply(src, dataStart, dataEnd, dst, dstData);
          mac.compute(src, start, dataStart, dataEnd, word);
          let difference = 0;
          for (let i = 0; i < tagLength; i++) {
            difference |= memory[Layout.tag + i]! ^ src[tagAt + i]!;
          }
          return difference === 0;
        },
        close,
      };
    },
  };
}

/** AES in counter mode under one key. */
interface CounterMode {
  /** Writes `src[start, end)` combined with the key stream to `dst`. */
  apply(src: Uint8Array, start: number, end: number, dst: Uint8Array, dstStart: number): void;
  close(): void;
}

/** Authentication under one key. */
interface Mac {
  /**
   * Leaves in `Layout.tag` the tag of the clear bytes `buf[start, dataStart)`, the encrypted `buf[dataStart, dataEnd)` and
   * `word`. To be called after `apply` for the same packet.
   */
  compute(buf: Uint8Array, start: number, dataStart: number, dataEnd: number, word: number): void;
  close(): void;
}

interface Ciphers {
  readonly counterMode: CounterMode;
  readonly mac: Mac;
  close(): void;
}

function createCiphers(
  kernel: SrtpKernel,
  iv: Uint8Array,
  profile: SrtpProfile,
  keys: StreamKeys,
): Ciphers {
  const gcm = profile === "AEAD_AES_128_GCM";
  // The counter of GCM begins at 1, and the first block of the key stream is for the tag.
  const counterMode = gcm
    ? createCounterMode(kernel, keys.key, iv.subarray(0, 12), 1, 1)
    : createCounterMode(kernel, keys.key, iv.subarray(0, 14), 0, 0);
  const mac = gcm ? createGcmMac(kernel, keys.key) : createHmac(kernel, keys.authKey);
  return {
    counterMode,
    mac,
    close() {
      counterMode.close();
      mac.close();
      kernel.memory.fill(0);
    },
  };
}

/**
 * The key stream is made of blocks that begin with what `nonce` holds at the time of the call, and count from `firstCounter`
 * (RFC 3711 section 4.1.1, NIST SP 800-38D section 7.1). Its first `lead` blocks, 0 or 1, are not for data and stay right
 * before `Layout.message`.
 */
function createCounterMode(
  kernel: SrtpKernel,
  key: Uint8Array,
  nonce: Uint8Array,
  firstCounter: number,
  lead: number,
): CounterMode {
  const { memory } = kernel;
  const roundKeys = createRoundKeys(key);
  return {
    apply(src, start, end, dst, dstStart) {
      memory.set(roundKeys, Layout.roundKeys);
      memory.fill(0, Layout.iv, Layout.iv + AES_BLOCK);
      memory.set(nonce, Layout.iv);
      memory.fill(0, Layout.message - AES_BLOCK, Layout.message);
      let counter = firstCounter;
      let extra = lead;
      let at = start;
      do {
        const length = Math.min(end - at, PIECE);
        const count = extra + Math.ceil(length / AES_BLOCK);
        memory.set(src.subarray(at, at + length), Layout.message);
        kernel.applyCounterMode(Layout.message - extra * AES_BLOCK, count, counter);
        dst.set(memory.subarray(Layout.message, Layout.message + length), dstStart + at - start);
        counter += count;
        at += length;
        extra = 0;
      } while (at < end);
    },
    close: () => void roundKeys.fill(0),
  };
}

/** The tag of GCM (NIST SP 800-38D section 7.1), with the word of SRTCP among the clear bytes (RFC 7714 section 9.2). */
function createGcmMac(kernel: SrtpKernel, key: Uint8Array): Mac {
  const { memory } = kernel;
  const table = createGhashTable(encryptZeros(kernel, key));

  /** Takes in `buf[start, end)` and `word`, continued with zeros to whole blocks. */
  const takeIn = (buf: Uint8Array, start: number, end: number, word: number): void => {
    for (let at = start; at < end; at += PIECE) {
      const length = Math.min(end - at, PIECE);
      memory.set(buf.subarray(at, at + length), Layout.message);
      let messageEnd = Layout.message + length;
      if (word !== NO_WORD && at + length === end) {
        writeU32(memory, messageEnd, word);
        messageEnd += 4;
      }
      memory.fill(0, messageEnd, messageEnd + AES_BLOCK);
      kernel.ghash(Layout.message, Math.ceil((messageEnd - Layout.message) / AES_BLOCK));
    }
  };

  return {
    compute(buf, start, dataStart, dataEnd, word) {
      memory.set(table, Layout.table);
      memory.fill(0, Layout.state, Layout.state + AES_BLOCK);
      takeIn(buf, start, dataStart, word);
      takeIn(buf, dataStart, dataEnd, NO_WORD);
      const clearLength = dataStart - start + (word === NO_WORD ? 0 : 4);
      memory.fill(0, Layout.message, Layout.message + AES_BLOCK);
      writeU32(memory, Layout.message + 4, 8 * clearLength);
      writeU32(memory, Layout.message + 12, 8 * (dataEnd - dataStart));
      kernel.ghash(Layout.message, 1);
      const mask = Layout.message - AES_BLOCK;
      for (let i = 0; i < AES_BLOCK; i++) {
        memory[Layout.tag + i] = memory[Layout.state + i]! ^ memory[mask + i]!;
      }
    },
    close: () => void table.fill(0),
  };
}

/** The block of zeros under `key`, in the kernel: the key of GHASH. */
function encryptZeros(kernel: SrtpKernel, key: Uint8Array): Uint8Array {
  const { memory } = kernel;
  const roundKeys = createRoundKeys(key);
  memory.set(roundKeys, Layout.roundKeys);
  roundKeys.fill(0);
  memory.fill(0, Layout.iv, Layout.iv + AES_BLOCK);
  memory.fill(0, Layout.message, Layout.message + AES_BLOCK);
  kernel.applyCounterMode(Layout.message, 1, 0);
  return memory.subarray(Layout.message, Layout.message + AES_BLOCK);
}

/** HMAC-SHA1 (RFC 2104) of the packet with the word behind it (RFC 3711 section 4.2). */
function createHmac(kernel: SrtpKernel, authKey: Uint8Array): Mac {
  const { memory, words } = kernel;
  const key = createHmacKey(authKey);

  /** Ends a hash of `total` bytes: takes in `Layout.message` up to `end` and leaves the result in `Layout.tag`. */
  const finish = (end: number, total: number): void => {
    const blocks = Math.ceil((end - Layout.message + 9) / SHA1_BLOCK);
    const blocksEnd = Layout.message + blocks * SHA1_BLOCK;
    memory.fill(0, end, blocksEnd);
    memory[end] = 0x80;
    writeU32(memory, blocksEnd - 4, 8 * total);
    kernel.sha1(Layout.message, blocks);
    for (let i = 0; i < HMAC_SHA1_LENGTH; i += 4) {
      writeU32(memory, Layout.tag + i, words[(Layout.state + i) >> 2]!);
    }
  };

  return {
    compute(buf, start, _dataStart, dataEnd, word) {
      words.set(key.inner, Layout.state >> 2);
      let at = start;
      for (; dataEnd - at >= PIECE; at += PIECE) {
        memory.set(buf.subarray(at, at + PIECE), Layout.message);
        kernel.sha1(Layout.message, PIECE / SHA1_BLOCK);
      }
      memory.set(buf.subarray(at, dataEnd), Layout.message);
      const end = Layout.message + dataEnd - at;
      writeU32(memory, end, word);
      finish(end + 4, SHA1_BLOCK + dataEnd - start + 4);
      words.set(key.outer, Layout.state >> 2);
      memory.copyWithin(Layout.message, Layout.tag, Layout.tag + HMAC_SHA1_LENGTH);
      finish(Layout.message + HMAC_SHA1_LENGTH, SHA1_BLOCK + HMAC_SHA1_LENGTH);
    },
    close() {
      key.inner.fill(0);
      key.outer.fill(0);
    },
  };
}
