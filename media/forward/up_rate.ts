/**
 * What a publisher is told that it may send at most (REMB, draft-alvestrand-rmcat-remb): no more than anybody wants of it, and where it makes
 * no estimate of its way itself, no more than ours. A rate that falls is told at once, as libwebrtc does (`modules/congestion_controller/remb_throttler.cc`).
 * @module
 */
import { type ReceiveEstimator, updateReceiveEstimate } from "../bandwidth/receive_estimator.ts";
import { ALL_LAYERS } from "./layers.ts";
import { rateOf } from "./rates.ts";
import type { UpMediaState, UpSession } from "./up_session.ts";

/** Room for an encoding to grow. Senders give bits to lower encodings first (libwebrtc's `simulcast_rate_allocator.cc`). */
const GROWTH = 1.5;
/** An encoding gets no less than this: enough for a small picture to begin with. */
const MIN_VIDEO_BPS = 200_000;
/** The same for audio, which must never be short of it. */
const MIN_AUDIO_BPS = 128_000;
/** How often our own estimate is looked at, so that an overused way does not pass unseen. */
const ESTIMATE_INTERVAL_US = 100_000;
/** A rate lower than the last one told by this share is told at once. */
const NOTABLE_SHARE = 0.97;

/** What a publisher was told. */
export interface UpRate {
  toldBps: number;
  /** When our estimate is to be looked at; Infinity while there is none. */
  dueUs: number;
}

/** Makes the record of a publisher that was told nothing. */
export function createUpRate(): UpRate {
  return { toldBps: Infinity, dueUs: Infinity };
}

/**
 * The rate to tell a publisher now, in bits per second; 0 if there is nothing to tell.
 * @param mostBps what any publisher may send at most
 * @param reporting reports are due: tell it anyway
 */
export function takeRate(
  up: UpSession,
  mostBps: number,
  reporting: boolean,
  nowUs: number,
): number {
  const { rate } = up;
  const estimator = up.recorder === null ? up.estimator : null;
  if (estimator === null) rate.dueUs = Infinity;
  else if (rate.dueUs === Infinity) rate.dueUs = nowUs;
  if (!reporting && nowUs < rate.dueUs) return 0;
  let bps = Math.min(mostBps, wantedBps(up));
  if (estimator !== null) bps = Math.min(bps, estimateBps(up, estimator, nowUs));
  if (!reporting && bps > rate.toldBps * NOTABLE_SHARE) return 0;
  rate.toldBps = bps;
  return bps;
}

function estimateBps(up: UpSession, estimator: ReceiveEstimator, nowUs: number): number {
  up.rate.dueUs = nowUs + ESTIMATE_INTERVAL_US;
  let rttUs = 0;
  for (const { encodings } of up.media) {
    for (const track of encodings) rttUs = Math.max(rttUs, track.rttUs);
  }
  return updateReceiveEstimate(estimator, rttUs, nowUs);
}

/** What receivers want of a session; Infinity where that has no bound. */
function wantedBps(up: UpSession): number {
  let bps = 0;
  let bounded = false;
  for (const media of up.media) {
    const all = isBestWanted(media);
    if (all && media.spec.kind === "video") return Infinity;
    bounded ||= !all;
    bps += roomForMedia(media);
  }
  return bounded ? bps : Infinity;
}

function isBestWanted({ encodings }: UpMediaState): boolean {
  return encodings.length < 2 || encodings.at(-1)!.toldWanted;
}

/** What a media needs up to the best of its encodings that is wanted. */
function roomForMedia({ spec, encodings }: UpMediaState): number {
  const leastBps = spec.kind === "video" ? MIN_VIDEO_BPS : MIN_AUDIO_BPS;
  const best = encodings.findLastIndex((track) => track.toldWanted);
  let bps = 0;
  for (let i = 0; i <= best || i === 0; i++) {
    const track = encodings[i];
    const rate = track === undefined ? 0 : rateOf(track, ALL_LAYERS, ALL_LAYERS);
    bps += Math.max(leastBps, rate * GROWTH);
  }
  return bps;
}
