/**
 * Writes dependency descriptors ("RTP Payload Format For AV1", appendix A) for the patterns of `encoder.ts`: one template for each
 * layer, no chains.
 * @module
 */
import type { Frame } from "./encoder.ts";

interface BitWriter {
  readonly bytes: number[];
  bits: number;
}

function put(writer: BitWriter, value: number, count: number): void {
  for (let i = count - 1; i >= 0; i--) {
    if (writer.bits % 8 === 0) writer.bytes.push(0);
    const at = writer.bytes.length - 1;
    writer.bytes[at] = writer.bytes[at]! | (((value >> i) & 1) << (7 - (writer.bits % 8)));
    writer.bits++;
  }
}

/** What a stream's descriptors have in common. */
export interface DescriptorStream {
  readonly spatialLayers: number;
  readonly temporalLayers: number;
  /** Counts frames; 16 bits. */
  frameNumber: number;
}

/**
 * Writes the descriptor of one packet. The structure comes with the first packet of a key frame.
 * @param offset id of the first template
 */
export function writeDescriptor(
  stream: DescriptorStream,
  frame: Frame,
  place: number,
  count: number,
  offset = 0,
): Uint8Array {
  const { spatialLayers, temporalLayers } = stream;
  const writer: BitWriter = { bytes: [], bits: 0 };
  const first = place === 0;
  put(writer, first ? 1 : 0, 1);
  put(writer, place === count - 1 ? 1 : 0, 1);
  put(writer, (offset + frame.spatialId * temporalLayers + frame.temporalId) & 63, 6);
  put(writer, stream.frameNumber, 16);
  const hasStructure = first && frame.keyframe;
  const independent = frame.reference === 0;
  if (!hasStructure && !independent) return Uint8Array.from(writer.bytes);
  put(writer, hasStructure ? 1 : 0, 1);
  put(writer, 0, 1); // all decode targets stay active
  put(writer, independent ? 1 : 0, 1); // own indications
  put(writer, independent ? 1 : 0, 1); // own references
  put(writer, 0, 1);
  if (hasStructure) writeStructure(writer, spatialLayers, temporalLayers, offset);
  if (independent) {
    for (let target = 0; target < spatialLayers * temporalLayers; target++) {
      put(writer, Math.floor(target / temporalLayers) >= frame.spatialId ? 2 : 0, 2);
    }
    if (frame.interLayer) put(writer, 0b01_0000, 6); // one distance, of 4 bits: the frame before
    put(writer, 0, 2); // no further ones
  }
  return Uint8Array.from(writer.bytes);
}

function writeStructure(
  writer: BitWriter,
  spatialLayers: number,
  temporalLayers: number,
  offset: number,
): void {
  const layers = spatialLayers * temporalLayers;
  put(writer, offset & 63, 6);
  put(writer, layers - 1, 5);
  for (let i = 1; i < layers; i++) put(writer, i % temporalLayers === 0 ? 2 : 1, 2);
  put(writer, 3, 2);
  for (let i = 0; i < layers; i++) {
    for (let target = 0; target < layers; target++) {
      put(writer, indication(i, target, temporalLayers), 2);
    }
  }
  for (let i = 0; i < layers; i++) {
    put(writer, 1, 1); // one reference: the distance of the layer's pattern, roughly
    put(writer, Math.min(16, 1 << (temporalLayers - 1 - (i % temporalLayers))) - 1, 4);
    put(writer, 0, 1);
  }
  // No chains: a number below layers + 1, not symmetric, is written in so many bits.
  put(writer, 0, Math.floor(Math.log2(layers + 1)));
  put(writer, 0, 1); // no resolutions
}

/** 0 not present, 1 discardable, 2 switch. */
function indication(layer: number, target: number, temporalLayers: number): number {
  const [spatial, temporal] = [Math.floor(layer / temporalLayers), layer % temporalLayers];
  const [spatialTarget, temporalTarget] = [
    Math.floor(target / temporalLayers),
    target % temporalLayers,
  ];
  if (spatial > spatialTarget || temporal > temporalTarget) return 0;
  return temporal === temporalTarget && temporal > 0 ? 1 : 2;
}
