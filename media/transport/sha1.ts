/**
 * The compression function of SHA-1 (FIPS 180-4, section 6.1.2) in WebAssembly: the message schedule in vectors of four
 * words, the rounds unrolled. For packets of media; `hmac_sha1.ts` does with JavaScript for what comes seldom.
 * @module
 */
import {
  addI32,
  addWords,
  andI32,
  type Code,
  get,
  I32,
  i32,
  loadI32,
  loadV128,
  type Local,
  or,
  orI32,
  pick,
  rotateLeftI32,
  set,
  shiftWordsLeft,
  shiftWordsRight,
  storeI32,
  storeV128,
  subI32,
  V128,
  type WasmFunction,
  whileTrue,
  wordsV128,
  xor,
  xorI32,
} from "./wasm_assembler.ts";

const BLOCK = 64;
/** FIPS 180-4, section 4.2.1: one for each twenty rounds. */
const ROUND_CONSTANTS = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6] as const;

const At: Local = 0;
const Count: Local = 1;
/** The working variables a to e, which take turns in these five locals. */
const Working: Local = 2;
const Zero: Local = 7;
/** The last eight vectors of the schedule, four words in each. */
const Schedule: Local = 8;

const SWAP_BYTES = [3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12];

/** `sha1(at, count)`: takes blocks at `at` into the five words at `stateAt`. Uses 320 bytes at `scheduleAt`. */
export function sha1Function(stateAt: number, scheduleAt: number): WasmFunction {
  const variables = [0, 1, 2, 3, 4];
  const takeIn: Code = [
    variables.map((i) => set(Working + i, loadI32(i32(stateAt), 4 * i))),
    Array.from({ length: 20 }, (_, i) => [
      expand(i, scheduleAt),
      [0, 1, 2, 3].map((j) => round(4 * i + j, scheduleAt)),
    ]),
    variables.map((i) =>
      storeI32(i32(stateAt), 4 * i, addI32(loadI32(i32(stateAt), 4 * i), get(Working + i)))
    ),
    set(At, addI32(get(At), i32(BLOCK))),
    set(Count, subI32(get(Count), i32(1))),
  ];
  return {
    name: "sha1",
    parameters: 2,
    locals: [...variables.map(() => I32), ...Array.from({ length: 9 }, () => V128)],
    body: whileTrue(get(Count), takeIn),
  };
}

/** Words 4i to 4i + 3 of the schedule; stores them with the constant of their rounds. */
function expand(i: number, scheduleAt: number): Code {
  const local = (back: number): Local => Schedule + (i - back) % 8;
  const before = (back: number): Code => get(local(back));
  const constant = wordsV128(ROUND_CONSTANTS[Math.floor(i / 5)]!);
  return [
    i < 4
      ? set(local(0), pick(loadV128(get(At), 16 * i), get(Zero), SWAP_BYTES))
      : i < 8
      ? expandInOrder(local(0), before)
      : set(local(0), expandAtOnce(before)),
    storeV128(i32(scheduleAt), 16 * i, addWords(before(0), constant)),
  ];
}

/**
 * W(t) = rotate(W(t-3) + W(t-8) + W(t-14) + W(t-16), 1), sums without carries. The last of the four
 * words needs the first, so it is added once that is known.
 */
function expandInOrder(local: Local, before: (back: number) => Code): Code {
  const sum = [
    pick(before(1), get(Zero), places(1)),
    before(2),
    pick(before(4), before(3), places(2)),
    before(4),
  ].reduce(xor);
  return [
    set(local, sum),
    set(local, rotateWords(get(local), 1)),
    set(local, xor(get(local), rotateWords(pick(get(Zero), get(local), places(1)), 1))),
  ];
}

/** The same rule applied to itself: W(t) = rotate(W(t-6) + W(t-16) + W(t-28) + W(t-32), 2), all four words at once. */
function expandAtOnce(before: (back: number) => Code): Code {
  const sum = [
    pick(before(2), before(1), places(2)),
    before(4),
    before(7),
    before(8),
  ].reduce(xor);
  return rotateWords(sum, 2);
}

/** Picks four words from the eight of a pair of vectors, from word `first` on. */
function places(first: number): number[] {
  return Array.from({ length: 16 }, (_, i) => 4 * first + i);
}

function rotateWords(words: Code, bits: number): Code {
  return or(shiftWordsLeft(words, bits), shiftWordsRight(words, 32 - bits));
}

function round(t: number, scheduleAt: number): Code {
  const local = (name: number): Local => Working + (name + 80 - t) % 5;
  const sum = [
    get(local(4)),
    loadI32(i32(scheduleAt), 4 * t),
    mix(t, get(local(1)), get(local(2)), get(local(3))),
    rotateLeftI32(get(local(0)), 5),
  ].reduce(addI32);
  // e becomes the new a, and b the new c once it is rotated.
  return [set(local(4), sum), set(local(1), rotateLeftI32(get(local(1)), 30))];
}

/** f(t; b, c, d) of FIPS 180-4, section 4.1.1. */
function mix(t: number, b: Code, c: Code, d: Code): Code {
  if (t < 20) return xorI32(d, andI32(b, xorI32(c, d)));
  if (t < 40 || t >= 60) return xorI32(xorI32(b, c), d);
  return orI32(andI32(b, c), andI32(d, orI32(b, c)));
}
