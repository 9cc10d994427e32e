/**
 * What portable SRTP computes in WebAssembly, for vectors of 128 bits are out of JavaScript's reach: counter blocks, the
 * combination with the key stream, GHASH and SHA-1. One module with a memory of 64 KiB serves all keys of a thread: what
 * belongs to a key is copied in for each packet, which takes less time than finding one's way in a memory that grows.
 * @module
 */
import { ghashFunction } from "./ghash.ts";
import { sha1Function } from "./sha1.ts";
import {
  addI32,
  andI32,
  assembleModule,
  type Code,
  get,
  I32,
  i32,
  lessI32,
  loadI32,
  loadV128,
  orI32,
  replaceLastWord,
  set,
  shiftLeftI32,
  shiftRightI32,
  storeV128,
  subI32,
  V128,
  type WasmFunction,
  whileTrue,
  xor,
  xorI32,
} from "./wasm_assembler.ts";

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
  /** The message schedule of SHA-1, 320 bytes. */
  schedule: 128,
  /** The multiples of the key of GHASH, `GHASH_TABLE_LENGTH` bytes. */
  table: 1024,
  /** Counter blocks, one more than a piece has. */
  counters: 2048,
  /** Key stream for a piece. A block that is not for data lies right before it. */
  stream: 4096,
  /** A piece of a message, with room for padding. */
  message: 8192,
} as const;

/** The functions with their memory. Lengths and offsets are trusted. */
export interface SrtpKernel {
  readonly memory: Uint8Array;
  /** The same memory, in words. */
  readonly words: Int32Array;
  /** Fills `Layout.counters` with `count` blocks: `Layout.iv` with its last 16 bits combined with `first` and so on. */
  writeCounters(first: number, count: number): void;
  /** Combines `count` blocks of `Layout.message` with those of `Layout.stream`. */
  combine(count: number): void;
  /** Takes `count` blocks of 16 bytes from `at` on into the GHASH in `Layout.state`. */
  ghash(at: number, count: number): void;
  /** Takes `count` blocks of 64 bytes from `at` on into the SHA-1 in `Layout.state`. */
  sha1(at: number, count: number): void;
}

/** Makes a kernel. Throws what `WebAssembly` throws on a processor without vectors: an x86 from before 2008. */
export function createSrtpKernel(): SrtpKernel {
  const module = new WebAssembly.Module(assembleModule(1, [
    countersFunction(),
    combineFunction(),
    ghashFunction(Layout.state, Layout.table),
    sha1Function(Layout.state, Layout.schedule),
  ]));
  const { exports } = new WebAssembly.Instance(module);
  // The module above exports these by name; no type can say so.
  const { memory, ...functions } = exports as unknown as
    & { readonly memory: WebAssembly.Memory }
    & Pick<SrtpKernel, "writeCounters" | "combine" | "ghash" | "sha1">;
  return {
    memory: new Uint8Array(memory.buffer),
    words: new Int32Array(memory.buffer),
    ...functions,
  };
}

function countersFunction(): WasmFunction {
  const counter = 0, count = 1, to = 2, iv = 3;
  const swapped: Code = orI32(
    shiftLeftI32(get(counter), 24),
    shiftLeftI32(andI32(shiftRightI32(get(counter), 8), i32(0xff)), 16),
  );
  const word = xorI32(loadI32(i32(Layout.iv + 12), 0), swapped);
  return {
    name: "writeCounters",
    parameters: 2,
    locals: [I32, V128],
    body: [
      set(iv, loadV128(i32(Layout.iv), 0)),
      whileTrue(get(count), [
        storeV128(get(to), Layout.counters, replaceLastWord(get(iv), word)),
        set(counter, addI32(get(counter), i32(1))),
        set(to, addI32(get(to), i32(16))),
        set(count, subI32(get(count), i32(1))),
      ]),
    ],
  };
}

function combineFunction(): WasmFunction {
  const count = 0, at = 1;
  return {
    name: "combine",
    parameters: 1,
    locals: [I32],
    body: whileTrue(lessI32(get(at), shiftLeftI32(get(count), 4)), [
      storeV128(
        get(at),
        Layout.message,
        xor(loadV128(get(at), Layout.message), loadV128(get(at), Layout.stream)),
      ),
      set(at, addI32(get(at), i32(16))),
    ]),
  };
}
