/**
 * Viewers whose browsers give no transport-wide feedback, in simulated calls: what receiver reports and REMB tell has to do.
 * @module
 */
import { assert, assertEquals } from "../assert.ts";
import { print } from "../print.ts";
import { averageOf, between, figuresOf, type Sample } from "./observe.ts";
import { beginCall, THREE_LAYERS } from "./scenarios.ts";
import { runFor } from "./world.ts";

const BEST_BPS = THREE_LAYERS[2]!.rateBps;

/** When the network gives way, and comes back. */
const FALL_MS = 20_000;
const RISE_MS = 40_000;

function fallAndRise(seed: number, feedback: "reports" | "remb", queueBytes: number) {
  const call = beginCall(seed, {
    down: { rateBps: 3_000_000, latencyMs: 25, queueBytes },
    // The viewer joins after a second.
    steps: [{ atMs: FALL_MS, rateBps: 600_000 }, { atMs: RISE_MS, rateBps: 3_000_000 }],
    viewer: { feedback },
  });
  runFor(call.world, 79_000);
  const { series, viewer } = call;
  const { longestFreezeMs } = figuresOf(viewer);
  const figures = {
    longestFreezeMs,
    worstQueueMs: series.worstQueueMs,
    longQueueS: longestOf(between(series, FALL_MS, 80_000), ({ queueMs }) => queueMs > 1000),
    useBefore: averageOf(between(series, 5000, FALL_MS), "sentBps") / BEST_BPS,
    useWhileLow: averageOf(between(series, FALL_MS + 5000, RISE_MS), "sentBps") / 600_000,
    useAfter: averageOf(between(series, 75_000, 80_000), "sentBps") / BEST_BPS,
  };
  print(`seed ${seed}, ${feedback}, queue ${queueBytes}: ${JSON.stringify(figures)}`);
  assertEquals(viewer.complaints, []);
  assert(longestFreezeMs < 2000, `a freeze of ${longestFreezeMs} ms`);
  assert(figures.longQueueS <= 3, `a queue over 1 s for ${figures.longQueueS} s`);
  assert(figures.useWhileLow < 1, `sent ${figures.useWhileLow} of the capacity`);
  return figures;
}

/** The longest time without a break for which something holds, in seconds. */
function longestOf(samples: readonly Sample[], holds: (sample: Sample) => boolean): number {
  let longest = 0;
  let sinceMs = NaN;
  for (const sample of samples) {
    if (!holds(sample)) sinceMs = NaN;
    else if (Number.isNaN(sinceMs)) sinceMs = sample.atMs;
    longest = Math.max(longest, sample.atMs - sinceMs || 0);
  }
  return longest / 1000;
}

for (const queueBytes of [64, 256].map((kilobytes) => kilobytes * 1024)) {
  Deno.test(`receiver reports alone bound a queue of ${queueBytes} bytes within 3 s`, () => {
    for (const seed of [401, 402, 403, 404]) {
      const { useBefore, useAfter } = fallAndRise(seed, "reports", queueBytes);
      assert(useBefore > 0.9, `${useBefore} of the best encoding before`);
      assert(useAfter > 0.9, `${useAfter} of the best encoding after`);
    }
  });

  Deno.test(`REMB and receiver reports bound a queue of ${queueBytes} bytes within 3 s`, () => {
    for (const seed of [411, 412, 413, 414]) fallAndRise(seed, "remb", queueBytes);
  });
}

Deno.test("the first reports leave a viewer the encoding that it gets without loss", () => {
  for (const seed of [421, 422, 423]) {
    const call = beginCall(seed, {
      down: { rateBps: 10_000_000, latencyMs: 25 },
      viewer: { feedback: "reports" },
    });
    runFor(call.world, 20_000);
    const { series, viewer } = call;
    const layers = between(series, 2500, 20_000).map(({ layer }) => layer);
    assertEquals(new Set(layers), new Set([2]), `seed ${seed}`);
    assertEquals(viewer.complaints, []);
    assert(figuresOf(viewer).longestFreezeMs < 500);
  }
});
