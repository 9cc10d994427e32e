/**
 * What the records say: each figure that is to be reached, and what was reached.
 * @module
 */
import type { PageSample } from "./page.ts";
import { ratesOf, type Track } from "./track.ts";
import { CLIMB, ENCODINGS, LEAK_S, OUTAGE_S, OUTAGES_S, VALLEY } from "./scenes.ts";

/** One line of the table. */
export interface Figure {
  readonly case: string;
  readonly what: string;
  readonly reached: string;
  readonly wanted: string;
  readonly holds: boolean;
}

/** Place of the best encoding, and of the middle one. */
const HIGH = 2;
const MIDDLE = 1;
/** A queue this long is noticed in a talk. */
const LONG_QUEUE_MS = 200;
/** Viewers get so long to find their layer before it counts. */
const SETTLE_S = 5;
/** A publisher's queue counts from so long after the fall. */
const CALM_AFTER_S = 2;
/** Publishers pace their packets: half a second may hold a little more than the wire carries in it. */
const RATE_MARGIN = 1.05;

/** Reads all figures off the records, by the names of roles. */
export function figuresOf(tracks: ReadonlyMap<string, Track>): Figure[] {
  const of = (name: string): Track => {
    const track = tracks.get(name);
    if (track === undefined) throw new Error(`no record of ${name}`);
    return track;
  };
  const has = (name: string) => tracks.has(name);
  return [
    ...(has("valley") ? valley(of("valley"), of("fine")) : []),
    ...(has("steady") ? steady(of("steady")) : []),
    ...(has("slow") ? oneSlow(of("slow"), of("fine")) : []),
    ...(has("loss5") ? lightLoss(of("loss5")) : []),
    ...(has("loss15") ? heavyLoss(of("loss15")) : []),
    ...(has("gaps") ? outages(of("gaps")) : []),
    ...(has("climber") ? climb(of("climber"), of("audience")) : []),
    ...(has("listener") ? leak(of("listener")) : []),
  ];
}

function valley(track: Track, fine: Track): Figure[] {
  const name = "viewer, 3 → 0.6 → 3 Mb/s";
  const { fallS, riseS } = VALLEY;
  const used = meanSent(track, riseS + 10, Infinity) / meanSent(fine, riseS + 10, Infinity);
  return [
    atMost(name, "queue over 200 ms", longQueueS(track, 0, Infinity), 1, "s"),
    atMost(name, "longest freeze", longestGapMs(track, fallS, Infinity), 500, "ms"),
    atMost(name, "best encoding again after", backAfterS(track, riseS), 10, "s"),
    atLeast(name, "of its rate used 10 s after the rise", percent(used), 85, "%"),
  ];
}

function steady(track: Track): Figure[] {
  const name = "viewer, 1.2 Mb/s";
  return [
    atLeast(name, "time on the 500 kb/s encoding", percent(shareOn(track, MIDDLE)), 90, "%"),
    atMost(name, "switches", switches(track), 1, ""),
    atMost(name, "queue over 200 ms", longQueueS(track, SETTLE_S, Infinity), 1, "s"),
  ];
}

function oneSlow(slow: Track, fine: Track): Figure[] {
  const name = "one viewer of 4 on 200 kb/s";
  return [
    atLeast(name, "frames of another that came in time", percent(timelyShare(fine, 0)), 99.5, "%"),
    atMost(name, "packets lost by another", grown(fine.page, "packetsLost"), 0, ""),
    atLeast(name, "pictures a second at the slow one", framesPerSecond(slow, 10), 3, ""),
  ];
}

function lightLoss(track: Track): Figure[] {
  const name = "viewer, 5 % loss, 60 ms RTT";
  const frozen = grown(track.page, "freezeMs") / lengthMs(track.page);
  return [
    atLeast(name, "frames that came in time", percent(timelyShare(track, 0)), 99, "%"),
    atMost(name, "time in freezes", percent(frozen), 1, "%"),
    atMost(name, "sound made up", percent(concealedShare(track)), 3, "%"),
  ];
}

function heavyLoss(track: Track): Figure[] {
  const name = "viewer, 15 % loss, 60 ms RTT";
  return [
    atLeast(name, "pictures a second", framesPerSecond(track, SETTLE_S), 8, ""),
    atMost(name, "sound made up", percent(concealedShare(track)), 3, "%"),
  ];
}

function outages(track: Track): Figure[] {
  const name = "viewer, outages of 300 ms";
  const recoveries = OUTAGES_S.map((atS) =>
    longestGapMs(track, atS, atS + OUTAGE_S + 3) - OUTAGE_S * 1000
  );
  const lower = OUTAGES_S.filter((atS) => {
    const [from, to] = [atS + 5, atS + 7.5].map((s) => track.startMs + s * 1000);
    const then = track.server.filter(({ atMs }) => atMs > from! && atMs < to!);
    return !then.every(({ encoding }) => encoding === HIGH);
  });
  return [
    atMost(
      name,
      "next picture after an outage, at the longest",
      Math.max(...recoveries),
      1000,
      "ms",
    ),
    atMost(name, "outages with a lower encoding 5 s later", lower.length, 0, ""),
  ];
}

function climb(publisher: Track, audience: Track): Figure[] {
  const name = "publisher, 3 → 0.8 → 3 Mb/s";
  const { fallS, riseS } = CLIMB;
  return [
    atMost(name, "sends less than it carries after", belowAfterS(publisher), 2, "s"),
    atMost(
      name,
      "queue 2 s after the fall",
      maxQueueMs(publisher, fallS + CALM_AFTER_S, riseS),
      LONG_QUEUE_MS,
      "ms",
    ),
    atMost(name, "best encoding at a viewer again after", backAfterS(audience, riseS), 15, "s"),
  ];
}

function leak(track: Track): Figure[] {
  const name = "publisher, 5 % loss";
  const leakMs = track.startMs + LEAK_S * 1000;
  const estimates = (during: boolean) =>
    track.server.filter(({ atMs }) => atMs >= leakMs === during).map((each) => each.estimateBps);
  const least = Math.min(...estimates(true)) / Math.min(...estimates(false));
  return [
    atLeast(name, "least estimate of a viewer, of the one before", percent(least), 90, "%"),
    atLeast(
      name,
      "frames that came to a viewer in time",
      percent(timelyShare(track, LEAK_S)),
      99,
      "%",
    ),
  ];
}

function atMost(name: string, what: string, value: number, limit: number, unit: string): Figure {
  return figure(name, what, value, "≤", limit, unit, value <= limit);
}

function atLeast(name: string, what: string, value: number, limit: number, unit: string): Figure {
  return figure(name, what, value, "≥", limit, unit, value >= limit);
}

function figure(
  name: string,
  what: string,
  value: number,
  sign: string,
  limit: number,
  unit: string,
  holds: boolean,
): Figure {
  const suffix = unit === "" ? "" : ` ${unit}`;
  const reached = Number.isFinite(value)
    ? `${Number(value.toFixed(unit === "ms" ? 0 : 1))}${suffix}`
    : "never";
  return { case: name, what, reached, wanted: `${sign} ${limit}${suffix}`, holds };
}

function percent(share: number): number {
  return share * 100;
}

type Count = Exclude<keyof PageSample, "encodings">;

function grown(samples: readonly PageSample[], count: Count): number {
  return (samples.at(-1)?.[count] ?? 0) - (samples[0]?.[count] ?? 0);
}

function lengthMs(samples: readonly PageSample[]): number {
  return grown(samples, "atMs");
}

/** Readings from `fromS` to `toS` seconds after the beginning. */
function between<T extends { readonly atMs: number }>(
  track: Track,
  samples: readonly T[],
  fromS: number,
  toS: number,
): T[] {
  return samples.filter(({ atMs }) => {
    const s = (atMs - track.startMs) / 1000;
    return s >= fromS && s <= toS;
  });
}

/** Frames that the publisher sent in the encoding that was the viewer's at each moment. */
function framesSent(track: Track, fromS: number): number {
  const published = between(track, track.publisher, fromS, Infinity);
  let sent = 0;
  for (let i = 1; i < published.length; i++) {
    const { atMs, encodings } = published[i]!;
    const place = track.server.findLast((sample) => sample.atMs <= atMs)?.encoding ?? HIGH;
    const { rid } = ENCODINGS[Math.max(0, place)]!;
    sent += (encodings[rid]?.frames ?? 0) - (published[i - 1]!.encodings[rid]?.frames ?? 0);
  }
  return sent * lengthMs(between(track, track.page, fromS, Infinity)) / lengthMs(published);
}

/** Of them, the share that came before a later one was shown. What is no reference for others is soon of no use. */
function timelyShare(track: Track, fromS: number): number {
  const received = between(track, track.page, fromS, Infinity);
  return grown(received, "framesReceived") / framesSent(track, fromS);
}

function framesPerSecond(track: Track, fromS: number): number {
  const samples = between(track, track.page, fromS, Infinity);
  return grown(samples, "framesDecoded") * 1000 / lengthMs(samples);
}

function concealedShare(track: Track): number {
  return grown(track.page, "concealedSamples") / grown(track.page, "audioSamples");
}

function longestGapMs(track: Track, fromS: number, toS: number): number {
  return Math.max(0, ...between(track, track.page, fromS, toS).map(({ gapMs }) => gapMs));
}

/** For how many seconds the queue was long, by trapezoids of one reading each. */
function longQueueS(track: Track, fromS: number, toS: number): number {
  const samples = between(track, track.queue, fromS, toS);
  let ms = 0;
  for (let i = 1; i < samples.length; i++) {
    if (samples[i]!.delayMs > LONG_QUEUE_MS) ms += samples[i]!.atMs - samples[i - 1]!.atMs;
  }
  return ms / 1000;
}

function maxQueueMs(track: Track, fromS: number, toS: number): number {
  return Math.max(0, ...between(track, track.queue, fromS, toS).map(({ delayMs }) => delayMs));
}

/** Mean rate of the video that the server sends. */
function meanSent(track: Track, fromS: number, toS: number): number {
  const samples = between(track, track.server, fromS, toS);
  return samples.reduce((sum, { sentBps }) => sum + sentBps, 0) / samples.length;
}

/** Seconds from `riseS` until the best encoding is sent and stays. */
function backAfterS(track: Track, riseS: number): number {
  const samples = between(track, track.server, riseS, Infinity);
  if (samples.at(-1)?.encoding !== HIGH) return Infinity;
  const last = samples.findLast(({ encoding }) => encoding !== HIGH);
  return last === undefined ? 0 : (last.atMs - track.startMs) / 1000 - riseS;
}

function shareOn(track: Track, encoding: number): number {
  const samples = between(track, track.server, SETTLE_S, Infinity);
  return samples.filter((sample) => sample.encoding === encoding).length / samples.length;
}

function switches(track: Track): number {
  const samples = between(track, track.server, SETTLE_S, Infinity);
  return samples.filter((sample, i) => i > 0 && sample.encoding !== samples[i - 1]!.encoding)
    .length;
}

/** Seconds from the fall of the publisher's capacity until it sends less than that, for two seconds at least. */
function belowAfterS(track: Track): number {
  const rates = ratesOf(track);
  const limitBps = Math.min(...track.queue.map(({ capacityBps }) => capacityBps)) * RATE_MARGIN;
  const found = rates.findIndex(({ atMs }, i) =>
    atMs >= track.startMs + CLIMB.fallS * 1000 &&
    rates.slice(i, i + 4).every(({ bps }) => bps <= limitBps)
  );
  if (found < 1) return Infinity;
  // It did from the beginning of that reading on.
  return Math.max(0, (rates[found - 1]!.atMs - track.startMs) / 1000 - CLIMB.fallS);
}
