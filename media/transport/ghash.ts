/**
 * GHASH, the authentication of GCM (NIST SP 800-38D, section 6.4), by look-ups of half-bytes in vectors of 16 bytes: no
 * address depends on a secret, so that caches tell nothing. BoringSSL does likewise on processors that cannot
 * multiply polynomials (`ghash-ssse3-x86_64.pl`).
 *
 * A block is a polynomial of degree 127 over GF(2), where the first bit is the coefficient of x^0. The product of a block X
 * and the key H is the sum of (byte i of X) · H · x^8i. Byte j of (byte i of X) · H depends on byte i alone, so one
 * look-up gives it for all i at once; its place in the product is i + j.
 * @module
 */
import {
  addI32,
  and,
  bytesV128,
  type Code,
  get,
  i32,
  lessI32,
  loadV128,
  type Local,
  lookUp,
  pick,
  set,
  shiftBytesLeft,
  shiftBytesRight,
  storeV128,
  subI32,
  V128,
  type WasmFunction,
  whileTrue,
  xor,
} from "./wasm_assembler.ts";

const BLOCK = 16;
/** A row for each byte of a product: 16 bytes by the low half of a byte of the block, then 16 by the high half. */
const ROW = 32;
const POWER = BLOCK * ROW;
/** Blocks taken in at once, with as many powers of the key: with two the processor finds more to do at the same time. */
const POWERS = 2;

/** Length of a table in bytes. */
export const GHASH_TABLE_LENGTH = POWERS * POWER;

/** The table that `ghashFunction` needs for the key `h`, 16 bytes. Takes the same time for every key. */
export function createGhashTable(h: Uint8Array): Uint8Array {
  const table = new Uint8Array(GHASH_TABLE_LENGTH);
  const power = h.slice();
  for (let i = 0; i < POWERS; i++) {
    writeMultiples(table, i * POWER, power);
    multiply(power, h);
  }
  power.fill(0);
  return table;
}

/** Writes `power` times each half of a byte, by bytes of the product. */
function writeMultiples(table: Uint8Array, at: number, power: Uint8Array): void {
  const multiple = power.slice();
  // Bit 7 of a byte stands for x^0, bit 0 for x^7.
  for (let bit = 7; bit >= 0; bit--) {
    const half = at + (bit < 4 ? 0 : BLOCK);
    for (let n = 0; n < 16; n++) {
      if ((n >> (bit & 3) & 1) === 0) continue;
      for (let row = 0; row < BLOCK; row++) {
        const entry = half + row * ROW + n;
        table[entry] = table[entry]! ^ multiple[row]!;
      }
    }
    multiplyByX(multiple);
  }
  multiple.fill(0);
}

/** a = a · b. */
function multiply(a: Uint8Array, b: Uint8Array): void {
  const multiple = b.slice();
  const product = new Uint8Array(BLOCK);
  for (let i = 0; i < 8 * BLOCK; i++) {
    const mask = -(a[i >> 3]! >> (7 - (i & 7)) & 1);
    for (let j = 0; j < BLOCK; j++) product[j] = product[j]! ^ (multiple[j]! & mask);
    multiplyByX(multiple);
  }
  a.set(product);
  multiple.fill(0);
  product.fill(0);
}

/** a = a · x, where x^128 = 1 + x + x^2 + x^7. */
function multiplyByX(a: Uint8Array): void {
  const overflow = -(a[BLOCK - 1]! & 1);
  for (let i = BLOCK - 1; i > 0; i--) a[i] = (a[i]! >> 1) | (a[i - 1]! << 7);
  a[0] = (a[0]! >> 1) ^ (overflow & 0xe1);
}

/** Parameters and locals of the function. */
const At: Local = 0;
const Count: Local = 1;
const Y: Local = 2;
const Block: Local = 3;
/** The product: bytes 0 to 15, and bytes 16 to 31. */
const Low: Local = 4;
const High: Local = 5;
const Zero: Local = 6;
/** The low and high halves of the first block's bytes, then those of the second block. */
const Halves: Local = 7;

/** Picks from the pair (a, b) so that `b` moves up a byte and the last byte of `a` enters. */
const UP_ONE_BYTE = Array.from({ length: BLOCK }, (_, i) => 15 + i);

/** `ghash(at, count)`: takes blocks at `at` into the state at `stateAt`, under the key whose table lies at `tableAt`. */
export function ghashFunction(stateAt: number, tableAt: number): WasmFunction {
  const takeIn = (blocks: number): Code => [
    splitBlocks(blocks),
    multiplyBlocks(blocks, tableAt),
    reduce(),
    set(At, addI32(get(At), i32(blocks * BLOCK))),
    set(Count, subI32(get(Count), i32(blocks))),
  ];
  return {
    name: "ghash",
    parameters: 2,
    locals: Array.from({ length: 5 + 2 * POWERS }, () => V128),
    body: [
      set(Y, loadV128(i32(stateAt), 0)),
      whileTrue(lessI32(i32(POWERS - 1), get(Count)), takeIn(POWERS)),
      whileTrue(get(Count), takeIn(1)),
      storeV128(i32(stateAt), 0, get(Y)),
    ],
  };
}

function splitBlocks(blocks: number): Code {
  return Array.from({ length: blocks }, (_, i) => {
    const block = loadV128(get(At), i * BLOCK);
    return [
      set(Block, i === 0 ? xor(block, get(Y)) : block),
      set(Halves + 2 * i, and(get(Block), bytesV128(0x0f))),
      set(Halves + 2 * i + 1, shiftBytesRight(get(Block), 4)),
    ];
  });
}

/** The sum of the blocks, each times its power: the last one times H, the one before times H^2. */
function multiplyBlocks(blocks: number, tableAt: number): Code {
  const rows = Array.from({ length: BLOCK }, (_, row) => {
    const terms = Array.from({ length: 2 * blocks }, (_, i) => {
      const power = blocks - 1 - (i >> 1);
      const at = tableAt + power * POWER + row * ROW + (i & 1) * BLOCK;
      return lookUp(loadV128(i32(at), 0), get(Halves + i));
    });
    return terms.reduce(xor);
  });
  return [
    set(Low, get(Zero)),
    set(High, get(Zero)),
    rows.toReversed().map((row) => [
      set(High, pick(get(Low), get(High), UP_ONE_BYTE)),
      set(Low, xor(pick(get(Zero), get(Low), UP_ONE_BYTE), row)),
    ]),
  ];
}

/** Y = Low + High · (1 + x + x^2 + x^7). The last byte of High is zero, so nothing overflows. */
function reduce(): Code {
  const high = get(High);
  const inside = [
    high,
    shiftBytesRight(high, 1),
    shiftBytesRight(high, 2),
    shiftBytesRight(high, 7),
  ].reduce(xor);
  const carried = [
    shiftBytesLeft(high, 7),
    shiftBytesLeft(high, 6),
    shiftBytesLeft(high, 1),
  ].reduce(xor);
  return set(Y, [get(Low), inside, pick(get(Zero), carried, UP_ONE_BYTE)].reduce(xor));
}
