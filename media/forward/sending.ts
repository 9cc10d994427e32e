/**
 * Sending a packet under the number that it has in a receiver's stream: now or, where video has to wait, from the viewer's queue. And
 * counting it.
 * @module
 */
import { noteSent as noteSentOn, noteUnnumbered } from "../bandwidth/estimator.ts";
import { mayLeave, spend } from "../bandwidth/pacer.ts";
import { RTP_FIXED_HEADER_LENGTH } from "../packet/rtp.ts";
import type { RouterCounters } from "./counters.ts";
import { type DownTrack, fillOutgoing } from "./down_track.ts";
import { endsPicture } from "./layers.ts";
import type { ForwardOut } from "./output.ts";
import { createPacket, type Packet } from "./packet.ts";
import type { PacketRing } from "./packet_ring.ts";
import {
  createPacketWriter,
  headerLengthOf,
  type PacketWriter,
  sendFromRing,
  sendPadding,
} from "./packet_writer.ts";
import { queueVideo } from "./queueing.ts";
import { addToRate } from "./rates.ts";
import {
  chooseRepeats,
  createRepetition,
  repeatedBytes,
  type Repetition,
  sendRedundant,
  UNREPEATED,
} from "./redundancy.ts";
import {
  FORM_MARKER,
  FORM_PADDING,
  FORM_PROBE,
  FORM_RED,
  markSent,
  SEQ_MAP_CAPACITY,
} from "./seq_map.ts";
import type { UpTrack } from "./up_track.ts";

/** What IP, UDP and SRTP add to a packet: IPv4 without options, and a tag of AES-GCM. */
const OVERHEAD_BYTES = 20 + 8 + 16;
/** Padding for its size: what libwebrtc sends, a multiple of a cipher's block (`modules/rtp_rtcp/source/rtp_sender.cc`). */
export const PROBE_PADDING = 224;

/** What all down tracks of a router use in turn. */
export interface ForwardContext {
  readonly counters: RouterCounters;
  readonly writer: PacketWriter;
  /** For packets read back from a ring. */
  readonly cached: Packet;
  readonly repetition: Repetition;
  /** Time of the call into the router that is under way. */
  nowUs: number;
  /** When something is due for a viewer; Infinity for never. */
  viewersDueUs: number;
}

/** Makes the state that forwarding needs. */
export function createForwardContext(counters: RouterCounters): ForwardContext {
  return {
    counters,
    writer: createPacketWriter(),
    cached: createPacket(),
    repetition: createRepetition(),
    nowUs: 0,
    viewersDueUs: Infinity,
  };
}

/** Sends padding in place of a packet that is not wanted: its number was kept, and the receiver would ask for it for ever. */
export function fillPlace(
  context: ForwardContext,
  track: DownTrack,
  packet: Packet,
  down: number,
  out: ForwardOut,
): void {
  fillOutgoing(context.writer.packet, track, packet, down);
  leaveAsPadding(context, track, down, FORM_PADDING, -1, out);
}

/**
 * Sends padding as number `down`, which the writer's packet is set for.
 * @param form with the flag of padding
 * @param probe cluster that it belongs to, or -1
 * @returns its length
 */
export function leaveAsPadding(
  context: ForwardContext,
  track: DownTrack,
  down: number,
  form: number,
  probe: number,
  out: ForwardOut,
): number {
  const { writer } = context;
  const padding = paddingOf(form);
  stampNew(context, track, down, headerLengthOf(writer.packet) + padding, probe);
  const length = sendPadding(writer, padding, out);
  markSent(track.map, down, form);
  countSent(context, track, length, 0);
  return length;
}

/** How many bytes of padding a packet of this form has. */
export function paddingOf(form: number): number {
  return (form & FORM_PROBE) === 0 ? 1 : PROBE_PADDING;
}

/** Sends `packet` of `up` as number `down`, or queues it. What it is sent with is in the writer's packet either way. */
export function sendMapped(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  packet: Packet,
  down: number,
  out: ForwardOut,
): void {
  const outgoing = context.writer.packet;
  const marker = endsPicture(track.layers, packet);
  fillOutgoing(outgoing, track, packet, down);
  outgoing.marker = marker;
  const form = marker ? FORM_MARKER : 0;
  if (track.repeats !== UNREPEATED) {
    const repeats = chooseRepeats(context.repetition, track, up.ring, packet);
    leave(context, track, up.ring, packet, down, form | repeats, out);
  } else if (mayLeave(track.pacer, context.nowUs) || track.spec.kind === "audio") {
    leave(context, track, up.ring, packet, down, form, out);
  } else {
    const bytes = headerLengthOf(outgoing) + packet.payloadLength + OVERHEAD_BYTES;
    queueVideo(context, track, down, form, bytes);
  }
}

/** Sends a packet of `ring` now as number `down`, which the writer's packet is set for. */
export function leave(
  context: ForwardContext,
  track: DownTrack,
  ring: PacketRing,
  packet: Packet,
  down: number,
  form: number,
  out: ForwardOut,
): void {
  const { writer, repetition } = context;
  const redundant = (form & FORM_RED) !== 0;
  const headerLength = headerLengthOf(writer.packet);
  let bytes = headerLength + packet.payloadLength;
  if (redundant) bytes += repeatedBytes(repetition, form);
  stampNew(context, track, down, bytes, -1);
  const length = redundant
    ? sendRedundant(repetition, writer, track.spec, ring, packet, form, out)
    : sendFromRing(writer, ring, packet, out);
  if (length < 0) {
    context.counters.drops.overwritten++;
    return;
  }
  markSent(track.map, down, form);
  track.resentUs[down & (SEQ_MAP_CAPACITY - 1)] = 0;
  addToRate(track.rate, length - headerLength, context.nowUs);
  countSent(context, track, length, length - headerLength);
}

/** Gives number `down` its transport-wide number, and keeps it: what is sent again under the same number is the same. */
function stampNew(
  context: ForwardContext,
  track: DownTrack,
  down: number,
  bytes: number,
  probe: number,
): void {
  stamp(context, track, bytes, probe);
  if (track.spec.transportCcId === 0) return;
  const { transportSeq16 } = context.writer.packet;
  track.map.entryTransportSeq[down & (SEQ_MAP_CAPACITY - 1)] = transportSeq16;
}

/**
 * Counts a packet against its viewer's pace, and gives it a transport-wide number if its receiver reports on those. What leaves without
 * a number is told to the estimator by {@link noteUncounted}.
 * @param bytes of the whole RTP packet
 * @param probe cluster that it belongs to, or -1: a probe is there to exceed the pace
 */
export function stamp(
  context: ForwardContext,
  track: DownTrack,
  bytes: number,
  probe: number,
): void {
  const { pacer, path } = track;
  if (pacer.paces && probe < 0) spend(pacer, bytes + OVERHEAD_BYTES, context.nowUs);
  if (track.spec.transportCcId === 0) return;
  const seq16 = noteSentOn(path, bytes + OVERHEAD_BYTES, context.nowUs, probe);
  context.writer.packet.transportSeq16 = seq16;
}

/** Counts a packet that is sent again as it was: its transport-wide number is the old one. */
export function stampAgain(context: ForwardContext, track: DownTrack, bytes: number): void {
  spend(track.pacer, bytes + OVERHEAD_BYTES, context.nowUs);
}

/** Tells the estimator what has left of a track without transport-wide numbers, before it is told how that arrived. */
export function noteUncounted(track: DownTrack, nowUs: number): void {
  if (track.spec.transportCcId > 0) return;
  const packets = track.packetCount + track.resentCount;
  const bytes = track.octetCount + track.resentOctets +
    packets * (RTP_FIXED_HEADER_LENGTH + OVERHEAD_BYTES);
  if (packets === track.notedPackets) return;
  noteUnnumbered(track.path, packets - track.notedPackets, bytes - track.notedBytes, nowUs);
  track.notedPackets = packets;
  track.notedBytes = bytes;
}

function countSent(
  context: ForwardContext,
  track: DownTrack,
  length: number,
  payloadLength: number,
): void {
  track.packetCount++;
  track.octetCount += payloadLength;
  context.counters.packetsOut++;
  context.counters.bytesOut += length;
}
