/**
 * Addresses of packets for foreign functions, without garbage. A view or a pointer object per packet would be some, so addresses
 * go out as 64-bit integers: the base of the packet's ArrayBuffer, remembered, plus an offset.
 *
 * In source these are bigints. V8's optimizing compiler keeps one in a register, and Deno's fast call takes it from
 * there, under three conditions, found by counting scavenges (Deno 2.6.8 and 2.9.6):
 *
 * 1. the sum is written out in the call: `f(BigInt.asUintN(64, base + BigInt(offset | 0)))`, with the `| 0`;
 * 2. every pointer among the parameters is declared as `u64`: with a single `"pointer"` or `"buffer"` they are all boxed;
 * 3. no plain number is passed for a `u64`: that is allowed, but takes a slow path of 80 ns instead of 5.
 * @module
 */

/** The null pointer. */
export const NULL = 0n;

/** How many buffers a cache knows: receive batch, ring and send arena, and one more. */
const CACHED_BUFFERS = 4;

/** The packet buffers used last, with their addresses. A buffer is kept alive as long as its entry stays. */
export interface AddressCache {
  readonly buffers: (ArrayBufferLike | null)[];
  readonly bases: bigint[];
  /** Which entry is replaced next. */
  next: number;
}

/** Makes an empty cache. */
export function createAddressCache(): AddressCache {
  return {
    buffers: new Array<ArrayBufferLike | null>(CACHED_BUFFERS).fill(null),
    bases: new Array<bigint>(CACHED_BUFFERS).fill(NULL),
    next: 0,
  };
}

/** Address of the first byte of `buffer`. An ArrayBuffer never moves, shared or not. */
export function baseOf(cache: AddressCache, buffer: ArrayBufferLike): bigint {
  const buffers = cache.buffers;
  for (let i = 0; i < CACHED_BUFFERS; i++) {
    if (buffers[i] === buffer) return cache.bases[i]!;
  }
  const base = addressOf(buffer);
  buffers[cache.next] = buffer;
  cache.bases[cache.next] = base;
  cache.next = (cache.next + 1) % CACHED_BUFFERS;
  return base;
}

/** Address of the first byte of `buffer`, looked up. */
export function addressOf(buffer: ArrayBufferLike): bigint {
  // The declared type leaves out shared memory; the function takes it.
  const view = new Uint8Array(buffer) as Uint8Array<ArrayBuffer>;
  return BigInt(Deno.UnsafePointer.value(Deno.UnsafePointer.of(view)));
}

/** Memory that foreign functions may be given by pointer: a small array made without a buffer of its own can move. */
export function allocate(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new ArrayBuffer(length));
}
