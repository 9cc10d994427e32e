/**
 * Sending a packet under the number that it has in a receiver's stream, and counting it.
 * @module
 */
import type { RouterCounters } from "./counters.ts";
import { type DownTrack, fillOutgoing } from "./down_track.ts";
import { endsPicture } from "./layers.ts";
import type { ForwardOut } from "./output.ts";
import { createPacket, type Packet } from "./packet.ts";
import {
  createPacketWriter,
  type PacketWriter,
  sendFromRing,
  sendPadding,
} from "./packet_writer.ts";
import { addToRate } from "./rates.ts";
import { markSent, SEQ_MAP_CAPACITY } from "./seq_map.ts";
import type { UpTrack } from "./up_track.ts";

/** What all down tracks of a router use in turn. */
export interface ForwardContext {
  readonly counters: RouterCounters;
  readonly writer: PacketWriter;
  /** For packets read back from a ring. */
  readonly cached: Packet;
}

/** Makes the state that {@link forwardPacket} needs. */
export function createForwardContext(counters: RouterCounters): ForwardContext {
  return { counters, writer: createPacketWriter(), cached: createPacket() };
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
  markSent(track.map, down, false, true);
  countSent(context, track, sendPadding(context.writer, out), 0);
}

/** Sends `packet` of `up` as number `down`. */
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
  const length = sendFromRing(context.writer, up.ring, packet, out);
  if (length < 0) {
    context.counters.drops.overwritten++;
    return;
  }
  markSent(track.map, down, marker, false);
  track.resentUs[down & (SEQ_MAP_CAPACITY - 1)] = 0;
  addToRate(track.rate, packet.payloadLength, packet.arrivalUs);
  countSent(context, track, length, packet.payloadLength);
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
