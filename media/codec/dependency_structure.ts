/**
 * The template dependency structure ("RTP Payload Format For AV1", version 1.0, appendix A.8.3): which kinds of frames a stream has,
 * their layers, what they refer to, and which decode targets, that is choices of layers, need them.
 * @module
 */
import { type BitReader, readBits, readFlag, readNonSymmetric } from "./bits.ts";

// Limits of AV1 (bitstream specification, section 6.2.3 for layers) and of the fields' widths.
export const MAX_SPATIAL_LAYERS = 4;
export const MAX_TEMPORAL_LAYERS = 8;
export const MAX_TEMPLATES = 64;
export const MAX_DECODE_TARGETS = 32;

// Decode target indications, appendix A.4: what a frame is to a decode target. "Required" is 3.
export const DTI_NOT_PRESENT = 0;
export const DTI_DISCARDABLE = 1;
export const DTI_SWITCH = 2;

/** No decode target has exactly these layers. */
export const NO_TARGET = 0xff;

/** What a structure says; the arrays are filled as far as the counts go. */
export interface DependencyStructure {
  /** Number of the first template: each structure of a stream has another, so that frames of an older one are told. */
  templateOffset: number;
  templateCount: number;
  targetCount: number;
  chainCount: number;
  /** By template. */
  readonly spatialIds: Uint8Array;
  readonly temporalIds: Uint8Array;
  /** By template times {@link MAX_DECODE_TARGETS}, plus decode target. */
  readonly indications: Uint8Array;
  /** The frames that a frame refers to, by template: bit 0 for the frame before it, bit 1 for the one before that, …, 16 of them. */
  readonly references: Uint16Array;
  /** Highest layers of each decode target. */
  readonly targetSpatialIds: Uint8Array;
  readonly targetTemporalIds: Uint8Array;
  /** Decode target by spatial id times {@link MAX_TEMPORAL_LAYERS}, plus temporal id; {@link NO_TARGET} where none is. */
  readonly targets: Uint8Array;
  /** Size in pixels by spatial id; 0 if not told. */
  readonly widths: Uint32Array;
  readonly heights: Uint32Array;
}

/** Makes a structure without a template. */
export function createDependencyStructure(): DependencyStructure {
  return {
    templateOffset: 0,
    templateCount: 0,
    targetCount: 0,
    chainCount: 0,
    spatialIds: new Uint8Array(MAX_TEMPLATES),
    temporalIds: new Uint8Array(MAX_TEMPLATES),
    indications: new Uint8Array(MAX_TEMPLATES * MAX_DECODE_TARGETS),
    references: new Uint16Array(MAX_TEMPLATES),
    targetSpatialIds: new Uint8Array(MAX_DECODE_TARGETS),
    targetTemporalIds: new Uint8Array(MAX_DECODE_TARGETS),
    targets: new Uint8Array(MAX_SPATIAL_LAYERS * MAX_TEMPORAL_LAYERS),
    widths: new Uint32Array(MAX_SPATIAL_LAYERS),
    heights: new Uint32Array(MAX_SPATIAL_LAYERS),
  };
}

/** Reads a structure. False if it is cut off or names impossible layers; `out` is then not to be used. */
export function readDependencyStructure(reader: BitReader, out: DependencyStructure): boolean {
  out.templateOffset = readBits(reader, 6);
  out.targetCount = readBits(reader, 5) + 1;
  if (!readLayers(reader, out)) return false;
  for (let template = 0; template < out.templateCount; template++) {
    for (let target = 0; target < out.targetCount; target++) {
      out.indications[template * MAX_DECODE_TARGETS + target] = readBits(reader, 2);
    }
  }
  for (let template = 0; template < out.templateCount; template++) {
    out.references[template] = readReferences(reader);
  }
  skipChains(reader, out);
  deriveTargets(out);
  readResolutions(reader, out);
  return !reader.overrun;
}

/** The templates' layers, in ascending order. */
function readLayers(reader: BitReader, out: DependencyStructure): boolean {
  let spatialId = 0;
  let temporalId = 0;
  for (let count = 0; count < MAX_TEMPLATES;) {
    out.spatialIds[count] = spatialId;
    out.temporalIds[count] = temporalId;
    out.templateCount = ++count;
    const next = readBits(reader, 2);
    if (next === 3) return true;
    if (next === 1) temporalId++;
    if (next === 2) {
      temporalId = 0;
      spatialId++;
    }
    if (spatialId >= MAX_SPATIAL_LAYERS || temporalId >= MAX_TEMPORAL_LAYERS) return false;
  }
  return false;
}

/** The frames that one template's frames refer to. They are told as distances less one, until there is no more. */
function readReferences(reader: BitReader): number {
  let references = 0;
  while (readFlag(reader)) references |= 1 << readBits(reader, 4);
  return references;
}

/** Chains say which losses break a decode target. Nothing here asks that: what is lost is sent again or a key frame follows. */
function skipChains(reader: BitReader, out: DependencyStructure): void {
  out.chainCount = readNonSymmetric(reader, out.targetCount + 1);
  if (out.chainCount === 0) return;
  for (let target = 0; target < out.targetCount; target++) {
    readNonSymmetric(reader, out.chainCount);
  }
  for (let i = 0; i < out.templateCount * out.chainCount; i++) readBits(reader, 4);
}

/** The layers of each decode target: the highest of the templates that it needs. */
function deriveTargets(out: DependencyStructure): void {
  out.targets.fill(NO_TARGET);
  for (let target = 0; target < out.targetCount; target++) {
    let spatialId = 0;
    let temporalId = 0;
    for (let template = 0; template < out.templateCount; template++) {
      if (out.indications[template * MAX_DECODE_TARGETS + target] === DTI_NOT_PRESENT) continue;
      spatialId = Math.max(spatialId, out.spatialIds[template]!);
      temporalId = Math.max(temporalId, out.temporalIds[template]!);
    }
    out.targetSpatialIds[target] = spatialId;
    out.targetTemporalIds[target] = temporalId;
    out.targets[spatialId * MAX_TEMPORAL_LAYERS + temporalId] = target;
  }
}

function readResolutions(reader: BitReader, out: DependencyStructure): void {
  const told = readFlag(reader);
  const highest = out.spatialIds[out.templateCount - 1]!;
  for (let spatialId = 0; spatialId < MAX_SPATIAL_LAYERS; spatialId++) {
    const isThere = told && spatialId <= highest;
    out.widths[spatialId] = isThere ? readBits(reader, 16) + 1 : 0;
    out.heights[spatialId] = isThere ? readBits(reader, 16) + 1 : 0;
  }
}
