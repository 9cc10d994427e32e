/**
 * The way of one packet into one receiver's stream: whether it is wanted, under which number, and what is done about those that
 * come late or not at all.
 * @module
 */
import { timestampDelta } from "../packet/clock.ts";
import type { DownTrack } from "./down_track.ts";
import { wantKeyframe } from "./keyframes.ts";
import { ALL_LAYERS, NO_LAYER, restartSelector, selectNewest, wasSelected } from "./layers.ts";
import type { ForwardOut } from "./output.ts";
import type { Packet } from "./packet.ts";
import { readPacket } from "./packet_ring.ts";
import { makeWayForKeyframe } from "./queueing.ts";
import { findSource } from "./resend.ts";
import { fillPlace, type ForwardContext, sendMapped } from "./sending.ts";
import {
  assignSeq,
  beginSegment,
  currentTimestampDelta,
  endSqueeze,
  findDown,
  FORM_PADDING,
  formOf,
  isCutOff,
  isMapped,
  joinPictures,
  joinTl0,
  mapPictureId,
  mapTl0PicIdx,
  MAX_GAP,
  noteSent,
  skipPicture,
  skipSeq,
  sourceOf,
  squeezeSegment,
  startsNewerPicture,
  upOf,
  wasSent,
} from "./seq_map.ts";
import { joinTimestamps } from "./timestamps.ts";
import type { UpTrack } from "./up_track.ts";

/** Timestamps of packets sent from the cache come closer together by this: three seconds become a tenth. */
const REPLAY_SQUEEZE = 32;
/** How long a change of source waits for the end of a picture: its last packets may be lost, and its encoding dead. */
const MAX_PENDING_US = 100_000;

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
    forwardFromSource(context, track, up, packet, out);
  } else if (beginsHere(track, up, packet, newest)) {
    changeTo(context, track, up, packet, out);
  } else if (up === track.pending) {
    if (packet.arrivalUs - track.pendingUs > MAX_PENDING_US) takeOver(context, track, packet, out);
  } else if (!newest) {
    forwardLate(context, track, up, packet, out);
  }
}

function forwardFromSource(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  packet: Packet,
  out: ForwardOut,
): void {
  const { map } = track;
  if (packet.seqExt <= map.lastUp) {
    forwardLate(context, track, up, packet, out);
    return;
  }
  if (track.pending !== null && packet.timestamp !== track.layers.timestamp) {
    // The next picture: what is missing before it may be the rest of the last, and keeps its place.
    if (packet.seqExt - map.lastUp <= MAX_GAP) skipSeq(map, packet.seqExt);
    takeOver(context, track, packet, out);
    return;
  }
  forwardNewest(context, track, up, packet, packet.arrivalUs, out);
  if (track.pending !== null && !track.midPicture) takeOver(context, track, packet, out);
}

/** Changes to an encoding whose key frame begins in this packet: now, or when the source's picture is over. */
function changeTo(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  packet: Packet,
  out: ForwardOut,
): void {
  track.pending = up;
  track.pendingSeq = packet.seqExt;
  track.pendingUs = packet.arrivalUs;
  if (track.source === null || !track.midPicture) takeOver(context, track, packet, out);
}

/** Makes the pending encoding the source. It goes on from `packet`'s time, whichever encoding that is of. */
function takeOver(
  context: ForwardContext,
  track: DownTrack,
  packet: Packet,
  out: ForwardOut,
): void {
  const up = track.pending!;
  track.pending = null;
  startFrom(context, track, up, track.pendingSeq, packet.arrivalUs, out);
}

/** Whether the track is to change to `up` with this packet. */
function beginsHere(track: DownTrack, up: UpTrack, packet: Packet, newest: boolean): boolean {
  if (packet.payloadLength === 0 || !packet.frame.keyframe) return false;
  if (track.spec.kind === "audio" && !newest) return false;
  return up === track.target || (track.source === null && isLess(track, up));
}

/** Any picture is better than none, if it takes no more than the one that is to be. */
function isLess(track: DownTrack, up: UpTrack): boolean {
  const { encodings, target } = track;
  return target !== null && encodings.indexOf(up) < encodings.indexOf(target);
}

/** Makes `up` the source from packet `seqExt` on, and sends what the ring has from there. Returns whether it has that packet. */
export function startFrom(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  seqExt: number,
  nowUs: number,
  out: ForwardOut,
): boolean {
  const lastSeq = up.highestSeq;
  if (!beginSource(context, track, up, seqExt, lastSeq, nowUs)) return false;
  sendCached(context, track, up, seqExt, lastSeq, nowUs, out);
  return true;
}

/**
 * Makes `up` the source, of which packets from `seqExt` to `lastSeq` are to be sent now. If the last is the newest, the timestamps of the others are squeezed
 * towards its own: the receiver is to show the newest picture now, and not learn a delay from the age of the oldest.
 * @returns false if the ring does not have the first packet
 */
export function beginSource(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  seqExt: number,
  lastSeq: number,
  nowUs: number,
): boolean {
  const { cached } = context;
  const { map } = track;
  if (!readPacket(up.ring, seqExt, cached)) return false;
  makeWayForKeyframe(context, track);
  recallLast(context, track);
  if (!readPacket(up.ring, seqExt, cached)) return false;
  const replays = lastSeq > seqExt && lastSeq === up.highestSeq;
  const reference = replays ? up.highestTimestamp : cached.timestamp;
  const lead = replays
    ? Math.floor(Math.max(0, timestampDelta(cached.timestamp, reference)) / REPLAY_SQUEEZE)
    : 0;
  const delta = joinDelta(track, up, reference, lead, nowUs);
  beginSegment(map, up.id, seqExt, delta, joinTl0(map, cached.frame.tl0PicIdx));
  joinPictures(map, cached.frame.pictureId);
  if (replays) squeezeSegment(map, reference, REPLAY_SQUEEZE);
  setLayers(track, up);
  track.skippedPictureId = -1;
  track.pending = null;
  track.midPicture = false;
  track.source = up;
  track.lastSource = up;
  track.begunUs = nowUs;
  track.begunTransportSeq = track.down.path.history.nextSeq;
  return true;
}

/** What is to be gone on from: what was queued behind the last packet that remains may have been dropped. */
function recallLast({ cached }: ForwardContext, track: DownTrack): void {
  const { map } = track;
  const last = map.highestDown;
  const source = isMapped(map, last) && wasSent(map, last) ? findSource(track, last) : null;
  if (source === null || !readPacket(source.ring, upOf(map, last), cached)) return;
  const { pictureId, tl0PicIdx } = cached.frame;
  if (pictureId >= 0) map.lastPictureId = mapPictureId(map, last, pictureId);
  if (tl0PicIdx >= 0) map.lastTl0PicIdx = mapTl0PicIdx(map, last, tl0PicIdx);
}

/** Sends the packets of a source that was just begun that the ring has. */
export function sendCached(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  seqExt: number,
  lastSeq: number,
  nowUs: number,
  out: ForwardOut,
): void {
  const { cached } = context;
  const { map } = track;
  for (let seq = seqExt; seq <= lastSeq && track.source === up; seq++) {
    if (seq <= map.lastUp || !readPacket(up.ring, seq, cached)) continue;
    forwardNewest(context, track, up, cached, nowUs, out);
  }
  endSqueeze(map);
}

/** What the receiver gets of its new source: the layers that it was granted; all of an encoding that is less than that. */
function setLayers(track: DownTrack, up: UpTrack): void {
  const { layers, grant: { choice } } = track;
  const granted = choice !== null && choice.encoding === up;
  layers.targetSpatial = granted ? choice.spatial : ALL_LAYERS;
  layers.targetTemporal = granted ? choice.temporal : ALL_LAYERS;
  restartSelector(layers);
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
  } else if (!up.audible) {
    skipSeq(map, packet.seqExt);
    context.counters.drops.inaudible++;
  } else if (!selectNewest(track.layers, packet)) {
    skipLayer(context, track, packet);
  } else {
    const down = assignSeq(map, packet.seqExt);
    track.skippedPictureId = -1;
    sendMapped(context, track, up, packet, down, out);
    noteNewest(context, track, packet, nowUs);
  }
}

/** Leaves out a packet of a layer that the receiver is not to get. */
function skipLayer(context: ForwardContext, track: DownTrack, packet: Packet): void {
  skipSeq(track.map, packet.seqExt);
  skipPictureOf(track, packet);
  context.counters.drops.layerSkipped++;
  // With no layer left, the source is given up between two pictures: the next begins with a key frame.
  if (track.layers.spatial === NO_LAYER) track.source = null;
}

/** Notes what was sent just now as what a change of source has to continue from. */
function noteNewest(
  context: ForwardContext,
  track: DownTrack,
  packet: Packet,
  nowUs: number,
): void {
  const sent = context.writer.packet;
  const { pictureId, tl0PicIdx } = packet.frame;
  track.lastSentUs = nowUs;
  track.midPicture = !sent.marker;
  noteSent(
    track.map,
    packet.timestamp,
    sent.timestamp,
    pictureId < 0 ? -1 : sent.pictureId,
    tl0PicIdx < 0 ? -1 : sent.tl0PicIdx,
  );
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
  track.pending = null;
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
  } else if (
    packet.payloadLength === 0 || isCutOff(map, down, packet.timestamp) ||
    !(wasSelected(track.layers, packet, up === track.lastSource) ||
      isAmid(context, track, up, packet, down))
  ) {
    fillPlace(context, track, packet, down, out);
  } else {
    sendMapped(context, track, up, packet, down, out);
    // Padding may have come before the only packet of a picture.
    if (up === track.source && startsNewerPicture(map, packet.timestamp)) {
      noteNewest(context, track, packet, packet.arrivalUs);
    }
  }
}

/** Whether a packet just before or behind number `down` was sent of the same picture and layer: then the rest of it is wanted, whatever is by now. */
function isAmid(
  { cached }: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  packet: Packet,
  down: number,
): boolean {
  const { map } = track;
  for (let near = down - 1; near <= down + 1; near += 2) {
    const known = isMapped(map, near) && wasSent(map, near) && sourceOf(map, near) === up.id;
    if (!known || !readPacket(up.ring, upOf(map, near), cached)) continue;
    const same = cached.timestamp === packet.timestamp &&
      cached.frame.spatialId === packet.frame.spatialId;
    if (same && (formOf(map, near) & FORM_PADDING) === 0) return true;
  }
  return false;
}
