/**
 * The system calls of the Linux UDP backend, by the C library. Errors come back as negative error numbers, as the kernel itself gives
 * them to the library.
 * @module
 */
import { ARCHITECTURES } from "./linux_abi.ts";

const LIBRARY = "libc.so.6";

/** The two calls of the packet path take pointers as integers, see `native_memory.ts`. */
const SYMBOLS = {
  __errno_location: { parameters: [], result: "pointer" },
  // (socket, address, length of address)
  getsockname: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  // (socket, level, option, value, length of value)
  getsockopt: { parameters: ["i32", "i32", "i32", "buffer", "buffer"], result: "i32" },
  setsockopt: { parameters: ["i32", "i32", "i32", "buffer", "u32"], result: "i32" },
  // (socket, messages, count, flags, timeout)
  recvmmsg: { parameters: ["i32", "u64", "u32", "i32", "u64"], result: "i32" },
  // (socket, messages, count, flags)
  sendmmsg: { parameters: ["i32", "u64", "u32", "i32"], result: "i32" },
} as const satisfies Deno.ForeignLibraryInterface;

/** System calls on file descriptors. Each gives what it gives on success, or an error number below zero. */
export interface Libc {
  /** Writes a `struct sockaddr` into `address`. */
  getsockname(descriptor: number, address: Uint8Array<ArrayBuffer>): number;
  /** Value of an option that is an `int`; since error numbers are no values, null on failure. */
  getOption(descriptor: number, level: number, option: number): number | null;
  setOption(descriptor: number, level: number, option: number, value: number): number;
  /** How many messages of the `count` at address `messages` were received. */
  recvmmsg(descriptor: number, messages: bigint, count: number, flags: number): number;
  /** How many messages of the `count` at address `messages` were sent. */
  sendmmsg(descriptor: number, messages: bigint, count: number, flags: number): number;
  close(): void;
}

/** The library, or the reason why there is none. */
export type LibcResult =
  | { readonly libc: Libc }
  | { readonly libc: null; readonly reason: string };

/**
 * Opens the C library. Needs the permission `--allow-ffi` without a path, and never asks for it. What it gives belongs to
 * the thread that called, for each thread has its own error number.
 */
export function openLibc(): LibcResult {
  const { os, arch } = Deno.build;
  if (os !== "linux") return { libc: null, reason: "this system is not Linux" };
  if (!ARCHITECTURES.includes(arch)) {
    return { libc: null, reason: `its structs are not known for the processor ${arch}` };
  }
  if (Deno.permissions.querySync({ name: "ffi" }).state !== "granted") {
    return { libc: null, reason: "the permission --allow-ffi is missing" };
  }
  try {
    return { libc: wrap(Deno.dlopen(LIBRARY, SYMBOLS)) };
  } catch (error) {
    return { libc: null, reason: error instanceof Error ? error.message : String(error) };
  }
}

function wrap(library: Deno.DynamicLibrary<typeof SYMBOLS>): Libc {
  const { symbols } = library;
  const errnoAt = symbols.__errno_location();
  if (errnoAt === null) throw new Error("the C library has no error number");
  /** Read at once after a call: the runtime's own system calls write here as well. */
  const errno = new Int32Array(Deno.UnsafePointerView.getArrayBuffer(errnoAt, 4));
  const orError = (result: number): number => result < 0 ? -errno[0]! : result;
  return {
    getsockname(descriptor, address) {
      const length = Uint32Array.of(address.length);
      return orError(symbols.getsockname(descriptor, address, length));
    },
    getOption(descriptor, level, option) {
      const value = new Int32Array(1);
      const length = Uint32Array.of(value.byteLength);
      return symbols.getsockopt(descriptor, level, option, value, length) < 0 ? null : value[0]!;
    },
    setOption(descriptor, level, option, value) {
      const bytes = Int32Array.of(value);
      return orError(symbols.setsockopt(descriptor, level, option, bytes, bytes.byteLength));
    },
    recvmmsg: (descriptor, messages, count, flags) =>
      orError(symbols.recvmmsg(descriptor, BigInt.asUintN(64, messages), count, flags, 0n)),
    sendmmsg: (descriptor, messages, count, flags) =>
      orError(symbols.sendmmsg(descriptor, BigInt.asUintN(64, messages), count, flags)),
    close: () => library.close(),
  };
}
