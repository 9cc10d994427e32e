/**
 * Addresses of packets for foreign functions, without garbage. A view or pointer object per packet would be some, so
 * addresses go out as 64-bit integers: the base of the packet's ArrayBuffer, remembered, plus an offset.
 *
 * In source these integers are bigints; V8's optimizing compiler keeps `addressAt(base, offset)` in a register as long as
 * it is passed on at once to a parameter of type `u64`, and Deno's fast calls take it from there. (A plain number would be
 * passed on as well, but on a slow path that costs 80 ns instead of 5.)
 * @module
 */

/** The null pointer. */
export const NULL_ADDRESS = 0n;

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
    bases: new Array<bigint>(CACHED_BUFFERS).fill(NULL_ADDRESS),
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

/** `base + offset`; the offset is a whole number below 2^31. */
export function addressAt(base: bigint, offset: number): bigint {
  return BigInt.asUintN(64, base + BigInt(offset | 0));
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
