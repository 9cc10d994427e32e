/** The estimator in a closed loop over a simulated bottleneck (tests/bottleneck.ts). */
import { assert, assertEquals } from "../../tests/assert.ts";
import { createBottleneck, firstTime, meanOf, run } from "../../tests/bottleneck.ts";

const M = 1_000_000;
const LAYERS = [150_000, 500_000, 1_500_000];
/** All layers' best and audio, with some room. */
const WANTED_BPS = 1_700_000;
const SEEDS = [1, 2, 3];

/** Between 20 and 40 s the capacity is a fifth. */
function threeStepsBps(us: number): number {
  return us < 20 * M || us >= 40 * M ? 3 * M : 0.6 * M;
}

for (const capacityBps of [200_000, 600_000, 3 * M, 12 * M]) {
  Deno.test(`at a steady ${capacityBps / 1000} kb/s the estimate stays within 15 % on average, with a short queue`, () => {
    for (const seed of SEEDS) {
      const call = createBottleneck(
        { seed, capacityBps: () => capacityBps },
        { wantedBps: () => 20 * M },
      );
      run(call, 40);
      const mean = meanOf(call, 10, 40, ({ bps }) => bps);
      assert(Math.abs(mean / capacityBps - 1) < 0.15, `seed ${seed}: ${mean}`);
      const queueUs = meanOf(call, 10, 40, (sample) => sample.queueUs);
      assert(queueUs < 120_000, `seed ${seed}: ${queueUs}`);
    }
  });
}

Deno.test("the estimate of a good path is found within two seconds", () => {
  const call = run(
    createBottleneck({ seed: 1, capacityBps: () => 10 * M }, { wantedBps: () => 5 * M }),
    5,
  );
  assert(firstTime(call, 0, ({ bps }) => bps >= 5 * M) <= 2);
});

Deno.test("3, 0.6 and 3 Mb/s with layers: the queue is short again within a second, the best layer back within ten", () => {
  for (const seed of SEEDS) {
    const call = createBottleneck(
      { seed, capacityBps: threeStepsBps },
      { layers: LAYERS, wantedBps: () => WANTED_BPS },
    );
    run(call, 60);
    assert(call.longQueueUs <= M, `seed ${seed}: ${call.longQueueUs}`);
    assert(meanOf(call, 25, 40, ({ bps }) => bps) > 450_000);
    assert(meanOf(call, 25, 40, ({ bps }) => bps) < 660_000);
    assert(firstTime(call, 40, ({ layer }) => layer === 2) <= 50);
    assertEquals(call.switches, 5, `seed ${seed}`);
  }
});

Deno.test("3, 0.6 and 3 Mb/s with a sender that fills the path: down at once, and up within ten seconds", () => {
  for (const seed of SEEDS) {
    const call = createBottleneck(
      { seed, capacityBps: threeStepsBps },
      { wantedBps: () => 5 * M },
    );
    run(call, 60);
    assert(call.longQueueUs <= 1.5 * M, `seed ${seed}: ${call.longQueueUs}`);
    assert(firstTime(call, 20, ({ bps }) => bps < 0.6 * M) <= 20.4);
    assert(firstTime(call, 40, ({ bps }) => bps > 0.85 * 3 * M) <= 50);
  }
});

Deno.test("1.2 Mb/s carries the middle layer, with hardly a switch, jitter or not", () => {
  for (const seed of SEEDS) {
    const call = createBottleneck(
      { seed, capacityBps: () => 1.2 * M, jitterUs: 5_000 },
      { layers: LAYERS, wantedBps: () => WANTED_BPS },
    );
    run(call, 120);
    assert(call.switches <= 2, `seed ${seed}: ${call.switches}`);
    assertEquals(call.layer, 1);
    assertEquals(call.longQueueUs, 0);
  }
});

Deno.test("the estimate of a sender that sends less than it may does not drift", () => {
  const call = createBottleneck(
    { seed: 4, capacityBps: () => 2 * M },
    { layers: [300_000], wantedBps: () => 1.9 * M },
  );
  run(call, 120);
  for (const { us, bps } of call.samples) {
    assert(us < 5 * M || (bps > 1.2 * M && bps < 2.3 * M), `${bps} after ${us} µs`);
  }
});

Deno.test("without probes the estimate goes no further than half as much again as is sent", () => {
  const call = createBottleneck(
    { seed: 4, capacityBps: () => 20 * M },
    { layers: [300_000], wantedBps: () => 5 * M, probes: false },
  );
  run(call, 60);
  assert(call.samples.every(({ bps }) => bps <= 700_000));
});

Deno.test("5 % random loss at 60 ms round trip leaves the best layer", () => {
  for (const seed of SEEDS) {
    const call = createBottleneck(
      { seed, capacityBps: () => 3 * M, loss: 0.05, latencyUs: 30_000 },
      { layers: LAYERS, wantedBps: () => WANTED_BPS },
    );
    run(call, 60);
    assert(meanOf(call, 5, 60, ({ layer }) => layer) > 1.95, `seed ${seed}`);
  }
});

Deno.test("15 % random loss leaves the middle layer most of the time", () => {
  for (const seed of SEEDS) {
    const call = createBottleneck(
      { seed, capacityBps: () => 3 * M, loss: 0.15, latencyUs: 30_000 },
      { layers: LAYERS, wantedBps: () => WANTED_BPS },
    );
    run(call, 60);
    assert(call.samples.slice(50).every(({ bps }) => bps > 400_000), `seed ${seed}`);
    const layer = meanOf(call, 5, 60, (sample) => sample.layer);
    assert(layer > 0.8 && layer < 1.3, `seed ${seed}: ${layer}`);
    assert(call.switches <= 10, `seed ${seed}: ${call.switches}`);
  }
});

Deno.test("a short queue that overflows holds the estimate near the capacity", () => {
  const call = createBottleneck(
    { seed: 1, capacityBps: () => M, queueUs: 40_000 },
    { wantedBps: () => 4 * M },
  );
  run(call, 60);
  const mean = meanOf(call, 20, 60, ({ bps }) => bps);
  assert(Math.abs(mean / M - 1) < 0.15, `${mean}`);
});

for (const kind of ["stalled", "cut"] as const) {
  Deno.test(`outages of 300 ms (${kind}) are over within a second`, () => {
    for (const seed of SEEDS) {
      const away = (us: number) => us % (10 * M) >= 9.7 * M;
      const call = createBottleneck(
        { seed, capacityBps: () => 3 * M, [kind]: away },
        { layers: LAYERS, wantedBps: () => WANTED_BPS },
      );
      run(call, 62);
      for (const { us, layer } of call.samples) {
        const sinceUs = us % (10 * M);
        if (us > 11 * M && sinceUs >= M && sinceUs < 9.7 * M) {
          assertEquals(layer, 2, `seed ${seed}, ${us} µs`);
        }
      }
    }
  });
}

Deno.test("two paths share one bottleneck as one", () => {
  for (const seed of SEEDS) {
    const call = createBottleneck(
      { seed, capacityBps: () => 2 * M },
      { paths: 2, wantedBps: () => 20 * M },
    );
    run(call, 40);
    const mean = meanOf(call, 10, 40, ({ bps }) => bps);
    assert(Math.abs(mean / (2 * M) - 1) < 0.15, `seed ${seed}: ${mean}`);
    assert(meanOf(call, 10, 40, ({ queueUs }) => queueUs) < 100_000);
  }
});

Deno.test("counters and clocks may wrap: nothing changes", () => {
  const link = { seed: 2, capacityBps: threeStepsBps };
  const sender = { wantedBps: () => 5 * M };
  const plain = run(createBottleneck(link, sender), 60);
  const wrapped = run(
    createBottleneck(link, { ...sender, firstSeq: 0xff00, clockUs: 1_073_741_824_000 }),
    60,
  );
  assertEquals(wrapped.samples, plain.samples);
});

Deno.test("a receiver whose clock is a day behind is estimated as well", () => {
  const call = createBottleneck(
    { seed: 2, capacityBps: () => 3 * M },
    { wantedBps: () => 20 * M, clockUs: -86_400 * M },
  );
  run(call, 30);
  assert(Math.abs(meanOf(call, 10, 30, ({ bps }) => bps) / (3 * M) - 1) < 0.15);
});

Deno.test("a client that says REMB only gets the middle layer at 1.2 Mb/s, and seldom too much", () => {
  const call = createBottleneck(
    { seed: 1, capacityBps: () => 1.2 * M },
    { feedback: "remb", layers: LAYERS, wantedBps: () => WANTED_BPS },
  );
  run(call, 120);
  assert(call.samples.slice(100).every(({ layer }) => layer >= 1));
  assert(meanOf(call, 10, 120, ({ layer }) => layer) < 1.2);
  assert(call.longQueueUs < 6 * M, `${call.longQueueUs}`);
});

Deno.test("a client that gives receiver reports only is held near the capacity by loss and delay", () => {
  for (const queueUs of [50_000, 1_000_000]) {
    const call = createBottleneck(
      { seed: 1, capacityBps: () => 1.2 * M, queueUs },
      { feedback: "reports", wantedBps: () => 3 * M },
    );
    run(call, 120);
    const mean = meanOf(call, 30, 120, ({ bps }) => bps);
    assert(mean > 0.8 * M && mean < 1.4 * M, `${mean}`);
  }
});
