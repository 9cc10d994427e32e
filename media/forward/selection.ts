/**
 * What a media's encodings mean for those who follow it, looked at when something changes: which there are, in what order, and
 * which of them are alive.
 * @module
 */
import { allocateViewer } from "./allocation.ts";
import { settleKeyframe } from "./keyframes.ts";
import { orderEncodings } from "./layers.ts";
import { hasStalled, stallLookUs } from "./liveness.ts";
import type { ForwardOut } from "./output.ts";
import type { ForwardContext } from "./sending.ts";
import type { UpMediaState } from "./up_session.ts";

/** Chooses anew for all receivers of a media. */
export function reviewMedia(
  context: ForwardContext,
  media: UpMediaState,
  nowUs: number,
  out: ForwardOut,
): void {
  tidyMedia(media, nowUs);
  for (const follower of media.followers) {
    if (follower.active) allocateViewer(context, follower.down.viewer, nowUs, out);
  }
}

/**
 * Keeps a media's encodings in order, finds those that were stopped, and asks for no key frames that nobody waits for.
 * @returns when that is to be done again before long, in microseconds; Infinity if there is no need
 */
export function tidyMedia(media: UpMediaState, nowUs: number): number {
  const { encodings, followers, borrowers } = media;
  let lookUs = Infinity;
  if (encodings.length > 1) {
    orderEncodings(encodings);
    lookUs = findStalled(media, nowUs);
  }
  if (borrowers.length === 0 && !followers.some(({ active }) => active)) {
    for (const track of encodings) settleKeyframe(track.keyframes);
  }
  return lookUs;
}

function findStalled({ encodings, followers }: UpMediaState, nowUs: number): number {
  let lookUs = Infinity;
  for (const track of encodings) {
    if (hasStalled(track, encodings, nowUs)) {
      track.stalled = true;
      for (const { down: { viewer } } of followers) viewer.allocateUs = nowUs;
    } else {
      lookUs = Math.min(lookUs, stallLookUs(track, nowUs));
    }
  }
  return lookUs;
}
