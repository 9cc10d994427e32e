/**
 * Which encoding each receiver gets, decided anew when something changes: its wish, the encodings that there are, which of
 * them are alive.
 * @module
 */
import type { DownTrack } from "./down_track.ts";
import { replayKeyframe } from "./forwarding.ts";
import { settleKeyframe, wantKeyframe } from "./keyframes.ts";
import { ALL_LAYERS, chooseEncoding, needsKeyframe, orderEncodings } from "./layers.ts";
import type { ForwardOut } from "./output.ts";
import type { ForwardContext } from "./sending.ts";
import type { UpMediaState } from "./up_session.ts";
import type { UpTrack } from "./up_track.ts";

/** Sets an active track's target, starts it from a cached key frame if it waits, and asks for a key frame if it needs one. */
export function chooseSource(
  context: ForwardContext,
  track: DownTrack,
  nowUs: number,
  out: ForwardOut,
): void {
  const { encodings, ceiling, layers } = track;
  const target = chooseEncoding(encodings, ceiling, nowUs);
  track.target = target;
  if (track.pending !== target) track.pending = null;
  if (target === null || track.spec.kind === "audio") return;
  // With a single encoding, the least of it is its lowest spatial layer.
  const leastLayer = ceiling === "low" && encodings.length === 1 && target.highestSpatial > 0;
  layers.targetSpatial = leastLayer ? 0 : ALL_LAYERS;
  if (track.source === null) startFromCache(context, track, target, nowUs, out);
  if (track.source !== target || needsKeyframe(layers)) wantKeyframe(target.keyframes, nowUs);
}

/** Any picture is better than none: if the target has no key frame in store, a lower encoding may. */
function startFromCache(
  context: ForwardContext,
  track: DownTrack,
  target: UpTrack,
  nowUs: number,
  out: ForwardOut,
): void {
  for (let i = track.encodings.indexOf(target); i >= 0; i--) {
    if (replayKeyframe(context, track, track.encodings[i]!, nowUs, out)) return;
  }
}

/** Chooses anew for all receivers of a media. */
export function reviewMedia(
  context: ForwardContext,
  media: UpMediaState,
  nowUs: number,
  out: ForwardOut,
): void {
  if (media.encodings.length > 1) orderEncodings(media.encodings);
  let served = false;
  for (const follower of media.followers) {
    if (!follower.active) continue;
    served = true;
    chooseSource(context, follower, nowUs, out);
  }
  if (served || media.borrowers.length > 0) return;
  for (const track of media.encodings) settleKeyframe(track.keyframes);
}
