/**
 * Runs a network on the GPU: finds the person in a picture.
 * @module
 */
import {
  createPass,
  createProgram,
  createTable,
  createTarget,
  type Gl,
  type Pass,
  type Program,
  runPass,
  type Target,
} from "./gpu.ts";
import type { Layer, Network, Size } from "./network.ts";
import { ACTIVATION_NUMBERS, LAYER_SHADERS } from "./network_shaders.ts";

/** A network that is ready to run. */
export interface Segmenter {
  /** To be filled before each run: red, green and blue from 0 to 1. */
  readonly input: Target;
  /** What comes out: the first channel is how surely a point belongs to the person, 0 to 1. */
  readonly output: Target;
  run(): void;
}

/**
 * Lays a network out on the GPU, which must be able to write half floats (`EXT_color_buffer_float`).
 * @throws Error if the GPU's compiler refuses a shader.
 */
export function createSegmenter(gl: Gl, network: Network): Segmenter {
  const programs = new Map<keyof typeof LAYER_SHADERS, Program>();
  const programOf = (type: keyof typeof LAYER_SHADERS) => {
    const program = programs.get(type) ?? createProgram(gl, LAYER_SHADERS[type]);
    programs.set(type, program);
    return program;
  };
  const targets = new Map<number, Target>();
  const targetOf = (picture: number) => {
    const target = targets.get(picture) ??
      createTarget(gl, textureSize(network.sizes[picture]!), "halves");
    targets.set(picture, target);
    return target;
  };
  const passes: Pass[] = [];
  for (const layer of network.layers) {
    const program = programOf(layer.type);
    const from = network.sizes[layer.input]!;
    const to = network.sizes[layer.output]!;
    const source = targetOf(layer.input).texture;
    const target = targetOf(layer.output);
    if (layer.type === "mean") {
      const row = { ...from, width: 1 };
      const between = createTarget(gl, textureSize(row), "halves");
      passes.push(createPass(program, between, { source }, sizesOf(from, row)));
      passes.push(createPass(program, target, { source: between.texture }, sizesOf(row, to)));
    } else {
      const textures = { source, ...otherTextures(gl, layer, from, to, targetOf) };
      const numbers = { ...sizesOf(from, to), ...numbersOf(layer) };
      passes.push(createPass(program, target, textures, numbers));
    }
  }
  return {
    input: targetOf(network.input),
    output: targetOf(network.output),
    run() {
      for (const pass of passes) runPass(gl, pass);
    },
  };
}

function slicesOf({ channels }: Size): number {
  return Math.ceil(channels / 4);
}

function textureSize(size: Size): { width: number; height: number } {
  return { width: size.width, height: size.height * slicesOf(size) };
}

function sizesOf(from: Size, to: Size): Record<string, readonly number[]> {
  return {
    sourceSize: [from.width, from.height],
    size: [to.width, to.height],
    slices: [slicesOf(from)],
    activation: [0],
  };
}

function numbersOf(layer: Layer): Record<string, readonly number[]> {
  const numbers: Record<string, readonly number[]> = {};
  if ("activation" in layer && layer.activation !== null) {
    numbers["activation"] = [ACTIVATION_NUMBERS[layer.activation]];
  }
  if ("kernel" in layer) numbers["kernel"] = [layer.kernel.width, layer.kernel.height];
  if ("stride" in layer) {
    numbers["stride"] = [layer.stride];
    numbers["pad"] = [layer.pad.x, layer.pad.y];
  }
  return numbers;
}

function otherTextures(
  gl: Gl,
  layer: Layer,
  from: Size,
  to: Size,
  targetOf: (picture: number) => Target,
): Record<string, WebGLTexture> {
  switch (layer.type) {
    case "add":
      return { other: targetOf(layer.other).texture };
    case "scale":
      return { by: targetOf(layer.by).texture };
    case "convolve":
    case "deconvolve":
    case "depthwise": {
      const { width, height, values } = layOut(layer, from, to);
      return { weights: createTable(gl, width, height, values) };
    }
    default:
      return {};
  }
}

/** Weights as the shaders read them: a row for each four output channels, the bias first. */
export function layOut(
  layer: Extract<Layer, { readonly weights: Float32Array }>,
  from: Size,
  to: Size,
): { width: number; height: number; values: Float32Array } {
  const { weights, bias, kernel } = layer;
  const places = kernel.width * kernel.height;
  const inputs = layer.type === "depthwise" ? 1 : slicesOf(from) * 4;
  const width = 1 + places * inputs;
  const height = slicesOf(to);
  const values = new Float32Array(width * height * 4);
  for (let channel = 0; channel < to.channels; channel++) {
    const row = Math.floor(channel / 4) * width * 4 + channel % 4;
    values[row] = bias[channel]!;
    for (let place = 0; place < places; place++) {
      if (layer.type === "depthwise") {
        values[row + 4 * (1 + place)] = weights[place * to.channels + channel]!;
        continue;
      }
      for (let input = 0; input < from.channels; input++) {
        const value = weights[(channel * places + place) * from.channels + input]!;
        values[row + 4 * (1 + place * inputs + input)] = value;
      }
    }
  }
  return { width, height, values };
}
