import { assert, assertEquals } from "../../tests/assert.ts";
import {
  addToLayerRates,
  copyRates,
  createLayerRates,
  isSpatialGone,
  type LayerRates,
  pictureRateOf,
  rateOf,
  restartRates,
} from "./rates.ts";

/**
 * Plays `us` of a stream of 32 pictures a second in temporal layers 0 2 1 2 and two spatial layers: `bytes` per picture, headers
 * included, in the lower, and thrice as many in the upper.
 */
function play(rates: LayerRates, fromUs: number, us: number, bytes: number): number {
  const interval = 31_250;
  for (let i = 0; i * interval < us; i++) {
    const temporal = [0, 2, 1, 2][i % 4]!;
    const nowUs = fromUs + i * interval;
    addToLayerRates(rates, 0, temporal, bytes - 20, true, nowUs);
    for (let k = 0; k < 3; k++) addToLayerRates(rates, 1, temporal, bytes - 20, false, nowUs);
  }
  return fromUs + us;
}

function assertNear(actual: number, expected: number, share = 0.05): void {
  assert(Math.abs(actual - expected) <= expected * share, `${actual} is not about ${expected}`);
}

Deno.test("rates add up over layers, and pictures over temporal layers", () => {
  const track = { layerRates: createLayerRates() };
  restartRates(track.layerRates, 1_000_000);
  play(track.layerRates, 1_000_000, 4_000_000, 1000);
  const whole = 32 * 1000 * 8;
  assertNear(rateOf(track, 0, 0), whole / 4);
  assertNear(rateOf(track, 0, 1), whole / 2);
  assertNear(rateOf(track, 0, 2), whole);
  assertNear(rateOf(track, 1, 0), whole);
  assertNear(rateOf(track, 1, 2), whole * 4);
  assertEquals(rateOf(track, 15, 15), rateOf(track, 3, 3));
  assertEquals(rateOf(track, 15, 15), rateOf(track, 1, 2));
  assertNear(pictureRateOf(track, 0), 8);
  assertNear(pictureRateOf(track, 1), 16);
  assertNear(pictureRateOf(track, 15), 32);
});

Deno.test("nothing is known at first, something after a fifth of a second", () => {
  const track = { layerRates: createLayerRates() };
  restartRates(track.layerRates, 0);
  play(track.layerRates, 0, 190_000, 1000);
  assertEquals(rateOf(track, 1, 2), 0);
  play(track.layerRates, 190_000, 150_000, 1000);
  assert(rateOf(track, 1, 2) > 0);
});

Deno.test("a change is followed within a second or two, and a key frame does not shake the rate", () => {
  const track = { layerRates: createLayerRates() };
  const rates = track.layerRates;
  restartRates(rates, 0);
  let nowUs = play(rates, 0, 3_000_000, 1000);
  const before = rateOf(track, 1, 2);
  addToLayerRates(rates, 0, 0, 60_000, true, nowUs); // about half a second's worth
  nowUs = play(rates, nowUs, 1_000_000, 1000);
  assertNear(rateOf(track, 1, 2), before, 0.6);
  nowUs = play(rates, nowUs, 3_000_000, 1000);
  assertNear(rateOf(track, 1, 2), before, 0.1);
  nowUs = play(rates, nowUs, 2_000_000, 250);
  assertNear(rateOf(track, 1, 2), before / 4, 0.4);
});

Deno.test("a spatial layer that is not sent any more is gone, one of a still picture is not", () => {
  const rates = createLayerRates();
  restartRates(rates, 0);
  play(rates, 0, 3_000_000, 1000);
  assert(!isSpatialGone(rates, 1));
  for (let nowUs = 3_000_000; nowUs < 8_000_000; nowUs += 31_250) {
    addToLayerRates(rates, 0, 0, 1000, true, nowUs);
  }
  assert(isSpatialGone(rates, 1));
  for (let nowUs = 8_000_000; nowUs < 90_000_000; nowUs += 10_000_000) {
    addToLayerRates(rates, 0, 0, 1000, true, nowUs);
  }
  assert(!isSpatialGone(rates, 1));
});

Deno.test("after a restart nothing is known again, and a copy knows what its original does", () => {
  const track = { layerRates: createLayerRates() };
  play(track.layerRates, 0, 2_000_000, 1000);
  const copy = { layerRates: createLayerRates() };
  copyRates(track.layerRates, copy.layerRates);
  assertEquals(copy.layerRates, track.layerRates);
  play(copy.layerRates, 2_000_000, 1_000_000, 4000);
  assert(rateOf(copy, 1, 2) > rateOf(track, 1, 2));
  restartRates(track.layerRates, 9_000_000);
  assertEquals(rateOf(track, 1, 2), 0);
  assertEquals(pictureRateOf(track, 2), 0);
});
