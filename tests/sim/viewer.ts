/**
 * A scripted browser that watches: it asks again for what is lost, hands the rest to its decoder, and reports how it receives.
 * @module
 */
import { ntpMiddle32, shortNtpOfUs } from "../../media/packet/clock.ts";
import { readU16, readU32 } from "../../media/packet/bytes.ts";
import type { ReportBlock, RtcpPacket } from "../../media/packet/rtcp.ts";
import { extendSeq, seq16Of } from "../../media/packet/seq.ts";
import { activateDown, removeDown, setDown } from "../../media/forward/router.ts";
import {
  checkFill,
  complain,
  createWatched,
  decode,
  PATIENCE_MS,
  type Watched,
  type Watcher,
} from "./decoder.ts";
import type { Path } from "./network.ts";
import type { Publisher } from "./publisher.ts";
import { connect, type Connection, sendRtcpUp, type SimServer, wake } from "./server.ts";
import { planIn } from "./world.ts";

const NACK_TICK_MS = 10;
const NACK_RETRY_MS = 60;
const NACK_TRIES = 10;
const PLI_INTERVAL_MS = 500;

/** A viewer at work. */
export interface Viewer extends Watcher {
  readonly server: SimServer;
  readonly session: number;
  readonly connection: Connection;
  readonly joinedMs: number;
  readonly video: Watched | null;
  readonly audio: Watched | null;
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
  setDown(
    server.router,
    session,
    publisher.session,
    session,
    specs,
    server.world.nowUs,
    server.out,
  );
  wake(server);
}

/** Ends a viewer. */
export function unwatch(viewer: Viewer): void {
  viewer.left = true;
  removeDown(viewer.server.router, viewer.session);
}

/** Video and audio, where they are. */
function tracksOf(viewer: Viewer): Watched[] {
  return [viewer.video, viewer.audio].filter((track) => track !== null);
}

function nowMs(server: SimServer): number {
  return server.world.nowUs / 1000;
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
  if (track.spec.kind === "video") decode(viewer, track, now);
  else listen(viewer, track, packet);
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
    decode(viewer, video, now);
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
