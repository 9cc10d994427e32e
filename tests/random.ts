/**
 * Randomness that repeats itself: the same seed gives the same test.
 * @module
 */
import { hexOf } from "./bytes.ts";

/** A seeded source of random numbers. Not for secrets. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [0, n), for n of 1 to 2^32. */
  int(n: number): number;
  /** Fills `bytes` and returns it. */
  fill(bytes: Uint8Array): Uint8Array;
}

/** Makes a source from a seed of 32 bits: the SplitMix32 generator. */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const u32 = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return {
    next: () => u32() / 0x1_0000_0000,
    int: (n) => Math.floor((u32() / 0x1_0000_0000) * n),
    fill: (bytes) => {
      for (let i = 0; i < bytes.length; i += 4) {
        const word = u32();
        bytes[i] = word; // stores beyond the end of a typed array are ignored
        bytes[i + 1] = word >>> 8;
        bytes[i + 2] = word >>> 16;
        bytes[i + 3] = word >>> 24;
      }
      return bytes;
    },
  };
}

/** How many inputs a parser is fuzzed with in the ordinary test run. */
export const FUZZ_INPUTS = 100_000;

/**
 * Changes the bytes around `buf[start, end)` that are not input: what a parser then finds must be the same as before, or it
 * read out of bounds.
 */
export function changeSurroundings(
  buf: Uint8Array,
  start: number,
  end: number,
  random: Random,
): void {
  random.fill(buf.subarray(0, start));
  random.fill(buf.subarray(end));
}

/**
 * Feeds a parser with {@link FUZZ_INPUTS} inputs of 0 to `maxLength` bytes: some random, some of `samples` cut short or with
 * a few bytes changed, which reach deeper. Each lies in the middle of one reused buffer with other bytes around it.
 */
export function fuzz(
  seed: number,
  maxLength: number,
  samples: readonly Uint8Array[],
  parse: (buf: Uint8Array, start: number, end: number, random: Random) => void,
): void {
  const random = createRandom(seed);
  const buf = new Uint8Array(maxLength + 64);
  for (let i = 0; i < FUZZ_INPUTS; i++) {
    const start = random.int(32);
    const sample = samples[random.int(samples.length * 2)];
    let length = random.int(maxLength + 1);
    if (sample === undefined) {
      random.fill(buf.subarray(start, start + length + 8));
    } else {
      length = Math.min(maxLength, random.int(4) === 0 ? random.int(sample.length) : sample.length);
      buf.set(sample.subarray(0, length), start);
      random.fill(buf.subarray(start + length, start + length + 8));
      for (let n = random.int(4); n > 0 && length > 0; n--) {
        buf[start + random.int(length)] = random.int(256);
      }
    }
    try {
      parse(buf, start, start + length, random);
    } catch (error) {
      const hex = hexOf(buf.subarray(start, start + length));
      throw new Error(`input ${i} of seed ${seed} failed: ${hex}`, { cause: error });
    }
  }
}
