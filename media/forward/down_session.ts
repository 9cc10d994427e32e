/**
 * One receiver's session: its tracks, and where each finds its source.
 * @module
 */
import type { EstimatorPath } from "../bandwidth/estimator.ts";
import {
  createDownTrack,
  type DownTrack,
  type DownTrackSpec,
  NO_VIEW,
  releaseSource,
  type View,
} from "./down_track.ts";
import type { Ceiling } from "./layers.ts";
import { forgetQueued } from "./queueing.ts";
import { forgetEntries } from "./seq_map.ts";
import { payloadTypeOf, type UpMediaState, type UpSession } from "./up_session.ts";
import type { Viewer } from "./viewer.ts";

/** A receiver has no more tracks than this at a time. */
const MAX_TRACKS = 64;

/** How many ended tracks may come back: an answer rejects one of them at times, and a later one takes it. */
const MAX_ENDED = 8;

/** One receiver's session. */
export interface DownSession {
  readonly session: number;
  /** Whose session it is. */
  readonly viewer: Viewer;
  /** The session's part in the viewer's estimate. */
  readonly path: EstimatorPath;
  upSession: number;
  active: boolean;
  readonly tracks: DownTrack[];
  /**
   * The last tracks that have ended, oldest first. One that comes back must go on where it stopped: the session's keys
   * are the same, and SRTP allows each number of an SSRC once.
   */
  readonly ended: DownTrack[];
  /** By mid of the up session. */
  readonly ceilings: Map<string, Ceiling>;
  /** By mid as well. */
  readonly views: Map<string, View>;
  /** When its sender reports are due. */
  reportUs: number;
  /** Packets of which its receiver may still tell whether they came, and since when that was not counted: see `readFeedback`. */
  feedbackLeft: number;
  feedbackUs: number;
}

/** Makes a session without tracks. It is not among its viewer's yet: see `joinViewer`. */
export function createDownSession(
  session: number,
  upSession: number,
  viewer: Viewer,
  path: EstimatorPath,
): DownSession {
  return {
    session,
    viewer,
    path,
    upSession,
    active: false,
    tracks: [],
    ended: [],
    ceilings: new Map(),
    views: new Map(),
    reportUs: Infinity,
    feedbackLeft: 0,
    feedbackUs: -Infinity,
  };
}

/** Sets the tracks of a session; those whose SSRC is there already go on. All are left without a source to follow. */
export function setTracks(
  down: DownSession,
  specs: readonly DownTrackSpec[],
  random32: () => number,
): void {
  down.ended.push(...down.tracks.splice(0));
  for (const spec of specs.slice(0, MAX_TRACKS)) {
    const at = down.ended.findIndex((track) => track.spec.ssrc === spec.ssrc);
    const track = at < 0 ? createDownTrack(down, spec, random32) : down.ended.splice(at, 1)[0]!;
    if (!looksAlike(track.spec, spec)) {
      forgetQueued(track);
      forgetEntries(track.map);
      releaseSource(track);
    }
    track.spec = spec;
    track.ceiling = down.ceilings.get(spec.mid) ?? "high";
    track.view = down.views.get(spec.mid) ?? NO_VIEW;
    down.tracks.push(track);
  }
  for (const track of down.ended) {
    track.active = false;
    releaseSource(track);
  }
  down.ended.splice(0, down.ended.length - MAX_ENDED);
  for (const wishes of [down.ceilings, down.views]) {
    for (const mid of wishes.keys()) {
      if (!down.tracks.some((track) => track.spec.mid === mid)) wishes.delete(mid);
    }
  }
}

/** Whether what was sent by one spec can be sent again by another, and be the same. */
function looksAlike(a: DownTrackSpec, b: DownTrackSpec): boolean {
  return a.payloadType === b.payloadType && a.mid === b.mid &&
    a.transportCcId === b.transportCcId && a.redPayloadType === b.redPayloadType;
}

/** Makes a track follow the media that it names, and no other, if the publisher has it. */
export function attachTrack(track: DownTrack, up: UpSession): void {
  const named = up.media.find(({ spec }) =>
    spec.mid === track.spec.mid && spec.kind === track.spec.kind
  );
  for (const media of up.media) {
    if (media !== named) removeFollower(media, track);
  }
  if (named === undefined) return;
  track.encodings = named.encodings;
  track.upPayloadType = payloadTypeOf(named, track.spec.codec);
  if (!named.followers.includes(track)) named.followers.push(track);
}

/** Makes a track follow nothing. */
export function detachTrack(track: DownTrack, up: UpSession | undefined): void {
  for (const media of up?.media ?? []) removeFollower(media, track);
  releaseSource(track);
}

function removeFollower(media: UpMediaState, track: DownTrack): void {
  const at = media.followers.indexOf(track);
  if (at >= 0) media.followers.splice(at, 1);
}
