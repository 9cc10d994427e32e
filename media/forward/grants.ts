/**
 * What a viewer's estimate grants each of its videos, and what came of earlier grants: a rise that failed is not tried again at once.
 * @module
 */
import { ALL_LAYERS } from "./layers.ts";
import type { UpTrack } from "./up_track.ts";

/** An encoding, and the highest of its layers. */
export interface LayerChoice {
  readonly encoding: UpTrack;
  /** Highest layers, {@link ALL_LAYERS} for all that there are and will be. */
  readonly spatial: number;
  readonly temporal: number;
}

/** What one track is granted. Written by the allocation alone. */
export interface Grant {
  /** Null while there is nothing to choose, or the track is paused. */
  choice: LayerChoice | null;
  /** What it was taken for, in bits per second. */
  bps: number;
  /** The last rise waits for its key frame. */
  rising: boolean;
  /** When more than before was granted; -Infinity before the first. */
  raisedUs: number;
  /** When the last rise took effect; -Infinity before the first. */
  risenUs: number;
  /** The choice that failed, which is not granted again, nor one above it, until then; null if none did. */
  held: LayerChoice | null;
  heldUntilUs: number;
  /** For how long it was held the last time: each failure in a row doubles it. */
  holdUs: number;
}

/** What a viewer's sharing remembers. */
export interface ShareState {
  /** Since when what is granted takes more than the estimate; Infinity while it does not. */
  overSinceUs: number;
  /** When the first picture or sound was granted; Infinity before. */
  sinceUs: number;
  /** How many earlier packets each packet of audio may repeat: those that lose because their network is full are not helped by more. */
  repeats: number;
}

/** How long a rise must last to be taken for a success, */
const PROOF_US = 5_000_000;
/** and how long after a hold earlier failures are forgotten. */
const FORGET_US = 60_000_000;
const FIRST_HOLD_US = 10_000_000;
const MAX_HOLD_US = 60_000_000;

/** Makes the grant of nothing. */
export function createGrant(): Grant {
  return {
    choice: null,
    bps: 0,
    rising: false,
    raisedUs: -Infinity,
    risenUs: -Infinity,
    held: null,
    heldUntilUs: -Infinity,
    holdUs: 0,
  };
}

/** Makes the state of a viewer that gets nothing yet. */
export function createShareState(): ShareState {
  return { overSinceUs: Infinity, sinceUs: Infinity, repeats: Infinity };
}

/** Begins anew: the track follows another publisher, or none. */
export function resetGrant(grant: Grant): void {
  Object.assign(grant, createGrant());
}

/** Makes the choice of all that an encoding has. */
export function wholeOf(encoding: UpTrack): LayerChoice {
  return { encoding, spatial: ALL_LAYERS, temporal: ALL_LAYERS };
}

/**
 * Which of two choices is the higher: by encoding, then spatial layer, then temporal layer.
 * @param encodings of the track, least first
 * @returns less than 0 if `a` is lower than `b`, 0 if they are the same
 */
export function compareChoices(
  encodings: readonly UpTrack[],
  a: LayerChoice,
  b: LayerChoice,
): number {
  return encodings.indexOf(a.encoding) - encodings.indexOf(b.encoding) ||
    a.spatial - b.spatial || a.temporal - b.temporal;
}

/** Notes that the track was granted more than before. It is risen when that takes effect. */
export function noteRise(grant: Grant, nowUs: number): void {
  grant.rising = true;
  grant.raisedUs = nowUs;
}

/** Notes that what is granted is what flows. */
export function noteEffect(grant: Grant, nowUs: number): void {
  if (grant.rising) {
    grant.rising = false;
    grant.risenUs = nowUs;
  } else if (nowUs - grant.heldUntilUs > FORGET_US) {
    grant.holdUs = 0;
  }
}

/** Notes that the estimate has no room for `failed` any more: if that was a new rise, it is held for a time. */
export function noteFall(grant: Grant, failed: LayerChoice, nowUs: number): void {
  const proved = nowUs - grant.risenUs >= PROOF_US;
  if (!grant.rising && !proved) {
    grant.holdUs = grant.holdUs === 0 ? FIRST_HOLD_US : Math.min(MAX_HOLD_US, grant.holdUs * 2);
    grant.held = failed;
    grant.heldUntilUs = nowUs + grant.holdUs;
  }
  grant.rising = false;
  grant.risenUs = -Infinity;
}

/** Whether a choice is, or is above, one that failed lately. */
export function isHeld(
  grant: Grant,
  encodings: readonly UpTrack[],
  choice: LayerChoice,
  nowUs: number,
): boolean {
  const { held } = grant;
  return held !== null && nowUs < grant.heldUntilUs && encodings.includes(held.encoding) &&
    compareChoices(encodings, choice, held) >= 0;
}
