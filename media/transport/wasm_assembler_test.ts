import { assertEquals } from "../../tests/assert.ts";
import {
  addI32,
  assembleModule,
  type Code,
  get,
  I32,
  i32,
  lessI32,
  pick,
  rotateLeftI32,
  set,
  storeI32,
  storeV128,
  V128,
  type WasmFunction,
  whileTrue,
  wordsV128,
} from "./wasm_assembler.ts";

/** Runs `body`, a function of `parameters`, and returns the memory. */
function runBody(body: Code, parameters: readonly number[] = [], locals: number[] = []): DataView {
  const run: WasmFunction = { name: "run", parameters: parameters.length, locals, body };
  const idle: WasmFunction = { name: "idle", parameters: 0, locals: [], body: [] };
  const module = new WebAssembly.Module(assembleModule(1, [idle, run]));
  const { exports } = new WebAssembly.Instance(module);
  assertEquals(Object.keys(exports), ["idle", "run", "memory"]);
  const { run: call, memory } = exports;
  if (typeof call !== "function" || !(memory instanceof WebAssembly.Memory)) throw new TypeError();
  call(...parameters);
  return new DataView(memory.buffer);
}

Deno.test("constants of any size are encoded", () => {
  const values = Array.from({ length: 32 }, (_, i) => 2 ** i)
    .flatMap((power) => [power - 1, power, -power, -power - 1]);
  for (const value of values) {
    const memory = runBody(storeI32(i32(0), 0, i32(value | 0)));
    assertEquals(memory.getInt32(0, true), value | 0);
  }
});

Deno.test("offsets of any size are encoded", () => {
  for (const offset of [0, 63, 64, 127, 128, 8191, 16384, 65532]) {
    assertEquals(runBody(storeI32(i32(0), offset, i32(7))).getInt32(offset, true), 7);
  }
});

Deno.test("a loop runs as often as its condition holds, and not at all if it never does", () => {
  const [limit, at] = [0, 1];
  const count = whileTrue(lessI32(get(at), get(limit)), [
    set(at, addI32(get(at), i32(1))),
    storeI32(i32(0), 0, rotateLeftI32(get(at), 8)),
  ]);
  assertEquals(runBody(count, [0], [I32]).getInt32(0, true), 0);
  assertEquals(runBody(count, [3], [I32]).getInt32(0, true), 0x300);
});

Deno.test("vectors keep their bytes in memory's order", () => {
  const v = 0;
  const places = [16, 17, 18, 19, 3, 2, 1, 0, 0, 0, 0, 0, 31, 31, 31, 31];
  const memory = runBody(
    [
      set(v, wordsV128(0x04030201)),
      storeV128(i32(0), 16, pick(get(v), wordsV128(0x0d0c0b0a), places)),
    ],
    [],
    [V128],
  );
  const bytes = new Uint8Array(memory.buffer, 16, 16).toHex();
  assertEquals(bytes, "0a0b0c0d" + "04030201" + "01010101" + "0d0d0d0d");
});
