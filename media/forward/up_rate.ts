/**
 * What a publisher is told that it may send at most (REMB, draft-alvestrand-rmcat-remb): no more than anybody wants of it, and where it makes
 * no estimate of its way itself, no more than ours.
 * @module
 */
import { updateReceiveEstimate } from "../bandwidth/receive_estimator.ts";
import { LAYERS, rateOf } from "./rates.ts";
import type { UpMediaState, UpSession } from "./up_session.ts";
import type { UpTrack } from "./up_track.ts";

/** Room for an encoding to grow. Senders give bits to lower encodings first (libwebrtc's `simulcast_rate_allocator.cc`). */
const GROWTH = 1.5;
/** An encoding gets no less than this: enough for a small picture to begin with. */
const MIN_VIDEO_BPS = 200_000;
/** The same for audio, which must never be short of it. */
const AUDIO_BPS = 128_000;

/** The most that a publisher is to send, in bits per second, as we know it now. */
export function allowedBps(up: UpSession, mostBps: number, nowUs: number): number {
  const wantedBps = up.media.reduce((sum, media) => sum + wantedRate(media), 0);
  const bps = Math.min(mostBps, wantedBps);
  if (up.recorder !== null || up.estimator === null) return bps;
  const estimateBps = updateReceiveEstimate(up.estimator, longestRttUs(up), nowUs);
  return estimateBps > 0 ? Math.min(bps, estimateBps) : bps;
}

/** What the wanted encodings of a media take; Infinity if the best of them is wanted, or it has but one. */
function wantedRate({ spec, encodings }: UpMediaState): number {
  if (spec.kind === "audio") return AUDIO_BPS;
  const best = encodings.findLastIndex((track) => track.toldWanted);
  if (best === encodings.length - 1 || encodings.length < 2) return Infinity;
  let bps = 0;
  for (let i = 0; i <= Math.max(0, best); i++) bps += roomFor(encodings[i]!);
  return bps;
}

function roomFor(track: UpTrack): number {
  return Math.max(MIN_VIDEO_BPS, rateOf(track, LAYERS, LAYERS) * GROWTH);
}

function longestRttUs(up: UpSession): number {
  let rttUs = 0;
  for (const { encodings } of up.media) {
    for (const track of encodings) rttUs = Math.max(rttUs, track.rttUs);
  }
  return rttUs;
}
