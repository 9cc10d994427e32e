/**
 * Reads a network from a file in TensorFlow Lite's format: a FlatBuffer after `schema.fbs` of TensorFlow. Only what our
 * model uses is known: pictures of 32-bit floats, and weights of 16-bit floats.
 * @module
 */
import type { Activation, Layer, Network, Size } from "./network.ts";
import { fuseActivations } from "./network.ts";

/** Codes of `BuiltinOperator`. */
const ADD = 0;
const CONV_2D = 3;
const DEPTHWISE_CONV_2D = 4;
const DEQUANTIZE = 6;
const LOGISTIC = 14;
const MUL = 18;
const RELU = 19;
const RESIZE_BILINEAR = 23;
const CUSTOM = 32;
const MEAN = 40;
const HARD_SWISH = 117;

/** MediaPipe's own operation: a transposed convolution with a bias. */
const DECONVOLUTION = "Convolution2DTransposeBias";

const FLOAT16 = 1;

const ACTIVATIONS: Readonly<Record<number, Activation>> = {
  [LOGISTIC]: "sigmoid",
  [RELU]: "relu",
  [HARD_SWISH]: "hardSwish",
};

/** A place in the file, 0 for an absent one. */
type Offset = number;

interface Tensor {
  readonly shape: readonly number[];
  readonly type: number;
  readonly data: Uint8Array;
}

interface Operation {
  readonly code: number;
  readonly custom: string;
  readonly inputs: readonly number[];
  readonly output: number;
  readonly options: Offset;
}

/**
 * Reads the network.
 * @throws RangeError if it is not a file of this kind, or has something in it that we do not know.
 */
export function readNetwork(bytes: Uint8Array): Network {
  const file = createReader(bytes);
  const root = file.root;
  const graph = file.tables(file.field(root, 2))[0];
  if (graph === undefined) throw new RangeError("the model has no graph");
  const buffers = file.tables(file.field(root, 4)).map((table) => file.bytes(file.field(table, 0)));
  const tensors = file.tables(file.field(graph, 0)).map((table): Tensor => ({
    shape: file.ints(file.field(table, 0)),
    type: file.byte(file.field(table, 1)),
    data: buffers[file.int(file.field(table, 2))] ?? new Uint8Array(),
  }));
  const operations = readOperations(file, root, graph);
  const constants = new Map<number, Float32Array>();
  const layers: Layer[] = [];
  for (const operation of operations) {
    if (operation.code === DEQUANTIZE) {
      constants.set(operation.output, halves(tensors[operation.inputs[0]!]!));
    } else {
      layers.push(toLayer(file, operation, tensors, constants));
    }
  }
  const [input = 0] = file.ints(file.field(graph, 1));
  const [output = 0] = file.ints(file.field(graph, 2));
  const sizes = tensors.map(({ shape }) => sizeOf(shape));
  return fuseActivations({ input, output, sizes, layers });
}

function readOperations(file: Reader, root: Offset, graph: Offset): Operation[] {
  const codes = file.tables(file.field(root, 1)).map((table) => ({
    // The first field is the old one, of a byte; the fourth has come to take larger codes.
    code: Math.max(file.byte(file.field(table, 0)), file.int(file.field(table, 3))),
    custom: new TextDecoder().decode(file.bytes(file.field(table, 1))),
  }));
  return file.tables(file.field(graph, 3)).map((table) => {
    const kind = codes[file.int(file.field(table, 0))];
    if (kind === undefined) throw new RangeError("an operation has no code");
    const options = file.field(table, 4);
    return {
      ...kind,
      inputs: file.ints(file.field(table, 1)),
      output: file.ints(file.field(table, 2))[0] ?? 0,
      options: options === 0 ? 0 : file.follow(options),
    };
  });
}

function toLayer(
  file: Reader,
  { code, custom, inputs, output, options }: Operation,
  tensors: readonly Tensor[],
  constants: ReadonlyMap<number, Float32Array>,
): Layer {
  const input = inputs[0]!;
  const weighted = () => {
    const weights = constants.get(inputs[1]!);
    const bias = constants.get(inputs[2]!);
    const shape = tensors[inputs[1]!]?.shape ?? [];
    if (weights === undefined || bias === undefined) throw new RangeError("weights are missing");
    const [, height = 1, width = 1] = shape;
    return { input, output, weights, bias, kernel: { height, width }, activation: null };
  };
  const activation = ACTIVATIONS[code];
  if (activation !== undefined) return { type: "activate", input, output, activation };
  switch (code) {
    case CONV_2D:
    case DEPTHWISE_CONV_2D: {
      const layer = weighted();
      const same = file.byte(file.field(options, 0)) === 0;
      const stride = file.int(file.field(options, 1));
      const from = sizeOf(tensors[input]!.shape);
      const to = sizeOf(tensors[output]!.shape);
      const pad = {
        x: same ? padding(from.width, to.width, stride, layer.kernel.width) : 0,
        y: same ? padding(from.height, to.height, stride, layer.kernel.height) : 0,
      };
      return { type: code === CONV_2D ? "convolve" : "depthwise", stride, pad, ...layer };
    }
    case ADD:
      return { type: "add", input, other: inputs[1]!, output, activation: null };
    case MUL:
      return { type: "scale", input, by: inputs[1]!, output, activation: null };
    case MEAN:
      return { type: "mean", input, output };
    case RESIZE_BILINEAR:
      return { type: "resize", input, output };
    case CUSTOM:
      if (custom === DECONVOLUTION) return { type: "deconvolve", ...weighted() };
  }
  throw new RangeError(`operation ${code} ${custom} is unknown`);
}

/** What TensorFlow's "SAME" leaves out at the near edge; the far one has the rest. */
function padding(from: number, to: number, stride: number, kernel: number): number {
  return Math.floor(Math.max(0, (to - 1) * stride + kernel - from) / 2);
}

/** Shapes are (1, height, width, channels). */
function sizeOf(shape: readonly number[]): Size {
  const [, height = 1, width = 1, channels = 1] = shape;
  return { height, width, channels };
}

/** 16-bit floats (IEEE 754) as 32-bit ones. */
function halves({ type, data }: Tensor): Float32Array {
  if (type !== FLOAT16) throw new RangeError(`weights of type ${type} are unknown`);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Float32Array.from(
    { length: data.byteLength / 2 },
    (_, i) => half(view.getUint16(2 * i, true)),
  );
}

function half(bits: number): number {
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

type Reader = ReturnType<typeof createReader>;

/** FlatBuffers: tables point to what they have in them, and to a list that says where. */
function createReader(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const follow = (at: Offset): Offset => at + view.getUint32(at, true);
  const vector = (at: Offset): { start: Offset; length: number } => {
    if (at === 0) return { start: 0, length: 0 };
    const start = follow(at);
    return { start: start + 4, length: view.getUint32(start, true) };
  };
  const each = <T>(at: Offset, read: (at: Offset) => T): T[] => {
    const { start, length } = vector(at);
    return Array.from({ length }, (_, i) => read(start + 4 * i));
  };
  return {
    root: follow(0),
    follow,
    /** The field of that number, 0 if it is absent. */
    field(table: Offset, number: number): Offset {
      if (table === 0) return 0;
      const list = table - view.getInt32(table, true);
      const place = 4 + 2 * number;
      const distance = place < view.getUint16(list, true) ? view.getUint16(list + place, true) : 0;
      return distance === 0 ? 0 : table + distance;
    },
    int: (at: Offset): number => at === 0 ? 0 : view.getInt32(at, true),
    byte: (at: Offset): number => at === 0 ? 0 : view.getInt8(at),
    ints: (at: Offset): number[] => each(at, (at) => view.getInt32(at, true)),
    tables: (at: Offset): Offset[] => each(at, follow),
    bytes(at: Offset): Uint8Array {
      const { start, length } = vector(at);
      return bytes.subarray(start, start + length);
    },
  };
}
