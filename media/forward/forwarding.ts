/**
 * The way of one packet into one receiver's stream: whether it is wanted, under which number, and what is done about those that
 * come late or not at all.
 * @module
 */
import { timestampDelta } from "../packet/clock.ts";
import type { RouterCounters } from "./counters.ts";
import { type DownTrack, fillOutgoing } from "./down_track.ts";
import { wantKeyframe } from "./keyframes.ts";
import { endsPicture, isSelected, restartSelector, selectNewest } from "./layers.ts";
import type { ForwardOut } from "./output.ts";
import { createPacket, type Packet } from "./packet.ts";
import { readPacket } from "./packet_ring.ts";
import {
  createPacketWriter,
  type PacketWriter,
  sendFromRing,
  sendPadding,
} from "./packet_writer.ts";
import {
  assignSeq,
  beginSegment,
  currentTimestampDelta,
  endSqueeze,
  findDown,
  joinPictures,
  joinTl0,
  markSent,
  MAX_GAP,
  noteSent,
  SEQ_MAP_CAPACITY,
  skipPicture,
  skipSeq,
  squeezeSegment,
  wasSent,
} from "./seq_map.ts";
import { joinTimestamps } from "./timestamps.ts";
import { addToRate, type UpTrack } from "./up_track.ts";

/** Timestamps of packets sent from the cache come closer together by this: three seconds become a tenth. */
const REPLAY_SQUEEZE = 32;
/** A cached key frame serves a late joiner if no more than so many packets came after it, */
const MAX_REPLAY_PACKETS = 256;
/** and it is no older than this. */
const MAX_REPLAY_US = 3_000_000;
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

/**
 * Hands a packet that just came to one follower.
 * @param newest false if it came after newer ones of its encoding
 */
export function forwardPacket(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  packet: Packet,
  newest: boolean,
  out: ForwardOut,
): void {
  if (packet.payloadType !== track.upPayloadType) {
    context.counters.drops.codecMismatch++;
  } else if (up === track.source) {
    if (packet.seqExt > track.map.lastUp) {
      forwardNewest(context, track, up, packet, packet.arrivalUs, out);
    } else {
      forwardLate(context, track, up, packet, out);
    }
  } else if (beginsHere(track, up, packet, newest)) {
    startFrom(context, track, up, packet.seqExt, packet.arrivalUs, out);
  } else if (!newest) {
    forwardLate(context, track, up, packet, out);
  }
}

/** Whether the track is to change to `up` with this packet. */
function beginsHere(track: DownTrack, up: UpTrack, packet: Packet, newest: boolean): boolean {
  if (packet.payloadLength === 0 || !packet.frame.keyframe) return false;
  if (track.spec.kind === "audio" && !newest) return false;
  // Any picture is better than none.
  return up === track.target || (track.source === null && track.ceiling === "high");
}

/** Starts from the cached key frame, if there is a fresh one. Returns whether it did. */
export function replayKeyframe(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  nowUs: number,
  out: ForwardOut,
): boolean {
  const fresh = nowUs - up.keyframeUs <= MAX_REPLAY_US &&
    up.highestSeq - up.keyframeSeq < Math.min(MAX_REPLAY_PACKETS, up.ring.capacity);
  return fresh && startFrom(context, track, up, up.keyframeSeq, nowUs, out);
}

/**
 * Makes `up` the source from packet `seqExt` on, and sends what the ring has from there. If that is more than the newest packet, its
 * timestamps are squeezed: the receiver is to show the newest picture now, and not learn a delay from the age of the oldest.
 */
function startFrom(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  seqExt: number,
  nowUs: number,
  out: ForwardOut,
): boolean {
  const { cached } = context;
  const { map } = track;
  if (!readPacket(up.ring, seqExt, cached)) return false;
  const newestSeq = up.highestSeq;
  const replays = newestSeq > seqExt;
  const reference = replays ? up.highestTimestamp : cached.timestamp;
  const lead = replays
    ? Math.floor(Math.max(0, timestampDelta(cached.timestamp, reference)) / REPLAY_SQUEEZE)
    : 0;
  const delta = joinDelta(track, up, reference, lead, nowUs);
  beginSegment(map, up.id, seqExt, delta, joinTl0(map, cached.frame.tl0PicIdx));
  joinPictures(map, cached.frame.pictureId);
  if (replays) squeezeSegment(map, reference, REPLAY_SQUEEZE);
  restartSelector(track.layers);
  track.skippedPictureId = -1;
  track.source = up;
  track.lastSource = up;
  for (let seq = seqExt; seq <= newestSeq && track.source === up; seq++) {
    if (seq <= map.lastUp || !readPacket(up.ring, seq, cached)) continue;
    forwardNewest(context, track, up, cached, nowUs, out);
  }
  endSqueeze(map);
  return true;
}

function joinDelta(
  track: DownTrack,
  up: UpTrack,
  reference: number,
  leadTicks: number,
  nowUs: number,
): number {
  const { map } = track;
  if (map.lastTimestamp < 0) return track.firstTimestampDelta;
  const sent = {
    source: track.lastSource,
    timestampDelta: currentTimestampDelta(map),
    timestamp: map.lastTimestamp,
    sentUs: track.lastSentUs,
  };
  return joinTimestamps(sent, up, reference, leadTicks, nowUs);
}

/** Forwards a packet newer than all before it of the source, or leaves it out so that no gap shows. */
function forwardNewest(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  packet: Packet,
  nowUs: number,
  out: ForwardOut,
): void {
  const { map } = track;
  if (packet.seqExt - map.lastUp > MAX_GAP) {
    breakOff(context, track, up, packet, nowUs, out);
  } else if (packet.payloadLength === 0) {
    skipSeq(map, packet.seqExt);
  } else if (!selectNewest(track.layers, packet)) {
    skipSeq(map, packet.seqExt);
    skipPictureOf(track, packet);
    context.counters.drops.layerSkipped++;
  } else {
    const down = assignSeq(map, packet.seqExt);
    track.skippedPictureId = -1;
    track.lastSentUs = nowUs;
    sendMapped(context, track, up, packet, down, out);
    const sent = context.writer.packet;
    const { pictureId, tl0PicIdx } = packet.frame;
    noteSent(
      map,
      sent.timestamp,
      pictureId < 0 ? -1 : sent.pictureId,
      tl0PicIdx < 0 ? -1 : sent.tl0PicIdx,
    );
  }
}

/** Too much is missing for numbers to be kept free: video begins again at a key frame, audio here. */
function breakOff(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  packet: Packet,
  nowUs: number,
  out: ForwardOut,
): void {
  track.source = null;
  if (track.spec.kind === "video" && !packet.frame.keyframe) wantKeyframe(up.keyframes, nowUs);
  else startFrom(context, track, up, packet.seqExt, nowUs, out);
}

/** VP8 receivers take a hole in the picture ids for loss. */
function skipPictureOf(track: DownTrack, packet: Packet): void {
  const pictureId = packet.frame.pictureId;
  if (track.spec.codec !== "vp8" || pictureId < 0 || pictureId === track.skippedPictureId) return;
  track.skippedPictureId = pictureId;
  skipPicture(track.map);
}

/** Forwards a packet that came late, into the place that was kept for it. */
function forwardLate(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  packet: Packet,
  out: ForwardOut,
): void {
  const { map } = track;
  const down = findDown(map, up.id, packet.seqExt);
  if (Number.isNaN(down)) {
    context.counters.drops.lateWithoutPlace++;
  } else if (wasSent(map, down)) {
    return; // from the cache, as this very packet began the stream
  } else if (packet.payloadLength === 0 || !isSelected(track.layers, packet)) {
    fillPlace(context, track, packet, down, out);
  } else {
    sendMapped(context, track, up, packet, down, out);
  }
}

/** Sends padding in place of a packet that is not wanted: its number was kept, and the receiver would ask for it for ever. */
function fillPlace(
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

function sendMapped(
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
