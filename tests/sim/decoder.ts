/**
 * The decoder of a simulated viewer: puts frames together and takes them in order, from a key frame on, none missing. What no server may do
 * makes it complain.
 * @module
 */
import { readU32 } from "../../media/packet/bytes.ts";
import { timestampDelta, unixUsOfNtp, usOfTicks } from "../../media/packet/clock.ts";
import { createRtpHeader, parseRtpHeader } from "../../media/packet/rtp.ts";
import { createBody, isWhole, readBody } from "./body.ts";
import { type Numbering, PAYLOADS } from "./payloads.ts";
import { millisecondsSince, showPicture } from "./playback.ts";
import type { Watched } from "./watched.ts";

/** How long a decoder waits for what is missing before it goes on to a later key frame, or asks for one. */
export const PATIENCE_MS = 600;
/** Pictures that a frame may refer back to. */
const MEMORY = 64;

/** Whose decoder it is. */
export interface Watcher {
  /** What went wrong, in words. A right server leaves this empty. */
  readonly complaints: string[];
  /** How long a gap between frames is no freeze. */
  freezeMs: number;
}

/** Notes what went wrong. */
export function complain(watcher: Watcher, words: string): void {
  if (watcher.complaints.length < 20) watcher.complaints.push(words);
}

/** A frame that was put together. */
export interface Frame {
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly timestamp: number;
  readonly marker: boolean;
  readonly stream: number;
  readonly number: number;
  readonly keyframe: boolean;
  readonly spatialId: number;
  readonly temporalId: number;
  readonly reference: number;
  readonly interLayer: boolean;
  readonly pictureId: number;
  readonly tl0PicIdx: number;
  readonly captureMs: number;
}

/** Decodes what can be at the time `now`, in milliseconds. */
export function decode(watcher: Watcher, track: Watched, now: number): void {
  for (;;) {
    if (Number.isNaN(track.next)) {
      const first = findKeyframe(track, -Infinity);
      if (Number.isNaN(first)) break;
      startAt(track, first);
    }
    while (track.packets.get(track.next) === null) track.packets.delete(track.next++);
    const frame = assemble(watcher, track, track.next);
    if (frame !== null) {
      take(watcher, track, frame, now);
      continue;
    }
    if (track.next > track.highest) {
      track.waitingSinceMs = NaN;
      break;
    }
    if (Number.isNaN(track.waitingSinceMs)) track.waitingSinceMs = now;
    if (now - track.waitingSinceMs < PATIENCE_MS) break;
    const first = findKeyframe(track, track.next);
    if (Number.isNaN(first)) break;
    track.skipped++;
    startAt(track, first);
  }
}

function startAt(track: Watched, first: number): void {
  track.next = first;
  track.last = null;
  track.known.clear();
  track.waitingSinceMs = NaN;
  for (const seq of track.packets.keys()) if (seq < first) track.packets.delete(seq);
  for (const seq of track.missing.keys()) if (seq < first) track.missing.delete(seq);
}

const body = createBody();
const header = createRtpHeader();
const numbering: Numbering = { pictureId: -1, tl0PicIdx: -1, start: null, end: null };

/** Where a whole key frame begins after number `after`; NaN if none has come. */
function findKeyframe(track: Watched, after: number): number {
  let first = Infinity;
  for (const [seq, packet] of track.packets) {
    if (packet === null || seq <= after || seq >= first) continue;
    if (bodyOf(track, packet) < 0 || !body.keyframe || body.place !== 0) continue;
    const { count } = body;
    let whole = true;
    for (let i = 1; i < count; i++) whole &&= track.packets.get(seq + i) !== undefined;
    if (whole) first = seq;
  }
  return first === Infinity ? NaN : first;
}

/** Where the synthetic body of a packet begins; -1 if there is none. What it says is in {@link body}. */
function bodyOf(track: Watched, packet: Uint8Array): number {
  if (!parseRtpHeader(packet, 0, packet.length, header)) return -1;
  const at = PAYLOADS[track.codec].find(packet, header.headerLength, packet.length, numbering);
  return at >= 0 && readBody(packet, at, packet.length, body) ? at : -1;
}

/** The whole frame that begins at number `first`, checked; null if something of it is missing. */
function assemble(watcher: Watcher, track: Watched, first: number): Frame | null {
  let frame: Frame | null = null;
  let place = 0;
  for (let seq = first;; seq++) {
    const packet = track.packets.get(seq);
    if (packet === undefined) return null;
    if (packet === null) continue; // padding in the midst of a frame
    const at = bodyOf(track, packet);
    if (at < 0) {
      complain(watcher, `a ${track.codec} packet cut short`);
      return null;
    }
    const ends = body.place === body.count - 1;
    const marker = (packet[1]! & 0x80) !== 0;
    const { start, end } = numbering;
    if (body.place !== place) complain(watcher, `packet ${body.place} at ${place}`);
    if (start !== null && start !== (place === 0)) complain(watcher, "a wrong start bit");
    if (end !== null && end !== ends) complain(watcher, "a wrong end bit");
    if (marker && !ends) complain(watcher, "a marker within a frame");
    if (!isWhole(packet, at, packet.length, body)) complain(watcher, "a payload was changed");
    const read = readFrame(packet, first, seq, marker);
    if (frame !== null) checkSameFrame(watcher, frame, read);
    frame = read;
    place++;
    if (ends) return frame;
  }
}

/** The frame that the packet looked at last is of. */
function readFrame(
  packet: Uint8Array,
  firstSeq: number,
  lastSeq: number,
  marker: boolean,
): Frame {
  return {
    firstSeq,
    lastSeq,
    timestamp: readU32(packet, 4),
    marker,
    stream: body.stream,
    number: body.number,
    keyframe: body.keyframe,
    spatialId: body.spatialId,
    temporalId: body.temporalId,
    reference: body.reference,
    interLayer: body.interLayer,
    pictureId: numbering.pictureId,
    tl0PicIdx: numbering.tl0PicIdx,
    captureMs: body.captureMs,
  };
}

function checkSameFrame(watcher: Watcher, a: Frame, b: Frame): void {
  const same = a.timestamp === b.timestamp && a.stream === b.stream && a.number === b.number &&
    a.pictureId === b.pictureId && a.tl0PicIdx === b.tl0PicIdx && a.spatialId === b.spatialId;
  if (!same) complain(watcher, `a frame of two: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
}

/** Takes a whole frame: it must continue the one before. */
function take(watcher: Watcher, track: Watched, frame: Frame, now: number): void {
  const { last } = track;
  if (last === null) {
    if (!frame.keyframe) complain(watcher, "decoding began without a key frame");
  } else {
    checkOrder(watcher, track, last, frame);
  }
  checkReferences(watcher, track, frame);
  remember(track, frame);
  for (let seq = frame.firstSeq; seq <= frame.lastSeq; seq++) track.packets.delete(seq);
  track.next = frame.lastSeq + 1;
  track.waitingSinceMs = NaN;
  noteDecoded(watcher, track, frame, now);
  track.last = frame;
  checkSync(track, frame, now);
}

function noteDecoded(watcher: Watcher, track: Watched, frame: Frame, now: number): void {
  if (frame.keyframe) track.keyframes++;
  const continues = track.last?.timestamp === frame.timestamp;
  if (!continues) {
    track.decoded++;
    track.decodedOf[frame.stream] = (track.decodedOf[frame.stream] ?? 0) + 1;
    if (track.last !== null && track.last.stream !== frame.stream) track.switches++;
    if (Number.isNaN(track.firstFrameMs)) {
      track.firstFrameMs = now;
    } else {
      const gap = now - track.lastFrameMs;
      track.longestGapMs = Math.max(track.longestGapMs, gap);
      if (gap > watcher.freezeMs) track.frozenMs += gap;
    }
    track.lastFrameMs = now;
  }
  if (!frame.marker) return;
  track.layer = frame.stream + frame.spatialId;
  showPicture(track.playback, frame.captureMs, now);
}

function keyOf(stream: number, spatialId: number, number: number): number {
  return (stream * 8 + spatialId) * MEMORY + (number % MEMORY);
}

function remember(track: Watched, frame: Frame): void {
  track.known.set(keyOf(frame.stream, frame.spatialId, frame.number), frame.number);
}

function isKnown(track: Watched, stream: number, spatialId: number, number: number): boolean {
  return track.known.get(keyOf(stream, spatialId, number)) === number;
}

function checkReferences(watcher: Watcher, track: Watched, frame: Frame): void {
  const { stream, spatialId, number, reference } = frame;
  const before = reference === 0 || isKnown(track, stream, spatialId, number - reference);
  const below = !frame.interLayer || isKnown(track, stream, spatialId - 1, number);
  if (before && below) return;
  complain(
    watcher,
    `frame ${number} of ${stream}, layer ${spatialId}, refers to one that is not there, after ` +
      `${track.last?.number} of ${track.last?.stream}, layer ${track.last?.spatialId}`,
  );
}

function checkOrder(watcher: Watcher, track: Watched, last: Frame, frame: Frame): void {
  const ahead = timestampDelta(last.timestamp, frame.timestamp);
  if (ahead < 0) complain(watcher, `time went back by ${-ahead} ticks`);
  if (ahead > 10 * 90_000) complain(watcher, `time leapt by ${ahead} ticks`);
  const samePicture = ahead === 0;
  if (samePicture && (last.spatialId >= frame.spatialId || last.number !== frame.number)) {
    complain(watcher, `two pictures of one time: ${JSON.stringify([last, frame])}`);
  }
  if (samePicture === last.marker) {
    complain(watcher, samePicture ? "a marker within a picture" : "a picture without a marker");
  }
  if (frame.pictureId < 0) return;
  const step = (frame.pictureId - last.pictureId) & 0x7fff;
  // Holes in VP8's picture ids look like loss; VP9's are seen when layers are left out.
  const right = samePicture ? step === 0 : track.codec === "vp8" ? step === 1 : step <= 64;
  if (!right) {
    complain(
      watcher,
      `picture id ${frame.pictureId} after ${last.pictureId}: ${JSON.stringify([last, frame])}`,
    );
  }
  const begins = frame.temporalId === 0 && !samePicture;
  const tl0 = begins ? (last.tl0PicIdx + 1) & 0xff : last.tl0PicIdx;
  if (frame.tl0PicIdx !== tl0) complain(watcher, `TL0PICIDX ${frame.tl0PicIdx} instead of ${tl0}`);
}

/** By the sender reports, the frame's timestamp must be the time when it was captured. */
function checkSync(track: Watched, frame: Frame, now: number): void {
  // Frames from the cache are squeezed in time on purpose.
  if (track.report === null || now - track.firstFrameMs < 2000) return;
  const { ntpSeconds, ntpFraction, rtpTimestamp } = track.report;
  const ticks = timestampDelta(rtpTimestamp, frame.timestamp);
  const us = unixUsOfNtp(ntpSeconds, ntpFraction) + usOfTicks(ticks, track.spec.clockRateHz);
  const offMs = millisecondsSince(frame.captureMs, us / 1000);
  track.worstSyncMs = Math.max(track.worstSyncMs, Math.abs(offMs));
}
