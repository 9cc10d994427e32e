/**
 * Whether an encoding still comes. By itself it is dead after a long silence; one whose siblings go on while it is silent was stopped
 * by its publisher, and that shows after some times between two of its pictures. When all are silent, it is the network, and nobody has to change.
 * @module
 */
import type { UpTrack } from "./up_track.ts";

/** An encoding without packets for so long is dead; longer if its frames are rare. */
const MIN_SILENCE_US = 1_500_000;
const MAX_SILENCE_US = 6_000_000;
const SILENCE_FRAMES = 5;
/** It is stopped if a sibling goes on without it for so long, so many pictures of it, and twice the longest pause that it made lately. */
const MIN_STALL_US = 250_000;
const STALL_FRAMES = 7;
const STALL_PAUSES = 2;
/** Such a pause is forgotten by this share with each picture. */
const PAUSE_DECAY = 1 / 64;
/** Weight of a new time between pictures. */
const INTERVAL_WEIGHT = 1 / 8;

/** What the liveness of an encoding is told by. */
type Liveness = Pick<
  UpTrack,
  "started" | "stalled" | "lastPacketUs" | "flowingSinceUs" | "pictureIntervalUs" | "pictureGapUs"
>;

/** Whether packets of the track still come. */
export function isAlive(track: Liveness, nowUs: number): boolean {
  const patienceUs = Math.min(
    MAX_SILENCE_US,
    Math.max(MIN_SILENCE_US, SILENCE_FRAMES * track.pictureIntervalUs),
  );
  return track.started && !track.stalled && nowUs - track.lastPacketUs < patienceUs;
}

/** After how long a silence an encoding is taken for stopped, in microseconds, if siblings go on. */
export function stallUs({ pictureIntervalUs, pictureGapUs }: Liveness): number {
  const usualUs = Math.max(STALL_FRAMES * pictureIntervalUs, STALL_PAUSES * pictureGapUs);
  return Math.min(MAX_SILENCE_US, Math.max(MIN_STALL_US, usualUs));
}

/** Notes the time between two pictures. */
export function notePictureInterval(track: UpTrack, intervalUs: number): void {
  if (track.pictureIntervalUs === 0) {
    track.pictureIntervalUs = Math.min(intervalUs, MAX_SILENCE_US);
    return;
  }
  const longestUs = stallUs(track);
  const keptUs = track.pictureGapUs * (1 - PAUSE_DECAY);
  // What would be taken for an end is no pause, and says little of the frame rate.
  track.pictureGapUs = intervalUs < longestUs ? Math.max(keptUs, intervalUs) : keptUs;
  const boundUs = Math.min(intervalUs, longestUs);
  track.pictureIntervalUs += (boundUs - track.pictureIntervalUs) * INTERVAL_WEIGHT;
}

/**
 * Whether an encoding was stopped: it is silent, and one of its siblings goes on.
 * @param encodings all of its media
 */
export function hasStalled(
  track: Liveness,
  encodings: readonly Liveness[],
  nowUs: number,
): boolean {
  const patienceUs = stallUs(track);
  return isAlive(track, nowUs) && nowUs - track.lastPacketUs >= patienceUs &&
    encodings.some((other) => goesOn(other, track, patienceUs, nowUs));
}

/** Whether an encoding has come for so long, without a break, since another has not. */
function goesOn(other: Liveness, track: Liveness, forUs: number, nowUs: number): boolean {
  const sinceUs = Math.max(track.lastPacketUs, other.flowingSinceUs);
  return isAlive(other, nowUs) && nowUs - other.lastPacketUs < stallUs(other) &&
    other.lastPacketUs - sinceUs >= forUs - Math.min(other.pictureIntervalUs, forUs / 4);
}

/** When {@link hasStalled} is to be asked again before long; Infinity if there is no need. */
export function stallLookUs(track: Liveness, nowUs: number): number {
  const patienceUs = stallUs(track);
  const goneUs = nowUs - track.lastPacketUs;
  if (!isAlive(track, nowUs) || goneUs < patienceUs / 4) return Infinity;
  return nowUs + Math.max(patienceUs - goneUs, patienceUs / 8);
}
