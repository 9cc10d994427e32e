import { assert, assertEquals } from "../../tests/assert.ts";
import {
  capacityFound,
  createProbeMeasure,
  isMeasured,
  measuredBps,
  noteProbeArrival,
  type ProbeMeasure,
} from "./probe_rate.ts";

const PROBE = { cluster: 3, bps: 2_000_000, bytes: 7_500, packets: 5 };

/** A burst of packets of 1000 bytes, sent and arriving in even steps. */
function burst(packets: number, sendStepUs: number, arrivalStepUs: number): ProbeMeasure {
  const measure = createProbeMeasure(PROBE);
  for (let i = 0; i < packets; i++) {
    noteProbeArrival(measure, 1000, i * sendStepUs, 9e9 + i * arrivalStepUs);
  }
  return measure;
}

Deno.test("a burst that gets through finds its own rate", () => {
  const measure = burst(8, 4_000, 4_000);
  assert(isMeasured(measure));
  assertEquals(measuredBps(measure), 2_000_000);
  assertEquals(capacityFound(PROBE, 2_000_000), 0);
});

Deno.test("a burst that fills the bottleneck finds its capacity, of which a little is left free", () => {
  const bps = measuredBps(burst(8, 4_000, 8_000));
  assert(Math.abs(bps - 950_000) < 1, `${bps}`);
  assertEquals(Math.round(capacityFound(PROBE, bps)), 1_000_000);
});

Deno.test("a burst that leaves all at once finds the same", () => {
  assertEquals(measuredBps(burst(8, 0, 4_000)), 2_000_000);
  assert(Math.abs(measuredBps(burst(8, 0, 8_000)) - 950_000) < 1);
  assertEquals(measuredBps(burst(8, 0, 10)), 2_000_000);
  // On a fast network all arrive within the grain of feedback.
  assertEquals(measuredBps(burst(8, 0, 0)), 2_000_000);
});

Deno.test("the order of arrivals does not matter", () => {
  const measure = createProbeMeasure(PROBE);
  for (const i of [3, 0, 7, 1, 2, 6, 5, 4]) noteProbeArrival(measure, 1000, i * 4_000, i * 8_000);
  assert(Math.abs(measuredBps(measure) - 950_000) < 1);
});

Deno.test("less than four fifths of it tells nothing yet", () => {
  assert(!isMeasured(burst(5, 4_000, 4_000)));
  assert(isMeasured(burst(6, 4_000, 4_000)));
});

Deno.test("times that cannot be tell nothing", () => {
  assertEquals(measuredBps(burst(8, 4_000, 0)), -1);
  assertEquals(measuredBps(burst(8, 4_000, 1_000)), -1);
  assertEquals(measuredBps(burst(8, 4_000, 200_000)), -1);
  assertEquals(measuredBps(burst(8, 200_000, 4_000)), -1);
});
