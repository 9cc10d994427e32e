/**
 * Video that has to wait for its viewer's pacer. Its numbers are given when it comes, and it is written when it leaves; what has
 * waited too long is dropped from its picture's beginning on, until the next key frame, and its numbers go to what follows.
 * @module
 */
import {
  aheadUs,
  bytesOf,
  discard,
  enqueue,
  firstOf,
  type Pacer,
  waitedUs,
} from "../bandwidth/pacer.ts";
import type { DownTrack } from "./down_track.ts";
import type { ForwardContext } from "./sending.ts";
import { lastOfBegunPicture, markQueued, takeBackSeqs } from "./seq_map.ts";
import type { Viewer } from "./viewer.ts";

/** Video is dropped if the first in the queue has waited so long, */
const MAX_WAITED_US = 500_000;
/** or the last would: more than a key frame of what fits into the estimate takes. */
const MAX_AHEAD_US = 1_000_000;
/** How soon after that the estimate is shared anew. */
const REALLOCATE_US = 10_000;
/** A key frame need not wait behind older pictures for longer than this. */
const MAX_BEFORE_KEYFRAME_US = 100_000;

/**
 * Queues number `down` of a video, to be sent in this form.
 * @param bytes what it will count for
 */
export function queueVideo(
  context: ForwardContext,
  track: DownTrack,
  down: number,
  form: number,
  bytes: number,
): void {
  const { viewer } = track.down;
  const { pacer } = viewer;
  const { nowUs } = context;
  if (!enqueue(pacer, pacer.video, track, down, bytes, nowUs)) {
    shedVideo(context, viewer);
    if (track.source === null || !enqueue(pacer, pacer.video, track, down, bytes, nowUs)) return;
  }
  markQueued(track.map, down, form);
  context.viewersDueUs = Math.min(context.viewersDueUs, pacer.dueUs);
  if (isOverfull(pacer, nowUs)) shedVideo(context, viewer);
}

function isOverfull(pacer: Pacer<DownTrack>, nowUs: number): boolean {
  return waitedUs(pacer, nowUs) > MAX_WAITED_US || aheadUs(pacer) > MAX_AHEAD_US;
}

/** Drops the video of which most waits. */
function shedVideo(context: ForwardContext, viewer: Viewer): void {
  let worst: DownTrack | null = null;
  let mostBytes = 0;
  for (const { tracks } of viewer.downs) {
    for (const track of tracks) {
      const bytes = track.source === null ? 0 : bytesOf(viewer.pacer.video, track);
      if (bytes <= mostBytes) continue;
      worst = track;
      mostBytes = bytes;
    }
  }
  if (worst !== null) dropUntilKeyframe(context, worst);
}

/** Drops a video's queue; it begins again at a key frame. */
export function dropUntilKeyframe(context: ForwardContext, track: DownTrack): void {
  const { viewer } = track.down;
  context.counters.drops.queueOverflow += dropQueued(track);
  track.source = null;
  // Whether there is room for a key frame, and of which encoding, the next allocation tells.
  viewer.allocateUs = Math.min(viewer.allocateUs, context.nowUs + REALLOCATE_US);
  context.viewersDueUs = Math.min(context.viewersDueUs, viewer.allocateUs);
}

/**
 * Drops what waits of a video, but for the rest of a picture that has begun to leave. The next packet must begin a segment, as a change
 * of source does.
 * @returns how many packets that was
 */
export function dropQueued(track: DownTrack): number {
  const { video } = track.down.viewer.pacer;
  const first = firstOf(video, track);
  if (first === Infinity) return 0;
  const last = lastOfBegunPicture(track.map, first);
  const dropped = discard(video, track, last + 1);
  takeBackSeqs(track.map, last);
  return dropped;
}

/** A key frame comes, and is to begin a segment: what waits of the track before it is dropped if that is much. */
export function makeWayForKeyframe(context: ForwardContext, track: DownTrack): void {
  if (aheadUs(track.down.viewer.pacer) <= MAX_BEFORE_KEYFRAME_US) return;
  context.counters.drops.queueOverflow += dropQueued(track);
}

/** Forgets all that waits for a track: it has ended, or its receiver's connection. */
export function forgetQueued(track: DownTrack): void {
  const { video, repairs } = track.down.viewer.pacer;
  dropQueued(track);
  discard(video, track, -Infinity);
  discard(repairs, track, -Infinity);
}
