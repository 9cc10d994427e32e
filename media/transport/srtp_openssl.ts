/**
 * The ciphers of SRTP by libcrypto (OpenSSL 3, or 1.1.1), called directly: one context per key, made once and given a new
 * IV per packet. Nothing is allocated per packet.
 * @module
 */
import { writeU32 } from "../packet/bytes.ts";
import {
  type AddressCache,
  addressOf,
  allocate,
  baseOf,
  createAddressCache,
  NULL,
} from "./native_memory.ts";
import { type CipherSuite, NO_WORD, type Opener, type Sealer } from "./srtp_context.ts";
import { PROFILES, type SrtpProfile } from "./srtp.ts";
import type { StreamKeys } from "./srtp_keys.ts";

/** Names under which the library is looked for, best first. */
export const LIBRARY_NAMES: readonly string[] = ["libcrypto.so.3", "libcrypto.so.1.1"];

/**
 * The functions in use, all of them in 1.1.1 and in 3. Every pointer is an integer, see `native_memory.ts`, but for keys:
 * those are needed during the call only.
 */
const SYMBOLS = {
  OpenSSL_version: { parameters: ["i32"], result: "pointer" },
  EVP_aes_128_gcm: { parameters: [], result: "u64" },
  EVP_aes_128_ctr: { parameters: [], result: "u64" },
  EVP_sha1: { parameters: [], result: "u64" },
  EVP_CIPHER_CTX_new: { parameters: [], result: "u64" },
  EVP_CIPHER_CTX_free: { parameters: ["u64"], result: "void" },
  // (context, cipher, engine, key, iv, encrypt)
  EVP_CipherInit_ex: { parameters: ["u64", "u64", "u64", "buffer", "u64", "i32"], result: "i32" },
  // The same function for a new IV alone.
  setIv: {
    name: "EVP_CipherInit_ex",
    parameters: ["u64", "u64", "u64", "u64", "u64", "i32"],
    result: "i32",
  },
  // (context, to, written length, from, length)
  EVP_CipherUpdate: { parameters: ["u64", "u64", "u64", "u64", "i32"], result: "i32" },
  // (context, to, written length)
  EVP_CipherFinal_ex: { parameters: ["u64", "u64", "u64"], result: "i32" },
  // (context, command, argument, address)
  EVP_CIPHER_CTX_ctrl: { parameters: ["u64", "i32", "i32", "u64"], result: "i32" },
  HMAC_CTX_new: { parameters: [], result: "u64" },
  HMAC_CTX_free: { parameters: ["u64"], result: "void" },
  // (context, key, length of key, digest, engine)
  HMAC_Init_ex: { parameters: ["u64", "buffer", "i32", "u64", "u64"], result: "i32" },
  // The same function for starting again with the same key.
  restartHmac: {
    name: "HMAC_Init_ex",
    parameters: ["u64", "u64", "i32", "u64", "u64"],
    result: "i32",
  },
  // (context, from, length)
  HMAC_Update: { parameters: ["u64", "u64", "u64"], result: "i32" },
  // (context, to, written length)
  HMAC_Final: { parameters: ["u64", "u64", "u64"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

type Symbols = Deno.DynamicLibrary<typeof SYMBOLS>["symbols"];

const EVP_CTRL_GCM_GET_TAG = 0x10;
const EVP_CTRL_GCM_SET_TAG = 0x11;
/** Third argument of `EVP_CipherInit_ex`. */
const ENCRYPT = 1;
const DECRYPT = 0;
const KEEP = -1;

const GCM_TAG_LENGTH = PROFILES.AEAD_AES_128_GCM.tagLength;
const CM_TAG_LENGTH = PROFILES.AES_CM_128_HMAC_SHA1_80.tagLength;
/** Length of the word behind what HMAC is computed of. */
const WORD_LENGTH = 4n;

/**
 * The opened library with the scratch memory that all calls share. Whatever holds one of its pointers holds the whole record
 * as well, for pointers do not keep memory alive.
 */
interface Crypto {
  readonly symbols: Symbols;
  readonly addresses: AddressCache;
  readonly iv: Uint8Array;
  readonly ivAt: bigint;
  /** Where a length goes that nobody reads. */
  readonly written: Uint8Array;
  readonly writtenAt: bigint;
  /** Where the word to be authenticated is put. */
  readonly word: Uint8Array;
  readonly wordAt: bigint;
  /** Where `HMAC_Final` writes 20 bytes, and the end of a GCM message none. */
  readonly digest: Uint8Array;
  readonly digestAt: bigint;
}

/** A suite, or the reason why there is none. */
export type OpenSslResult =
  | { readonly suite: CipherSuite; readonly library: string; readonly version: string }
  | { readonly suite: null; readonly reason: string };

/**
 * Opens the first library of `names` that is there with all functions. Needs the permission `--allow-ffi` without a path,
 * and never asks for it. The library stays open as long as the process. The suite must not be used by two threads.
 */
export function openOpenSsl(names: readonly string[] = LIBRARY_NAMES): OpenSslResult {
  if (Deno.permissions.querySync({ name: "ffi" }).state !== "granted") {
    return { suite: null, reason: "the permission --allow-ffi is missing" };
  }
  const reasons: string[] = [];
  for (const library of names) {
    try {
      const symbols: Symbols = Deno.dlopen(library, SYMBOLS).symbols;
      return { suite: createSuite(symbols), library, version: versionOf(symbols) };
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { suite: null, reason: reasons.join("; ") };
}

function versionOf(symbols: Symbols): string {
  const text = symbols.OpenSSL_version(0);
  return text === null ? "unknown version" : Deno.UnsafePointerView.getCString(text);
}

function createSuite(symbols: Symbols): CipherSuite {
  const iv = allocate(16);
  const word = allocate(4);
  const digest = allocate(64);
  const written = allocate(8);
  const crypto: Crypto = {
    symbols,
    addresses: createAddressCache(),
    iv,
    ivAt: addressOf(iv.buffer),
    written,
    writtenAt: addressOf(written.buffer),
    word,
    wordAt: addressOf(word.buffer),
    digest,
    digestAt: addressOf(digest.buffer),
  };
  return {
    name: "openssl",
    iv,
    sealer: (profile: SrtpProfile, keys: StreamKeys) =>
      profile === "AEAD_AES_128_GCM" ? createGcmSealer(crypto, keys) : createCmSealer(crypto, keys),
    opener: (profile: SrtpProfile, keys: StreamKeys) =>
      profile === "AEAD_AES_128_GCM" ? createGcmOpener(crypto, keys) : createCmOpener(crypto, keys),
  };
}

function createCipher(
  crypto: Crypto,
  cipher: bigint,
  key: Uint8Array,
  direction: number,
): bigint {
  const context = crypto.symbols.EVP_CIPHER_CTX_new();
  const bytes = new Uint8Array(key);
  const { ivAt } = crypto;
  mustHold(context !== NULL);
  const ok = crypto.symbols.EVP_CipherInit_ex(context, cipher, NULL, bytes, ivAt, direction);
  bytes.fill(0);
  mustHold(ok === 1);
  return context;
}

/** libcrypto refuses valid arguments only when memory is out or the library is broken. */
function mustHold(condition: boolean): void {
  if (!condition) throw new Error("libcrypto failed at an operation that cannot fail");
}

/** Authenticates `length` clear bytes, and `word` behind them unless it is `NO_WORD`. 1 on success. */
function authenticate(
  crypto: Crypto,
  context: bigint,
  base: bigint,
  offset: number,
  length: number,
  word: number,
): number {
  const { symbols, writtenAt } = crypto;
  const address = BigInt.asUintN(64, base + BigInt(offset | 0));
  const ok = symbols.EVP_CipherUpdate(context, NULL, writtenAt, address, length);
  if (word === NO_WORD) return ok;
  writeU32(crypto.word, 0, word);
  return ok & symbols.EVP_CipherUpdate(context, NULL, writtenAt, crypto.wordAt, 4);
}

/** Encrypts or decrypts `length` bytes; source and target are apart or the same. 1 on success. */
function transform(
  crypto: Crypto,
  context: bigint,
  base: bigint,
  offset: number,
  toBase: bigint,
  toOffset: number,
  length: number,
): number {
  if (length === 0) return 1;
  return crypto.symbols.EVP_CipherUpdate(
    context,
    BigInt.asUintN(64, toBase + BigInt(toOffset | 0)),
    crypto.writtenAt,
    BigInt.asUintN(64, base + BigInt(offset | 0)),
    length,
  );
}

/** Hands over the tag at `base + offset`: to be checked, or to be written there. 1 on success. */
function passTag(
  crypto: Crypto,
  context: bigint,
  command: number,
  base: bigint,
  offset: number,
): number {
  const address = BigInt.asUintN(64, base + BigInt(offset | 0));
  return crypto.symbols.EVP_CIPHER_CTX_ctrl(context, command, GCM_TAG_LENGTH, address);
}

function createGcmSealer(crypto: Crypto, keys: StreamKeys): Sealer {
  const { symbols } = crypto;
  const context = createCipher(crypto, symbols.EVP_aes_128_gcm(), keys.key, ENCRYPT);
  return {
    seal(buf, start, dataStart, dataEnd, tagAt, word) {
      const base = baseOf(crypto.addresses, buf.buffer);
      const zero = buf.byteOffset;
      const data = zero + dataStart;
      let ok = symbols.setIv(context, NULL, NULL, NULL, crypto.ivAt, KEEP);
      ok &= authenticate(crypto, context, base, zero + start, dataStart - start, word);
      ok &= transform(crypto, context, base, data, base, data, dataEnd - dataStart);
      ok &= symbols.EVP_CipherFinal_ex(context, crypto.digestAt, crypto.writtenAt);
      ok &= passTag(crypto, context, EVP_CTRL_GCM_GET_TAG, base, zero + tagAt);
      mustHold(ok === 1);
    },
    close: () => symbols.EVP_CIPHER_CTX_free(context),
  };
}

function createGcmOpener(crypto: Crypto, keys: StreamKeys): Opener {
  const { symbols } = crypto;
  const context = createCipher(crypto, symbols.EVP_aes_128_gcm(), keys.key, DECRYPT);
  return {
    open(src, start, dataStart, dataEnd, tagAt, word, dst, dstData) {
      const base = baseOf(crypto.addresses, src.buffer);
      const toBase = baseOf(crypto.addresses, dst.buffer);
      const zero = src.byteOffset;
      const to = dst.byteOffset + dstData;
      let ok = symbols.setIv(context, NULL, NULL, NULL, crypto.ivAt, KEEP);
      ok &= passTag(crypto, context, EVP_CTRL_GCM_SET_TAG, base, zero + tagAt);
      ok &= authenticate(crypto, context, base, zero + start, dataStart - start, word);
      ok &= transform(crypto, context, base, zero + dataStart, toBase, to, dataEnd - dataStart);
      mustHold(ok === 1);
      return symbols.EVP_CipherFinal_ex(context, crypto.digestAt, crypto.writtenAt) === 1;
    },
    close: () => symbols.EVP_CIPHER_CTX_free(context),
  };
}

function createCmSealer(crypto: Crypto, keys: StreamKeys): Sealer {
  const { symbols } = crypto;
  const context = createCipher(crypto, symbols.EVP_aes_128_ctr(), keys.key, ENCRYPT);
  const mac = createMac(crypto, keys.authKey);
  return {
    seal(buf, start, dataStart, dataEnd, tagAt, word) {
      const base = baseOf(crypto.addresses, buf.buffer);
      const zero = buf.byteOffset;
      const data = zero + dataStart;
      let ok = symbols.setIv(context, NULL, NULL, NULL, crypto.ivAt, KEEP);
      ok &= transform(crypto, context, base, data, base, data, dataEnd - dataStart);
      ok &= computeMac(crypto, mac, base, zero + start, dataEnd - start, word);
      mustHold(ok === 1);
      for (let i = 0; i < CM_TAG_LENGTH; i++) buf[tagAt + i] = crypto.digest[i]!;
    },
    close() {
      symbols.EVP_CIPHER_CTX_free(context);
      symbols.HMAC_CTX_free(mac);
    },
  };
}

function createCmOpener(crypto: Crypto, keys: StreamKeys): Opener {
  const { symbols } = crypto;
  // Counter mode decrypts by encrypting again.
  const context = createCipher(crypto, symbols.EVP_aes_128_ctr(), keys.key, ENCRYPT);
  const mac = createMac(crypto, keys.authKey);
  return {
    open(src, start, dataStart, dataEnd, tagAt, word, dst, dstData) {
      const base = baseOf(crypto.addresses, src.buffer);
      const toBase = baseOf(crypto.addresses, dst.buffer);
      const zero = src.byteOffset;
      const to = dst.byteOffset + dstData;
      mustHold(computeMac(crypto, mac, base, zero + start, dataEnd - start, word) === 1);
      let difference = 0;
      for (let i = 0; i < CM_TAG_LENGTH; i++) difference |= crypto.digest[i]! ^ src[tagAt + i]!;
      if (difference !== 0) return false;
      let ok = symbols.setIv(context, NULL, NULL, NULL, crypto.ivAt, KEEP);
      ok &= transform(crypto, context, base, zero + dataStart, toBase, to, dataEnd - dataStart);
      mustHold(ok === 1);
      return true;
    },
    close() {
      symbols.EVP_CIPHER_CTX_free(context);
      symbols.HMAC_CTX_free(mac);
    },
  };
}

/** A context of HMAC-SHA1 with this key. */
function createMac(crypto: Crypto, authKey: Uint8Array): bigint {
  const { symbols } = crypto;
  const context = symbols.HMAC_CTX_new();
  mustHold(context !== NULL);
  const key = new Uint8Array(authKey);
  const ok = symbols.HMAC_Init_ex(context, key, key.length, symbols.EVP_sha1(), NULL);
  key.fill(0);
  mustHold(ok === 1);
  return context;
}

/** Leaves the 20 bytes for `length` bytes with `word` behind them in `crypto.digest`. 1 on success. */
function computeMac(
  crypto: Crypto,
  mac: bigint,
  base: bigint,
  offset: number,
  length: number,
  word: number,
): number {
  const { symbols } = crypto;
  writeU32(crypto.word, 0, word);
  let ok = symbols.restartHmac(mac, NULL, 0, NULL, NULL);
  ok &= symbols.HMAC_Update(
    mac,
    BigInt.asUintN(64, base + BigInt(offset | 0)),
    BigInt.asUintN(64, BigInt(length | 0)),
  );
  ok &= symbols.HMAC_Update(mac, crypto.wordAt, WORD_LENGTH);
  return ok & symbols.HMAC_Final(mac, crypto.digestAt, crypto.writtenAt);
}
