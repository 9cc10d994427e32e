/**
 * AES-128 in counter mode (FIPS 197; NIST SP 800-38A, section 6.5) by look-ups of half-bytes in vectors of 16 bytes: no
 * address depends on a secret, so that caches tell nothing.
 *
 * Inside, a byte of GF(256) is k + i·s, where k and i are of GF(16) and s^2 + a·s + a = 0. Its norm is
 * N = k^2 + a·i·k + a·i^2 and its inverse ((k + a·i) + i·s) / N. That is a linear function of u = (k + a·i) / N and
 * v = (k + a·j) / N with j = i + k, and these are sums of functions of one half-byte each, but for being inverted:
 *
 *     1/u = 1/(1/i + a/k) + j        1/v = 1/(1/j + a/k) + i
 *
 * Dividing by zero gives `INFINITE`, for which look-ups in turn give zero. What AES does after the inversion is linear
 * but for a constant, which is in the round keys, so that two tables, by 1/u and by 1/v, do all of it. The way is that of
 * M. Hamburg's "Accelerating AES with Vector Permute Instructions" (2009).
 * @module
 */
import { A, invert, linear, multiply, S, SMALL_FIELD, SPLIT, split } from "./aes_field.ts";
import {
  addI32,
  and,
  andI32,
  type Code,
  constV128,
  get,
  I32,
  i32,
  lessI32,
  loadI32,
  loadV128,
  type Local,
  lookUp,
  orI32,
  replaceLastWord,
  set,
  shiftLeftI32,
  shiftPairsRight,
  shiftRightI32,
  storeV128,
  V128,
  type WasmFunction,
  whileTrue,
  xor,
  xorI32,
} from "./wasm_assembler.ts";

const BLOCK = 16;
const ROUNDS = 10;
/** Length in bytes of what `createRoundKeys` makes. */
export const ROUND_KEYS_LENGTH = (ROUNDS + 1) * BLOCK;
/** Blocks encrypted side by side, since each step of one waits for the step before. */
const SIDE_BY_SIDE = 3;

/** Flags a half-byte as infinite. Sums with such a one are infinite too. */
const INFINITE = 0x80;

/** A table by half-bytes of what `entry` gives for their elements of GF(16). */
function tableOf(entry: (element: number) => number): number[] {
  return SMALL_FIELD.map(entry);
}

function halfOrInfinite(dividend: number, divisor: number): number {
  return divisor === 0 ? INFINITE : SPLIT[multiply(dividend, invert(divisor))]!;
}

/** The parts of an inverse that u and v make: u + s · (u + u/a) / a, and s · (v/a) / a. */
const partOfU = (u: number): number =>
  u ^ multiply(S, multiply(u ^ multiply(u, invert(A)), invert(A)));
const partOfV = (v: number): number => multiply(S, multiply(multiply(v, invert(A)), invert(A)));

/** Where ShiftRows, and then `rows` steps down the column, finds each byte (FIPS 197, sections 5.1.2 and 5.1.3). */
function shiftedRows(rows: number): number[] {
  return Array.from({ length: BLOCK }, (_, at) => {
    const row = (at + rows) % 4;
    return (4 * ((at >> 2) + row) + row) % BLOCK;
  });
}

/** Vectors that stay the same, by name. */
const CONSTANTS = {
  half: tableOf(() => 0x0f),
  inverse: tableOf((x) => halfOrInfinite(1, x)),
  aOver: tableOf((x) => halfOrInfinite(A, x)),
  u: tableOf((x) => SPLIT[linear(partOfU(invert(x)))]!),
  v: tableOf((x) => SPLIT[linear(partOfV(invert(x)))]!),
  uTwice: tableOf((x) => SPLIT[multiply(linear(partOfU(invert(x))), 2)]!),
  vTwice: tableOf((x) => SPLIT[multiply(linear(partOfV(invert(x))), 2)]!),
  down0: shiftedRows(0),
  down1: shiftedRows(1),
  down2: shiftedRows(2),
  down3: shiftedRows(3),
  splitLow: Array.from({ length: 16 }, (_, half) => SPLIT[half]!),
  splitHigh: Array.from({ length: 16 }, (_, half) => SPLIT[half << 4]!),
  uLast: tableOf((x) => linear(partOfU(invert(x)))),
  vLast: tableOf((x) => linear(partOfV(invert(x)))),
} as const;
const CONSTANT_NAMES = Object.keys(CONSTANTS);

/**
 * The round keys of a key of 16 bytes (FIPS 197, section 5.2), as `counterModeFunction` needs them. Takes the same time for
 * all keys.
 */
export function createRoundKeys(key: Uint8Array): Uint8Array {
  const keys = new Uint8Array(ROUND_KEYS_LENGTH);
  keys.set(key);
  let roundConstant = 1;
  for (let at = BLOCK; at < keys.length; at++) {
    const inWord = at % 4;
    let byte = keys[at - 4]!;
    if (at % BLOCK < 4) {
      // The first word takes the last one of the round before, rotated and through the S-box.
      byte = linear(invert(keys[at - 4 + (inWord === 3 ? -3 : 1)]!)) ^ 0x63;
      if (inWord === 0) byte ^= roundConstant;
      if (inWord === 3) roundConstant = multiply(roundConstant, 2);
    }
    keys[at] = keys[at - BLOCK]! ^ byte;
  }
  // The S-box's constant passes the linear parts unchanged. The last round gives whole bytes.
  for (let at = 0; at < keys.length; at++) {
    const byte = keys[at]! ^ (at < BLOCK ? 0 : 0x63);
    keys[at] = at < ROUNDS * BLOCK ? split(byte) : byte;
  }
  return keys;
}

/** Parameters and locals of the function. */
const At: Local = 0;
const Count: Local = 1;
const Counter: Local = 2;
const End: Local = 3;
const Key: Local = 4;
const FirstConstant: Local = 5;
const constant = (name: keyof typeof CONSTANTS): Code =>
  get(FirstConstant + CONSTANT_NAMES.indexOf(name));
const FirstBlock: Local = FirstConstant + CONSTANT_NAMES.length;
const LOCALS_PER_BLOCK = 5;
/** The state of a block encrypted beside others, half-bytes of it, and two more. */
function localsOf(block: number) {
  const state: Local = FirstBlock + block * LOCALS_PER_BLOCK;
  return { state, i: state + 1, k: state + 2, j: state + 3, aOverK: state + 4 } as const;
}

/**
 * `applyCounterMode(at, count, counter)`: combines `count` blocks at `at` with the key stream, which is the block at `ivAt`
 * encrypted under the round keys at `keysAt`, its last 16 bits combined with `counter`, `counter` + 1 and so on. Changes up to
 * `SIDE_BY_SIDE` - 1 blocks more.
 */
export function counterModeFunction(ivAt: number, keysAt: number): WasmFunction {
  const blocks = Array.from({ length: SIDE_BY_SIDE }, (_, block) => block);
  const lastKeyAt = keysAt + ROUNDS * BLOCK;
  return {
    name: "applyCounterMode",
    parameters: 3,
    locals: [
      ...[I32, I32],
      ...CONSTANT_NAMES.map(() => V128),
      ...Array.from({ length: SIDE_BY_SIDE * LOCALS_PER_BLOCK }, () => V128),
    ],
    body: [
      Object.values(CONSTANTS).map((bytes, i) => set(FirstConstant + i, constV128(bytes))),
      set(End, addI32(get(At), shiftLeftI32(get(Count), 4))),
      whileTrue(lessI32(get(At), get(End)), [
        blocks.map((block) => begin(block, ivAt, keysAt)),
        set(Key, i32(keysAt + BLOCK)),
        whileTrue(lessI32(get(Key), i32(lastKeyAt)), [
          substitute(),
          blocks.map(mixColumns),
          set(Key, addI32(get(Key), i32(BLOCK))),
        ]),
        substitute(),
        blocks.map((block) => finish(block, lastKeyAt)),
        set(At, addI32(get(At), i32(SIDE_BY_SIDE * BLOCK))),
        set(Counter, addI32(get(Counter), i32(SIDE_BY_SIDE))),
      ]),
    ],
  };
}

/** Makes the state of a counter block. */
function begin(block: number, ivAt: number, keysAt: number): Code {
  const { state, i, k } = localsOf(block);
  const counter = addI32(get(Counter), i32(block));
  const swapped = orI32(
    shiftLeftI32(counter, 24),
    shiftLeftI32(andI32(shiftRightI32(counter, 8), i32(0xff)), 16),
  );
  const word = xorI32(loadI32(i32(ivAt), 12), swapped);
  return [
    set(state, replaceLastWord(loadV128(i32(ivAt), 0), word)),
    splitHalves(state, i, k),
    set(
      state,
      [
        lookUp(constant("splitLow"), get(k)),
        lookUp(constant("splitHigh"), get(i)),
        loadV128(i32(keysAt), 0),
      ].reduce(xor),
    ),
  ];
}

function splitHalves(state: Local, i: Local, k: Local): Code {
  return [
    set(k, and(get(state), constant("half"))),
    set(i, and(shiftPairsRight(get(state), 4), constant("half"))),
  ];
}

/** From the states of all blocks to 1/u and 1/v, in place of i and j. */
function substitute(): Code {
  const steps = Array.from({ length: SIDE_BY_SIDE }, (_, block) => {
    const { state, i, k, j, aOverK } = localsOf(block);
    const invert = (x: Code): Code => lookUp(constant("inverse"), x);
    return [
      splitHalves(state, i, k),
      set(aOverK, lookUp(constant("aOver"), get(k))),
      set(j, xor(get(i), get(k))),
      set(k, xor(invert(xor(invert(get(i)), get(aOverK))), get(j))),
      set(j, xor(invert(xor(invert(get(j)), get(aOverK))), get(i))),
      set(i, get(k)),
    ];
  });
  return steps[0]!.map((_, step) => steps.map((ofBlock) => ofBlock[step]!));
}

/** MixColumns of ShiftRows: each byte is 2, 3, 1 and 1 times the four bytes of its column, from its own row down. */
function mixColumns(block: number): Code {
  const { state, i: perU, j: perV, k: once, aOverK: twice } = localsOf(block);
  return [
    set(twice, xor(lookUp(constant("uTwice"), get(perU)), lookUp(constant("vTwice"), get(perV)))),
    set(once, xor(lookUp(constant("u"), get(perU)), lookUp(constant("v"), get(perV)))),
    set(
      state,
      [
        loadV128(get(Key), 0),
        lookUp(get(twice), constant("down0")),
        lookUp(xor(get(twice), get(once)), constant("down1")),
        lookUp(get(once), constant("down2")),
        lookUp(get(once), constant("down3")),
      ].reduce(xor),
    ),
  ];
}

/** The last round, without MixColumns, and the combination with the message. */
function finish(block: number, keyAt: number): Code {
  const { i: perU, j: perV } = localsOf(block);
  const bytes = xor(lookUp(constant("uLast"), get(perU)), lookUp(constant("vLast"), get(perV)));
  const stream = xor(lookUp(bytes, constant("down0")), loadV128(i32(keyAt), 0));
  return storeV128(get(At), block * BLOCK, xor(loadV128(get(At), block * BLOCK), stream));
}
