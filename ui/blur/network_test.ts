import { assertEquals, assertThrows } from "../../tests/assert.ts";
import { readNetwork } from "./model_file.ts";
import { fuseActivations, type Layer, type Network } from "./network.ts";
import { layOut } from "./segmenter.ts";

const SIZES = [0, 1, 2, 3].map(() => ({ width: 1, height: 1, channels: 1 }));

function network(layers: readonly Layer[], output = 3): Network {
  return { input: 0, output, sizes: SIZES, layers };
}

const ADD: Layer = { type: "add", input: 0, other: 0, output: 1, activation: null };
const RELU: Layer = { type: "activate", input: 1, output: 2, activation: "relu" };

Deno.test("an activation is done by the layer before it", () => {
  const { layers } = fuseActivations(network([ADD, RELU], 2));
  assertEquals(layers, [{ ...ADD, output: 2, activation: "relu" }]);
});

Deno.test("an activation stays where others need the plain result, or where none can be taken in", () => {
  const other: Layer = { type: "scale", input: 2, by: 1, output: 3, activation: null };
  assertEquals(fuseActivations(network([ADD, RELU, other])).layers, [ADD, RELU, other]);
  assertEquals(fuseActivations(network([ADD, RELU], 1)).layers, [ADD, RELU]);
  const mean: Layer = { type: "mean", input: 0, output: 1 };
  assertEquals(fuseActivations(network([mean, RELU], 2)).layers, [mean, RELU]);
  const twice: Layer = { ...RELU, input: 2, output: 3 };
  const { layers } = fuseActivations(network([ADD, RELU, twice]));
  assertEquals(layers, [{ ...ADD, output: 2, activation: "relu" }, twice]);
});

const KERNEL = { width: 2, height: 1 };
const SHAPE = { width: 4, height: 4 };
const COMMON = { input: 0, output: 1, stride: 1, pad: { x: 0, y: 0 }, activation: null };

Deno.test("weights lie by output slice, with the bias first and four points for four inputs", () => {
  // Five outputs of three inputs: two rows, of 1 + 2 places · 4 inputs.
  const weights = Float32Array.from({ length: 5 * 2 * 3 }, (_, i) => i + 1);
  const bias = Float32Array.of(101, 102, 103, 104, 105);
  const { width, height, values } = layOut(
    { type: "convolve", kernel: KERNEL, weights, bias, ...COMMON },
    { ...SHAPE, channels: 3 },
    { ...SHAPE, channels: 5 },
  );
  const point = (x: number, y: number) => [...values.subarray(4 * (y * width + x)).subarray(0, 4)];
  assertEquals([width, height], [9, 2]);
  assertEquals(point(0, 0), [101, 102, 103, 104]);
  assertEquals(point(0, 1), [105, 0, 0, 0]);
  // First place, first input, for the outputs 0 to 3; then the second input; the fourth does not exist.
  assertEquals(point(1, 0), [1, 7, 13, 19]);
  assertEquals(point(2, 0), [2, 8, 14, 20]);
  assertEquals(point(4, 0), [0, 0, 0, 0]);
  assertEquals(point(5, 0), [4, 10, 16, 22]);
  assertEquals(point(7, 1), [30, 0, 0, 0]);
});

Deno.test("weights of a depthwise layer lie by place alone", () => {
  const { width, height, values } = layOut(
    {
      type: "depthwise",
      kernel: KERNEL,
      weights: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
      bias: Float32Array.of(9, 10, 11, 12),
      ...COMMON,
    },
    { ...SHAPE, channels: 4 },
    { ...SHAPE, channels: 4 },
  );
  assertEquals([width, height], [3, 1]);
  assertEquals([...values], [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8]);
});

Deno.test("what is no model is refused", () => {
  for (const bytes of [[], [1, 2], [8, 0, 0, 0, 4, 0, 4, 0, 4, 0, 0, 0], [255, 255, 255, 255]]) {
    assertThrows(() => readNetwork(Uint8Array.from(bytes)), RangeError);
  }
});
