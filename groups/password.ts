/**
 * Passwords as a group file keeps them, and whether an offered one matches. Formats are Galène's: plain, wildcard,
 * PBKDF2 and bcrypt.
 * @module
 */
import bcrypt from "bcryptjs";

/**
 * One stored password. A plain one is `{ type: "plain", key }`; type "" never matches. Unknown types are kept, so that
 * one entry in error does not close the group to everybody else.
 */
export interface Password {
  readonly type: string;
  /** The text itself (plain), the derived key in hex (pbkdf2) or the whole hash (bcrypt). */
  readonly key: string | null;
  /** Of pbkdf2: the hash function, of which only "sha-256" exists. */
  readonly hash: string;
  /** Of pbkdf2: the salt in hex. */
  readonly salt: string;
  /** Of pbkdf2. */
  readonly iterations: number;
}

/** What comes out of a comparison. `broken`: the stored password itself is wrong. `busy`: too many are waiting. */
export type PasswordMatch =
  | { readonly type: "match" }
  | { readonly type: "mismatch" }
  | { readonly type: "broken"; readonly reason: string }
  | { readonly type: "busy" };

/** Computes hashes, so many at once. Made by {@linkcode createHasher}, shared by all groups. */
export interface Hasher {
  readonly maxRunning: number;
  readonly maxWaiting: number;
  readonly compareBcrypt: CompareBcrypt;
  readonly hashBcrypt: HashBcrypt;
  running: number;
  readonly waiting: (() => void)[];
  /**
   * Digests of stored and offered passwords that matched lately, oldest first. In a lecture everybody offers the same
   * one, and its hash need not be computed hundreds of times.
   */
  readonly matched: Set<string>;
}

/** Whether `offered` is the password of a bcrypt hash that is well formed. */
export type CompareBcrypt = (offered: string, hash: string) => Promise<boolean>;

/** The bcrypt hash of a password; its work is 2 to the power of `cost`. */
export type HashBcrypt = (password: string, cost: number) => Promise<string>;

/** What may be chosen about a hasher. */
export interface HasherOptions {
  /** How many hashes are computed at once. */
  readonly maxRunning?: number;
  /** How many more wait for their turn, in order. */
  readonly maxWaiting?: number;
  /** Where bcrypt is computed; by default on this thread, which it holds up for a tenth of a second at a time. */
  readonly compareBcrypt?: CompareBcrypt;
  /** Where new hashes are made; by default on this thread. */
  readonly hashBcrypt?: HashBcrypt;
}

const MATCH: PasswordMatch = { type: "match" };
const MISMATCH: PasswordMatch = { type: "mismatch" };
const BUSY: PasswordMatch = { type: "busy" };

/** Longest derived key, in bytes: SHA-512's is 64, and work grows with the length. */
const MAX_KEY_BYTES = 512;

const BCRYPT_HASH = /^\$2[aby]\$(?:0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/;

/**
 * Most work that a comparison may be, which takes seconds: who may write the file of one group must not stop the logins of all. A bcrypt
 * hash says its cost in its fifth and sixth letter.
 */
const MAX_BCRYPT_COST = 16;
const MAX_ITERATIONS = 20_000_000;

/** How many matches are remembered. */
const MAX_MATCHED = 256;

/**
 * Makes a hasher. Hashes take tens of milliseconds each, so that without limits a burst of logins would starve
 * everything else.
 */
export function createHasher(options: HasherOptions = {}): Hasher {
  return {
    maxRunning: options.maxRunning ?? 2,
    maxWaiting: options.maxWaiting ?? 500,
    compareBcrypt: options.compareBcrypt ?? compareBcryptHere,
    hashBcrypt: options.hashBcrypt ?? hashBcryptHere,
    running: 0,
    waiting: [],
    matched: new Set(),
  };
}

/** A stored password with `fields` laid over the empty one. */
export function createPassword(fields: Partial<Password>): Password {
  return { type: "", key: null, hash: "", salt: "", iterations: 0, ...fields };
}

/** Whether `offered` is the stored password. Never rejects. */
export async function matchPassword(
  stored: Password,
  offered: string,
  hasher: Hasher,
): Promise<PasswordMatch> {
  if (stored.type === "") return MISMATCH;
  if (stored.type === "wildcard") return MATCH;
  const fault = passwordFault(stored);
  if (fault !== null) return { type: "broken", reason: fault };
  const key = stored.key ?? "";
  if (stored.type === "plain") return constantTimeEquals(offered, key) ? MATCH : MISMATCH;
  if (!await enter(hasher)) return BUSY;
  try {
    return await matchHash(stored, offered, hasher);
  } finally {
    leave(hasher);
  }
}

/** Compares on this thread. It rejects if the hash is malformed. */
export async function compareBcryptHere(offered: string, hash: string): Promise<boolean> {
  return await bcrypt.compare(offered, hash);
}

/** Makes a hash on this thread. */
export async function hashBcryptHere(password: string, cost: number): Promise<string> {
  return await bcrypt.hash(password, cost);
}

/** What bcrypt looks at of a password, in bytes of UTF-8. */
export const MAX_BCRYPT_BYTES = 72;

/** Galène's, for what its interface hashes. */
const BCRYPT_COST = 8;

/** Outcome of {@linkcode hashPassword}. */
export type PasswordHash =
  | { readonly type: "hashed"; readonly password: Password }
  | { readonly type: "too-long" | "busy" };

/** Makes a password to be stored. */
export async function hashPassword(
  hasher: Hasher,
  text: string,
  cost = BCRYPT_COST,
): Promise<PasswordHash> {
  if (new TextEncoder().encode(text).length > MAX_BCRYPT_BYTES) return { type: "too-long" };
  if (!await enter(hasher)) return { type: "busy" };
  try {
    const key = await hasher.hashBcrypt(text, cost);
    return { type: "hashed", password: createPassword({ type: "bcrypt", key }) };
  } finally {
    leave(hasher);
  }
}

/** Why a stored password cannot be compared with anything, null if it can. */
export function passwordFault(stored: Password): string | null {
  switch (stored.type) {
    case "wildcard":
      return null;
    case "plain":
      return stored.key === null ? "missing key" : null;
    case "bcrypt":
      // An empty key would be missing, not empty: there is no such hash.
      if (!stored.key) return "missing key";
      if (!BCRYPT_HASH.test(stored.key)) return "malformed bcrypt hash";
      return Number(stored.key.slice(4, 6)) <= MAX_BCRYPT_COST
        ? null
        : `the cost of the bcrypt hash must be ${MAX_BCRYPT_COST} at most`;
    case "pbkdf2":
      return pbkdf2Fault(stored);
    default:
      return "unknown password type";
  }
}

/** Whether two texts are equal, in time that depends on the length of `offered` alone. */
export function constantTimeEquals(offered: string, secret: string): boolean {
  const encoder = new TextEncoder();
  return equalBytes(encoder.encode(offered), encoder.encode(secret));
}

function equalBytes(offered: Uint8Array, secret: Uint8Array): boolean {
  let difference = offered.length ^ secret.length;
  for (let i = 0; i < offered.length; i++) difference |= offered[i]! ^ (secret[i] ?? 0);
  return difference === 0;
}

function pbkdf2Fault(stored: Password): string | null {
  // An empty derived key would match anything.
  if (!stored.key) return "missing key";
  if (stored.hash !== "sha-256") return "unknown hash type";
  const key = fromHex(stored.key);
  if (key === null || fromHex(stored.salt) === null) return "key and salt must be hexadecimal";
  if (key.length > MAX_KEY_BYTES) return "the key is too long";
  const { iterations } = stored;
  // Each block of the key is derived anew.
  const work = iterations * Math.ceil(key.length / DERIVED_BYTES);
  return iterations >= 1 && work <= MAX_ITERATIONS
    ? null
    : `iterations must be from 1 to ${MAX_ITERATIONS}`;
}

async function matchHash(
  stored: Password,
  offered: string,
  hasher: Hasher,
): Promise<PasswordMatch> {
  const digest = await digestOf(stored, offered);
  if (hasher.matched.has(digest)) return MATCH;
  try {
    const matches = stored.type === "bcrypt"
      ? await hasher.compareBcrypt(offered, stored.key ?? "")
      : await matchPbkdf2(stored, offered);
    if (!matches) return MISMATCH;
  } catch (error) {
    return { type: "broken", reason: error instanceof Error ? error.message : "hashing failed" };
  }
  hasher.matched.add(digest);
  if (hasher.matched.size > MAX_MATCHED) {
    for (const oldest of hasher.matched) {
      hasher.matched.delete(oldest);
      break;
    }
  }
  return MATCH;
}

/** SHA-256 of all that decides whether two passwords match, in a form that no two of them share. */
async function digestOf(stored: Password, offered: string): Promise<string> {
  const { type, key, salt, iterations } = stored;
  const text = JSON.stringify([type, key, salt, iterations, offered]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return String.fromCharCode(...new Uint8Array(digest));
}

async function matchPbkdf2(stored: Password, offered: string): Promise<boolean> {
  const key = fromHex(stored.key ?? "") ?? new Uint8Array();
  const salt = fromHex(stored.salt) ?? new Uint8Array();
  return equalBytes(await pbkdf2(offered, salt, stored.iterations, key.length), key);
}

/** Length of the keys that we derive, in bytes: that of one block. */
const DERIVED_BYTES = 32;

/** Makes a password to be stored, by PBKDF2 with SHA-256 (RFC 8018, section 5.2). */
export async function derivePbkdf2(
  text: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Password> {
  const key = await pbkdf2(text, salt, iterations, DERIVED_BYTES);
  return createPassword({
    type: "pbkdf2",
    hash: "sha-256",
    key: toHex(key),
    salt: toHex(salt),
    iterations,
  });
}

async function pbkdf2(
  text: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
  length: number,
): Promise<Uint8Array> {
  const secret = new TextEncoder().encode(text);
  const derived = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations },
    await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]),
    length * 8,
  );
  return new Uint8Array(derived);
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(hex: string): Uint8Array<ArrayBuffer> | null {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) return null;
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Takes a place, waiting for one if need be. False if too many wait already. */
async function enter(hasher: Hasher): Promise<boolean> {
  if (hasher.running < hasher.maxRunning) {
    hasher.running++;
    return true;
  }
  if (hasher.waiting.length >= hasher.maxWaiting) return false;
  // The place is handed over as it is: `running` does not change when a waiter gets it.
  await new Promise<void>((resolve) => hasher.waiting.push(resolve));
  return true;
}

function leave(hasher: Hasher): void {
  const next = hasher.waiting.shift();
  if (next !== undefined) next();
  else hasher.running--;
}
