/**
 * Which encodings have receivers, or may have them soon: publishers are told to save themselves the others. A wish lasts for some seconds and is
 * renewed with each allocation, so that nobody has to take it back.
 * @module
 */
import { UP_MARGIN } from "../bandwidth/allocator.ts";
import type { DownTrack } from "./down_track.ts";
import { highestWithin } from "./layer_options.ts";
import { ALL_LAYERS } from "./layers.ts";
import { rateOf } from "./rates.ts";
import type { UpMediaState, UpSession } from "./up_session.ts";
import type { UpTrack } from "./up_track.ts";
import type { WantedEncodings } from "./viewer.ts";

/** How long a wish lasts: an encoding that is left for a moment goes on. */
const WISH_US = 5_000_000;
/** How often a lender hears of a wish that lasts. */
const RENEWAL_US = 2_000_000;
/** With less room than this a receiver is about to go down. */
const TIGHT = 1.3;

/** A borrowed encoding that is wanted here. */
export interface EncodingWish {
  readonly session: number;
  /** Id of the track, as its lender numbers it. */
  readonly track: number;
}

/**
 * Notes which encodings a receiver wants: those that it gets and goes over to, the best that its share would allow, and the one below if that share is
 * hardly enough.
 * @param bps its share of the estimate; Infinity if it has none
 */
export function wantEncodings(track: DownTrack, bps: number, nowUs: number): void {
  const { encodings, source, target, pending } = track;
  if (encodings.length < 2) return;
  if (source !== null) wantEncoding(source, nowUs);
  if (target !== null) wantEncoding(target, nowUs);
  if (pending !== null) wantEncoding(pending, nowUs);
  const best = highestWithin(track, bps / UP_MARGIN, nowUs);
  if (best >= 0) wantEncoding(encodings[best]!, nowUs);
  const place = target === null ? 0 : encodings.indexOf(target);
  const tight = bps < rateOf(encodings[place]!, ALL_LAYERS, ALL_LAYERS) * TIGHT;
  if (tight) wantEncoding(encodings[Math.max(0, place - 1)]!, nowUs);
}

/** Some receiver, here or on another thread, wants an encoding. */
export function wantEncoding(track: UpTrack, nowUs: number): void {
  track.wantedUntilUs = nowUs + WISH_US;
}

/** A borrower of a session wants an encoding. */
export function wantLentEncoding(up: UpSession | undefined, trackId: number, nowUs: number): void {
  for (const { encodings } of up?.media ?? []) {
    for (const track of encodings) if (track.id === trackId) wantEncoding(track, nowUs);
  }
}

/** Adds to `changes` each media of a session whose wanted encodings are others than its publisher was told. */
export function reviewWanted(up: UpSession, nowUs: number, changes: WantedEncodings[]): void {
  for (const media of up.media) {
    const { encodings } = media;
    if (encodings.length < 2) continue;
    let changed = false;
    for (const track of encodings) {
      const wanted = isWanted(media, track, nowUs);
      if (wanted === track.toldWanted) continue;
      track.toldWanted = wanted;
      track.toldUs = nowUs;
      changed = true;
    }
    if (!changed) continue;
    changes.push({
      session: up.session,
      mid: media.spec.mid,
      encodings: encodings.map(({ rid, ssrc, toldWanted }) => ({ rid, ssrc, wanted: toldWanted })),
    });
  }
}

/** Adds to `wishes` what the lender of a session is to hear of what is wanted here. */
export function collectEncodingWishes(
  up: UpSession,
  nowUs: number,
  wishes: EncodingWish[],
): void {
  for (const media of up.media) {
    if (media.encodings.length < 2) continue;
    for (const track of media.encodings) {
      track.toldWanted = isWanted(media, track, nowUs);
      if (!track.toldWanted || nowUs - track.toldUs < RENEWAL_US) continue;
      track.toldUs = nowUs;
      wishes.push({ session: up.session, track: track.id });
    }
  }
}

/**
 * All are, while nothing is known of receivers, and for as long as a wish lasts from then on, so that those who join have a choice; the least is
 * always, if there are several.
 */
function isWanted(media: UpMediaState, track: UpTrack, nowUs: number): boolean {
  const { followers, borrowers, encodings } = media;
  const receivers = followers.length + borrowers.length;
  if (receivers === 0 || followers.some(({ active }) => !active)) wantEncoding(track, nowUs);
  return nowUs < track.wantedUntilUs || (receivers > 1 && track === encodings[0]);
}
