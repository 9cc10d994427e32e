/**
 * What is measured in a simulated call: series over time for plots, and figures for assertions.
 * @module
 */
import { type Path, queueDelayMs } from "./network.ts";
import { freezeRatio, stopPlayback } from "./playback.ts";
import type { Publisher } from "./publisher.ts";
import type { SimServer } from "./server.ts";
import type { Viewer } from "./viewer.ts";
import { elapsedMs, planIn, type World } from "./world.ts";

const SAMPLE_MS = 100;
const LOOK_MS = 10;

/** One moment of a series. */
export interface Sample {
  /** Milliseconds since the world began. */
  readonly atMs: number;
  /** Of the path that is looked at, in bits per second. */
  readonly capacityBps: number;
  readonly estimateBps: number;
  readonly reason: string;
  /** What entered the path since the sample before. */
  readonly sentBps: number;
  /** Encoding that was shown last, 0 the least; with SVC its highest spatial layer. -1 before the first picture. */
  readonly layer: number;
  readonly temporal: number;
  /** Longest wait for the bottleneck since the sample before. */
  readonly queueMs: number;
  /** Packets lost since the sample before. */
  readonly lost: number;
  /** Pictures shown so far, and the time that they froze for. */
  readonly shown: number;
  readonly frozenMs: number;
}

/** What was seen of one path. Fills while the world runs. */
export interface Series {
  readonly name: string;
  readonly samples: Sample[];
  /** How long the queue delay was over the limit in all, and the longest delay; since the series began or was last reset. */
  overLimitMs: number;
  worstQueueMs: number;
  ended: boolean;
}

/** Queue delay that counts as too long, in milliseconds. */
export const QUEUE_LIMIT_MS = 200;

/** Looks at what one viewer gets, from now on. */
export function observeViewer(viewer: Viewer, name = `viewer ${viewer.session}`): Series {
  const { server, connection } = viewer;
  return observe(server.world, name, connection.down, () => {
    const estimator = server.router.viewers.get(viewer.client)?.estimator;
    const last = viewer.video?.last;
    const playback = viewer.video?.playback;
    return {
      estimateBps: estimator?.known ? estimator.bps : NaN,
      reason: estimator?.reason ?? "",
      layer: viewer.video?.layer ?? -1,
      temporal: last?.temporalId ?? -1,
      shown: playback?.shown ?? 0,
      frozenMs: playback?.frozenMs ?? 0,
    };
  });
}

/** Looks at what one publisher sends, from now on; the layer is the best encoding that it can afford. */
export function observePublisher(publisher: Publisher): Series {
  const { server: { world }, connection, uplink, streams } = publisher;
  return observe(world, `publisher ${publisher.session}`, connection.up, () => ({
    estimateBps: uplink?.estimator.bps ?? NaN,
    reason: uplink?.estimator.reason ?? "",
    layer: streams.filter((stream) => stream.kind === "video" && stream.affordable).length - 1,
    temporal: 0,
    shown: 0,
    frozenMs: 0,
  }));
}

function observe(
  world: World,
  name: string,
  path: Path,
  look: () => Omit<Sample, "atMs" | "capacityBps" | "sentBps" | "queueMs" | "lost">,
): Series {
  const series: Series = { name, samples: [], overLimitMs: 0, worstQueueMs: 0, ended: false };
  let [sentBytes, lost, queueMs, looks] = [path.sentBytes, path.lost, 0, 0];
  const tick = () => {
    if (series.ended) return;
    const nowMs = queueDelayMs(path);
    queueMs = Math.max(queueMs, nowMs);
    series.worstQueueMs = Math.max(series.worstQueueMs, nowMs);
    if (nowMs > QUEUE_LIMIT_MS) series.overLimitMs += LOOK_MS;
    if (++looks % (SAMPLE_MS / LOOK_MS) === 0) {
      series.samples.push({
        atMs: elapsedMs(world),
        capacityBps: path.conditions.rateBps,
        sentBps: ((path.sentBytes - sentBytes) * 8000) / SAMPLE_MS,
        queueMs,
        lost: path.lost - lost,
        ...look(),
      });
      [sentBytes, lost, queueMs] = [path.sentBytes, path.lost, 0];
    }
    planIn(world, LOOK_MS, tick);
  };
  planIn(world, LOOK_MS, tick);
  return series;
}

/** Samples of a stretch of time. */
export function between(series: Series, fromMs: number, toMs: number): Sample[] {
  return series.samples.filter(({ atMs }) => atMs > fromMs && atMs <= toMs);
}

/** Average of a field over samples; NaN of none. */
export function averageOf(samples: readonly Sample[], field: "sentBps" | "estimateBps"): number {
  return samples.reduce((sum, sample) => sum + sample[field], 0) / samples.length;
}

/** Share of samples for which something holds, 0 to 1. */
export function shareOf(samples: readonly Sample[], holds: (sample: Sample) => boolean): number {
  return samples.filter(holds).length / Math.max(1, samples.length);
}

/** How often the layer changed. */
export function switchesIn(samples: readonly Sample[]): number {
  let switches = 0;
  for (let i = 1; i < samples.length; i++) {
    if (samples[i]!.layer !== samples[i - 1]!.layer) switches++;
  }
  return switches;
}

/** What a viewer's call was like. */
export interface ViewerFigures {
  /** Milliseconds from joining to the first picture. */
  readonly firstPictureMs: number;
  /** Share of the pictures sent to it that it could decode, 0 to 1. */
  readonly decodable: number;
  readonly freezes: number;
  readonly freezeRatio: number;
  readonly longestFreezeMs: number;
  /** Share of the sound that was made up, 0 to 1. */
  readonly concealed: number;
  readonly plis: number;
}

/** Sums a viewer's call up; to be called once, at its end. */
export function figuresOf(viewer: Viewer): ViewerFigures {
  const { video, audio, server, joinedMs } = viewer;
  const nowMs = server.world.nowUs / 1000;
  if (video !== null) stopPlayback(video.playback, nowMs);
  const heard = audio === null ? 0 : audio.listening.played + audio.listening.concealed;
  return {
    firstPictureMs: (video?.firstFrameMs ?? NaN) - joinedMs,
    // The last pictures are still on their way.
    decodable: video === null ? NaN : Math.min(1, video.decoded / Math.max(1, video.pictures - 5)),
    freezes: video?.playback.freezes ?? 0,
    freezeRatio: video === null ? 0 : freezeRatio(video.playback, nowMs),
    longestFreezeMs: video?.playback.longestMs ?? 0,
    concealed: heard === 0 ? 0 : audio!.listening.concealed / heard,
    plis: video?.plis ?? 0,
  };
}

/** Of a server: how many bytes of state it can reach, by {@link footprintOf}. */
export function routerFootprint(server: SimServer): number {
  return footprintOf(server.router);
}

/**
 * About how many bytes can be reached from a value: buffers as they are, 8 bytes for each field and element. Unlike the heap's size it
 * does not depend on when garbage is collected.
 */
export function footprintOf(root: object): number {
  const seen = new Set<object>();
  const left: object[] = [root];
  let bytes = 0;
  const visit = (value: unknown): void => {
    bytes += 8;
    if (typeof value === "string") bytes += value.length;
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    left.push(value);
  };
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    if (ArrayBuffer.isView(value)) visit(value.buffer);
    else if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
      bytes += value.byteLength;
    } else if (value instanceof Map) {
      for (const [key, item] of value) {
        visit(key);
        visit(item);
      }
    } else if (value instanceof Set || Array.isArray(value)) value.forEach(visit);
    else Object.values(value).forEach(visit);
  }
  return bytes;
}
