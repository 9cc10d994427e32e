/**
 * Sharing a viewer's estimate among its tracks, some times a second and when the estimate falls: what each could get, what fits, and what that
 * means for its source. A viewer without an estimate gets the best that its wishes allow.
 * @module
 */
import {
  allocate,
  type Demand,
  LEAST_SHARE_OF_BASE,
  PAUSED,
  UP_MARGIN,
} from "../bandwidth/allocator.ts";
import { type Estimator, setWanted } from "../bandwidth/estimator.ts";
import { aheadUs, waitedUs } from "../bandwidth/pacer.ts";
import type { DownTrack } from "./down_track.ts";
import { type LayerChoice, noteEffect, noteFall, noteRise, wholeOf } from "./grants.ts";
import { type LayerOption, listOptions, placeOf, unboundedBps } from "./layer_options.ts";
import { chooseEncoding } from "./layers.ts";
import type { ForwardOut } from "./output.ts";
import { rateOf } from "./rates.ts";
import { onReportGrid } from "./reports.ts";
import type { ForwardContext } from "./sending.ts";
import { applyGrant, type Pressure } from "./switching.ts";
import type { Viewer } from "./viewer.ts";
import { wantEncodings } from "./wanted.ts";

/** How often an estimate is shared anew, on the grid of reports so that many viewers need one wake-up. */
const ALLOCATE_INTERVAL_US = 200_000;
/** Video that waits so long in the pacer is more than the network carries. */
const OVERLOAD_US = 200_000;
/** A queue shorter than this is no reason to hurry. */
const CALM_US = 60_000;
/** What is in force may take so many times the estimate, */
const TOLERANCE = 1.3;
/** for so long: rates waver, and an estimate dips when a key frame made a queue. */
const TOLERANCE_US = 1_000_000;
/** For so long after a key frame, what was measured before says more of a rate. */
const KEYFRAME_US = 1_000_000;
/** A receiver that has agreed to give feedback, and gives none for so long, never will. */
const FEEDBACK_PATIENCE_US = 5_000_000;
/** Of an estimate, audio with what it repeats may take so much: the rest is for pictures, and for finding out that a network is full. */
const AUDIO_SHARE = 0.5;
/** A queue that leaves more than this share of the rate drains soon. */
const SHORT_DRAIN_SHARE = 0.5;
/** Taken for audio that was not measured yet. */
const UNKNOWN_AUDIO_BPS = 40_000;

/** One video of a viewer, what it could get, and what is in force of it: a place among that, or as `Demand.current`. */
interface Candidate {
  readonly track: DownTrack;
  readonly options: readonly LayerOption[];
  readonly current: number;
}

/** Nothing is held back; but whoever joins is not sent more seconds of pictures at once than a common network takes in a moment. */
const UNBOUNDED: Pressure = { bps: 4_000_000, scarce: false, overloaded: false };

/** Shares a viewer's estimate among its tracks, and lets each get its share. */
export function allocateViewer(
  context: ForwardContext,
  viewer: Viewer,
  nowUs: number,
  out: ForwardOut,
): void {
  viewer.allocateUs = onReportGrid(nowUs + ALLOCATE_INTERVAL_US);
  const videos: DownTrack[] = [];
  let audioBps = 0;
  let repeats = 0;
  for (const down of viewer.downs) {
    for (const track of down.tracks) {
      if (!track.active) continue;
      if (track.spec.kind === "video") {
        if (track.view.hidden) grantNothing(context, track, nowUs, out);
        else videos.push(track);
      } else {
        audioBps += grantAudio(context, track, nowUs, out);
        repeats = Math.max(repeats, track.repeats);
      }
    }
  }
  if (!isBounded(viewer, nowUs)) {
    viewer.share.repeats = Infinity;
    for (const track of videos) grantBest(context, track, nowUs, out);
    return;
  }
  boundRepeats(viewer, audioBps);
  const audioShareBps = audioBps * (1 + Math.min(repeats, viewer.share.repeats));
  shareOut(context, viewer, videos, audioShareBps, nowUs, out);
}

/** Whether there is an estimate, or will be: receivers that have agreed to give feedback begin with what libwebrtc would begin with. */
function isBounded(viewer: Viewer, nowUs: number): boolean {
  if (viewer.estimator.known) return true;
  const { share } = viewer;
  const promised = viewer.downs.some(({ tracks }) =>
    tracks.some(({ active, spec }) => active && spec.transportCcId > 0)
  );
  if (!promised) return false;
  share.sinceUs = Math.min(share.sinceUs, nowUs);
  return nowUs - share.sinceUs < FEEDBACK_PATIENCE_US;
}

/** Audio is never left out for want of room. Returns what it takes, in bits per second. */
function grantAudio(
  context: ForwardContext,
  track: DownTrack,
  nowUs: number,
  out: ForwardOut,
): number {
  const encoding = chooseEncoding(track.encodings, "high", nowUs);
  if (encoding !== track.grant.choice?.encoding) {
    track.grant.choice = encoding === null ? null : wholeOf(encoding);
  }
  applyGrant(context, track, UNBOUNDED, nowUs, out);
  if (encoding === null || !encoding.audible) return 0;
  return rateOf(encoding, 0, 0) || UNKNOWN_AUDIO_BPS;
}

/** Bounds how often audio is repeated: a receiver whose network is full would lose all the more. */
function boundRepeats({ share, estimator }: Viewer, audioBps: number): void {
  share.repeats = Math.max(0, Math.floor(estimator.bps * AUDIO_SHARE / Math.max(1, audioBps)) - 1);
}

/** The best that a track's ceiling, pins and size allow: there is no estimate. */
function grantBest(
  context: ForwardContext,
  track: DownTrack,
  nowUs: number,
  out: ForwardOut,
): void {
  const options = listOptions(track, nowUs, true);
  track.paused = false;
  track.grant.choice = options.at(-1) ?? deadChoice(track, nowUs);
  applyGrant(context, track, UNBOUNDED, nowUs, out);
  wantEncodings(track, Infinity, nowUs);
}

/** What is not shown is not sent, and none of its encodings is wanted. */
function grantNothing(
  context: ForwardContext,
  track: DownTrack,
  nowUs: number,
  out: ForwardOut,
): void {
  track.paused = true;
  track.grant.choice = null;
  track.grant.bps = 0;
  applyGrant(context, track, UNBOUNDED, nowUs, out);
}

/** When nothing is alive, what came last may come back. */
function deadChoice(track: DownTrack, nowUs: number): LayerChoice | null {
  const encoding = chooseEncoding(track.encodings, track.ceiling, nowUs);
  return encoding === null ? null : wholeOf(encoding);
}

function shareOut(
  context: ForwardContext,
  viewer: Viewer,
  videos: readonly DownTrack[],
  audioBps: number,
  nowUs: number,
  out: ForwardOut,
): void {
  const { estimator } = viewer;
  const candidates = videos.map((track) => createCandidate(track, nowUs));
  const bps = Math.max(estimator.bps - audioBps, leastBps(estimator, audioBps, candidates));
  const pressure = measure(viewer, candidates, bps, nowUs);
  const keepBps = pressure.scarce ? bps : bps * TOLERANCE;
  const { choices, bps: spentBps } = allocate(bps, keepBps, candidates.map(demandOf));
  let wantedBps = 0;
  candidates.forEach((candidate, i) => {
    const { track, options } = candidate;
    grantChoice(candidate, choices[i]!, nowUs);
    applyGrant(context, track, pressure, nowUs, out);
    wantEncodings(track, bps - spentBps + (options[choices[i]!]?.bps ?? 0), nowUs);
    wantedBps += unboundedBps(track, nowUs);
  });
  // What is not granted yet will need room to spare.
  const margin = spentBps < wantedBps ? UP_MARGIN : 1;
  setWanted(estimator, audioBps + wantedBps * margin, nowUs);
}

/**
 * What is shared out at least. While nothing was measured, the estimate is a guess, and no reason to show nothing: something has to flow to be
 * measured. Nor is one that is low only to drain a queue: that takes moments, and a pause longer.
 */
function leastBps(
  { reason, bps, undrainedBps }: Estimator,
  audioBps: number,
  candidates: readonly Candidate[],
): number {
  const bases = candidates.flatMap(({ options }) => options[0]?.bps ?? []);
  if (bases.length === 0) return 0;
  const least = Math.min(...bases);
  if (reason === "start") return least;
  const enough = least * LEAST_SHARE_OF_BASE;
  // A key frame to begin with would only make the queue longer.
  const flows = candidates.some(({ track }) => track.source !== null);
  const soon = flows || bps > undrainedBps * SHORT_DRAIN_SHARE;
  return soon && enough <= undrainedBps - audioBps ? enough : 0;
}

function createCandidate(track: DownTrack, nowUs: number): Candidate {
  const { choice } = track.grant;
  const options = listOptions(track, nowUs, track.source === null);
  if (track.paused) return { track, options, current: PAUSED };
  const place = choice === null ? -1 : placeOf(options, track.encodings, choice);
  if (place < 0) return { track, options, current: Infinity };
  keepPrice(track, options, place, nowUs);
  return { track, options, current: place };
}

/** A change of source begins with a key frame: what that adds to the rate for a moment is no reason to go back. */
function keepPrice(track: DownTrack, options: LayerOption[], place: number, nowUs: number): void {
  const option = options[place]!;
  const keptBps = Math.max(track.grant.bps, options[place - 1]?.bps ?? 0);
  if (nowUs - option.encoding.keyframeUs < KEYFRAME_US && keptBps < option.bps) {
    options[place] = { ...option, bps: keptBps };
  }
}

function demandOf({ track: { view }, options, current }: Candidate): Demand {
  return {
    stage: view.stage,
    pixels: view.width * view.height,
    ratesBps: options.map(({ bps }) => bps),
    current,
  };
}

/** How what is in force compares with what there is. */
function measure(
  viewer: Viewer,
  candidates: readonly Candidate[],
  bps: number,
  nowUs: number,
): Pressure {
  const { share, pacer, estimator } = viewer;
  let inForceBps = 0;
  for (const candidate of candidates) inForceBps += flowing(candidate);
  if (inForceBps <= bps) share.overSinceUs = Infinity;
  else share.overSinceUs = Math.min(share.overSinceUs, nowUs);
  const queueUs = Math.max(aheadUs(pacer), waitedUs(pacer, nowUs));
  const scarce = inForceBps > bps * TOLERANCE || nowUs - share.overSinceUs >= TOLERANCE_US ||
    (inForceBps > bps && queueUs > CALM_US);
  return { bps: estimator.bps, scarce, overloaded: queueUs > OVERLOAD_US };
}

/** What is sent of a video: as granted, or more while it waits for the key frame of a lower encoding. */
function flowing({ track, options, current }: Candidate): number {
  const { source, layers, encodings } = track;
  const option = options[current];
  if (option === undefined) return 0;
  const waits = source !== null && encodings.indexOf(source) > encodings.indexOf(option.encoding);
  return waits ? rateOf(source, Math.max(0, layers.spatial), layers.temporal) : option.bps;
}

/** Grants a choice, and notes whether it is a rise or a fall. */
function grantChoice(candidate: Candidate, choice: number, nowUs: number): void {
  const { track, options, current } = candidate;
  const { grant } = track;
  const before = grant.choice;
  grant.bps = options[choice]?.bps ?? 0;
  track.paused = choice === PAUSED && options.length > 0;
  grant.choice = options[choice] ?? (track.paused ? null : deadChoice(track, nowUs));
  if (before !== null && track.source === before.encoding) noteEffect(grant, nowUs);
  if (choice > current) noteRise(grant, nowUs);
  else if (choice < current && current !== Infinity && before !== null) {
    noteFall(grant, before, nowUs);
  }
}
