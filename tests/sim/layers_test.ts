/**
 * Layers that come and go in simulated calls: what viewers see when their publisher stops an encoding, or begins it again.
 * @module
 */
import { assert, assertEquals } from "../assert.ts";
import { print } from "../print.ts";
import { createPath } from "./network.ts";
import { between, figuresOf, shareOf, switchesIn } from "./observe.ts";
import { beginCall, type Call, THREE_LAYERS } from "./scenarios.ts";
import { runFor } from "./world.ts";

/** The publisher's uplink and the way back, as a home has it. */
function home(conditions: Parameters<typeof createPath>[0] = {}) {
  return { up: createPath({ latencyMs: 25, ...conditions }), down: createPath({ latencyMs: 25 }) };
}

function setSending(call: Call, place: number, sending: boolean): void {
  const stream = call.publisher.streams[place]!;
  stream.sending = sending;
  if (sending) stream.encoder!.keyframeWanted = true;
}

for (const feedback of ["twcc", "none"] as const) {
  for (const seed of [301, 302, 303, 304, 305]) {
    Deno.test(`an encoding that its publisher stops leaves no freeze over 500 ms (${feedback}, seed ${seed})`, () => {
      const call = beginCall(seed, {
        down: { rateBps: 6_000_000, latencyMs: 30, queueBytes: 256 * 1024 },
        publisher: home(),
        viewer: { feedback },
      });
      const { world, viewer, series } = call;
      runFor(world, 10_000 + 37 * (seed - 301));
      const shares: number[] = [];
      for (let i = 0; i < 3; i++) {
        const fromMs = series.samples.at(-1)!.atMs;
        setSending(call, 2, false);
        runFor(world, 8000);
        shares.push(shareOf(between(series, fromMs + 1000, fromMs + 8000), (s) => s.layer === 1));
        setSending(call, 2, true);
        runFor(world, 8000);
        shares.push(
          shareOf(between(series, fromMs + 12_000, fromMs + 16_000), (s) => s.layer === 2),
        );
      }
      const { longestFreezeMs } = figuresOf(viewer);
      print(`seed ${seed}: ${longestFreezeMs.toFixed(0)} ms at the longest`);
      assertEquals(viewer.complaints, []);
      assertEquals(shares, [1, 1, 1, 1, 1, 1]);
      assert(longestFreezeMs <= 500, `a freeze of ${longestFreezeMs} ms`);
    });
  }
}

Deno.test("jitter, loss and short outages of a publisher's uplink are no end of an encoding", () => {
  for (const seed of [311, 313, 315]) {
    const rough = { jitterMs: 40, loss: 0.03, reorder: 0.02, reorderMs: 60 };
    const home_ = home(rough);
    const call = beginCall(seed, {
      down: { rateBps: 10_000_000, latencyMs: 30 },
      publisher: home_,
    });
    const { world, viewer, series } = call;
    runFor(world, 15_000);
    for (const outageMs of [150, 250, 350, 450]) {
      home_.up.conditions.loss = 1;
      runFor(world, outageMs);
      home_.up.conditions.loss = rough.loss;
      runFor(world, 10_000);
    }
    const switches = switchesIn(between(series, 10_000, 60_000));
    print(`seed ${seed}: ${switches} switches, ${JSON.stringify(figuresOf(viewer))}`);
    assertEquals(viewer.complaints, []);
    assertEquals(switches, 0);
    assertEquals(series.samples.at(-1)!.layer, 2);
  }
});

Deno.test("the encodings of a screen, with few pictures a second, are not taken for stopped", () => {
  for (const fps of [1, 2, 3, 5]) {
    const seed = 320 + fps;
    const call = beginCall(seed, {
      down: { rateBps: 6_000_000, latencyMs: 30 },
      publisher: {
        ...home({ jitterMs: 30, loss: 0.02 }),
        encodings: THREE_LAYERS.map((one) => ({ ...one, fps, rateBps: one.rateBps * fps / 10 })),
      },
    });
    runFor(call.world, 90_000);
    const { series, viewer } = call;
    const switches = switchesIn(between(series, 20_000, 90_000));
    print(`seed ${seed}: ${fps} pictures a second, ${switches} switches`);
    assertEquals(viewer.complaints, []);
    assertEquals([switches, series.samples.at(-1)!.layer], [0, 2]);
  }
});

Deno.test("a single encoding that does not fit is paused while sound goes on, and is back within 5 s", () => {
  for (const seed of [331, 332, 333, 334]) {
    const [fallMs, riseMs] = [15_000, 19_000 + 500 * (seed - 331)];
    const call = beginCall(seed, {
      publisher: { encodings: [{ rid: "", rateBps: 1_500_000, fps: 30 }] },
      down: { rateBps: 3_000_000, latencyMs: 25 },
      steps: [{ atMs: fallMs, rateBps: 600_000 }, { atMs: riseMs, rateBps: 3_000_000 }],
    });
    const { world, viewer, series, server } = call;
    const { playback } = viewer.video!;
    const track = server.router.downs.get(2)!.tracks.find(({ spec }) => spec.kind === "video")!;
    runFor(world, fallMs - 1000);
    const { frozenMs } = playback;
    assert(!track.paused && playback.shown > 380, `${playback.shown} pictures before`);
    runFor(world, 2000);
    assert(track.paused, "it is told that it is paused");
    runFor(world, riseMs - fallMs - 2000);
    const shown = playback.shown;
    runFor(world, 5000);
    const back = playback.shown - shown;
    print(
      `seed ${seed}: ${back} pictures within 5 s, a queue over the limit for ${series.overLimitMs} ms`,
    );
    assertEquals(viewer.complaints, []);
    assertEquals(track.paused, false);
    assert(back > 0, "it is not back");
    assert(series.overLimitMs <= 1000, `a queue over 200 ms for ${series.overLimitMs} ms`);
    assert(figuresOf(viewer).concealed < 0.03);
    assert(frozenMs < 500, `frozen for ${frozenMs} ms before`);
  }
});

Deno.test("spatial and temporal layers in one encoding are chosen once, and stay", () => {
  for (const codec of ["vp9", "av1"] as const) {
    for (const [rateBps, layer] of [[1_200_000, 1], [3_000_000, 2], [400_000, 0]] as const) {
      const seed = 341;
      const call = beginCall(seed, {
        publisher: {
          codec,
          spatialLayers: 3,
          temporalLayers: 3,
          encodings: [{ rid: "", rateBps: 2_000_000, fps: 30 }],
        },
        down: { rateBps, latencyMs: 25 },
      });
      runFor(call.world, 60_000);
      const samples = between(call.series, 12_000, 60_000);
      const switches = switchesIn(samples);
      print(
        `seed ${seed}, ${codec} at ${rateBps} b/s: layer ${
          samples.at(-1)!.layer
        }, ${switches} switches`,
      );
      assertEquals(call.viewer.complaints, []);
      assertEquals([switches, samples.at(-1)!.layer], [0, layer]);
    }
  }
});
