/**
 * The cases that media quality is judged by. Each runs a call in a world of its own and tells what came of it: figures to assert, and
 * series to plot.
 * @module
 */
import type { EncodingOptions } from "./encoder.ts";
import { followSteps, type LinkStep, outages } from "./links.ts";
import { type Conditions, createPath } from "./network.ts";
import {
  averageOf,
  between,
  figuresOf,
  observePublisher,
  observeViewer,
  type Series,
  shareOf,
  switchesIn,
  type ViewerFigures,
} from "./observe.ts";
import { publish, type Publisher, type PublisherOptions } from "./publisher.ts";
import { createServer, type SimServer } from "./server.ts";
import { type Viewer, type ViewerOptions, watch } from "./viewer.ts";
import { createWorld, elapsedMs, runFor, type World } from "./world.ts";

/** Three encodings as browsers make them, the least first. */
export const THREE_LAYERS: readonly EncodingOptions[] = [
  { rid: "l", rateBps: 150_000, fps: 30, leastBps: 30_000 },
  { rid: "m", rateBps: 500_000, fps: 30, leastBps: 150_000 },
  { rid: "h", rateBps: 1_500_000, fps: 30, leastBps: 600_000 },
];

/** A queue as access networks have it: 64 kB, which is 170 ms at 3 Mb/s. */
export const QUEUE_BYTES = 64 * 1024;

/** What came of a call. */
export interface Result {
  readonly name: string;
  readonly seed: number;
  /** Of simulated time. */
  readonly durationMs: number;
  readonly figures: Readonly<Record<string, number>>;
  readonly series: readonly Series[];
  /** What viewers' decoders complained of: nothing, of a right server. */
  readonly complaints: readonly string[];
}

/** A call of one publisher and one viewer. */
export interface Call {
  readonly world: World;
  readonly server: SimServer;
  readonly publisher: Publisher;
  readonly viewer: Viewer;
  readonly series: Series;
}

/** What a call of two is like. */
export interface CallOptions {
  readonly publisher?: Partial<PublisherOptions>;
  readonly viewer?: Partial<ViewerOptions>;
  /** The viewer's network, to it; the way back has the same latency. */
  readonly down: Partial<Conditions>;
  readonly steps?: readonly LinkStep[];
}

/** Begins a call; the viewer joins after a second. */
export function beginCall(seed: number, options: CallOptions): Call {
  const world = createWorld(seed);
  const server = createServer(world);
  const publisher = publish(server, 1, { encodings: THREE_LAYERS, ...options.publisher });
  const down = createPath({ queueBytes: QUEUE_BYTES, ...options.down });
  followSteps(world, down, options.steps ?? []);
  runFor(world, 1000);
  const viewer = watch(publisher, 2, {
    feedback: "twcc",
    ...options.viewer,
    down,
    up: createPath({ latencyMs: down.conditions.latencyMs }),
  });
  return { world, server, publisher, viewer, series: observeViewer(viewer) };
}

/** Ends a call and tells what came of it. */
export function endCall(
  name: string,
  call: Call,
  figures: (seen: ViewerFigures) => Record<string, number>,
): Result {
  const { world, viewer, series } = call;
  series.ended = true;
  return {
    name,
    seed: world.seed,
    durationMs: elapsedMs(world),
    figures: figures(figuresOf(viewer)),
    series: [series],
    complaints: viewer.complaints,
  };
}

/** The viewer's network gives way and comes back: 3, 0.6 and again 3 Mb/s. */
export function capacityFallsAndRises(seed: number): Result {
  const call = beginCall(seed, {
    down: { rateBps: 3_000_000, latencyMs: 25 },
    steps: [{ atMs: 20_000, rateBps: 600_000 }, { atMs: 40_000, rateBps: 3_000_000 }],
  });
  runFor(call.world, 64_000);
  const { series } = call;
  const best = THREE_LAYERS[2]!.rateBps;
  return endCall("capacity 3 → 0.6 → 3 Mb/s", call, (seen) => ({
    overQueueLimitS: series.overLimitMs / 1000,
    worstQueueMs: series.worstQueueMs,
    useBefore: averageOf(between(series, 15_000, 20_000), "sentBps") / best,
    useWhileLow: averageOf(between(series, 25_000, 40_000), "sentBps") / 600_000,
    useFrom10sAfter: averageOf(between(series, 50_000, 55_000), "sentBps") / best,
    useAtEnd: averageOf(between(series, 55_000, 65_000), "sentBps") / best,
    longestFreezeMs: seen.longestFreezeMs,
    switches: switchesIn(series.samples),
    decodable: seen.decodable,
  }));
}

/** A steady network between two layers. */
export function steadyCapacity(seed: number): Result {
  const call = beginCall(seed, { down: { rateBps: 1_200_000, latencyMs: 25 } });
  runFor(call.world, 300_000);
  const { series } = call;
  let mostInAMinute = 0;
  for (let fromMs = 10_000; fromMs < 240_000; fromMs += 5000) {
    const switches = switchesIn(between(series, fromMs, fromMs + 60_000));
    mostInAMinute = Math.max(mostInAMinute, switches);
  }
  return endCall("steady 1.2 Mb/s", call, (seen) => ({
    middleLayer: shareOf(between(series, 10_000, 300_000), ({ layer }) => layer === 1),
    mostSwitchesInAMinute: mostInAMinute,
    worstQueueMs: series.worstQueueMs,
    freezeRatio: seen.freezeRatio,
    decodable: seen.decodable,
  }));
}

/** Loss alone, of some share, over 60 ms of round trip. */
export function randomLoss(seed: number, loss: number): Result {
  const call = beginCall(seed, {
    down: { rateBps: 5_000_000, latencyMs: 30, loss },
    publisher: { temporalLayers: 1 },
  });
  runFor(call.world, 120_000);
  const { series } = call;
  return endCall(`${loss * 100} % loss`, call, (seen) => ({
    decodable: seen.decodable,
    freezeRatio: seen.freezeRatio,
    longestFreezeMs: seen.longestFreezeMs,
    concealed: seen.concealed,
    averageLayer: averageLayer(series, 30_000, 120_000),
    picturesPerSecond: call.viewer.video!.decoded / 120,
    sentBps: averageOf(between(series, 30_000, 120_000), "sentBps"),
    plis: seen.plis,
  }));
}

function averageLayer(series: Series, fromMs: number, toMs: number): number {
  const samples = between(series, fromMs, toMs);
  return samples.reduce((sum, { layer }) => sum + layer, 0) / samples.length;
}

/** The network loses everything for 300 ms, again and again. */
export function shortOutages(seed: number): Result {
  const [fromMs, toMs, everyMs, lengthMs] = [20_000, 110_000, 15_000, 300];
  const call = beginCall(seed, {
    down: { rateBps: 5_000_000, latencyMs: 30 },
    steps: outages(fromMs, toMs, everyMs, lengthMs),
  });
  const { world, viewer, series } = call;
  let worstRecoveryMs = 0;
  let layersBack = 0;
  let times = 0;
  runFor(world, fromMs - 1000);
  for (let atMs = fromMs; atMs < toMs; atMs += everyMs) {
    runFor(world, lengthMs);
    const endMs = world.nowUs / 1000;
    // Recovered is who shows what was captured since.
    while (captureLag(viewer, world) > 300 && world.nowUs / 1000 - endMs < 5000) runFor(world, 10);
    worstRecoveryMs = Math.max(worstRecoveryMs, world.nowUs / 1000 - endMs);
    runFor(world, everyMs - lengthMs - (world.nowUs / 1000 - endMs));
    if (series.samples.at(-1)!.layer === 2) layersBack++;
    times++;
  }
  return endCall("outages of 300 ms", call, (seen) => ({
    worstRecoveryMs,
    layersBack: layersBack / times,
    bestLayer: shareOf(between(series, fromMs, toMs), ({ layer }) => layer === 2),
    longestFreezeMs: seen.longestFreezeMs,
    plis: seen.plis,
  }));
}

/** How old the last decoded picture is, in milliseconds. */
function captureLag(viewer: Viewer, world: World): number {
  const { last } = viewer.video!;
  return last === null
    ? Infinity
    : ((Math.floor(world.nowUs / 1000) % 0x1_0000_0000) - last.captureMs) | 0;
}

/** The publisher's network gives way and comes back: 3, 0.8 and again 3 Mb/s. */
export function uplinkFallsAndRises(seed: number): Result {
  const up = createPath({ rateBps: 3_000_000, latencyMs: 25, queueBytes: QUEUE_BYTES });
  const call = beginCall(seed, {
    publisher: { congestionControl: true, up, down: createPath({ latencyMs: 25 }) },
    down: { latencyMs: 25 },
  });
  const { world, publisher } = call;
  followSteps(world, up, [{ atMs: 29_000, rateBps: 800_000 }, {
    atMs: 59_000,
    rateBps: 3_000_000,
  }]);
  const series = observePublisher(publisher);
  runFor(world, 31_000);
  series.worstQueueMs = 0;
  runFor(world, 28_000);
  const worstQueueAfter2sMs = series.worstQueueMs;
  runFor(world, 30_000);
  series.ended = true;
  const all = THREE_LAYERS.reduce((sum, { rateBps }) => sum + rateBps, 0);
  const result = endCall("publisher's uplink 3 → 0.8 → 3 Mb/s", call, (seen) => ({
    sentBefore: averageOf(between(series, 20_000, 30_000), "sentBps") / all,
    sentFrom2sTo4s: averageOf(between(series, 32_000, 34_000), "sentBps"),
    mostSentAfter2s: mostSent(series, 32_000, 60_000),
    worstQueueAfter2sMs,
    useWhileLow: averageOf(between(series, 40_000, 60_000), "sentBps") / 800_000,
    backAfterS: backAfter(series, 60_000, 0.85 * all) / 1000,
    longestFreezeMs: seen.longestFreezeMs,
  }));
  return { ...result, series: [series, ...result.series] };
}

/** The most that was sent in any second of a stretch of time, in bits per second. */
function mostSent(series: Series, fromMs: number, toMs: number): number {
  let most = 0;
  for (let atMs = fromMs; atMs + 1000 <= toMs; atMs += 100) {
    most = Math.max(most, averageOf(between(series, atMs, atMs + 1000), "sentBps"));
  }
  return most;
}

/** How long after `fromMs` a second's average of what is sent first reaches `bps`. */
function backAfter(series: Series, fromMs: number, bps: number): number {
  const last = series.samples.at(-1)!.atMs;
  for (let atMs = fromMs + 1000; atMs <= last; atMs += 100) {
    if (averageOf(between(series, atMs - 1000, atMs), "sentBps") >= bps) return atMs - fromMs;
  }
  return Infinity;
}

/** The publisher's network loses 5 %; what do viewers' estimates make of it? */
export function lossyUplink(seed: number, loss: number): Result {
  const call = beginCall(seed, {
    publisher: { up: createPath({ latencyMs: 25, loss }), down: createPath({ latencyMs: 25 }) },
    down: { rateBps: 2_500_000, latencyMs: 25 },
  });
  runFor(call.world, 60_000);
  const { series } = call;
  return endCall(`publisher's uplink loses ${loss * 100} %`, call, (seen) => ({
    estimateAverageBps: averageOf(between(series, 10_000, 60_000), "estimateBps"),
    estimateLeastBps: Math.min(
      ...between(series, 10_000, 60_000).map(({ estimateBps }) => estimateBps),
    ),
    bestLayer: shareOf(between(series, 10_000, 60_000), ({ layer }) => layer === 2),
    decodable: seen.decodable,
    freezeRatio: seen.freezeRatio,
  }));
}

/** By name, for those who draw plots: a scenario takes a seed. */
export const SCENARIOS: Readonly<Record<string, (seed: number) => Result>> = {
  capacityFallsAndRises,
  steadyCapacity,
  loss5: (seed) => randomLoss(seed, 0.05),
  loss15: (seed) => randomLoss(seed, 0.15),
  shortOutages,
  uplinkFallsAndRises,
  lossyUplink: (seed) => lossyUplink(seed, 0.05),
};

/** The figures of a result in one line. */
export function describe(result: Result): string {
  const figures = Object.entries(result.figures).map(([name, value]) =>
    `${name} ${Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))}`
  );
  return `seed ${result.seed}, ${result.name}: ${figures.join(", ")}`;
}
