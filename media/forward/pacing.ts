/**
 * What is due for viewers: their estimates, sharing them out, packets that waited, probes.
 * @module
 */
import { onEstimatorTime, pacingBps, takeProbe } from "../bandwidth/estimator.ts";
import { setPace, takeNext } from "../bandwidth/pacer.ts";
import { allocateViewer } from "./allocation.ts";
import { type DownTrack, fillOutgoing } from "./down_track.ts";
import type { ForwardOut } from "./output.ts";
import { readPacket } from "./packet_ring.ts";
import { sendProbe } from "./probes.ts";
import { dropUntilKeyframe } from "./queueing.ts";
import { findSource, sendQueuedRepair } from "./resend.ts";
import { type ForwardContext, leave } from "./sending.ts";
import { FORM_MARKER, formOf, isMapped, upOf, wasSent } from "./seq_map.ts";
import type { Viewer } from "./viewer.ts";

/** The estimate is shared anew before its time if it is less than this share of the one that was shared last, */
const FALLEN = 0.95;
/** or so many times as much. */
const RISEN = 1.1;
/** Bound of the probes sent at one time. */
const MAX_PROBES = 4;

/** Estimators are not called more often than this: a probe that is due may have to wait for the network to be calm. */
const ESTIMATE_INTERVAL_US = 5_000;

/** When something is due for a viewer; Infinity for never. */
function dueUsOf(viewer: Viewer): number {
  return Math.min(estimateUsOf(viewer), viewer.pacer.dueUs, viewer.allocateUs);
}

function estimateUsOf({ estimator, estimatedUs }: Viewer): number {
  return Math.max(estimator.dueUs, estimatedUs + ESTIMATE_INTERVAL_US);
}

/** Does what is due for viewers, and notes when the next thing is. */
export function serveViewers(
  context: ForwardContext,
  viewers: ReadonlyMap<number, Viewer>,
  out: ForwardOut,
): void {
  let nextUs = Infinity;
  for (const viewer of viewers.values()) {
    if (dueUsOf(viewer) <= context.nowUs) serve(context, viewer, out);
    nextUs = Math.min(nextUs, dueUsOf(viewer));
  }
  context.viewersDueUs = nextUs;
}

function serve(context: ForwardContext, viewer: Viewer, out: ForwardOut): void {
  const { estimator, pacer } = viewer;
  const { nowUs } = context;
  if (nowUs >= estimateUsOf(viewer)) {
    onEstimatorTime(estimator, nowUs);
    noteEstimate(context, viewer);
  }
  if (nowUs >= viewer.allocateUs) {
    viewer.sharedBps = estimator.known ? estimator.bps : 0;
    allocateViewer(context, viewer, nowUs, out);
  }
  while (takeNext(pacer, nowUs)) {
    const { owner, number, repair } = pacer.taken;
    if (repair) sendQueuedRepair(context, owner!, number, out);
    else leaveQueue(context, owner!, number, out);
  }
  pacer.taken.owner = null;
  if (nowUs >= estimateUsOf(viewer)) sendProbes(context, viewer, out);
}

function sendProbes(context: ForwardContext, viewer: Viewer, out: ForwardOut): void {
  viewer.estimatedUs = context.nowUs;
  for (let i = 0; i < MAX_PROBES; i++) {
    const probe = takeProbe(viewer.estimator, context.nowUs);
    if (probe === null) return;
    sendProbe(context, viewer, probe, out);
  }
}

/** Lets the pacer and the sharing follow the estimate. To be called when it may have changed. */
export function noteEstimate(context: ForwardContext, viewer: Viewer): void {
  const { estimator, pacer, sharedBps } = viewer;
  setPace(pacer, pacingBps(estimator), context.nowUs);
  const changed = estimator.known &&
    (estimator.bps < sharedBps * FALLEN || estimator.bps > sharedBps * RISEN);
  if (changed) viewer.allocateUs = Math.min(viewer.allocateUs, context.nowUs);
  context.viewersDueUs = Math.min(context.viewersDueUs, dueUsOf(viewer));
}

/** Sends a packet of video that was queued as number `down`. */
function leaveQueue(
  context: ForwardContext,
  track: DownTrack,
  down: number,
  out: ForwardOut,
): void {
  const { map } = track;
  const { cached, writer, counters } = context;
  const source = isMapped(map, down) && wasSent(map, down) ? findSource(track, down) : null;
  if (source === null || !readPacket(source.ring, upOf(map, down), cached)) {
    counters.drops.overwritten++;
    // What follows of it is of no use without this one.
    if (track.source !== null) dropUntilKeyframe(context, track);
    return;
  }
  const form = formOf(map, down);
  fillOutgoing(writer.packet, track, cached, down);
  writer.packet.marker = (form & FORM_MARKER) !== 0;
  leave(context, track, source.ring, cached, down, form, out);
}
