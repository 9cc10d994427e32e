/**
 * The decoder of a simulated viewer: puts frames together and takes them in order, from a key frame on, none missing. What no server may do
 * makes it complain.
 * @module
 */
import { createVp8Descriptor, parseVp8Descriptor } from "../../media/codec/vp8.ts";
import type { DownTrackSpec } from "../../media/forward/down_track.ts";
import { readU32 } from "../../media/packet/bytes.ts";
import { timestampDelta, unixUsOfNtp, usOfTicks } from "../../media/packet/clock.ts";
import type { SenderReport } from "../../media/packet/rtcp.ts";
import {
  AUDIO_PAYLOAD_TYPE,
  BODY_HEADER,
  fillByte,
  RTX_PAYLOAD_TYPE,
  VIDEO_PAYLOAD_TYPE,
} from "./media.ts";

/** How long a decoder waits for what is missing before it goes on to a later key frame, or asks for one. */
export const PATIENCE_MS = 600;

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

/** A frame that was decoded. */
interface Frame {
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly timestamp: number;
  readonly stream: number;
  readonly number: number;
  readonly keyframe: boolean;
  readonly upper: boolean;
  readonly pictureId: number;
  readonly tl0PicIdx: number;
  readonly captureMs: number;
}

/** One track as a viewer receives it. */
export interface Watched {
  readonly spec: DownTrackSpec;
  /** Packets by extended number that are not decoded yet; null for padding. */
  readonly packets: Map<number, Uint8Array | null>;
  readonly missing: Map<number, { tries: number; askedMs: number; sinceMs: number }>;
  started: boolean;
  highest: number;
  /** The number that the next frame begins with; NaN before the first key frame. */
  next: number;
  waitingSinceMs: number;
  pliMs: number;
  last: Frame | null;
  report: SenderReport | null;
  reportMs: number;
  /** Packets, frames decoded, and frames given up. */
  received: number;
  resent: number;
  decoded: number;
  skipped: number;
  keyframes: number;
  /** By number of the publisher's stream. */
  readonly decodedOf: number[];
  /** Times of the first and last decoded frame, and the sum of what was longer than a frame's due between. */
  firstFrameMs: number;
  lastFrameMs: number;
  frozenMs: number;
  longestGapMs: number;
  worstSyncMs: number;
}

/** Makes a track that nothing was received of. */
export function createWatched(session: number, kind: "audio" | "video", rtx: boolean): Watched {
  const video = kind === "video";
  const ssrc = session * 1000 + (video ? 501 : 503);
  return {
    spec: {
      kind,
      mid: video ? "0" : "1",
      codec: video ? "vp8" : "opus",
      ssrc,
      rtxSsrc: ssrc + 1,
      payloadType: video ? VIDEO_PAYLOAD_TYPE : AUDIO_PAYLOAD_TYPE,
      rtxPayloadType: rtx ? RTX_PAYLOAD_TYPE : -1,
      redPayloadType: -1,
      transportCcId: 0,
      clockRateHz: video ? 90_000 : 48_000,
      cname: "server",
    },
    packets: new Map(),
    missing: new Map(),
    started: false,
    highest: 0,
    next: NaN,
    waitingSinceMs: NaN,
    pliMs: -Infinity,
    last: null,
    report: null,
    reportMs: 0,
    received: 0,
    resent: 0,
    decoded: 0,
    skipped: 0,
    keyframes: 0,
    decodedOf: [],
    firstFrameMs: NaN,
    lastFrameMs: NaN,
    frozenMs: 0,
    longestGapMs: 0,
    worstSyncMs: 0,
  };
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
  track.waitingSinceMs = NaN;
  for (const seq of track.packets.keys()) if (seq < first) track.packets.delete(seq);
  for (const seq of track.missing.keys()) if (seq < first) track.missing.delete(seq);
}

/** Where a whole key frame begins after number `after`; NaN if none has come. */
function findKeyframe(track: Watched, after: number): number {
  let first = Infinity;
  for (const [seq, packet] of track.packets) {
    if (packet === null || seq <= after || seq >= first) continue;
    const body = bodyOf(packet);
    if (body < 0 || packet[body + 9] !== 1 || packet[body + 6] !== 0) continue;
    let whole = true;
    for (let i = 1; i < packet[body + 7]!; i++) whole &&= track.packets.get(seq + i) !== undefined;
    if (whole) first = seq;
  }
  return first === Infinity ? NaN : first;
}

const descriptor = createVp8Descriptor();

/** Where the synthetic body of a VP8 packet begins; -1 if there is none. The descriptor is in {@link descriptor}. */
function bodyOf(packet: Uint8Array): number {
  if (!parseVp8Descriptor(packet, 12, packet.length, descriptor)) return -1;
  return descriptor.dataOffset + BODY_HEADER <= packet.length ? descriptor.dataOffset : -1;
}

/** The whole frame that begins at number `first`, checked; null if something of it is missing. */
function assemble(watcher: Watcher, track: Watched, first: number): Frame | null {
  let frame: Frame | null = null;
  let place = 0;
  for (let seq = first;; seq++) {
    const packet = track.packets.get(seq);
    if (packet === undefined) return null;
    if (packet === null) continue; // padding in the midst of a frame
    const body = bodyOf(packet);
    if (body < 0) {
      complain(watcher, "a VP8 packet cut short");
      return null;
    }
    const read: Frame = {
      firstSeq: first,
      lastSeq: seq,
      timestamp: readU32(packet, 4),
      stream: packet[body + 1]!,
      number: readU32(packet, body + 2),
      keyframe: packet[body + 9] === 1,
      upper: packet[body + 8] === 1,
      pictureId: descriptor.pictureId,
      tl0PicIdx: descriptor.tl0PicIdx,
      captureMs: readU32(packet, body + 10),
    };
    const count = packet[body + 7]!;
    const marker = (packet[1]! & 0x80) !== 0;
    if (packet[body + 6] !== place) complain(watcher, `packet ${packet[body + 6]} at ${place}`);
    if (descriptor.partitionStart !== (place === 0)) complain(watcher, "a wrong start bit");
    if (marker !== (place === count - 1)) complain(watcher, "a wrong marker");
    if (frame !== null) checkSameFrame(watcher, frame, read);
    checkFill(watcher, packet, body, read.number, place);
    frame = read;
    place++;
    if (marker) return frame;
  }
}

function checkSameFrame(watcher: Watcher, a: Frame, b: Frame): void {
  const same = a.timestamp === b.timestamp && a.stream === b.stream && a.number === b.number &&
    a.pictureId === b.pictureId && a.tl0PicIdx === b.tl0PicIdx;
  if (!same) complain(watcher, `a frame of two: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
}

/** Checks that a body is as the publisher made it. */
export function checkFill(
  watcher: Watcher,
  packet: Uint8Array,
  body: number,
  number: number,
  place: number,
): void {
  for (let k = BODY_HEADER; body + k < packet.length; k++) {
    if (packet[body + k] === fillByte(number, place, k)) continue;
    complain(watcher, `byte ${k} of a payload was changed`);
    return;
  }
}

/** Takes a whole frame: it must continue the one before. */
function take(watcher: Watcher, track: Watched, frame: Frame, now: number): void {
  const last = track.last;
  if (last === null) {
    if (!frame.keyframe) complain(watcher, "decoding began without a key frame");
  } else {
    checkOrder(watcher, last, frame);
  }
  for (let seq = frame.firstSeq; seq <= frame.lastSeq; seq++) track.packets.delete(seq);
  track.next = frame.lastSeq + 1;
  track.waitingSinceMs = NaN;
  track.last = frame;
  track.decoded++;
  if (frame.keyframe) track.keyframes++;
  track.decodedOf[frame.stream] = (track.decodedOf[frame.stream] ?? 0) + 1;
  if (Number.isNaN(track.firstFrameMs)) {
    track.firstFrameMs = now;
  } else {
    const gap = now - track.lastFrameMs;
    track.longestGapMs = Math.max(track.longestGapMs, gap);
    if (gap > watcher.freezeMs) track.frozenMs += gap;
  }
  track.lastFrameMs = now;
  checkSync(track, frame, now);
}

function checkOrder(watcher: Watcher, last: Frame, frame: Frame): void {
  const ahead = timestampDelta(last.timestamp, frame.timestamp);
  if (ahead <= 0) complain(watcher, `time went back by ${-ahead} ticks`);
  if (ahead > 10 * 90_000) complain(watcher, `time leapt by ${ahead} ticks`);
  if (frame.pictureId !== ((last.pictureId + 1) & 0x7fff)) {
    complain(
      watcher,
      `picture id ${frame.pictureId} after ${last.pictureId}: ${JSON.stringify([last, frame])}`,
    );
  }
  const tl0 = frame.upper ? last.tl0PicIdx : (last.tl0PicIdx + 1) & 0xff;
  if (frame.tl0PicIdx !== tl0) complain(watcher, `TL0PICIDX ${frame.tl0PicIdx} instead of ${tl0}`);
  if (frame.keyframe) return;
  const follows = frame.stream === last.stream &&
    (frame.number === last.number + 1 ||
      // the frame between was of the upper layer, which nothing refers to
      (!last.upper && !frame.upper && frame.number === last.number + 2));
  if (!follows) {
    complain(
      watcher,
      `frame ${frame.number} of ${frame.stream} refers to one that is not there, after ` +
        `${last.number} of ${last.stream}`,
    );
  }
}

/** By the sender reports, the frame's timestamp must be the time when it was captured. */
function checkSync(track: Watched, frame: Frame, now: number): void {
  // Frames from the cache are squeezed in time on purpose.
  if (track.report === null || now - track.firstFrameMs < 2000) return;
  const { ntpSeconds, ntpFraction, rtpTimestamp } = track.report;
  const ticks = timestampDelta(rtpTimestamp, frame.timestamp);
  const us = unixUsOfNtp(ntpSeconds, ntpFraction) + usOfTicks(ticks, track.spec.clockRateHz);
  const capturedMs = Math.floor(us / 1000) % 0x1_0000_0000;
  track.worstSyncMs = Math.max(track.worstSyncMs, Math.abs(capturedMs - frame.captureMs));
}
