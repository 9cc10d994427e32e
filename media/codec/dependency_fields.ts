/**
 * The fields of a dependency descriptor ("RTP Payload Format For AV1", version 1.0, appendix A.8).
 * @module
 */
import { createBitReader, readBits, readFlag, startBits } from "./bits.ts";
import {
  type DependencyStructure,
  MAX_DECODE_TARGETS,
  MAX_TEMPLATES,
  readDependencyStructure,
} from "./dependency_structure.ts";

/** What one descriptor says, differences from its template included. */
export interface DescriptorFields {
  frameStart: boolean;
  frameEnd: boolean;
  frame16: number;
  /** It brings a structure of its own. */
  hasStructure: boolean;
  /** Decode targets that are being sent, a bit each; -1 if it does not tell. */
  activeTargets: number;
  spatialId: number;
  temporalId: number;
  /** The frames that it refers to, as bits as in a structure: those among the 32 before it. */
  references: number;
  /** Distance of the farthest frame that it refers to; 0 if it refers to none. */
  farthest: number;
  /** By decode target. */
  readonly indications: Uint8Array;
}

/** Makes a record to read into. */
export function createDescriptorFields(): DescriptorFields {
  return {
    frameStart: false,
    frameEnd: false,
    frame16: 0,
    hasStructure: false,
    activeTargets: -1,
    spatialId: 0,
    temporalId: 0,
    references: 0,
    farthest: 0,
    indications: new Uint8Array(MAX_DECODE_TARGETS),
  };
}

/** Bytes of the fields that every descriptor has. */
const MANDATORY_LENGTH = 3;

const bits = createBitReader();

/**
 * Reads the descriptor in `buf[start, end)`. False if it is cut off or names a template that its structure does not have.
 * @param known the structure of earlier packets
 * @param brought where to put one that the descriptor brings
 */
export function readDescriptorFields(
  buf: Uint8Array,
  start: number,
  end: number,
  known: DependencyStructure,
  brought: DependencyStructure,
  out: DescriptorFields,
): boolean {
  if (end > buf.length || end - start < MANDATORY_LENGTH) return false;
  startBits(bits, buf, start, end);
  out.frameStart = readFlag(bits);
  out.frameEnd = readFlag(bits);
  const templateId = readBits(bits, 6);
  out.frame16 = readBits(bits, 16);
  out.hasStructure = false;
  out.activeTargets = -1;
  if (end - start === MANDATORY_LENGTH) return readFrame(known, templateId, 0, out);
  out.hasStructure = readFlag(bits);
  const hasActiveTargets = readFlag(bits);
  const custom = readBits(bits, 3);
  if (out.hasStructure && !readDependencyStructure(bits, brought)) return false;
  const structure = out.hasStructure ? brought : known;
  if (hasActiveTargets) out.activeTargets = readBits(bits, structure.targetCount);
  return readFrame(structure, templateId, custom, out);
}

/**
 * Reads where a frame differs from its template.
 * @param custom which parts follow: 4 for indications, 2 for references, 1 for chains
 */
function readFrame(
  structure: DependencyStructure,
  templateId: number,
  custom: number,
  out: DescriptorFields,
): boolean {
  const template = (templateId + MAX_TEMPLATES - structure.templateOffset) % MAX_TEMPLATES;
  if (template >= structure.templateCount) return false;
  out.spatialId = structure.spatialIds[template]!;
  out.temporalId = structure.temporalIds[template]!;
  out.references = structure.references[template]!;
  out.farthest = 32 - Math.clz32(out.references);
  const first = template * MAX_DECODE_TARGETS;
  for (let target = 0; target < structure.targetCount; target++) {
    out.indications[target] = (custom & 4) !== 0
      ? readBits(bits, 2)
      : structure.indications[first + target]!;
  }
  if ((custom & 2) !== 0) readReferences(out);
  if ((custom & 1) !== 0) { for (let i = 0; i < structure.chainCount; i++) readBits(bits, 8); }
  return !bits.overrun;
}

/** Distances less one, each behind its length in units of 4 bits, until a length of 0. */
function readReferences(out: DescriptorFields): void {
  out.references = 0;
  out.farthest = 0;
  for (let size = readBits(bits, 2); size > 0; size = readBits(bits, 2)) {
    const before = readBits(bits, 4 * size);
    out.farthest = Math.max(out.farthest, before + 1);
    if (before < 32) out.references |= 1 << before;
  }
}
