import { assert, assertEquals } from "../../tests/assert.ts";
import { createAimdRate, setAimd, updateAimd } from "./aimd_rate.ts";

const RTT_US = 50_000;
const SECOND_US = 1_000_000;

Deno.test("without overuse the rate grows by 8 % in a second", () => {
  const rate = createAimdRate(1_000_000, 0);
  for (let us = 0; us <= SECOND_US; us += 50_000) {
    updateAimd(rate, "normal", 1_000_000, 1e9, RTT_US, us);
  }
  assert(Math.abs(rate.bps - 1_080_000) < 1_000, `${rate.bps}`);
});

Deno.test("it does not grow beyond its ceiling, and a rate above that stays", () => {
  const rate = createAimdRate(1_000_000, 0);
  for (let s = 0; s < 20; s++) {
    updateAimd(rate, "normal", 700_000, 1_050_000, RTT_US, s * SECOND_US);
  }
  assertEquals(rate.bps, 1_050_000);
  for (let s = 20; s < 40; s++) {
    updateAimd(rate, "normal", 100_000, 150_000, RTT_US, s * SECOND_US);
  }
  assertEquals(rate.bps, 1_050_000);
});

Deno.test("overuse takes it to 85 % of what gets through, never up", () => {
  const rate = createAimdRate(1_000_000, 0);
  updateAimd(rate, "over", 800_000, 0, RTT_US, SECOND_US);
  assertEquals(rate.bps, 680_000);
  updateAimd(rate, "over", 5_000_000, 0, RTT_US, 2 * SECOND_US);
  assertEquals(rate.bps, 680_000);
});

Deno.test("it falls once in a round trip, unless it is far too high", () => {
  const rate = createAimdRate(1_000_000, 0);
  updateAimd(rate, "over", 900_000, 0, RTT_US, SECOND_US);
  updateAimd(rate, "over", 700_000, 0, RTT_US, SECOND_US + 20_000);
  assertEquals(rate.bps, 765_000);
  updateAimd(rate, "over", 200_000, 0, RTT_US, SECOND_US + 30_000);
  assertEquals(rate.bps, 170_000);
});

Deno.test("while the throughput is unknown, overuse takes 15 %", () => {
  const rate = createAimdRate(1_000_000, 0);
  updateAimd(rate, "over", 0, 0, 0, SECOND_US);
  assertEquals(rate.bps, 850_000);
});

Deno.test("near a known capacity it grows by a packet per response time", () => {
  const rate = createAimdRate(1_000_000, 0);
  updateAimd(rate, "over", 1_000_000, 0, RTT_US, SECOND_US);
  for (let i = 1; i <= 21; i++) {
    updateAimd(rate, "normal", 850_000, 1e9, RTT_US, SECOND_US + i * 50_000);
  }
  const grown = rate.bps - 850_000;
  assert(grown > 15_000 && grown < 40_000, `${grown}`);
});

Deno.test("a throughput far above the capacity makes it grow fast again", () => {
  const rate = createAimdRate(500_000, 0);
  updateAimd(rate, "over", 500_000, 0, RTT_US, SECOND_US);
  assert(rate.capacityBps > 0);
  updateAimd(rate, "normal", 500_000, 1e9, RTT_US, 2 * SECOND_US);
  updateAimd(rate, "normal", 900_000, 1e9, RTT_US, 3 * SECOND_US);
  assertEquals(rate.capacityBps, 0);
});

Deno.test("underuse holds the rate", () => {
  const rate = createAimdRate(500_000, 0);
  for (let s = 0; s < 10; s++) updateAimd(rate, "under", 500_000, 1e9, RTT_US, s * SECOND_US);
  assertEquals(rate.bps, 500_000);
});

Deno.test("a measured rate is set as it is, with the capacity that was found", () => {
  const rate = createAimdRate(500_000, 0);
  setAimd(rate, 950_000, 1_000_000, SECOND_US);
  assertEquals([rate.bps, rate.capacityBps], [950_000, 1_000_000]);
  setAimd(rate, 3_000_000, 0, SECOND_US);
  assertEquals([rate.bps, rate.capacityBps], [3_000_000, 0]);
});
