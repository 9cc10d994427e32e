import { assertEquals } from "../../tests/assert.ts";
import type { ClientTotals } from "./client_commands.ts";
import { lossBetween } from "./run_case.ts";

function totals(...cohorts: [packets: number, expected: number][]): ClientTotals {
  return {
    cohorts: cohorts.map(([packets, expected]) => ({ packets, bytes: 0, expected })),
    sentPackets: 0,
    latenciesUs: [],
    arrivals: [],
    broken: 0,
    failedHandshakes: [],
    overflowed: 0,
  };
}

Deno.test("loss is that of the time between, of those who were there before", () => {
  const before = [totals(), totals([90, 100])];
  const after = [totals(), totals([185, 200], [5, 50])];
  assertEquals(lossBetween(before, after), 0.05);
});

Deno.test("where nothing was expected nothing was lost", () => {
  assertEquals(lossBetween([totals([5, 5])], [totals([5, 5])]), 0);
});
