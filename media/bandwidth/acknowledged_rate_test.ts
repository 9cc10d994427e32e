import { assert, assertEquals } from "../../tests/assert.ts";
import {
  acknowledgedBps,
  type AcknowledgedRate,
  busyBps,
  createAcknowledgedRate,
  noteAcknowledged,
} from "./acknowledged_rate.ts";

const T0_US = 1_700_000_000_000_000;

/** Lets packets of 1000 bytes arrive `stepUs` apart in [from, to). */
function arrive(
  rate: AcknowledgedRate,
  fromUs: number,
  toUs: number,
  stepUs: number,
  waited: boolean,
): void {
  for (let us = fromUs; us < toUs; us += stepUs) {
    noteAcknowledged(rate, T0_US + us, 1000, waited);
  }
}

Deno.test("an even stream has its own rate", () => {
  const rate = createAcknowledgedRate();
  arrive(rate, 0, 3_000_000, 8_000, false);
  const bps = acknowledgedBps(rate, T0_US + 3_000_000);
  assert(Math.abs(bps - 1_000_000) < 30_000, `${bps}`);
});

Deno.test("less than a tenth of a second tells nothing", () => {
  const rate = createAcknowledgedRate();
  assertEquals(acknowledgedBps(rate, T0_US), 0);
  arrive(rate, 0, 80_000, 8_000, false);
  assertEquals(acknowledgedBps(rate, T0_US + 80_000), 0);
  arrive(rate, 80_000, 160_000, 8_000, false);
  assert(acknowledgedBps(rate, T0_US + 160_000) > 900_000);
});

Deno.test("the order in which paths report does not matter", () => {
  const one = createAcknowledgedRate();
  const other = createAcknowledgedRate();
  const times = Array.from({ length: 200 }, (_, index) => T0_US + index * 5_000);
  for (const us of times) noteAcknowledged(one, us, 500, false);
  const even = times.filter((_, index) => index % 2 === 0);
  const odd = times.filter((_, index) => index % 2 === 1);
  for (let i = 0; i < 100; i += 20) {
    for (const us of even.slice(i, i + 20)) noteAcknowledged(other, us, 500, false);
    for (const us of odd.slice(i, i + 20)) noteAcknowledged(other, us, 500, false);
  }
  assertEquals(acknowledgedBps(other, times.at(-1)!), acknowledgedBps(one, times.at(-1)!));
});

Deno.test("after a pause what was before is forgotten, and arrivals of long ago are passed over", () => {
  const rate = createAcknowledgedRate();
  arrive(rate, 0, 1_000_000, 8_000, false);
  arrive(rate, 60_000_000, 60_200_000, 8_000, false);
  noteAcknowledged(rate, T0_US, 1_000_000, false);
  const bps = acknowledgedBps(rate, T0_US + 60_200_000);
  assert(Math.abs(bps - 1_000_000) < 60_000, `${bps}`);
});

Deno.test("while a queue stands, the rate is that of the bottleneck, however little was sent before", () => {
  const rate = createAcknowledgedRate();
  arrive(rate, 0, 1_000_000, 40_000, false);
  arrive(rate, 1_000_000, 1_150_000, 4_000, true);
  const bps = busyBps(rate, T0_US + 1_150_000, false);
  assert(Math.abs(bps - 2_000_000) < 150_000, `${bps}`);
  assert(acknowledgedBps(rate, T0_US + 1_150_000) < 1_000_000);
});

Deno.test("right after a change of capacity a brief look tells the new one", () => {
  const rate = createAcknowledgedRate();
  arrive(rate, 0, 1_000_000, 2_000, true);
  arrive(rate, 1_000_000, 1_100_000, 13_000, true);
  const bps = busyBps(rate, T0_US + 1_100_000, true);
  assert(Math.abs(bps - 615_000) < 130_000, `${bps}`);
  assert(busyBps(rate, T0_US + 1_100_000, false) > 2_000_000);
});

Deno.test("a queue that has stood for a moment only, or not at all, tells nothing", () => {
  const rate = createAcknowledgedRate();
  assertEquals(busyBps(rate, T0_US, false), -1);
  arrive(rate, 0, 1_000_000, 8_000, false);
  assertEquals(busyBps(rate, T0_US + 1_000_000, false), -1);
  arrive(rate, 1_000_000, 1_040_000, 4_000, true);
  assertEquals(busyBps(rate, T0_US + 1_040_000, false), -1);
});

Deno.test("a standstill of the path is no part of what it carries", () => {
  const rate = createAcknowledgedRate();
  arrive(rate, 0, 1_000_000, 8_000, false);
  arrive(rate, 1_150_000, 1_240_000, 2_500, true);
  const bps = busyBps(rate, T0_US + 1_240_000, false);
  assert(Math.abs(bps - 3_200_000) < 320_000, `${bps}`);
});
