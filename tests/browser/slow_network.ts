/**
 * Computes a network on the processor, as plainly as can be: what the GPU's result is held against.
 * @module
 */
import type { Activation, Layer, Network, Size } from "../../ui/blur/network.ts";

/** A picture: values by row, column and channel. */
export interface Picture extends Size {
  readonly values: Float32Array;
}

/** What the network makes of a picture. */
export function computeSlowly(network: Network, input: Float32Array): Picture {
  const pictures = new Map<number, Picture>();
  const make = (id: number): Picture => {
    const { width, height, channels } = network.sizes[id]!;
    const picture = {
      width,
      height,
      channels,
      values: new Float32Array(width * height * channels),
    };
    pictures.set(id, picture);
    return picture;
  };
  make(network.input).values.set(input);
  for (const layer of network.layers) {
    const from = pictures.get(layer.input)!;
    const to = make(layer.output);
    const activation = "activation" in layer ? layer.activation : null;
    const value = valueOf(layer, from, (id) => pictures.get(id)!);
    for (let y = 0, at = 0; y < to.height; y++) {
      for (let x = 0; x < to.width; x++) {
        for (let c = 0; c < to.channels; c++) {
          to.values[at++] = activate(value(x, y, c), activation);
        }
      }
    }
  }
  return pictures.get(network.output)!;
}

type ValueAt = (x: number, y: number, channel: number) => number;

function valueOf(layer: Layer, from: Picture, other: (id: number) => Picture): ValueAt {
  const at = reader(from);
  switch (layer.type) {
    case "activate":
      return at;
    case "add": {
      const second = reader(other(layer.other));
      return (x, y, c) => at(x, y, c) + second(x, y, c);
    }
    case "scale": {
      const by = reader(other(layer.by));
      return (x, y, c) => at(x, y, c) * by(0, 0, c);
    }
    case "mean":
      return (_x, _y, c) => {
        let sum = 0;
        for (let y = 0; y < from.height; y++) {
          for (let x = 0; x < from.width; x++) sum += at(x, y, c);
        }
        return sum / (from.width * from.height);
      };
    case "resize":
      return (x, y, c) => {
        const [left, top] = [Math.max(0, (x + 0.5) / 2 - 0.5), Math.max(0, (y + 0.5) / 2 - 0.5)];
        const [x0, y0] = [Math.floor(left), Math.floor(top)];
        const [x1, y1] = [Math.min(x0 + 1, from.width - 1), Math.min(y0 + 1, from.height - 1)];
        const row = (y: number) => at(x0, y, c) * (1 - left + x0) + at(x1, y, c) * (left - x0);
        return row(y0) * (1 - top + y0) + row(y1) * (top - y0);
      };
    case "depthwise": {
      const { kernel, weights, bias, stride, pad } = layer;
      return (x, y, c) =>
        over(kernel, (kx, ky) =>
          at(x * stride + kx - pad.x, y * stride + ky - pad.y, c) *
          weights[(ky * kernel.width + kx) * from.channels + c]!) + bias[c]!;
    }
    case "convolve": {
      const { kernel, weights, bias, stride, pad } = layer;
      return (x, y, c) =>
        over(kernel, (kx, ky) => {
          let sum = 0;
          const place = ((c * kernel.height + ky) * kernel.width + kx) * from.channels;
          for (let i = 0; i < from.channels; i++) {
            sum += at(x * stride + kx - pad.x, y * stride + ky - pad.y, i) * weights[place + i]!;
          }
          return sum;
        }) + bias[c]!;
    }
    case "deconvolve": {
      const { kernel, weights, bias } = layer;
      return (x, y, c) => {
        let sum = bias[c]!;
        const k = (y % kernel.height) * kernel.width + x % kernel.width;
        const place = (c * kernel.width * kernel.height + k) * from.channels;
        for (let i = 0; i < from.channels; i++) {
          sum += at(Math.floor(x / kernel.width), Math.floor(y / kernel.height), i) *
            weights[place + i]!;
        }
        return sum;
      };
    }
  }
}

function over(
  { width, height }: { readonly width: number; readonly height: number },
  value: (x: number, y: number) => number,
): number {
  let sum = 0;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) sum += value(x, y);
  return sum;
}

/** Around the picture everything is 0. */
function reader({ width, height, channels, values }: Picture): ValueAt {
  return (x, y, c) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : values[(y * width + x) * channels + c]!;
}

function activate(value: number, activation: Activation | null): number {
  switch (activation) {
    case null:
      return value;
    case "relu":
      return Math.max(0, value);
    case "hardSwish":
      return value * Math.min(1, Math.max(0, value / 6 + 0.5));
    case "sigmoid":
      return 1 / (1 + Math.exp(-value));
  }
}
