/**
 * One publisher's packets forwarded on several threads. The thread that receives them lends the session: it describes tracks and
 * rings, and tells of each packet by a queue. A thread that borrows it reads the rings in place and forwards to its own
 * followers; key frames it asks of the lender.
 *
 * What a borrower knows of a track is a copy without the publisher's side: no repair, no reports, no jitter.
 * @module
 */
import type { UpMedia } from "../sdp/negotiate.ts";
import { attachTrack } from "./down_session.ts";
import { releaseSource } from "./down_track.ts";
import { fanOut } from "./fan_out.ts";
import { wantKeyframe } from "./keyframes.ts";
import { type LendEntry, type LendQueue, noteWoken, takeEntry } from "./lend_queue.ts";
import type { ForwardOut } from "./output.ts";
import { createPacket, type Packet } from "./packet.ts";
import { openPacketRing, readPacket } from "./packet_ring.ts";
import { copyRates, type LayerRates } from "./rates.ts";
import { removeUp, type Router } from "./router.ts";
import type { RingBudget } from "./ring_size.ts";
import { reviewMedia } from "./selection.ts";
import {
  createUpSession,
  endMedia,
  endTrack,
  setMedia,
  type UpMediaState,
  type UpSession,
} from "./up_session.ts";
import { createUpTrack, noteForwarded, type ReportedTime, type UpTrack } from "./up_track.ts";

/** One encoding, as its thread describes it to a borrower: who it is, its ring, and where it stands. */
export interface LentTrack {
  readonly id: number;
  readonly mid: string;
  readonly rid: string;
  readonly ssrc: number;
  readonly clockRateHz: number;
  readonly memory: SharedArrayBuffer;
  readonly capacity: number;
  readonly pinned: number;
  readonly highestSeq: number;
  readonly highestTimestamp: number;
  readonly keyframeSeq: number;
  readonly keyframeUs: number;
  readonly lastPacketUs: number;
  readonly highestSpatial: number;
  readonly pictureIntervalUs: number;
  readonly pictureGapUs: number;
  readonly rateBps: number;
  readonly layerRates: LayerRates;
  readonly aliveSinceUs: number;
  readonly report: ReportedTime | null;
}

/** A publisher's session, as its thread describes it to a borrower. It can be posted. */
export interface LentSession {
  readonly session: number;
  readonly groupName: string;
  readonly media: readonly UpMedia[];
  /** Within a media least first. */
  readonly tracks: readonly LentTrack[];
}

/** All that one thread borrows from another. */
export interface Loan {
  readonly queue: LendQueue;
  readonly tracks: Map<number, { readonly media: UpMediaState; readonly track: UpTrack }>;
  readonly entry: LendEntry;
  readonly packet: Packet;
}

/** Rings of borrowed tracks are the lender's to count. */
const NO_BUDGET: RingBudget = { limitBytes: 0, usedBytes: 0, nextTrackId: 0 };

/** Lends a session: from now on the queue is told of its packets. False if there is no such session. */
export function lend(router: Router, session: number, queue: LendQueue): boolean {
  const up = router.ups.get(session);
  if (up === undefined) return false;
  if (!up.borrowers.includes(queue)) up.borrowers.push(queue);
  return true;
}

/** Takes a session back from a borrower. */
export function takeBack(router: Router, session: number, queue: LendQueue): void {
  const borrowers = router.ups.get(session)?.borrowers ?? [];
  const at = borrowers.indexOf(queue);
  if (at >= 0) borrowers.splice(at, 1);
}

/** Describes a session for its borrowers; to be told anew when its `revision` has changed. */
export function describeLent(up: UpSession): LentSession {
  return {
    session: up.session,
    groupName: up.groupName,
    media: up.media.map(({ spec }) => spec),
    tracks: up.media.flatMap(({ spec, encodings }) =>
      encodings.map((track) => describeTrack(spec.mid, track))
    ),
  };
}

function describeTrack(mid: string, track: UpTrack): LentTrack {
  return {
    id: track.id,
    mid,
    rid: track.rid,
    ssrc: track.ssrc,
    clockRateHz: track.clockRateHz,
    memory: track.ring.memory,
    capacity: track.ring.capacity,
    pinned: track.ring.pinned,
    highestSeq: track.highestSeq,
    highestTimestamp: track.highestTimestamp,
    keyframeSeq: track.keyframeSeq,
    keyframeUs: track.keyframeUs,
    lastPacketUs: track.lastPacketUs,
    highestSpatial: track.highestSpatial,
    pictureIntervalUs: track.pictureIntervalUs,
    pictureGapUs: track.pictureGapUs,
    rateBps: track.rate.bps,
    layerRates: track.layerRates,
    aliveSinceUs: track.aliveSinceUs,
    report: track.report,
  };
}

/** A borrower wants a key frame. */
export function wantLentKeyframe(
  router: Router,
  session: number,
  trackId: number,
  nowUs: number,
): void {
  for (const media of router.ups.get(session)?.media ?? []) {
    for (const track of media.encodings) {
      if (track.id === trackId) wantKeyframe(track.keyframes, nowUs);
    }
  }
  router.upDueUs = Math.min(router.upDueUs, nowUs);
}

/** Makes a loan of what a lender's queue tells of. */
export function createLoan(queue: LendQueue): Loan {
  return { queue, tracks: new Map(), entry: { track: 0, seqExt: 0 }, packet: createPacket() };
}

/** Takes a lender's description of a session, the first or a later one: down sessions can follow it as if it were ours. */
export function borrow(
  router: Router,
  loan: Loan,
  lent: LentSession,
  nowUs: number,
  out: ForwardOut,
): void {
  router.context.nowUs = nowUs;
  let up = router.ups.get(lent.session);
  if (up === undefined) {
    up = createUpSession(lent.session, Infinity, true);
    router.ups.set(lent.session, up);
  }
  up.groupName = lent.groupName;
  for (const ended of setMedia(up, lent.media, NO_BUDGET)) {
    for (const follower of ended.followers) releaseSource(follower);
  }
  for (const media of up.media) matchTracks(up, media, loan, lent);
  for (const down of router.downs.values()) {
    if (down.upSession !== lent.session) continue;
    for (const track of down.tracks) attachTrack(track, up);
  }
  for (const media of up.media) reviewMedia(router.context, media, nowUs, out);
  router.upDueUs = Math.min(router.upDueUs, nowUs);
  router.reviewUs = Math.min(router.reviewUs, nowUs);
}

/** Brings the encodings of a borrowed media in line with the lender's. */
function matchTracks(up: UpSession, media: UpMediaState, loan: Loan, lent: LentSession): void {
  const described = lent.tracks.filter((track) => track.mid === media.spec.mid);
  for (const track of [...media.encodings]) {
    if (described.some(({ id }) => id === track.id)) continue;
    loan.tracks.delete(track.id);
    endTrack(up, media, track, NO_BUDGET);
  }
  described.forEach((description, i) => {
    const known = media.encodings.find((track) => track.id === description.id);
    if (known !== undefined) return followRing(known, description);
    const track = openTrack(media, description);
    media.encodings.splice(i, 0, track);
    loan.tracks.set(track.id, { media, track });
  });
}

/** The lender may have given a track another ring, which has what the one before had. */
function followRing(track: UpTrack, { memory, capacity, pinned }: LentTrack): void {
  track.ring = openPacketRing(memory, capacity, pinned);
}

function openTrack(media: UpMediaState, lent: LentTrack): UpTrack {
  const ring = openPacketRing(lent.memory, lent.capacity, lent.pinned);
  const { id, rid, ssrc, clockRateHz } = lent;
  const track = createUpTrack(id, media.spec.kind, rid, ssrc, clockRateHz, ring, false);
  track.started = true;
  track.highestSeq = lent.highestSeq;
  track.highestTimestamp = lent.highestTimestamp;
  track.keyframeSeq = lent.keyframeSeq;
  track.keyframeUs = lent.keyframeUs;
  track.lastPacketUs = lent.lastPacketUs;
  track.lastPictureUs = lent.lastPacketUs;
  track.highestSpatial = lent.highestSpatial;
  track.pictureIntervalUs = lent.pictureIntervalUs;
  track.pictureGapUs = lent.pictureGapUs;
  track.rate.bps = lent.rateBps;
  track.rate.sinceUs = lent.lastPacketUs;
  copyRates(lent.layerRates, track.layerRates);
  track.aliveSinceUs = lent.aliveSinceUs;
  track.flowingSinceUs = lent.lastPacketUs;
  track.report = lent.report;
  return track;
}

/** The lender has no such session any more, or has taken it back. */
export function giveBack(router: Router, loan: Loan, session: number): void {
  const up = router.ups.get(session);
  if (up === undefined || !up.borrowed) return;
  for (const media of up.media) {
    for (const track of media.encodings) loan.tracks.delete(track.id);
    endMedia(up, media, NO_BUDGET);
  }
  removeUp(router, session);
}

/** The publisher's newest clock for a borrowed track. */
export function noteLentReport(loan: Loan, trackId: number, report: ReportedTime): void {
  const lent = loan.tracks.get(trackId);
  if (lent !== undefined) lent.track.report = report;
}

/** Forwards what the lender has told of. */
export function forwardLent(router: Router, loan: Loan, nowUs: number, out: ForwardOut): void {
  router.context.nowUs = nowUs;
  const { queue, entry, packet, tracks } = loan;
  noteWoken(queue);
  while (takeEntry(queue, entry)) {
    const lent = tracks.get(entry.track);
    // Told of before it was described, or after it has ended.
    if (lent === undefined) continue;
    const { media, track } = lent;
    if (!readPacket(track.ring, entry.seqExt, packet)) {
      router.counters.drops.overwritten++;
      continue;
    }
    const spatialBefore = track.highestSpatial;
    const newest = noteForwarded(track, packet);
    if (track.highestSpatial !== spatialBefore) reviewMedia(router.context, media, nowUs, out);
    fanOut(router, media, track, packet, newest, out);
    router.upDueUs = Math.min(router.upDueUs, track.keyframes.dueUs);
  }
}
