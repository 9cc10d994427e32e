/**
 * The last packets of one up track, in memory that threads can share: the buffer that packets are forwarded from, and the
 * cache for retransmissions and late joiners. One thread writes, any number read in place.
 *
 * Each slot has a generation: odd while it is written, and another even number after. A reader on another thread notes
 * it with the packet, copies, and asks {@link isIntact} whether the copy is whole (a sequence lock).
 *
 * Behind the slots of the last packets come those of a picture that is kept for longer, the last key frame: see {@link pinPicture}.
 *
 * Memory: the integers of all slots, then their floats, then their bytes.
 * @module
 */
import type { Packet } from "./packet.ts";

/** Payload bytes that a slot has room for: an Ethernet frame, and a multiple of 8. */
export const SLOT_BYTES = 1504;
const SLOT_WORDS = SLOT_BYTES / 8;

const INTS = 7;
const GENERATION = 0;
const TIMESTAMP = 1;
const PAYLOAD_LENGTH = 2;
const FLAGS = 3;
const PICTURE_ID = 4;
const TL0_PIC_IDX = 5;
/** What header extensions tell of sound: the level, below 0 for none, times 2; and 1 more for a voice. */
const SOUND = 6;

const FLOATS = 2;
const SEQ = 0;
const ARRIVAL = 1;

// FLAGS packs what is small: bits 0-6 payload type, 8-11 temporal id, 12-15 spatial id, 16-19 width of the picture id, then these.
const MARKER = 1 << 20;
const KEYFRAME = 1 << 21;
const FRAME_START = 1 << 22;
const FRAME_END = 1 << 23;
const LAYER_SYNC = 1 << 24;
const SPATIAL_SYNC = 1 << 25;
const DISCARDABLE = 1 << 26;
const NOT_FOR_UPPER = 1 << 27;

/** A ring as one thread sees it. */
export interface PacketRing {
  readonly memory: SharedArrayBuffer;
  /** How many packets it keeps; a power of two. */
  readonly capacity: number;
  /** How many packets of a picture it can keep for longer; 0 or a power of two. */
  readonly pinned: number;
  /** All slots' bytes, from the first slot on. */
  readonly bytes: Uint8Array;
  /** The same bytes in words of 64 bits, for copying. */
  readonly words: BigUint64Array;
  readonly view: DataView;
  readonly ints: Int32Array;
  readonly floats: Float64Array;
}

/** How much memory a ring of so many packets takes, in bytes. */
export function packetRingBytes(capacity: number, pinned = 0): number {
  return (capacity + pinned) * (INTS * 4 + FLOATS * 8 + SLOT_BYTES);
}

/**
 * Makes an empty ring in memory of its own. Throws a RangeError unless `capacity` is a power of two from 8 on, and `pinned` 0 or another.
 */
export function createPacketRing(capacity: number, pinned = 0): PacketRing {
  if (!isCapacity(capacity) || (pinned !== 0 && !isCapacity(pinned))) {
    const numbers = pinned === 0 ? `${capacity}` : `${capacity} and ${pinned}`;
    throw new RangeError(`The capacity of a packet ring must be a power of two, not ${numbers}`);
  }
  const memory = new SharedArrayBuffer(packetRingBytes(capacity, pinned));
  const ring = openPacketRing(memory, capacity, pinned);
  for (let i = 0; i < capacity + pinned; i++) ring.floats[i * FLOATS + SEQ] = NaN;
  return ring;
}

function isCapacity(count: number): boolean {
  return count >= 8 && (count & (count - 1)) === 0;
}

/** Looks at a ring that {@link createPacketRing} made, perhaps on another thread, by its memory and sizes. */
export function openPacketRing(
  memory: SharedArrayBuffer,
  capacity: number,
  pinned = 0,
): PacketRing {
  const slots = capacity + pinned;
  const floatsAt = slots * INTS * 4;
  const bytesAt = floatsAt + slots * FLOATS * 8;
  const length = slots * SLOT_BYTES;
  return {
    memory,
    capacity,
    pinned,
    bytes: new Uint8Array(memory, bytesAt, length),
    words: new BigUint64Array(memory, bytesAt, length / 8),
    view: new DataView(memory, bytesAt, length),
    ints: new Int32Array(memory, 0, slots * INTS),
    floats: new Float64Array(memory, floatsAt, slots * FLOATS),
  };
}

/**
 * Stores a packet, in place of the one `capacity` before it. Its payload is at `from` in `source`; the fields of `packet` that say
 * where it lies are set. The caller has made sure that the packet is not too old for the ring.
 * @returns false if the payload is longer than a slot
 */
export function storePacket(
  ring: PacketRing,
  packet: Packet,
  source: DataView,
  from: number,
): boolean {
  const length = packet.payloadLength;
  if (length > SLOT_BYTES) return false;
  const slot = packet.seqExt & (ring.capacity - 1);
  const i = slot * INTS;
  const f = slot * FLOATS;
  const offset = slot * SLOT_BYTES;
  const ints = ring.ints;
  const generation = ints[i + GENERATION]! + 1;
  Atomics.store(ints, i + GENERATION, generation);
  ring.floats[f + SEQ] = packet.seqExt;
  ring.floats[f + ARRIVAL] = packet.arrivalUs;
  ints[i + TIMESTAMP] = packet.timestamp;
  ints[i + PAYLOAD_LENGTH] = length;
  ints[i + FLAGS] = packFlags(packet);
  ints[i + PICTURE_ID] = packet.frame.pictureId;
  ints[i + TL0_PIC_IDX] = packet.frame.tl0PicIdx;
  ints[i + SOUND] = packet.frame.audioLevel * 2 + (packet.frame.voice ? 1 : 0);
  copyIn(source, from, ring.view, offset, length);
  Atomics.store(ints, i + GENERATION, generation + 1);
  packet.payloadOffset = offset;
  packet.generation = (generation + 1) | 0;
  return true;
}

/** Reads what is known of a packet into `out`. False if it is not in the ring, nor pinned, or being written. */
export function readPacket(ring: PacketRing, seqExt: number, out: Packet): boolean {
  return readSlot(ring, seqExt & (ring.capacity - 1), seqExt, out) ||
    (ring.pinned > 0 && readSlot(ring, pinnedSlot(ring, seqExt), seqExt, out));
}

function pinnedSlot(ring: PacketRing, seqExt: number): number {
  return ring.capacity + (seqExt & (ring.pinned - 1));
}

function readSlot(ring: PacketRing, slot: number, seqExt: number, out: Packet): boolean {
  const i = slot * INTS;
  const f = slot * FLOATS;
  const ints = ring.ints;
  const generation = Atomics.load(ints, i + GENERATION);
  if ((generation & 1) !== 0 || ring.floats[f + SEQ] !== seqExt) return false;
  out.seqExt = seqExt;
  out.arrivalUs = ring.floats[f + ARRIVAL]!;
  out.timestamp = ints[i + TIMESTAMP]! >>> 0;
  out.payloadOffset = slot * SLOT_BYTES;
  out.payloadLength = ints[i + PAYLOAD_LENGTH]!;
  unpackFlags(ints[i + FLAGS]!, out);
  out.frame.pictureId = ints[i + PICTURE_ID]!;
  out.frame.tl0PicIdx = ints[i + TL0_PIC_IDX]!;
  out.frame.audioLevel = ints[i + SOUND]! >> 1;
  out.frame.voice = (ints[i + SOUND]! & 1) !== 0;
  out.generation = generation;
  return Atomics.load(ints, i + GENERATION) === generation;
}

/** Whether the packet with this extended number is among the last that the ring keeps. */
export function hasPacket(ring: PacketRing, seqExt: number): boolean {
  return ring.floats[(seqExt & (ring.capacity - 1)) * FLOATS + SEQ] === seqExt;
}

/** Whether the packet still lies where it was read: asked after copying its payload. */
export function isIntact(ring: PacketRing, packet: Packet): boolean {
  const slot = packet.payloadOffset / SLOT_BYTES;
  return Atomics.load(ring.ints, slot * INTS + GENERATION) === packet.generation;
}

/**
 * Keeps the picture that begins in packet `seqExt` for as long as no other one is pinned. If it is too large, or a packet of it is missing, as
 * many of its lower layers are kept as are whole.
 * @returns how many packets are kept
 */
export function pinPicture(ring: PacketRing, seqExt: number): number {
  const { ints, floats, pinned } = ring;
  const mask = ring.capacity - 1;
  const timestamp = ints[(seqExt & mask) * INTS + TIMESTAMP];
  let whole = 0;
  for (let count = 0; count <= pinned; count++) {
    const slot = (seqExt + count) & mask;
    if (floats[slot * FLOATS + SEQ] !== seqExt + count) break;
    if (ints[slot * INTS + TIMESTAMP] !== timestamp) {
      whole = count;
      break;
    }
    if (count < pinned && (ints[slot * INTS + FLAGS]! & FRAME_END) !== 0) whole = count + 1;
  }
  for (let seq = seqExt; seq < seqExt + whole; seq++) {
    copySlot(ring, seq & mask, ring, pinnedSlot(ring, seq));
  }
  return whole;
}

/** Copies to an empty ring what has room there of another one: the newest packets up to `highestSeq`, and the pinned picture. */
export function copyRing(from: PacketRing, to: PacketRing, highestSeq: number): void {
  const count = Math.min(from.capacity, to.capacity);
  for (let seq = highestSeq - count + 1; seq <= highestSeq; seq++) {
    if (hasPacket(from, seq)) {
      copySlot(from, seq & (from.capacity - 1), to, seq & (to.capacity - 1));
    }
  }
  for (let slot = from.capacity; slot < from.capacity + from.pinned; slot++) {
    const seq = from.floats[slot * FLOATS + SEQ]!;
    if (to.pinned > 0 && !Number.isNaN(seq)) copySlot(from, slot, to, pinnedSlot(to, seq));
  }
}

function copySlot(from: PacketRing, slot: number, to: PacketRing, target: number): void {
  const generation = to.ints[target * INTS + GENERATION]! + 1;
  Atomics.store(to.ints, target * INTS + GENERATION, generation);
  for (let i = 0; i < FLOATS; i++) {
    to.floats[target * FLOATS + i] = from.floats[slot * FLOATS + i]!;
  }
  for (let i = GENERATION + 1; i < INTS; i++) {
    to.ints[target * INTS + i] = from.ints[slot * INTS + i]!;
  }
  const words = (from.ints[slot * INTS + PAYLOAD_LENGTH]! + 7) >> 3;
  for (let i = 0; i < words; i++) {
    to.words[target * SLOT_WORDS + i] = from.words[slot * SLOT_WORDS + i]!;
  }
  Atomics.store(to.ints, target * INTS + GENERATION, generation + 1);
}

/**
 * Copies a packet's payload to `to`, in units of 8 bytes: up to 7 bytes behind it are overwritten too.
 * @param to place in words of 64 bits
 */
export function copyPayload(
  ring: PacketRing,
  packet: Packet,
  target: BigUint64Array,
  to: number,
): void {
  const words = ring.words;
  const from = packet.payloadOffset / 8;
  const count = (packet.payloadLength + 7) >> 3;
  for (let i = 0; i < count; i++) target[to + i] = words[from + i]!;
}

/** Copies bytes between places of any alignment, by words while it can. */
function copyIn(
  source: DataView,
  from: number,
  target: DataView,
  to: number,
  length: number,
): void {
  let i = 0;
  for (; i + 8 <= length; i += 8) target.setBigUint64(to + i, source.getBigUint64(from + i));
  for (; i < length; i++) target.setUint8(to + i, source.getUint8(from + i));
}

function packFlags(packet: Packet): number {
  const frame = packet.frame;
  return packet.payloadType | (frame.temporalId & 15) << 8 | (frame.spatialId & 15) << 12 |
    frame.pictureIdBits << 16 | (packet.marker ? MARKER : 0) |
    (frame.keyframe ? KEYFRAME : 0) | (frame.frameStart ? FRAME_START : 0) |
    (frame.frameEnd ? FRAME_END : 0) | (frame.layerSync ? LAYER_SYNC : 0) |
    (frame.spatialSync ? SPATIAL_SYNC : 0) | (frame.discardable ? DISCARDABLE : 0) |
    (frame.notForUpperSpatial ? NOT_FOR_UPPER : 0);
}

function unpackFlags(flags: number, out: Packet): void {
  const frame = out.frame;
  const bits = (flags >> 16) & 15;
  out.payloadType = flags & 127;
  out.marker = (flags & MARKER) !== 0;
  frame.temporalId = (flags >> 8) & 15;
  frame.spatialId = (flags >> 12) & 15;
  frame.pictureIdBits = bits === 15 ? 15 : bits === 7 ? 7 : 0;
  frame.keyframe = (flags & KEYFRAME) !== 0;
  frame.frameStart = (flags & FRAME_START) !== 0;
  frame.frameEnd = (flags & FRAME_END) !== 0;
  frame.layerSync = (flags & LAYER_SYNC) !== 0;
  frame.spatialSync = (flags & SPATIAL_SYNC) !== 0;
  frame.discardable = (flags & DISCARDABLE) !== 0;
  frame.notForUpperSpatial = (flags & NOT_FOR_UPPER) !== 0;
}
