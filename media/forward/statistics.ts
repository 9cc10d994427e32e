/**
 * What can be said of each track, in either direction, and of each viewer's network. Read from the router's state when
 * somebody asks; nothing is counted for it alone.
 * @module
 */
import type { DownSession } from "./down_session.ts";
import type { DownTrack } from "./down_track.ts";
import { LAYERS, pictureRateOf, rateOf } from "./rates.ts";
import type { Router } from "./router.ts";
import type { UpMediaState, UpSession } from "./up_session.ts";
import { cumulativeLost } from "./up_reports.ts";
import { isAlive } from "./liveness.ts";
import type { UpTrack } from "./up_track.ts";
import type { Viewer } from "./viewer.ts";

/** What an encoding takes up to a layer, that one and all lower ones together. */
export interface LayerStatistics {
  readonly spatial: number;
  readonly temporal: number;
  readonly bitrateBps: number;
}

/** Nothing was sent for so long: a rate from before says nothing. */
const SILENCE_US = 2_000_000;

/** One received encoding. */
export interface UpTrackStatistics {
  readonly kind: "audio" | "video";
  readonly mid: string;
  readonly codec: string;
  /** Name of the encoding; "" without simulcast by RID. */
  readonly rid: string;
  readonly ssrc: number;
  /** Packets came lately. */
  readonly alive: boolean;
  readonly bitrateBps: number;
  readonly framesPerSecond: number;
  /** Layers of which packets come, lowest first. */
  readonly layers: readonly LayerStatistics[];
  /** Whether receivers are to hear it: false for those that are not among the loudest of a large group. */
  readonly audible: boolean;
  readonly packets: number;
  readonly bytes: number;
  /** Packets that did not come by themselves, and those of them that came when asked for. */
  readonly lost: number;
  readonly repaired: number;
  /** Packets that came as redundant blocks of later ones (RED). */
  readonly recovered: number;
  /** Packets that were asked for in vain. */
  readonly givenUp: number;
  /** Requests to the publisher: for packets, each time that one was asked for, and for key frames. */
  readonly nacks: number;
  readonly plis: number;
  /** `lost` as a share of all packets since the beginning, 0 to 1. */
  readonly lossShare: number;
  readonly jitterMs: number;
  /** Round trip as repairs show it; 0 before the first. */
  readonly rttMs: number;
  /** Memory of the packets that are kept. */
  readonly ringBytes: number;
}

/** One sent track. */
export interface DownTrackStatistics {
  readonly kind: "audio" | "video";
  readonly mid: string;
  readonly codec: string;
  readonly ssrc: number;
  /** Name of the encoding that is sent, and its place among those there are, from 0; -1 while none is. */
  readonly rid: string;
  readonly encoding: number;
  readonly maxEncoding: number;
  /** Highest layers of it that are sent, and that there are. */
  readonly spatial: number;
  readonly maxSpatial: number;
  readonly temporal: number;
  readonly maxTemporal: number;
  /** Nothing is sent, as there is no room for it. */
  readonly paused: boolean;
  readonly bitrateBps: number;
  readonly packets: number;
  readonly bytes: number;
  readonly resent: number;
  /** The receiver's requests for packets, by message, and for key frames. */
  readonly nacks: number;
  readonly plis: number;
  /** As the receiver's last report says. What never came to us counts among what it has lost, but not in the share. */
  readonly lost: number;
  readonly lossShare: number;
  readonly jitterMs: number;
  /** Round trip by reports; 0 if unknown. */
  readonly rttMs: number;
}

/** What is known of one session. */
export type SessionStatistics =
  | {
    readonly direction: "up";
    readonly session: number;
    readonly tracks: readonly UpTrackStatistics[];
  }
  | {
    readonly direction: "down";
    readonly session: number;
    readonly viewer: number;
    readonly tracks: readonly DownTrackStatistics[];
  };

/** What is known of the way to one viewer. */
export interface ViewerStatistics {
  readonly viewer: number;
  /** Whether there is an estimate; without one everything is sent. */
  readonly known: boolean;
  readonly estimateBps: number;
  /** What the estimate is bound by, or where it comes from. */
  readonly reason: string;
  /** What would be sent if it could, and what arrives (0 while unknown). */
  readonly wantedBps: number;
  readonly acknowledgedBps: number;
  readonly lossShare: number;
  /** 0 while unknown. */
  readonly rttMs: number;
  /** What waits for its turn to be sent, and how long what waited did so, smoothed. */
  readonly queueBytes: number;
  readonly queueMs: number;
}

/** What is known of all sessions of a router, those it borrows excepted. */
export interface RouterStatistics {
  readonly sessions: readonly SessionStatistics[];
  readonly viewers: readonly ViewerStatistics[];
}

/** Reads the statistics of all sessions. */
export function readStatistics(router: Router, nowUs: number): RouterStatistics {
  const ups = [...router.ups.values()].filter((up) => !up.borrowed);
  return {
    sessions: [
      ...ups.map((up) => upStatistics(up, nowUs)),
      ...[...router.downs.values()].map((down) => downStatistics(down, nowUs)),
    ],
    viewers: [...router.viewers.values()].map(viewerStatistics),
  };
}

function upStatistics(up: UpSession, nowUs: number): SessionStatistics {
  const tracks = up.media.flatMap((media) =>
    media.encodings.map((track) => upTrackStatistics(media, track, nowUs))
  );
  return { direction: "up", session: up.session, tracks };
}

function upTrackStatistics(media: UpMediaState, track: UpTrack, nowUs: number): UpTrackStatistics {
  const alive = isAlive(track, nowUs);
  const lost = Math.max(0, cumulativeLost(track));
  const expected = track.started ? track.highestSeq - track.baseSeq + 1 : 0;
  return {
    kind: track.kind,
    mid: media.spec.mid,
    codec: media.spec.codecs[0]?.name ?? "",
    rid: track.rid,
    ssrc: track.ssrc,
    alive,
    bitrateBps: alive ? track.rate.bps : 0,
    framesPerSecond: alive ? pictureRateOf(track, LAYERS - 1) : 0,
    layers: alive ? layersOf(track) : [],
    audible: track.audible,
    packets: track.received,
    bytes: track.octets,
    lost,
    repaired: track.repaired,
    givenUp: track.missing.givenUp,
    recovered: track.recovered,
    nacks: track.missing.asked,
    plis: track.keyframes.sent,
    lossShare: expected > 0 ? lost / expected : 0,
    jitterMs: ticksToMs(track.jitter, track.clockRateHz),
    rttMs: track.repaired > 0 ? track.rttUs / 1000 : 0,
    ringBytes: track.ring.memory.byteLength,
  };
}

/** A layer is there if it takes more than those below it. */
function layersOf(track: UpTrack): LayerStatistics[] {
  const { layerBps } = track.layerRates;
  const found: LayerStatistics[] = [];
  layerBps.forEach((bps, place) => {
    const spatial = Math.floor(place / LAYERS);
    const temporal = place % LAYERS;
    if (bps > 0) found.push({ spatial, temporal, bitrateBps: rateOf(track, spatial, temporal) });
  });
  return found;
}

function downStatistics(down: DownSession, nowUs: number): SessionStatistics {
  return {
    direction: "down",
    session: down.session,
    viewer: down.viewer.id,
    tracks: down.tracks.map((track) => downTrackStatistics(track, nowUs)),
  };
}

function downTrackStatistics(track: DownTrack, nowUs: number): DownTrackStatistics {
  const { spec, reception, source, encodings, layers } = track;
  const available = source === null ? [] : layersOf(source);
  const maxSpatial = Math.max(0, ...available.map(({ spatial }) => spatial));
  const maxTemporal = Math.max(0, ...available.map(({ temporal }) => temporal));
  return {
    kind: spec.kind,
    mid: spec.mid,
    codec: spec.codec,
    ssrc: spec.ssrc,
    rid: source?.rid ?? "",
    encoding: source === null ? -1 : encodings.indexOf(source),
    maxEncoding: encodings.length - 1,
    spatial: Math.min(layers.spatial, maxSpatial),
    maxSpatial,
    temporal: Math.min(layers.temporal, maxTemporal),
    maxTemporal,
    paused: track.paused,
    bitrateBps: nowUs - track.lastSentUs < SILENCE_US ? track.rate.bps : 0,
    packets: track.packetCount,
    bytes: track.octetCount,
    resent: track.resentCount,
    nacks: track.nackCount,
    plis: track.pliCount,
    lost: reception.cumulativeLost,
    lossShare: reception.lossShare,
    jitterMs: ticksToMs(reception.jitter, spec.clockRateHz),
    rttMs: reception.rttUs / 1000,
  };
}

function viewerStatistics({ id, estimator, pacer }: Viewer): ViewerStatistics {
  return {
    viewer: id,
    known: estimator.known,
    estimateBps: estimator.bps,
    reason: estimator.reason,
    wantedBps: estimator.wantedBps,
    acknowledgedBps: estimator.acknowledgedBps,
    lossShare: estimator.lossShare,
    rttMs: estimator.rttUs / 1000,
    queueBytes: pacer.repairs.totalBytes + pacer.video.totalBytes,
    queueMs: pacer.averageDelayUs / 1000,
  };
}

function ticksToMs(ticks: number, clockRateHz: number): number {
  return (ticks * 1000) / clockRateHz;
}
