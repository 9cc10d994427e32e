/**
 * What portable SRTP computes in WebAssembly, for vectors of 128 bits are out of JavaScript's reach: AES in counter mode,
 * GHASH and SHA-1. One module with a memory of 64 KiB serves all keys of a thread: what belongs to a key is copied in for each
 * packet, which takes less time than finding one's way in a memory that grows.
 * @module
 */
import { counterModeFunction } from "./aes.ts";
import { ghashFunction } from "./ghash.ts";
import { sha1Function } from "./sha1.ts";
import { assembleModule } from "./wasm_assembler.ts";

/** Bytes of a message that fit into the memory at once: any Ethernet frame. A multiple of the blocks of AES and of SHA-1. */
export const PIECE = 1536;

/** Where things are in the kernel's memory, in bytes. All but `message`'s end are aligned to 16. */
export const Layout = {
  /** The first counter block, 16 bytes. */
  iv: 0,
  /** The hash under way: 16 bytes of GHASH, or five words of SHA-1, which are little-endian as in all WebAssembly. */
  state: 32,
  /** The tag, up to 20 bytes. */
  tag: 64,
  /** The round keys of AES, `ROUND_KEYS_LENGTH` bytes. */
  roundKeys: 128,
  /** The message schedule of SHA-1, 320 bytes. */
  schedule: 512,
  /** The multiples of the key of GHASH, `GHASH_TABLE_LENGTH` bytes. */
  table: 1024,
  /** A piece of a message, with room for padding behind it and for a block before it. */
  message: 4096,
} as const;

/** The functions with their memory. Lengths and offsets are trusted. */
export interface SrtpKernel {
  readonly memory: Uint8Array;
  /** The same memory, in words. */
  readonly words: Int32Array;
  /**
   * Combines `count` blocks of 16 bytes from `at` on with the key stream of `Layout.roundKeys` and `Layout.iv`, whose last 16
   * bits are combined with `counter` and so on. May change two more blocks.
   */
  applyCounterMode(at: number, count: number, counter: number): void;
  /** Takes `count` blocks of 16 bytes from `at` on into the GHASH in `Layout.state`. */
  ghash(at: number, count: number): void;
  /** Takes `count` blocks of 64 bytes from `at` on into the SHA-1 in `Layout.state`. */
  sha1(at: number, count: number): void;
}

/** Makes a kernel. Throws what `WebAssembly` throws on a processor without vectors: an x86 from before 2008. */
export function createSrtpKernel(): SrtpKernel {
  const module = new WebAssembly.Module(assembleModule(1, [
    counterModeFunction(Layout.iv, Layout.roundKeys),
    ghashFunction(Layout.state, Layout.table),
    sha1Function(Layout.state, Layout.schedule),
  ]));
  const { exports } = new WebAssembly.Instance(module);
  // The module above exports these by name; no type can say so.
  const { memory, ...functions } = exports as unknown as
    & { readonly memory: WebAssembly.Memory }
    & Pick<SrtpKernel, "applyCounterMode" | "ghash" | "sha1">;
  return {
    memory: new Uint8Array(memory.buffer),
    words: new Int32Array(memory.buffer),
    ...functions,
  };
}
