import { assertEquals } from "../assert.ts";
import { figuresOf } from "./figures.ts";
import type { PageSample } from "./page.ts";
import { plotTracks } from "./plots.ts";
import type { Track } from "./track.ts";
import { ACTS, VALLEY } from "./scenes.ts";

const START_MS = 1_000_000;
const SECONDS = 45;
const ROLES = ACTS.flatMap(({ calls }) => calls.flat());

/** A reading of a page where all goes well, `s` seconds after the beginning. */
function pageAt(s: number): PageSample {
  const frames = Math.round(24 * s);
  const encoding = { frames, width: 1 };
  return {
    atMs: START_MS + s * 1000,
    framesReceived: frames,
    framesDecoded: frames,
    freezes: 0,
    freezeMs: 0,
    gapMs: 45,
    width: 960,
    videoBytes: 0,
    audioBytes: 0,
    packetsLost: 0,
    nacks: 0,
    plis: 0,
    jitterBufferMs: 0,
    jitterBufferFrames: 0,
    audioSamples: 48_000 * s,
    concealedSamples: 0,
    encodings: { l: encoding, m: encoding, h: encoding },
    bytesSent: 200_000 * s,
    bytesCome: 200_000 * s,
    availableBps: 2e6,
  };
}

/** A viewer that gets an encoding of which the place is `encodingAt` each moment. */
function record(name: string, encodingAt: (s: number) => number, queueMs = 0): Track {
  const seconds = Array.from({ length: 2 * SECONDS }, (_, i) => i / 2);
  const page = seconds.map(pageAt);
  return {
    role: ROLES.find((role) => role.name === name)!,
    startMs: START_MS,
    endMs: START_MS + SECONDS * 1000,
    page,
    server: seconds.map((s) => ({
      atMs: START_MS + s * 1000,
      estimateBps: 2e6,
      reason: "delay",
      wantedBps: 2e6,
      lossShare: 0,
      rttMs: 30,
      pacerMs: 0,
      sentBps: 500_000 * (encodingAt(s) + 1),
      encoding: encodingAt(s),
      temporal: 2,
    })),
    queue: seconds.map((s) => ({
      atMs: START_MS + s * 1000,
      delayMs: queueMs,
      capacityBps: 3e6,
    })),
    publisher: page,
  };
}

function valley(encodingAt: (s: number) => number, queueMs = 0): Record<string, string> {
  const tracks = new Map([
    ["valley", record("valley", encodingAt, queueMs)],
    ["fine", record("fine", () => 2)],
  ]);
  const own = figuresOf(tracks).filter(({ case: name }) => name.includes("0.6"));
  return Object.fromEntries(own.map(({ what, reached, holds }) => [what, `${reached} ${holds}`]));
}

Deno.test("a viewer that follows its network reaches all figures", () => {
  const inValley = (s: number) => s > VALLEY.fallS && s < VALLEY.riseS + 6;
  assertEquals(valley((s) => inValley(s) ? 1 : 2), {
    "queue over 200 ms": "0 s true",
    "longest freeze": "45 ms true",
    "best encoding again after": "5.5 s true",
    "of its rate used 10 s after the rise": "100 % true",
  });
});

Deno.test("a viewer that does not come back, and has a long queue, misses them", () => {
  assertEquals(valley((s) => s > VALLEY.fallS ? 1 : 2, 300), {
    "queue over 200 ms": "44.5 s false",
    "longest freeze": "45 ms true",
    "best encoding again after": "never false",
    "of its rate used 10 s after the rise": "66.7 % false",
  });
});

Deno.test("a plot has its lines, and no coordinate that is none", () => {
  const plots = plotTracks(new Map([["valley", record("valley", () => 2)]]));
  assertEquals([...plots.keys()], ["lab-valley.svg"]);
  const svg = plots.get("lab-valley.svg")!;
  assertEquals(svg.match(/<polyline/g)?.length, 4);
  assertEquals(/NaN|Infinity|undefined/.test(svg), false);
});
