/**
 * One track as a simulated viewer receives it: what came, what is missing, and what became of it.
 * @module
 */
import type { DownTrackSpec } from "../../media/forward/down_track.ts";
import type { ReportBlock, SenderReport } from "../../media/packet/rtcp.ts";
import { ntpMiddle32, shortNtpOfUs } from "../../media/packet/clock.ts";
import type { Frame } from "./decoder.ts";
import {
  AUDIO_PAYLOAD_TYPE,
  RED_PAYLOAD_TYPE,
  RTX_PAYLOAD_TYPE,
  TRANSPORT_CC_EXTENSION,
  VIDEO_PAYLOAD_TYPE,
} from "./packets.ts";
import type { VideoCodec } from "./payloads.ts";
import { createListening, createPlayback, type Listening, type Playback } from "./playback.ts";

/** State of a received track. */
export interface Watched {
  spec: DownTrackSpec;
  readonly codec: VideoCodec;
  /** Packets by extended number that are not decoded yet; null for padding. */
  readonly packets: Map<number, Uint8Array | null>;
  readonly missing: Map<number, { tries: number; askedMs: number; sinceMs: number }>;
  started: boolean;
  first: number;
  highest: number;
  /** The number that the next frame begins with; NaN before the first key frame. */
  next: number;
  waitingSinceMs: number;
  pliMs: number;
  plis: number;
  last: Frame | null;
  /** The encoding of the last whole picture, 0 the least; with SVC and its highest spatial layer. -1 before the first. */
  layer: number;
  /** Numbers of the frames that others may build on, by stream, layer and place. */
  readonly known: Map<number, number>;
  report: SenderReport | null;
  reportMs: number;
  /** Packets, those sent again, bytes of all, and padding. */
  received: number;
  resent: number;
  bytes: number;
  paddingBytes: number;
  /** Pictures that the server sent; pictures decoded, and gaps given up. */
  pictures: number;
  newestTimestamp: number;
  decoded: number;
  skipped: number;
  keyframes: number;
  /** Changes from one of the publisher's streams to another. */
  switches: number;
  /** Pictures by number of the publisher's stream. */
  readonly decodedOf: number[];
  /** Times of the first and last decoded frame, and the sum of what was longer than a frame's due between. */
  firstFrameMs: number;
  lastFrameMs: number;
  frozenMs: number;
  longestGapMs: number;
  worstSyncMs: number;
  readonly playback: Playback;
  readonly listening: Listening;
  /** As of the last receiver report. */
  reportedExpected: number;
  reportedReceived: number;
}

/** What was negotiated for a track. */
export interface WatchedOptions {
  readonly codec: VideoCodec;
  readonly rtx: boolean;
  readonly red: boolean;
  readonly transportCc: boolean;
}

/** Makes a track that nothing was received of. */
export function createWatched(
  session: number,
  kind: "audio" | "video",
  options: WatchedOptions,
): Watched {
  const video = kind === "video";
  const ssrc = session * 1000 + (video ? 501 : 503);
  return {
    spec: {
      kind,
      mid: video ? "0" : "1",
      codec: video ? options.codec : "opus",
      ssrc,
      rtxSsrc: ssrc + 1,
      payloadType: video ? VIDEO_PAYLOAD_TYPE : AUDIO_PAYLOAD_TYPE,
      rtxPayloadType: video && options.rtx ? RTX_PAYLOAD_TYPE : -1,
      redPayloadType: !video && options.red ? RED_PAYLOAD_TYPE : -1,
      transportCcId: options.transportCc ? TRANSPORT_CC_EXTENSION : 0,
      clockRateHz: video ? 90_000 : 48_000,
      cname: "server",
    },
    codec: options.codec,
    packets: new Map(),
    missing: new Map(),
    started: false,
    first: 0,
    highest: 0,
    next: NaN,
    waitingSinceMs: NaN,
    pliMs: -Infinity,
    plis: 0,
    last: null,
    layer: -1,
    known: new Map(),
    report: null,
    reportMs: 0,
    received: 0,
    resent: 0,
    bytes: 0,
    paddingBytes: 0,
    pictures: 0,
    newestTimestamp: -1,
    decoded: 0,
    skipped: 0,
    keyframes: 0,
    switches: 0,
    decodedOf: [],
    firstFrameMs: NaN,
    lastFrameMs: NaN,
    frozenMs: 0,
    longestGapMs: 0,
    worstSyncMs: 0,
    playback: createPlayback(),
    listening: createListening(),
    reportedExpected: 0,
    reportedReceived: 0,
  };
}

/** How the track was received since the last report (RFC 3550, appendix A.3). */
export function takeReport(track: Watched, nowMs: number): ReportBlock {
  const expected = track.highest - track.first + 1;
  const received = track.received - track.resent;
  const expectedNow = expected - track.reportedExpected;
  const lostNow = Math.max(0, expectedNow - (received - track.reportedReceived));
  track.reportedExpected = expected;
  track.reportedReceived = received;
  const { report } = track;
  return {
    ssrc: track.spec.ssrc,
    fractionLost: expectedNow <= 0 ? 0 : Math.min(255, Math.floor((lostNow * 256) / expectedNow)),
    cumulativeLost: Math.max(-0x80_0000, Math.min(0x7f_ffff, expected - received)),
    highestSeqExt: track.highest % 0x1_0000_0000,
    jitter: 0,
    lastSr: report === null ? 0 : ntpMiddle32(report.ntpSeconds, report.ntpFraction),
    delaySinceLastSr: report === null ? 0 : shortNtpOfUs((nowMs - track.reportMs) * 1000),
  };
}
