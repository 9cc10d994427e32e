/**
 * Redundant audio (RFC 2198) for receivers that take it and lose packets: each packet repeats the one or two before it. The publisher's
 * own need not be redundant.
 * @module
 */
import { createRedBlocks, fitsRed, redHeaderLength, writeRedHeader } from "../codec/red.ts";
import { timestampDelta } from "../packet/clock.ts";
import { cycleOf } from "../packet/seq.ts";
import type { DownTrack, DownTrackSpec } from "./down_track.ts";
import { type ForwardOut, PROTECTION_ROOM } from "./output.ts";
import { createPacket, type Packet } from "./packet.ts";
import { isIntact, type PacketRing, readPacket } from "./packet_ring.ts";
import { headerLengthOf, type PacketWriter, useArena, writeHeader } from "./packet_writer.ts";
import { FORM_RED, FORM_REPEATS_FIRST, FORM_REPEATS_SECOND } from "./seq_map.ts";

/** Packets are sent as they are. */
export const UNREPEATED = 0;

/** Shares of loss from which so many packets are repeated, and below which fewer are. Less is left to Opus's own error correction. */
const ONE_FROM = 0.02;
const ONE_UNTIL = 0.01;
const TWO_FROM = 0.08;
const TWO_UNTIL = 0.05;
/** Largest payload: it fits into one datagram. */
const MAX_PAYLOAD = 1200;

/** Scratch, one per router. */
export interface Repetition {
  readonly blocks: ReturnType<typeof createRedBlocks>;
  /** The packets to be repeated, the one before first; and how many. */
  readonly packets: readonly [Packet, Packet];
}

/** Makes the scratch. */
export function createRepetition(): Repetition {
  return { blocks: createRedBlocks(), packets: [createPacket(), createPacket()] };
}

/** Sets how many packets a track repeats, by what its receiver loses: a share from 0 to 1. */
export function adaptRepeats(track: DownTrack, lossShare: number): void {
  if (track.spec.redPayloadType < 0) {
    track.repeats = UNREPEATED;
  } else if (lossShare >= (track.repeats >= 2 ? TWO_UNTIL : TWO_FROM)) {
    track.repeats = 2;
  } else if (lossShare >= (track.repeats >= 1 ? ONE_UNTIL : ONE_FROM)) {
    track.repeats = 1;
  } else {
    track.repeats = UNREPEATED;
  }
}

/**
 * The form of an audio packet of a track that repeats: which of the packets before it are there, and fit.
 * @returns flags of the form; 0 if it is to be sent as it is
 */
export function chooseRepeats(
  repetition: Repetition,
  track: DownTrack,
  ring: PacketRing,
  packet: Packet,
): number {
  const [first, second] = repetition.packets;
  const repeats = Math.min(track.repeats, track.down.viewer.share.repeats);
  if (repeats === UNREPEATED) return 0;
  let form = 0;
  let room = MAX_PAYLOAD - packet.payloadLength;
  if (canRepeat(ring, packet, 1, room, first)) {
    form = FORM_RED | FORM_REPEATS_FIRST;
    room -= first.payloadLength;
  }
  if (repeats >= 2 && canRepeat(ring, packet, 2, room, second)) {
    form |= FORM_RED | FORM_REPEATS_SECOND;
  }
  return form;
}

/** Bytes that a form repeats, of the packets that were chosen last. */
export function repeatedBytes({ packets: [first, second] }: Repetition, form: number): number {
  return ((form & FORM_REPEATS_FIRST) === 0 ? 0 : first.payloadLength) +
    ((form & FORM_REPEATS_SECOND) === 0 ? 0 : second.payloadLength);
}

/** Whether the packet `distance` before can be repeated; it is read into `out`. */
function canRepeat(
  ring: PacketRing,
  packet: Packet,
  distance: number,
  room: number,
  out: Packet,
): boolean {
  return readPacket(ring, packet.seqExt - distance, out) && out.payloadLength > 0 &&
    out.payloadType === packet.payloadType && out.payloadLength <= room &&
    fitsRed(timestampDelta(out.timestamp, packet.timestamp), out.payloadLength);
}

/**
 * Sends a packet from its ring as the writer's `packet` says, with those that its form says before it.
 * @returns bytes sent as header and payload, or -1 if one of them is no longer there
 */
export function sendRedundant(
  repetition: Repetition,
  writer: PacketWriter,
  spec: DownTrackSpec,
  ring: PacketRing,
  packet: Packet,
  form: number,
  out: ForwardOut,
): number {
  const { packet: outgoing } = writer;
  const length = gatherBlocks(repetition, spec, ring, packet, form);
  if (length < 0) return -1;
  const { blocks, packets: [first, second] } = repetition;
  const headerLength = headerLengthOf(outgoing);
  const offset = out.reserve(headerLength + length + PROTECTION_ROOM);
  const arena = useArena(writer, out);
  let at = offset + headerLength;
  at += writeRedHeader(arena, at, blocks);
  if ((form & FORM_REPEATS_SECOND) !== 0) at = copyBlock(ring, second, arena, at);
  if ((form & FORM_REPEATS_FIRST) !== 0) at = copyBlock(ring, first, arena, at);
  at = copyBlock(ring, packet, arena, at);
  if (at < 0) return -1;
  outgoing.payloadType = spec.redPayloadType;
  writeHeader(outgoing, arena, offset);
  out.sendRtp(outgoing.session, offset, headerLength, at, cycleOf(outgoing.seqExt));
  return at - offset;
}

/** Sets the blocks that a form names, oldest first. Returns the length of the whole payload, -1 if one is not there. */
function gatherBlocks(
  repetition: Repetition,
  spec: DownTrackSpec,
  ring: PacketRing,
  packet: Packet,
  form: number,
): number {
  const { blocks, packets } = repetition;
  blocks.redundantCount = 0;
  blocks.primary.payloadType = spec.payloadType;
  let length = packet.payloadLength;
  for (let distance = 2; distance >= 1; distance--) {
    if ((form & (distance === 2 ? FORM_REPEATS_SECOND : FORM_REPEATS_FIRST)) === 0) continue;
    const repeated = packets[distance - 1]!;
    if (!readPacket(ring, packet.seqExt - distance, repeated)) return -1;
    const block = blocks.redundant[blocks.redundantCount++]!;
    block.payloadType = spec.payloadType;
    block.timestampOffset = timestampDelta(repeated.timestamp, packet.timestamp);
    block.start = 0;
    block.end = repeated.payloadLength;
    length += repeated.payloadLength;
  }
  return length + redHeaderLength(blocks);
}

/** Copies a payload to `at`. Returns its end; -1 if the packet was overwritten meanwhile, or `at` is -1 already. */
function copyBlock(ring: PacketRing, packet: Packet, arena: Uint8Array, at: number): number {
  if (at < 0) return -1;
  const { bytes } = ring;
  const { payloadOffset, payloadLength } = packet;
  for (let i = 0; i < payloadLength; i++) arena[at + i] = bytes[payloadOffset + i]!;
  return isIntact(ring, packet) ? at + payloadLength : -1;
}
