/**
 * Which encoding each receiver gets, decided anew when something changes: its wish, the encodings that there are, which of
 * them are alive.
 * @module
 */
import { allocateViewer } from "./allocation.ts";
import type { DownTrack } from "./down_track.ts";
import { settleKeyframe } from "./keyframes.ts";
import { orderEncodings } from "./layers.ts";
import type { ForwardOut } from "./output.ts";
import type { ForwardContext } from "./sending.ts";
import type { UpMediaState } from "./up_session.ts";

/** Chooses anew for the viewer of an active track. */
export function chooseSource(
  context: ForwardContext,
  track: DownTrack,
  nowUs: number,
  out: ForwardOut,
): void {
  allocateViewer(context, track.down.viewer, nowUs, out);
}

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
