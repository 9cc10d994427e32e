/**
 * The SFU proper: which down tracks follow which up track, and the loop that hands each packet to all of them. Sans-IO: it
 * is fed with plaintext packets and the time, and fills a {@link ForwardOut}.
 *
 * An up session has one or more media (m-sections, told apart by mid), each with one to four encodings (SSRCs). A
 * down session follows one up session; each of its tracks follows one media.
 * @module
 */
import type { RtcpPacket } from "../packet/rtcp.ts";
import type { UpMedia } from "../sdp/negotiate.ts";
import { createRouterCounters, type RouterCounters } from "./counters.ts";
import { attachTrack, detachTrack, type DownSession, setTracks } from "./down_session.ts";
import { type DownTrackSpec, releaseSource, type View } from "./down_track.ts";
import { handleDownRtcp, sendDownReports } from "./down_feedback.ts";
import { collectWishes, handleUpRtcp, type KeyframeWish, sendUpFeedback } from "./up_feedback.ts";
import { fanOutTaken } from "./fan_out.ts";
import type { Ceiling } from "./layers.ts";
import { serveViewers } from "./pacing.ts";
import { forgetQueued } from "./queueing.ts";
import { createIngest, type Ingest, ingestPacket } from "./ingest.ts";
import type { ForwardOut } from "./output.ts";
import { createForwardContext, type ForwardContext } from "./sending.ts";
import { allocateViewer } from "./allocation.ts";
import { reviewMedia, tidyMedia } from "./selection.ts";
import { createSpeakers, reviewSpeakers, type Speakers } from "./speakers.ts";
import type { RingBudget } from "./ring_size.ts";
import type { SlowLink } from "./uplink.ts";
import {
  createUpSession,
  endMedia,
  setMedia,
  type UpMediaState,
  type UpSession,
} from "./up_session.ts";
import { joinViewer, leaveViewer, type Viewer, type WantedEncodings } from "./viewer.ts";
import { collectEncodingWishes, type EncodingWish, reviewWanted } from "./wanted.ts";

const DEFAULT_RING_BYTES = 512 * 1024 * 1024;
/** Generous: what is told before a publisher's own estimate has grown must not hold it down. */
const DEFAULT_REMB_BPS = 8_000_000;
/** More people than this are not understood at once. */
const DEFAULT_AUDIBLE_SPEAKERS = 8;
/** How often sources are reviewed: whether encodings died, and whether key frames are still wanted. */
const REVIEW_INTERVAL_US = 200_000;

/** What the router is given once. */
export interface RouterOptions {
  /** Random unsigned 32-bit numbers, for first sequence numbers and the SSRC of our own reports. */
  readonly random32: () => number;
  /** Bound of all packet rings together, in bytes; 512 MiB by default. */
  readonly maxRingBytes?: number;
  /** What publishers are told that they may send at most, in bits per second; 8 Mb/s by default. */
  readonly rembBps?: number;
  /** How many microphones of a group are forwarded at once, the loudest; 0 for all; 8 by default. */
  readonly audibleSpeakers?: number;
}

/** All sessions of one worker. */
export interface Router {
  readonly counters: RouterCounters;
  readonly random32: () => number;
  readonly rembBps: number;
  /** Sender of our feedback and reports. */
  readonly ssrc: number;
  readonly ups: Map<number, UpSession>;
  readonly downs: Map<number, DownSession>;
  /** By the number of the client; each has at least one down session. */
  readonly viewers: Map<number, Viewer>;
  readonly budget: RingBudget;
  /** Key frames that borrowed sessions lack: to be asked of their lenders, and emptied. */
  readonly wishes: KeyframeWish[];
  /** Media of which other encodings are wanted than before: for their publishers, and emptied. */
  readonly wanted: WantedEncodings[];
  /** Encodings of borrowed sessions that are wanted: for their lenders, and emptied. */
  readonly encodingWishes: EncodingWish[];
  /** Publishers whose way has become bad, or good again: to be told, and emptied. */
  readonly slowLinks: SlowLink[];
  readonly speakers: Speakers;
  readonly context: ForwardContext;
  readonly ingest: Ingest;
  /** When something is due for publishers, and for receivers; Infinity for never. */
  upDueUs: number;
  downDueUs: number;
  reviewUs: number;
}

/** Makes a router without sessions. */
export function createRouter(options: RouterOptions): Router {
  const counters = createRouterCounters();
  const budget = {
    limitBytes: options.maxRingBytes ?? DEFAULT_RING_BYTES,
    usedBytes: 0,
    nextTrackId: 0,
  };
  return {
    counters,
    random32: options.random32,
    rembBps: options.rembBps ?? DEFAULT_REMB_BPS,
    ssrc: options.random32(),
    ups: new Map(),
    downs: new Map(),
    viewers: new Map(),
    budget,
    wishes: [],
    wanted: [],
    encodingWishes: [],
    slowLinks: [],
    speakers: createSpeakers(options.audibleSpeakers ?? DEFAULT_AUDIBLE_SPEAKERS),
    context: createForwardContext(counters),
    ingest: createIngest(counters, budget),
    upDueUs: Infinity,
    downDueUs: Infinity,
    reviewUs: Infinity,
  };
}

/**
 * Sets what an up session publishes: the first time, or after a renegotiation. Media that are still there (same mid and kind) keep
 * their state and followers; the others end.
 * @param group name of the group whose members hear it
 */
export function setUp(
  router: Router,
  session: number,
  group: string,
  media: readonly UpMedia[],
  nowUs: number,
): void {
  let up = router.ups.get(session);
  if (up === undefined) {
    up = createUpSession(session, nowUs);
    router.ups.set(session, up);
  }
  up.groupName = group;
  for (const ended of setMedia(up, media, router.budget)) {
    for (const follower of ended.followers) releaseSource(follower);
  }
  for (const down of router.downs.values()) {
    if (down.upSession !== session) continue;
    for (const track of down.tracks) attachTrack(track, up);
  }
  // Their sources are chosen when packets come, or at the next review.
  router.upDueUs = Math.min(router.upDueUs, up.reportUs);
  router.reviewUs = Math.min(router.reviewUs, nowUs + REVIEW_INTERVAL_US);
}

/** Ends an up session. Down sessions that follow it stay, silent, until they are removed. Unknown ones are ignored. */
export function removeUp(router: Router, session: number): void {
  const up = router.ups.get(session);
  if (up === undefined) return;
  router.ups.delete(session);
  for (const media of up.media) {
    endMedia(up, media, router.budget);
    for (const follower of media.followers) releaseSource(follower);
  }
}

/**
 * Sets the tracks of a down session: the first time, or after a renegotiation. Tracks with an SSRC that is already there go on
 * without a break. Nothing is sent before {@link activateDown}. The up session may come later.
 * @param viewer number of the client whose session it is, for all its life
 */
export function setDown(
  router: Router,
  session: number,
  upSession: number,
  viewer: number,
  tracks: readonly DownTrackSpec[],
  nowUs: number,
  out: ForwardOut,
): void {
  router.context.nowUs = nowUs;
  const down = router.downs.get(session) ?? addDown(router, session, upSession, viewer, nowUs);
  if (down.upSession !== upSession) {
    for (const track of down.tracks) detachTrack(track, router.ups.get(down.upSession));
    down.upSession = upSession;
  }
  const before = [...down.tracks];
  setTracks(down, tracks, router.random32);
  const up = router.ups.get(upSession);
  for (const track of before) {
    if (down.tracks.includes(track)) continue;
    forgetQueued(track);
    detachTrack(track, up);
  }
  for (const track of down.tracks) {
    if (up !== undefined) attachTrack(track, up);
    track.active = down.active;
  }
  if (down.active) allocateViewer(router.context, down.viewer, nowUs, out);
  router.upDueUs = Math.min(router.upDueUs, nowUs);
  router.context.viewersDueUs = 0;
}

function addDown(
  router: Router,
  session: number,
  upSession: number,
  viewerId: number,
  nowUs: number,
): DownSession {
  const down = joinViewer(router.viewers, viewerId, session, upSession, nowUs);
  router.downs.set(session, down);
  return down;
}

/** Sets how good the video that a down session gets from `mid` may be; "high" until set. Takes effect in place. */
export function setCeiling(
  router: Router,
  session: number,
  mid: string,
  ceiling: Ceiling,
  nowUs: number,
  out: ForwardOut,
): void {
  const down = router.downs.get(session);
  if (down === undefined) return;
  router.context.nowUs = nowUs;
  down.ceilings.set(mid, ceiling);
  for (const track of down.tracks) {
    if (track.spec.mid === mid) track.ceiling = ceiling;
  }
  if (down.active) allocateViewer(router.context, down.viewer, nowUs, out);
  router.upDueUs = Math.min(router.upDueUs, nowUs);
  router.context.viewersDueUs = 0;
}

/** Sets how a receiver shows what it gets from `mid`. Takes effect when its viewer's estimate is shared out next, which is at once. */
export function setView(
  router: Router,
  session: number,
  mid: string,
  view: View,
  nowUs: number,
): void {
  const down = router.downs.get(session);
  if (down === undefined) return;
  down.views.set(mid, view);
  for (const track of down.tracks) {
    if (track.spec.mid === mid) track.view = view;
  }
  down.viewer.allocateUs = nowUs;
  router.context.viewersDueUs = 0;
}

/** The down session is connected: media flows from here, from the cached key frame if there is one. */
export function activateDown(
  router: Router,
  session: number,
  nowUs: number,
  out: ForwardOut,
): void {
  const down = router.downs.get(session);
  if (down === undefined || down.active) return;
  router.context.nowUs = nowUs;
  down.active = true;
  down.reportUs = nowUs;
  for (const track of down.tracks) track.active = true;
  allocateViewer(router.context, down.viewer, nowUs, out);
  router.upDueUs = Math.min(router.upDueUs, nowUs);
  router.downDueUs = Math.min(router.downDueUs, nowUs);
  router.context.viewersDueUs = 0;
}

/** The down session's connection is lost: nothing is sent until it is activated again. */
export function pauseDown(router: Router, session: number): void {
  const down = router.downs.get(session);
  if (down === undefined) return;
  down.active = false;
  for (const track of down.tracks) {
    forgetQueued(track);
    track.active = false;
    track.source = null;
    track.pending = null;
  }
}

/** Ends a down session, and its viewer with the last. Unknown ones are ignored. */
export function removeDown(router: Router, session: number): void {
  const down = router.downs.get(session);
  if (down === undefined) return;
  router.downs.delete(session);
  leaveViewer(router.viewers, down);
  router.context.viewersDueUs = 0;
  for (const track of down.tracks) {
    forgetQueued(track);
    detachTrack(track, router.ups.get(down.upSession));
  }
}

/**
 * Takes an RTP packet of a publisher, decrypted, in `buf[start, end)`: it is copied into its track's ring and forwarded.
 * `buf` is free again on return.
 */
export function handleRtp(
  router: Router,
  session: number,
  buf: Uint8Array,
  start: number,
  end: number,
  nowUs: number,
  out: ForwardOut,
): void {
  const { counters, ingest, context } = router;
  context.nowUs = nowUs;
  counters.packetsIn++;
  counters.bytesIn += end - start;
  const up = router.ups.get(session);
  if (up === undefined) {
    counters.drops.sessionUnknown++;
    return;
  }
  const binding = ingestPacket(ingest, up, buf, start, end, nowUs);
  if (up.recorder !== null) router.upDueUs = Math.min(router.upDueUs, up.recorder.dueUs);
  if (binding === null) return;
  const { media, track } = binding;
  if (ingest.first) reviewMedia(context, media, nowUs, out);
  fanOutTaken(router, ingest, up, binding, out);
  router.upDueUs = Math.min(router.upDueUs, track.missing.nextDueUs, track.keyframes.dueUs);
}

/** Takes one compound of RTCP, decrypted and parsed, of a publisher or a receiver. */
export function handleRtcp(
  router: Router,
  session: number,
  packets: readonly RtcpPacket[],
  nowUs: number,
  out: ForwardOut,
): void {
  const down = router.downs.get(session);
  const up = router.ups.get(session);
  router.context.nowUs = nowUs;
  if (down !== undefined) {
    handleDownRtcp(router.context, down, packets, nowUs, out);
  } else if (up !== undefined) {
    for (const media of handleUpRtcp(up, packets, nowUs)) {
      reviewMedia(router.context, media, nowUs, out);
      hastenReports(router, media, nowUs);
    }
  } else {
    router.counters.drops.sessionUnknown++;
  }
  router.upDueUs = Math.min(router.upDueUs, nowUs);
}

/** A publisher's first sender report is carried on at once: receivers can play in step only when they have one. */
function hastenReports(router: Router, media: UpMediaState, nowUs: number): void {
  for (const follower of media.followers) {
    const down = router.downs.get(follower.session);
    if (down?.active) down.reportUs = nowUs;
  }
  router.downDueUs = Math.min(router.downDueUs, nowUs);
}

/** When {@link onTime} is to be called next, in the unit of `nowUs`; Infinity for never. */
export function deadline(router: Router): number {
  const { upDueUs, downDueUs, reviewUs, speakers, context } = router;
  return Math.min(upDueUs, downDueUs, reviewUs, speakers.dueUs, context.viewersDueUs);
}

/** Does what is due: reports, requests, fallbacks. */
export function onTime(router: Router, nowUs: number, out: ForwardOut): void {
  const { context, viewers } = router;
  context.nowUs = nowUs;
  if (nowUs >= router.reviewUs) review(router, nowUs);
  if (nowUs >= context.viewersDueUs) {
    serveViewers(context, viewers, out);
    router.upDueUs = nowUs; // key frames may be wanted
  }
  reviewSpeakers(router.speakers, router.ups.values(), nowUs);
  if (nowUs >= router.upDueUs) {
    let nextUs = Infinity;
    for (const up of router.ups.values()) {
      const dueUs = up.borrowed
        ? collectWishes(up, nowUs, router.wishes)
        : sendUpFeedback(router, up, nowUs, out);
      nextUs = Math.min(nextUs, dueUs);
    }
    router.upDueUs = nextUs;
  }
  if (nowUs >= router.downDueUs) {
    let nextUs = Infinity;
    for (const down of router.downs.values()) {
      nextUs = Math.min(nextUs, sendDownReports(down, nowUs, out));
    }
    router.downDueUs = nextUs;
  }
}

function review(router: Router, nowUs: number): void {
  let dueUs = router.ups.size > 0 ? nowUs + REVIEW_INTERVAL_US : Infinity;
  for (const up of router.ups.values()) {
    for (const media of up.media) dueUs = Math.min(dueUs, tidyMedia(media, nowUs));
    if (up.borrowed) collectEncodingWishes(up, nowUs, router.encodingWishes);
    else reviewWanted(up, nowUs, router.wanted);
  }
  router.reviewUs = dueUs;
  router.context.viewersDueUs = 0; // what is due for them may have changed
  router.upDueUs = Math.min(router.upDueUs, nowUs);
}
