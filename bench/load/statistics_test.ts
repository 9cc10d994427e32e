import { assertEquals } from "../../tests/assert.ts";
import { percentile, percentilesOf } from "./statistics.ts";

Deno.test("percentiles are samples, by the nearest rank", () => {
  const sorted = [15, 20, 35, 40, 50];
  assertEquals([5, 30, 40, 50, 100].map((percent) => percentile(sorted, percent)), [
    15,
    20,
    20,
    35,
    50,
  ]);
});

Deno.test("samples need no order", () => {
  const samples = Array.from({ length: 1000 }, (_, i) => (i * 7919) % 1000 + 1);
  assertEquals(percentilesOf(samples), { p50: 500, p95: 950, p99: 990 });
});

Deno.test("without samples percentiles are no numbers", () => {
  assertEquals(percentilesOf([]), { p50: NaN, p95: NaN, p99: NaN });
});
