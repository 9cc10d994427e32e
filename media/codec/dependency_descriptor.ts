/**
 * The dependency descriptor: a header extension by which AV1 streams, and others of browsers on demand, tell their layers ("RTP Payload
 * Format For AV1", version 1.0, appendix A). Each packet names a template of the structure that came with the last key frame, and
 * may differ from it.
 * @module
 */
import { addSeq16, isNewer16, seqDelta16 } from "../packet/seq.ts";
import { createDescriptorFields, readDescriptorFields } from "./dependency_fields.ts";
import {
  createDependencyStructure,
  type DependencyStructure,
  DTI_DISCARDABLE,
  DTI_NOT_PRESENT,
  DTI_SWITCH,
  MAX_TEMPORAL_LAYERS,
  NO_TARGET,
} from "./dependency_structure.ts";
import type { FrameInfo } from "./frame.ts";

/** What is known of one stream. */
export interface DependencyState {
  /** The structure of the newest key frame; without templates before the first. */
  structure: DependencyStructure;
  /** Number of the frame that it came with. */
  structureFrame16: number;
  /** The structure of the packet that is being read. */
  spare: DependencyStructure;
  /** Decode targets that are being sent: a bit each, target 0 the lowest. */
  activeTargets: number;
  /** Highest layers among them: what a receiver can get at most for now. */
  activeSpatialId: number;
  activeTemporalId: number;
  /** Number of the newest frame, RTP timestamp of its picture, and number of that picture's first frame. */
  newestFrame16: number;
  timestamp: number;
  pictureFrame16: number;
  /**
   * Decode targets that may be changed to, a bit each: a frame that receivers of lower temporal layers have has said so, and no frame that
   * they lack has come since.
   */
  openTargets: number;
  /** The last frames, by number modulo {@link HISTORY}: the number, -1 for none, and what was found. */
  readonly frames: Int32Array;
  readonly findings: Uint8Array;
}

/** How many frames are remembered. */
const HISTORY = 32;

// A finding: bits 0-2 temporal id, then these.
const TEMPORAL_ID = 7;
const LAYER_SYNC = 8;
const SPATIAL_SYNC = 16;

/** A structure so many frames older than the newest one belongs to a late packet; one still older begins a new count. */
const LATE_FRAMES = 1000;

/** Makes the state of a stream of which nothing is known. */
export function createDependencyState(): DependencyState {
  return {
    structure: createDependencyStructure(),
    structureFrame16: 0,
    spare: createDependencyStructure(),
    activeTargets: 0,
    activeSpatialId: 0,
    activeTemporalId: 0,
    newestFrame16: 0,
    timestamp: -1,
    pictureFrame16: 0,
    openTargets: 0,
    frames: new Int32Array(HISTORY).fill(-1),
    findings: new Uint8Array(HISTORY),
  };
}

const descriptor = createDescriptorFields();

/**
 * Reads the descriptor of `length` bytes at `offset` and sets what it tells of the frame: its beginning and end, key frame, layers,
 * sync points, who does without it. The other fields keep what the codec's inspection found. False if it is cut off, impossible, or
 * of a structure that is not known, its key frame being lost: then `out` is as before.
 * @param timestamp the RTP header's: the frames of one picture share it
 */
export function readDependencyDescriptor(
  buf: Uint8Array,
  offset: number,
  length: number,
  timestamp: number,
  state: DependencyState,
  out: FrameInfo,
): boolean {
  if (offset < 0) return false;
  const end = offset + length;
  if (!readDescriptorFields(buf, offset, end, state.structure, state.spare, descriptor)) {
    return false;
  }
  const { frameStart, frame16, spatialId, temporalId, hasStructure } = descriptor;
  const structure = hasStructure ? state.spare : state.structure;
  const keyframe = frameStart && hasStructure && spatialId === 0 && descriptor.farthest === 0;
  if (hasStructure && isNewStructure(state)) {
    adoptSpare(state);
    noteNewest(state, timestamp);
  } else if (isNewer16(frame16, state.newestFrame16)) {
    noteNewest(state, timestamp);
  } else {
    noteLate(state);
  }
  const finding = Math.max(0, findingOf(state, frame16));
  out.frameStart = frameStart;
  out.frameEnd = descriptor.frameEnd;
  out.keyframe = keyframe;
  out.spatialId = spatialId;
  out.temporalId = temporalId;
  out.layerSync = keyframe || (finding & LAYER_SYNC) !== 0;
  out.spatialSync = keyframe || (finding & SPATIAL_SYNC) !== 0;
  out.discardable = isDiscardable(structure);
  out.notForUpperSpatial = isNotForUpperSpatial(structure);
  return true;
}

/** Whether the structure that was read replaces the known one: not if it is the same, or came late. */
function isNewStructure(state: DependencyState): boolean {
  if (state.structure.templateCount === 0) return true;
  const delta = seqDelta16(state.structureFrame16, descriptor.frame16);
  return delta > 0 || delta < -LATE_FRAMES;
}

function adoptSpare(state: DependencyState): void {
  const { structure } = state;
  state.structure = state.spare;
  state.spare = structure;
  state.structureFrame16 = descriptor.frame16;
  state.openTargets = 0;
  state.frames.fill(-1);
  if (descriptor.activeTargets < 0) descriptor.activeTargets = 2 ** state.structure.targetCount - 1;
}

/** Notes a frame at its first packet, if it is newer than all before. */
function noteNewest(state: DependencyState, timestamp: number): void {
  const { frame16, activeTargets } = descriptor;
  if (activeTargets >= 0) setActiveTargets(state, activeTargets);
  if (timestamp !== state.timestamp) state.pictureFrame16 = frame16;
  state.timestamp = timestamp;
  state.newestFrame16 = frame16;
  const finding = descriptor.temporalId | (isLayerSync(state) ? LAYER_SYNC : 0) |
    (isSpatialSync(state) ? SPATIAL_SYNC : 0);
  remember(state, finding);
  moveTargets(state);
}

/** Remembers a frame that was overtaken; its time to open something is over. */
function noteLate(state: DependencyState): void {
  const { frame16, temporalId } = descriptor;
  const age = seqDelta16(frame16, state.newestFrame16);
  if (age < HISTORY && state.frames[frame16 % HISTORY] !== frame16) remember(state, temporalId);
}

function remember(state: DependencyState, finding: number): void {
  const { frame16 } = descriptor;
  state.frames[frame16 % HISTORY] = frame16;
  state.findings[frame16 % HISTORY] = finding;
}

/** What was found about a frame; -1 if it is not known. */
function findingOf(state: DependencyState, frame16: number): number {
  return state.frames[frame16 % HISTORY] === frame16 ? state.findings[frame16 % HISTORY]! : -1;
}

function setActiveTargets(state: DependencyState, targets: number): void {
  const { structure } = state;
  state.activeTargets = targets;
  state.activeSpatialId = 0;
  state.activeTemporalId = 0;
  for (let target = 0; target < structure.targetCount; target++) {
    if ((targets >>> target & 1) === 0) continue;
    state.activeSpatialId = Math.max(state.activeSpatialId, structure.targetSpatialIds[target]!);
    state.activeTemporalId = Math.max(state.activeTemporalId, structure.targetTemporalIds[target]!);
  }
}

/** Whether receivers of the next lower temporal layer may take this one from here on. */
function isLayerSync(state: DependencyState): boolean {
  const { spatialId, temporalId } = descriptor;
  const target = state.structure.targets[spatialId * MAX_TEMPORAL_LAYERS + temporalId]!;
  if (temporalId === 0 || target === NO_TARGET) return false;
  return (state.openTargets >>> target & 1) !== 0 && hasLowerReferences(state);
}

/** Whether receivers of lower temporal layers have all frames that this one refers to. What was lost or is long ago counts as not had. */
function hasLowerReferences(state: DependencyState): boolean {
  const { frame16, farthest, references, temporalId } = descriptor;
  if (farthest > HISTORY) return false;
  for (let distance = 1; distance <= farthest; distance++) {
    if ((references >>> (distance - 1) & 1) === 0) continue;
    const finding = findingOf(state, addSeq16(frame16, -distance));
    if (finding < 0 || (finding & TEMPORAL_ID) >= temporalId) return false;
  }
  return true;
}

/** Whether receivers of the next lower spatial layer may take this one from here on: it builds on this picture alone. */
function isSpatialSync(state: DependencyState): boolean {
  const { structure } = state;
  const { spatialId, farthest } = descriptor;
  const inPicture = seqDelta16(state.pictureFrame16, descriptor.frame16);
  if (spatialId === 0 || farthest === 0 || farthest > inPicture) return false;
  for (let target = 0; target < structure.targetCount; target++) {
    const isOwn = structure.targetSpatialIds[target] === spatialId;
    if (isOwn && descriptor.indications[target] === DTI_SWITCH) return true;
  }
  return false;
}

/** Opens the targets that this frame lets its receivers change to, and closes those that are lost without it. */
function moveTargets(state: DependencyState): void {
  const { structure } = state;
  for (let target = 0; target < structure.targetCount; target++) {
    const indication = descriptor.indications[target]!;
    const temporalId = structure.targetTemporalIds[target]!;
    if (temporalId === descriptor.temporalId && indication !== DTI_NOT_PRESENT) {
      state.openTargets &= ~(1 << target);
    } else if (temporalId > descriptor.temporalId && indication === DTI_SWITCH) {
      state.openTargets |= 1 << target;
    }
  }
}

/** Whether no frame refers to this one, whatever is received. */
function isDiscardable(structure: DependencyStructure): boolean {
  for (let target = 0; target < structure.targetCount; target++) {
    if (descriptor.indications[target]! > DTI_DISCARDABLE) return false;
  }
  return true;
}

/** Whether no decode target of a higher spatial layer, sent now or not, has this frame. */
function isNotForUpperSpatial(structure: DependencyStructure): boolean {
  for (let target = 0; target < structure.targetCount; target++) {
    const isUpper = structure.targetSpatialIds[target]! > descriptor.spatialId;
    if (isUpper && descriptor.indications[target] !== DTI_NOT_PRESENT) return false;
  }
  return true;
}
