/**
 * A network for pictures as data: layers in the order in which they are computed, from numbered pictures to others.
 * @module
 */

/** Number of a picture: what is put in, what comes out, or what is in between. */
export type PictureId = number;

/** The size of a picture. */
export interface Size {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** What is done to each value. */
export type Activation = "relu" | "hardSwish" | "sigmoid";

/** A layer that multiplies what is around a point by weights. */
interface Weighted {
  readonly input: PictureId;
  readonly output: PictureId;
  readonly kernel: { readonly width: number; readonly height: number };
  /** By output channel, row, column and input channel; without output channels for `depthwise`. */
  readonly weights: Float32Array;
  /** By output channel. */
  readonly bias: Float32Array;
  readonly activation: Activation | null;
}

/** One step of the computation. */
export type Layer =
  | {
    readonly type: "convolve" | "depthwise";
    readonly stride: number;
    /** How far the kernel reaches out of the picture at the left and at the top. */
    readonly pad: { readonly x: number; readonly y: number };
  } & Weighted
  /** The other way round: each point becomes as many as the kernel has. */
  | { readonly type: "deconvolve" } & Weighted
  | {
    readonly type: "activate";
    readonly input: PictureId;
    readonly output: PictureId;
    readonly activation: Activation;
  }
  | {
    readonly type: "add";
    readonly input: PictureId;
    readonly other: PictureId;
    readonly output: PictureId;
    readonly activation: Activation | null;
  }
  /** Multiplies each channel by one number, from a picture of one point. */
  | {
    readonly type: "scale";
    readonly input: PictureId;
    readonly by: PictureId;
    readonly output: PictureId;
    readonly activation: Activation | null;
  }
  /** Of each channel, over the whole picture: a picture of one point. */
  | { readonly type: "mean"; readonly input: PictureId; readonly output: PictureId }
  /** Bilinear, between the centres of points. */
  | { readonly type: "resize"; readonly input: PictureId; readonly output: PictureId };

/** A network. */
export interface Network {
  readonly input: PictureId;
  readonly output: PictureId;
  /** By number of the picture. */
  readonly sizes: readonly Size[];
  readonly layers: readonly Layer[];
}

/** Lets each activation be done by the layer before it, where nobody else needs that layer's plain result. */
export function fuseActivations(network: Network): Network {
  const uses = new Map<PictureId, number>([[network.output, 1]]);
  for (const picture of network.layers.flatMap(inputsOf)) {
    uses.set(picture, (uses.get(picture) ?? 0) + 1);
  }
  const layers: Layer[] = [];
  for (const layer of network.layers) {
    const before = layers.findIndex(({ output }) =>
      layer.type === "activate" && output === layer.input
    );
    const made = layers[before];
    if (
      layer.type === "activate" && made !== undefined && "activation" in made &&
      made.activation === null && uses.get(made.output) === 1
    ) {
      layers[before] = { ...made, activation: layer.activation, output: layer.output };
    } else {
      layers.push(layer);
    }
  }
  return { ...network, layers };
}

/** The pictures that a layer needs. */
export function inputsOf(layer: Layer): PictureId[] {
  switch (layer.type) {
    case "add":
      return [layer.input, layer.other];
    case "scale":
      return [layer.input, layer.by];
    default:
      return [layer.input];
  }
}
