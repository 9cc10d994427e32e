/**
 * Putting into effect what a track is granted: which layers of its source flow, which encoding is to follow, and how it is begun.
 * @module
 */
import type { DownTrack } from "./down_track.ts";
import { wantKeyframe } from "./keyframes.ts";
import { highestTemporal } from "./layer_options.ts";
import { ALL_LAYERS, needsKeyframe, NO_LAYER } from "./layers.ts";
import type { ForwardOut } from "./output.ts";
import { replayBytes, replayKeyframe, sendStill } from "./replay.ts";
import type { ForwardContext } from "./sending.ts";
import { isAlive } from "./liveness.ts";
import type { UpTrack } from "./up_track.ts";

/** How a viewer's network is doing. */
export interface Pressure {
  /** What it carries, in bits per second; a guess if it is not known to have bounds. */
  readonly bps: number;
  /** What flows now is more than that, */
  readonly scarce: boolean;
  /** and piles up, so that nothing more of it must come. */
  readonly overloaded: boolean;
}

/** What a viewer is given at once when it begins, as time of its estimate: a picture is worth a short wait. */
const JOIN_US = 300_000;
/** The same when it has to go down: it has too much in its queue as it is. */
const STEP_DOWN_US = 150_000;
/** A temporal layer that is not reached by then has no points to go up at but key frames. */
const SYNC_PATIENCE_US = 3_000_000;

/** Sets a track's target and the layers of its source, by its grant; begins it, and asks for the key frame that it needs. */
export function applyGrant(
  context: ForwardContext,
  track: DownTrack,
  pressure: Pressure,
  nowUs: number,
  out: ForwardOut,
): void {
  const { choice } = track.grant;
  const target = choice === null ? null : choice.encoding;
  track.target = target;
  if (track.pending !== target) track.pending = null;
  if (track.spec.kind === "audio") return;
  setSourceLayers(track, pressure);
  if (target === null) return;
  if (track.source === null) {
    // What waits comes first: it would be the cause to drop what begins now.
    if (!pressure.overloaded) startFromCache(context, track, target, pressure, nowUs, out);
  } else if (track.source !== target) {
    hasten(context, track, target, pressure, nowUs, out);
  }
  if (lacksKeyframe(track, target, nowUs)) wantKeyframe(target.keyframes, nowUs);
}

/** What flows of the source, until the target takes over. */
function setSourceLayers(track: DownTrack, pressure: Pressure): void {
  const { layers, source, target, grant: { choice } } = track;
  if (choice === null) {
    if (track.paused) layers.targetSpatial = NO_LAYER;
  } else if (source === target) {
    layers.targetSpatial = choice.spatial;
    layers.targetTemporal = choice.temporal;
  } else if (source !== null && target !== null && isAbove(track, source, target)) {
    if (pressure.scarce) layers.targetTemporal = 0;
    if (pressure.overloaded) layers.targetSpatial = NO_LAYER;
  } else {
    layers.targetSpatial = ALL_LAYERS;
    layers.targetTemporal = choice.temporal;
  }
}

function isAbove(track: DownTrack, a: UpTrack, b: UpTrack): boolean {
  return track.encodings.indexOf(a) > track.encodings.indexOf(b);
}

/** Any picture is better than none: if the target has no key frame in store, a lower encoding may, and an old one is better than none. */
function startFromCache(
  context: ForwardContext,
  track: DownTrack,
  target: UpTrack,
  pressure: Pressure,
  nowUs: number,
  out: ForwardOut,
): void {
  const { encodings } = track;
  const place = encodings.indexOf(target);
  for (let i = place; i >= 0; i--) {
    const up = encodings[i]!;
    if (!fits(replayBytes(context, up, nowUs), pressure, JOIN_US)) continue;
    return replayKeyframe(context, track, up, nowUs, out);
  }
  if (track.map.lastTimestamp >= 0) return;
  for (let i = place; i >= 0; i--) {
    if (sendStill(context, track, encodings[i]!, nowUs, out)) return;
  }
}

/** Changes to the target without waiting for a key frame, where there is need and what came since its last one is little. */
function hasten(
  context: ForwardContext,
  track: DownTrack,
  target: UpTrack,
  pressure: Pressure,
  nowUs: number,
  out: ForwardOut,
): void {
  const { source, pending } = track;
  if (source === null || pending !== null) return;
  const dead = !isAlive(source, nowUs);
  if (!dead && !(pressure.scarce && isAbove(track, source, target))) return;
  if (!fits(replayBytes(context, target, nowUs), pressure, dead ? JOIN_US : STEP_DOWN_US)) return;
  replayKeyframe(context, track, target, nowUs, out);
}

/** Whether so many bytes leave within a time. */
function fits(bytes: number, pressure: Pressure, withinUs: number): boolean {
  return bytes !== Infinity && bytes * 8_000_000 <= pressure.bps * withinUs;
}

function lacksKeyframe(track: DownTrack, target: UpTrack, nowUs: number): boolean {
  const { layers, grant } = track;
  if (track.source !== target) return track.pending === null;
  if (needsKeyframe(layers)) return true;
  const waits = layers.temporal < Math.min(layers.targetTemporal, highestTemporal(target));
  return waits && nowUs - grant.raisedUs > SYNC_PATIENCE_US;
}
