/**
 * What a media's encodings mean for those who follow it, looked at when something changes: which there are, in what order, and
 * which of them are alive.
 * @module
 */
import { allocateViewer } from "./allocation.ts";
import { settleKeyframe } from "./keyframes.ts";
import { orderEncodings } from "./layers.ts";
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
  tidyMedia(media);
  for (const follower of media.followers) {
    if (follower.active) allocateViewer(context, follower.down.viewer, nowUs, out);
  }
}

/** Keeps a media's encodings in order, and asks for no key frames that nobody waits for. */
export function tidyMedia(media: UpMediaState): void {
  const { encodings, followers, borrowers } = media;
  if (encodings.length > 1) orderEncodings(encodings);
  if (borrowers.length > 0 || followers.some(({ active }) => active)) return;
  for (const track of encodings) settleKeyframe(track.keyframes);
}
