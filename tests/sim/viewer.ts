/**
 * A scripted browser that watches: it asks again for what is lost, and puts frames together and decodes them as a decoder would, in order,
 * from a key frame on, none missing. What no server may do makes it complain.
 * @module
 */
import { unixUsOfNtp, usOfTicks } from "../../media/packet/clock.ts";
import { ntpMiddle32, shortNtpOfUs, timestampDelta } from "../../media/packet/clock.ts";
import { createVp8Descriptor, parseVp8Descriptor } from "../../media/codec/vp8.ts";
import { readU16, readU32 } from "../../media/packet/bytes.ts";
import type { ReportBlock, RtcpPacket, SenderReport } from "../../media/packet/rtcp.ts";
import { extendSeq, seq16Of } from "../../media/packet/seq.ts";
import type { DownTrackSpec } from "../../media/forward/down_track.ts";
import { activateDown, removeDown, setDown } from "../../media/forward/router.ts";
import type { Path } from "./network.ts";
import { BODY_HEADER, fillByte, type Publisher } from "./publisher.ts";
import { connect, type Connection, sendRtcpUp, type SimServer, wake } from "./server.ts";
import { planIn } from "./world.ts";

const VIDEO_PAYLOAD_TYPE = 96;
const RTX_PAYLOAD_TYPE = 97;
const AUDIO_PAYLOAD_TYPE = 111;
const NACK_TICK_MS = 10;
const NACK_RETRY_MS = 60;
const NACK_TRIES = 10;
/** How long a decoder waits for what is missing before it goes on to a later key frame, or asks for one. */
const PATIENCE_MS = 600;
const PLI_INTERVAL_MS = 500;

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

/** A viewer at work. */
export interface Viewer {
  readonly server: SimServer;
  readonly session: number;
  readonly connection: Connection;
  readonly joinedMs: number;
  readonly video: Watched | null;
  readonly audio: Watched | null;
  /** What went wrong, in words. A right server leaves this empty. */
  readonly complaints: string[];
  /** How long a gap between frames is no freeze. */
  freezeMs: number;
  left: boolean;
}

/** What a viewer is like. */
export interface ViewerOptions {
  readonly video: boolean;
  readonly audio: boolean;
  readonly rtx: boolean;
  readonly up?: Path;
  readonly down?: Path;
}

/** Lets a viewer join a publisher's stream: connected at once. */
export function watch(
  publisher: Publisher,
  session: number,
  options: Partial<ViewerOptions> = {},
): Viewer {
  const { server } = publisher;
  const full = { video: true, audio: true, rtx: true, ...options };
  const receiver = {
    takeRtp: (packet: Uint8Array) => takeRtp(viewer, packet),
    takeRtcp: (packets: readonly RtcpPacket[]) => takeRtcp(viewer, packets),
  };
  const viewer: Viewer = {
    server,
    session,
    connection: connect(server, session, receiver, full.up, full.down),
    joinedMs: nowMs(server),
    video: full.video ? createWatched(session, "video", full.rtx) : null,
    audio: full.audio ? createWatched(session, "audio", false) : null,
    complaints: [],
    freezeMs: 200,
    left: false,
  };
  subscribe(viewer, publisher);
  activateDown(server.router, session, server.world.nowUs, server.out);
  wake(server);
  tick(viewer);
  report(viewer);
  return viewer;
}

/** Sets the tracks that the viewer receives, as its answer would. */
export function subscribe(viewer: Viewer, publisher: Publisher): void {
  const { server, session } = viewer;
  const specs = tracksOf(viewer).map((track) => track.spec);
  setDown(server.router, session, publisher.session, specs, server.world.nowUs, server.out);
  wake(server);
}

/** Ends a viewer. */
export function unwatch(viewer: Viewer): void {
  viewer.left = true;
  removeDown(viewer.server.router, viewer.session);
}

/** Video and audio, where they are. */
export function tracksOf(viewer: Viewer): Watched[] {
  return [viewer.video, viewer.audio].filter((track) => track !== null);
}

function createWatched(session: number, kind: "audio" | "video", rtx: boolean): Watched {
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

function nowMs(server: SimServer): number {
  return server.world.nowUs / 1000;
}

function complain(viewer: Viewer, words: string): void {
  if (viewer.complaints.length < 20) viewer.complaints.push(words);
}

function takeRtp(viewer: Viewer, packet: Uint8Array): void {
  const ssrc = readU32(packet, 8);
  for (const track of tracksOf(viewer)) {
    if (ssrc === track.spec.ssrc) return takeMedia(viewer, track, packet);
    if (ssrc === track.spec.rtxSsrc) return takeRtx(viewer, track, packet);
  }
  complain(viewer, `a packet of the unknown SSRC ${ssrc}`);
}

function takeRtx(viewer: Viewer, track: Watched, packet: Uint8Array): void {
  if ((packet[1]! & 0x7f) !== track.spec.rtxPayloadType) complain(viewer, "a wrong RTX type");
  track.resent++;
  const media = new Uint8Array(packet.length - 2);
  media.set(packet.subarray(0, 12));
  media[1] = (packet[1]! & 0x80) | track.spec.payloadType;
  media[2] = packet[12]!;
  media[3] = packet[13]!;
  media.set(packet.subarray(14), 12);
  takeMedia(viewer, track, media);
}

function takeMedia(viewer: Viewer, track: Watched, packet: Uint8Array): void {
  const now = nowMs(viewer.server);
  if (packet[0] !== 0x80 && packet[0] !== 0xa0) complain(viewer, "header extensions were kept");
  if ((packet[1]! & 0x7f) !== track.spec.payloadType) complain(viewer, "a wrong payload type");
  const seq16 = readU16(packet, 2);
  const seq = track.started ? extendSeq(track.highest, seq16) : seq16;
  if (!track.started) {
    track.started = true;
    track.highest = seq - 1;
  }
  track.received++;
  for (let lost = track.highest + 1; lost < seq; lost++) {
    track.missing.set(lost, { tries: 0, askedMs: -Infinity, sinceMs: now });
  }
  if (seq - track.highest > 1000) complain(viewer, `a gap of ${seq - track.highest} packets`);
  track.highest = Math.max(track.highest, seq);
  track.missing.delete(seq);
  const padding = (packet[0]! & 0x20) !== 0;
  if (!(seq < track.next) && !track.packets.has(seq)) {
    track.packets.set(seq, padding ? null : packet);
  }
  if (track.spec.kind === "video") decode(viewer, track);
  else listen(viewer, track, packet);
}

/** Decodes what can be. */
function decode(viewer: Viewer, track: Watched): void {
  const now = nowMs(viewer.server);
  for (;;) {
    if (Number.isNaN(track.next)) {
      const first = findKeyframe(track, -Infinity);
      if (Number.isNaN(first)) break;
      startAt(track, first);
    }
    while (track.packets.get(track.next) === null) track.packets.delete(track.next++);
    const frame = assemble(viewer, track, track.next);
    if (frame !== null) {
      take(viewer, track, frame, now);
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
function assemble(viewer: Viewer, track: Watched, first: number): Frame | null {
  let frame: Frame | null = null;
  let place = 0;
  for (let seq = first;; seq++) {
    const packet = track.packets.get(seq);
    if (packet === undefined) return null;
    if (packet === null) continue; // padding in the midst of a frame
    const body = bodyOf(packet);
    if (body < 0) {
      complain(viewer, "a VP8 packet cut short");
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
    if (packet[body + 6] !== place) complain(viewer, `packet ${packet[body + 6]} at ${place}`);
    if (descriptor.partitionStart !== (place === 0)) complain(viewer, "a wrong start bit");
    if (marker !== (place === count - 1)) complain(viewer, "a wrong marker");
    if (frame !== null) checkSameFrame(viewer, frame, read);
    checkFill(viewer, packet, body, read.number, place);
    frame = read;
    place++;
    if (marker) return frame;
  }
}

function checkSameFrame(viewer: Viewer, a: Frame, b: Frame): void {
  const same = a.timestamp === b.timestamp && a.stream === b.stream && a.number === b.number &&
    a.pictureId === b.pictureId && a.tl0PicIdx === b.tl0PicIdx;
  if (!same) complain(viewer, `a frame of two: ${JSON.stringify(a)} and ${JSON.stringify(b)}`);
}

function checkFill(
  viewer: Viewer,
  packet: Uint8Array,
  body: number,
  number: number,
  place: number,
): void {
  for (let k = BODY_HEADER; body + k < packet.length; k++) {
    if (packet[body + k] === fillByte(number, place, k)) continue;
    complain(viewer, `byte ${k} of a payload was changed`);
    return;
  }
}

/** Takes a whole frame: it must continue the one before. */
function take(viewer: Viewer, track: Watched, frame: Frame, now: number): void {
  const last = track.last;
  if (last === null) {
    if (!frame.keyframe) complain(viewer, "decoding began without a key frame");
  } else {
    checkOrder(viewer, last, frame);
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
    if (gap > viewer.freezeMs) track.frozenMs += gap;
  }
  track.lastFrameMs = now;
  checkSync(track, frame, now);
}

function checkOrder(viewer: Viewer, last: Frame, frame: Frame): void {
  const ahead = timestampDelta(last.timestamp, frame.timestamp);
  if (ahead <= 0) complain(viewer, `time went back by ${-ahead} ticks`);
  if (ahead > 10 * 90_000) complain(viewer, `time leapt by ${ahead} ticks`);
  if (frame.pictureId !== ((last.pictureId + 1) & 0x7fff)) {
    complain(
      viewer,
      `picture id ${frame.pictureId} after ${last.pictureId}: ${JSON.stringify([last, frame])}`,
    );
  }
  const tl0 = frame.upper ? last.tl0PicIdx : (last.tl0PicIdx + 1) & 0xff;
  if (frame.tl0PicIdx !== tl0) complain(viewer, `TL0PICIDX ${frame.tl0PicIdx} instead of ${tl0}`);
  if (frame.keyframe) return;
  const follows = frame.stream === last.stream &&
    (frame.number === last.number + 1 ||
      // the frame between was of the upper layer, which nothing refers to
      (!last.upper && !frame.upper && frame.number === last.number + 2));
  if (!follows) {
    complain(
      viewer,
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

/** Audio is played as it comes; it must only be whole. */
function listen(viewer: Viewer, track: Watched, packet: Uint8Array): void {
  const now = nowMs(viewer.server);
  track.packets.clear();
  track.missing.clear();
  checkFill(viewer, packet, 12, readU32(packet, 14), packet[18]!);
  track.decoded++;
  if (Number.isNaN(track.firstFrameMs)) track.firstFrameMs = now;
  else track.longestGapMs = Math.max(track.longestGapMs, now - track.lastFrameMs);
  track.lastFrameMs = now;
}

function takeRtcp(viewer: Viewer, packets: readonly RtcpPacket[]): void {
  for (const packet of packets) {
    if (packet.type !== "sr") continue;
    const track = tracksOf(viewer).find(({ spec }) => spec.ssrc === packet.ssrc);
    if (track === undefined) continue;
    track.report = packet;
    track.reportMs = nowMs(viewer.server);
  }
}

/** Asks for what is missing, and for key frames where that did not help. */
function tick(viewer: Viewer): void {
  if (viewer.left) return;
  const now = nowMs(viewer.server);
  const packets: RtcpPacket[] = [];
  const { video } = viewer;
  if (video !== null) {
    askForMissing(video, now, packets);
    decode(viewer, video);
    const stuck = Number.isNaN(video.next)
      ? video.started
      : now - video.waitingSinceMs > PATIENCE_MS;
    if (stuck && now - video.pliMs > PLI_INTERVAL_MS) {
      video.pliMs = now;
      packets.push({ type: "pli", senderSsrc: 1, mediaSsrc: video.spec.ssrc });
    }
  }
  if (packets.length > 0) sendRtcpUp(viewer.server, viewer.connection, packets);
  planIn(viewer.server.world, NACK_TICK_MS, () => tick(viewer));
}

function askForMissing(track: Watched, now: number, packets: RtcpPacket[]): void {
  const seq16s: number[] = [];
  for (const [seq, entry] of track.missing) {
    if (seq < track.next || entry.tries >= NACK_TRIES) {
      track.missing.delete(seq);
    } else if (now - entry.sinceMs >= NACK_TICK_MS && now - entry.askedMs >= NACK_RETRY_MS) {
      entry.tries++;
      entry.askedMs = now;
      seq16s.push(seq16Of(seq));
    }
  }
  if (seq16s.length === 0) return;
  packets.push({ type: "nack", senderSsrc: 1, mediaSsrc: track.spec.ssrc, seq16s });
}

/** Reports once a second, so that the server learns the round trip. */
function report(viewer: Viewer): void {
  if (viewer.left) return;
  const now = nowMs(viewer.server);
  const reports: ReportBlock[] = tracksOf(viewer).filter((track) => track.started).map((track) => ({
    ssrc: track.spec.ssrc,
    fractionLost: 0,
    cumulativeLost: 0,
    highestSeqExt: track.highest,
    jitter: 0,
    lastSr: track.report ? ntpMiddle32(track.report.ntpSeconds, track.report.ntpFraction) : 0,
    delaySinceLastSr: track.report ? shortNtpOfUs((now - track.reportMs) * 1000) : 0,
  }));
  if (reports.length > 0) {
    sendRtcpUp(viewer.server, viewer.connection, [{ type: "rr", ssrc: 1, reports }]);
  }
  planIn(viewer.server.world, 1000, () => report(viewer));
}
