/**
 * A scripted browser that watches: it asks again for what is lost, hands the rest to its decoder, and reports how it receives, by
 * transport-wide feedback as today's browsers do, or in one of the older ways.
 * @module
 */
import {
  addReceiveStream,
  createReceiveEstimator,
  noteReceived,
  type ReceiveEstimator,
  type ReceiveStream,
  updateReceiveEstimate,
} from "../../media/bandwidth/receive_estimator.ts";
import {
  createFeedbackRecorder,
  type FeedbackRecorder,
  noteArrival,
  takeFeedback,
} from "../../media/bandwidth/feedback_recorder.ts";
import { createRedBlocks, readRed } from "../../media/codec/red.ts";
import { readU16 } from "../../media/packet/bytes.ts";
import type { RtcpPacket } from "../../media/packet/rtcp.ts";
import {
  createRtpHeader,
  findExtension,
  paddingLength,
  parseRtpHeader,
} from "../../media/packet/rtp.ts";
import { extendSeq, isNewer16, seq16Of } from "../../media/packet/seq.ts";
import { timestampDelta } from "../../media/packet/clock.ts";
import { activateDown, removeDown, setDown } from "../../media/forward/router.ts";
import { createBody, isWhole, readBody } from "./body.ts";
import { complain, decode, PATIENCE_MS, type Watcher } from "./decoder.ts";
import type { Path } from "./network.ts";
import { RED_PAYLOAD_TYPE, TRANSPORT_CC_EXTENSION } from "./packets.ts";
import { hear } from "./playback.ts";
import type { Publisher } from "./publisher.ts";
import { connect, type Connection, sendRtcpUp, type SimServer, wake } from "./server.ts";
import { createWatched, takeReport, type Watched } from "./watched.ts";
import { planIn } from "./world.ts";

const NACK_TICK_MS = 10;
/** Chromium's guess at the round trip, where it receives only and cannot measure it. */
const NACK_RETRY_MS = 100;
const NACK_TRIES = 10;
const PLI_INTERVAL_MS = 500;
const REMB_INTERVAL_MS = 500;

/** How a viewer tells what its network carries; with "none" it asks and answers nothing but NACK and PLI. */
export type FeedbackKind = "twcc" | "remb" | "reports" | "none";

/** A viewer at work: one session of it. */
export interface Viewer extends Watcher {
  readonly server: SimServer;
  readonly session: number;
  /** Number of the client whose session it is. */
  readonly client: number;
  readonly options: ViewerOptions;
  readonly connection: Connection;
  readonly joinedMs: number;
  readonly video: Watched | null;
  readonly audio: Watched | null;
  readonly recorder: FeedbackRecorder;
  readonly estimator: ReceiveEstimator;
  readonly arrivals: Map<number, ReceiveStream>;
  left: boolean;
}

/** What a viewer is like. */
export interface ViewerOptions {
  readonly video: boolean;
  readonly audio: boolean;
  readonly rtx: boolean;
  readonly red: boolean;
  readonly feedback: FeedbackKind;
  /** Sessions of one client share its number, and its paths. */
  readonly client: number;
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
  const full: ViewerOptions = {
    video: true,
    audio: true,
    rtx: true,
    red: true,
    feedback: "none",
    client: session,
    ...options,
  };
  const receiver = {
    takeRtp: (packet: Uint8Array) => takeRtp(viewer, packet),
    takeRtcp: (packets: readonly RtcpPacket[]) => takeRtcp(viewer, packets),
  };
  const negotiated = {
    codec: publisher.options.codec,
    rtx: full.rtx,
    red: full.red,
    transportCc: full.feedback === "twcc",
  };
  const viewer: Viewer = {
    server,
    session,
    client: full.client,
    options: full,
    connection: connect(server, session, receiver, full.up, full.down),
    joinedMs: nowMs(server),
    video: full.video ? createWatched(session, "video", negotiated) : null,
    audio: full.audio ? createWatched(session, "audio", negotiated) : null,
    recorder: createFeedbackRecorder(),
    estimator: createReceiveEstimator(server.world.nowUs),
    arrivals: new Map(),
    complaints: [],
    freezeMs: 200,
    left: false,
  };
  viewer.connection.onSent = (packet) => countPicture(viewer, packet);
  subscribe(viewer, publisher);
  activateDown(server.router, session, server.world.nowUs, server.out);
  wake(server);
  tick(viewer);
  if (full.feedback !== "none") report(viewer);
  if (full.feedback === "remb") sayRemb(viewer);
  return viewer;
}

/** Sets the tracks that the viewer receives, as its answer would. */
export function subscribe(viewer: Viewer, publisher: Publisher): void {
  const { server, session, client } = viewer;
  const specs = tracksOf(viewer).map((track) => track.spec);
  const { nowUs } = server.world;
  setDown(server.router, session, publisher.session, client, specs, nowUs, server.out);
  wake(server);
}

/** Ends a viewer. */
export function unwatch(viewer: Viewer): void {
  viewer.left = true;
  viewer.server.connections.delete(viewer.session);
  removeDown(viewer.server.router, viewer.session);
  wake(viewer.server);
}

/** Video and audio, where they are. */
export function tracksOf(viewer: Viewer): Watched[] {
  return [viewer.video, viewer.audio].filter((track) => track !== null);
}

function nowMs(server: SimServer): number {
  return server.world.nowUs / 1000;
}

const header = createRtpHeader();

/** Counts the pictures that the server sends. */
function countPicture(viewer: Viewer, packet: Uint8Array): void {
  const { video } = viewer;
  if (video === null || !parseRtpHeader(packet, 0, packet.length, header)) return;
  if (header.ssrc !== video.spec.ssrc) return;
  if (packet.length <= header.headerLength + paddingLength(packet, 0, packet.length, header)) {
    return;
  }
  const { newestTimestamp } = video;
  if (newestTimestamp >= 0 && timestampDelta(newestTimestamp, header.timestamp) <= 0) return;
  video.newestTimestamp = header.timestamp;
  video.pictures++;
}

function takeRtp(viewer: Viewer, packet: Uint8Array): void {
  if (viewer.left) return;
  if (!parseRtpHeader(packet, 0, packet.length, header)) {
    complain(viewer, "a malformed packet");
    return;
  }
  const padding = paddingLength(packet, 0, packet.length, header);
  noteTransport(viewer, packet);
  const { ssrc, headerLength, payloadType, marker } = header;
  for (const track of tracksOf(viewer)) {
    if (ssrc !== track.spec.ssrc && ssrc !== track.spec.rtxSsrc) continue;
    track.bytes += packet.length;
    if (padding < 0) return complain(viewer, "wrong padding");
    if (ssrc === track.spec.ssrc) {
      return takeMedia(viewer, track, clearHeader(packet, headerLength), padding, payloadType);
    }
    if (payloadType !== track.spec.rtxPayloadType) complain(viewer, "a wrong RTX type");
    if (packet.length - headerLength - padding < 2) {
      track.paddingBytes += packet.length;
      return;
    }
    track.resent++;
    return takeMedia(viewer, track, unwrap(packet, headerLength, track, marker), 0, -1);
  }
  complain(viewer, `a packet of the unknown SSRC ${ssrc}`);
}

/** The packet with a header of 12 bytes: what it says beyond has been read. */
function clearHeader(packet: Uint8Array, headerLength: number): Uint8Array {
  if (headerLength === 12) return packet;
  const plain = packet.slice(headerLength - 12);
  plain.set(packet.subarray(0, 12));
  plain[0] = plain[0]! & 0xef;
  return plain;
}

/** What a retransmission retransmits. */
function unwrap(
  packet: Uint8Array,
  headerLength: number,
  track: Watched,
  marker: boolean,
): Uint8Array {
  const media = packet.slice(headerLength - 10);
  media.set(packet.subarray(0, 12));
  media[0] = 0x80;
  media[1] = (marker ? 0x80 : 0) | track.spec.payloadType;
  media[2] = packet[headerLength]!;
  media[3] = packet[headerLength + 1]!;
  return media;
}

function noteTransport(viewer: Viewer, packet: Uint8Array): void {
  const { nowUs } = viewer.server.world;
  const { feedback } = viewer.options;
  const at = findExtension(packet, header, TRANSPORT_CC_EXTENSION);
  if (at >= 0 !== (feedback === "twcc")) complain(viewer, "wrong header extensions");
  if (at >= 0) noteArrival(viewer.recorder, readU16(packet, at), nowUs);
  if (feedback !== "remb") return;
  let stream = viewer.arrivals.get(header.ssrc);
  if (stream === undefined) {
    const track = tracksOf(viewer).find(({ spec }) => spec.ssrc === header.ssrc);
    stream = addReceiveStream(viewer.estimator, track?.spec.clockRateHz ?? 90_000);
    viewer.arrivals.set(header.ssrc, stream);
  }
  noteReceived(stream, header.timestamp, packet.length, nowUs);
}

function takeMedia(
  viewer: Viewer,
  track: Watched,
  packet: Uint8Array,
  padding: number,
  payloadType: number,
): void {
  const now = nowMs(viewer.server);
  const { spec } = track;
  const red = payloadType === spec.redPayloadType && payloadType >= 0;
  if (payloadType >= 0 && payloadType !== spec.payloadType && !red) {
    complain(viewer, `a wrong payload type, ${payloadType}`);
  }
  const seq16 = readU16(packet, 2);
  const seq = track.started ? extendSeq(track.highest, seq16) : seq16;
  if (!track.started) {
    track.started = true;
    track.first = seq;
    track.highest = seq - 1;
  }
  track.received++;
  for (let lost = track.highest + 1; lost < seq; lost++) {
    track.missing.set(lost, { tries: 0, askedMs: -Infinity, sinceMs: now });
  }
  if (seq - track.highest > 3000) complain(viewer, `a gap of ${seq - track.highest} packets`);
  track.highest = Math.max(track.highest, seq);
  track.missing.delete(seq);
  if (spec.kind === "audio") return listen(viewer, track, packet, red);
  if (padding > 0) track.paddingBytes += packet.length;
  if (!(seq < track.next) && !track.packets.has(seq)) {
    track.packets.set(seq, packet.length - 12 - padding <= 0 ? null : packet);
  }
  decode(viewer, track, now);
}

const blocks = createRedBlocks();

function listen(viewer: Viewer, track: Watched, packet: Uint8Array, red: boolean): void {
  track.missing.clear();
  if (!red) return playSound(viewer, track, packet, 12, packet.length, false);
  if (!readRed(packet, 12, packet.length, blocks)) return complain(viewer, "malformed RED");
  for (let i = 0; i < blocks.redundantCount; i++) {
    const { start, end, payloadType } = blocks.redundant[i]!;
    if (payloadType === RED_PAYLOAD_TYPE) complain(viewer, "RED in RED");
    if (end > start) playSound(viewer, track, packet, start, end, true);
  }
  playSound(viewer, track, packet, blocks.primary.start, blocks.primary.end, false);
}

const body = createBody();

function playSound(
  viewer: Viewer,
  track: Watched,
  packet: Uint8Array,
  start: number,
  end: number,
  redundant: boolean,
): void {
  const now = nowMs(viewer.server);
  if (!readBody(packet, start, end, body) || !isWhole(packet, start, end, body)) {
    return complain(viewer, "sound that is none");
  }
  hear(track.listening, body.number, body.captureMs, redundant, now);
  if (redundant) return;
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

/** Asks for what is missing, and for key frames where that did not help; gives transport-wide feedback. */
function tick(viewer: Viewer): void {
  if (viewer.left) return;
  const now = nowMs(viewer.server);
  const packets: RtcpPacket[] = [];
  const { video, audio, recorder } = viewer;
  if (video !== null) {
    askForMissing(video, now, packets);
    decode(viewer, video, now);
    const stuck = Number.isNaN(video.next)
      ? video.started
      : now - video.waitingSinceMs > PATIENCE_MS;
    if (stuck && now - video.pliMs > PLI_INTERVAL_MS) {
      video.pliMs = now;
      video.plis++;
      packets.push({ type: "pli", senderSsrc: 1, mediaSsrc: video.spec.ssrc });
    }
  }
  const { nowUs } = viewer.server.world;
  const media = (video ?? audio)?.spec.ssrc ?? 0;
  for (let news = takeFeedback(recorder, 1, media, nowUs); news !== null;) {
    packets.push(news);
    news = takeFeedback(recorder, 1, media, nowUs);
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
  seq16s.sort((a, b) => isNewer16(a, b) ? 1 : -1);
  packets.push({ type: "nack", senderSsrc: 1, mediaSsrc: track.spec.ssrc, seq16s });
}

/** Reports once a second: the server learns the round trip, and from those who tell nothing else the loss. */
function report(viewer: Viewer): void {
  if (viewer.left) return;
  const now = nowMs(viewer.server);
  const reports = tracksOf(viewer).filter((track) => track.started)
    .map((track) => takeReport(track, now));
  if (reports.length > 0) {
    sendRtcpUp(viewer.server, viewer.connection, [{ type: "rr", ssrc: 1, reports }]);
  }
  planIn(viewer.server.world, 1000, () => report(viewer));
}

function sayRemb(viewer: Viewer): void {
  if (viewer.left) return;
  const { server, estimator } = viewer;
  const bitrateBps = Math.round(updateReceiveEstimate(estimator, 100_000, server.world.nowUs));
  if (bitrateBps > 0) {
    const ssrcs = tracksOf(viewer).map(({ spec }) => spec.ssrc);
    sendRtcpUp(server, viewer.connection, [{ type: "remb", senderSsrc: 1, bitrateBps, ssrcs }]);
  }
  planIn(server.world, REMB_INTERVAL_MS, () => sayRemb(viewer));
}
