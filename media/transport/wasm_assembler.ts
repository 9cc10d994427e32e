/**
 * Writes WebAssembly modules (WebAssembly Core Specification 3.0, chapter 5), as much as arithmetic on memory needs. An
 * instruction is a function of the code of its operands, so that code reads like the expression that it computes:
 *
 *     storeV128(get(to), 0, xor(loadV128(get(to), 0), loadV128(get(from), 0)))
 *
 * @module
 */

/** Instructions of the stack machine: bytes in nested lists. An expression leaves one value, a statement none. */
export type Code = readonly (number | Code)[];

/** A parameter or local variable by its index, parameters first. */
export type Local = number;

/** The types in use, by their codes. */
export const I32 = 0x7f;
export const V128 = 0x7b;

/** One exported function. Its parameters are of type `I32`, and it returns nothing. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: number;
  /** Types of the locals behind the parameters. They start as zero. */
  readonly locals: readonly number[];
  readonly body: Code;
}

const FUNCTION_TYPE = 0x60;
const MEMORY_EXPORT = 2;
const FUNCTION_EXPORT = 0;
const EMPTY = 0x40;
const LOOP = 0x03;
const BRANCH_IF = 0x0d;
const IF = 0x04;
const END = 0x0b;

/** A module with these functions and a memory of `pages` times 64 KiB, which never grows and is exported as "memory". */
export function assembleModule(
  pages: number,
  functions: readonly WasmFunction[],
): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [
    FUNCTION_TYPE,
    vector(Array.from({ length: parameters }, () => [I32])),
    0,
  ]);
  const exports = functions.map(({ name }, i) => [text(name), FUNCTION_EXPORT, unsigned(i)]);
  const bodies = functions.map(({ locals, body }) =>
    sized([vector(locals.map((type) => [1, type])), body, END])
  );
  return Uint8Array.from(flatten([
    [0x00, 0x61, 0x73, 0x6d], // "\0asm"
    [1, 0, 0, 0], // version
    section(1, vector(types)),
    section(3, vector(functions.map((_, i) => unsigned(i)))),
    section(5, vector([[1, unsigned(pages), unsigned(pages)]])),
    section(7, vector([...exports, [text("memory"), MEMORY_EXPORT, 0]])),
    section(10, vector(bodies)),
  ]));
}

/** The value of a local. */
export const get = (local: Local): Code => [0x20, unsigned(local)];
/** Statement: gives a local a value. */
export const set = (local: Local, value: Code): Code => [value, 0x21, unsigned(local)];

export const i32 = (value: number): Code => [0x41, signed(value)];
export const addI32 = (a: Code, b: Code): Code => [a, b, 0x6a];
export const subI32 = (a: Code, b: Code): Code => [a, b, 0x6b];
export const andI32 = (a: Code, b: Code): Code => [a, b, 0x71];
export const orI32 = (a: Code, b: Code): Code => [a, b, 0x72];
export const xorI32 = (a: Code, b: Code): Code => [a, b, 0x73];
export const shiftLeftI32 = (a: Code, bits: number): Code => [a, i32(bits), 0x74];
export const shiftRightI32 = (a: Code, bits: number): Code => [a, i32(bits), 0x76];
export const rotateLeftI32 = (a: Code, bits: number): Code => [a, i32(bits), 0x77];
/** 1 if a < b, both unsigned, else 0. */
export const lessI32 = (a: Code, b: Code): Code => [a, b, 0x49];
export const loadI32 = (address: Code, offset: number): Code => [
  address,
  [0x28, 0, unsigned(offset)],
];
/** Statement. */
export const storeI32 = (address: Code, offset: number, value: Code): Code => [
  address,
  value,
  [0x36, 0, unsigned(offset)],
];

/** A vector of these 16 bytes. */
export const constV128 = (bytes: readonly number[]): Code => [simd(0x0c), bytes];
/** A vector with the same byte in all 16 places. */
export const bytesV128 = (byte: number): Code => simd(0x0f, i32(byte));
/** A vector with the same word in all 4 places. */
export const wordsV128 = (word: number): Code => simd(0x11, i32(word));
export const and = (a: Code, b: Code): Code => simd(0x4e, a, b);
export const or = (a: Code, b: Code): Code => simd(0x50, a, b);
export const xor = (a: Code, b: Code): Code => simd(0x51, a, b);
/** Shifts of each byte by itself, of each pair of bytes, and of each word. A byte's takes several instructions. */
export const shiftBytesLeft = (a: Code, bits: number): Code => simd(0x6b, a, i32(bits));
export const shiftBytesRight = (a: Code, bits: number): Code => simd(0x6d, a, i32(bits));
export const shiftPairsRight = (a: Code, bits: number): Code => simd(0x8d, a, i32(bits));
export const shiftWordsLeft = (a: Code, bits: number): Code => simd(0xab, a, i32(bits));
export const shiftWordsRight = (a: Code, bits: number): Code => simd(0xad, a, i32(bits));
export const addWords = (a: Code, b: Code): Code => simd(0xae, a, b);
/** Puts `word` into the last of the four places. */
export const replaceLastWord = (a: Code, word: Code): Code => [simd(0x1c, a, word), 3];
/**
 * For each byte of `indices` the byte of `table` at that place, or 0 for indices from 128 on. The instruction is the relaxed
 * one, which leaves open what those between give, and takes one instruction of an x86 processor in place of two.
 */
export const lookUp = (table: Code, indices: Code): Code => simd(0x100, table, indices);
/** The bytes at these 16 places of `a` (0 to 15) and `b` (16 to 31). */
export const pick = (a: Code, b: Code, places: readonly number[]): Code => [
  simd(0x0d, a, b),
  places,
];
export const loadV128 = (address: Code, offset: number): Code => [
  simd(0x00, address),
  [0, unsigned(offset)],
];
/** Statement. */
export const storeV128 = (address: Code, offset: number, value: Code): Code => [
  simd(0x0b, address, value),
  [0, unsigned(offset)],
];

/** Statement: runs `body` if `condition` is not 0, and again as long as it is not. */
export const whileTrue = (condition: Code, body: Code): Code => [
  condition,
  [IF, EMPTY, LOOP, EMPTY],
  body,
  condition,
  [BRANCH_IF, 0, END, END],
];

function simd(instruction: number, ...operands: readonly Code[]): Code {
  return [operands, 0xfd, unsigned(instruction)];
}

function section(id: number, content: Code): Code {
  return [id, sized(content)];
}

function sized(content: Code): Code {
  const bytes = flatten(content);
  return [unsigned(bytes.length), bytes];
}

function vector(items: readonly Code[]): Code {
  return [unsigned(items.length), items];
}

function text(ascii: string): Code {
  return sized(Array.from(ascii, (character) => character.charCodeAt(0)));
}

/** LEB128 of a number that is not negative. */
function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, unsigned(value >>> 7)];
}

/** LEB128 of a signed number of 32 bits. */
function signed(value: number): Code {
  const rest = value >> 7;
  const last = rest === 0 && (value & 0x40) === 0 || rest === -1 && (value & 0x40) !== 0;
  return last ? [value & 0x7f] : [(value & 0x7f) | 0x80, signed(rest)];
}

function flatten(code: Code, to: number[] = []): number[] {
  for (const part of code) {
    if (typeof part === "number") to.push(part);
    else flatten(part, to);
  }
  return to;
}
