import { assert, assertEquals } from "../../tests/assert.ts";
import {
  createProbing,
  hurryProbe,
  nextProbe,
  noteFall,
  noteProbeResult,
  probingDueUs,
} from "./probing.ts";

const T_US = 1_700_000_000_000_000;
const S = 1_000_000;

Deno.test("nothing is probed while the estimate carries what is wanted", () => {
  const probing = createProbing();
  assertEquals(nextProbe(probing, 1_000_000, 1_000_000, T_US), null);
  assertEquals(nextProbe(probing, 1_000_000, 0, T_US), null);
});

Deno.test("probes double as long as they succeed, up to a little more than is wanted", () => {
  const probing = createProbing();
  let bps = 500_000;
  const rates = [];
  for (let us = T_US;; us += 100_000) {
    const probe = nextProbe(probing, bps, 3_000_000, us);
    if (probe === null) break;
    rates.push(probe.bps);
    assert(probe.bytes >= probe.bps * 0.03 / 8 && probe.packets >= 3);
    noteProbeResult(probing, probe.bps, bps, us);
    bps = probe.bps;
  }
  assertEquals(rates, [1_000_000, 2_000_000, 3_600_000]);
});

Deno.test("one probe at a time, and after a fruitless one some seconds pass", () => {
  const probing = createProbing();
  assert(nextProbe(probing, 500_000, 3_000_000, T_US) !== null);
  assertEquals(nextProbe(probing, 500_000, 3_000_000, T_US + 900_000), null);
  noteProbeResult(probing, 480_000, 500_000, T_US + 900_000);
  assertEquals(nextProbe(probing, 500_000, 3_000_000, T_US + 3 * S), null);
  assert(nextProbe(probing, 500_000, 3_000_000, T_US + 5 * S) !== null);
});

Deno.test("a probe of which nothing is heard is given up after a second", () => {
  const probing = createProbing();
  nextProbe(probing, 500_000, 3_000_000, T_US);
  assertEquals(probingDueUs(probing), T_US + S);
  assertEquals(nextProbe(probing, 500_000, 3_000_000, T_US + S), null);
  assertEquals(probing.measure, null);
  assert(nextProbe(probing, 500_000, 3_000_000, probingDueUs(probing)) !== null);
});

Deno.test("after a great fall the rate of before is tried as soon as it may", () => {
  const probing = createProbing();
  noteFall(probing, 2_000_000, 1_700_000, T_US);
  noteFall(probing, 1_700_000, 900_000, T_US + 200_000);
  const probe = nextProbe(probing, 900_000, 3_000_000, T_US + 500_000);
  assertEquals(probe?.bps, 1_900_000);
  noteProbeResult(probing, 850_000, 900_000, T_US + 600_000);
  noteFall(probing, 900_000, 500_000, T_US + S);
  assertEquals(nextProbe(probing, 500_000, 3_000_000, T_US + S), null);
});

Deno.test("a small fall is no such reason", () => {
  const probing = createProbing();
  noteFall(probing, 2_000_000, 1_700_000, T_US);
  assertEquals(nextProbe(probing, 1_700_000, 3_000_000, T_US + 100_000), null);
});

Deno.test("rises that do not last make probing rarer, one that lasts makes it as before", () => {
  const probing = createProbing();
  let us = T_US;
  for (let i = 0; i < 5; i++) {
    us = Math.max(us + 10 * S, probingDueUs(probing));
    const probe = nextProbe(probing, 500_000, 900_000, us);
    assert(probe !== null);
    noteProbeResult(probing, 900_000, 500_000, us);
    noteFall(probing, 900_000, 800_000, us + S);
  }
  assertEquals(probingDueUs(probing), us + S + 8 * S);
  const probe = nextProbe(probing, 500_000, 900_000, probingDueUs(probing));
  assert(probe !== null);
  us += 9 * S;
  noteProbeResult(probing, 600_000, 500_000, us);
  nextProbe(probing, 600_000, 900_000, us + 17 * S);
  assertEquals(probing.intervalUs, 4 * S);
});

Deno.test("wishes hurry a probe, but not more than once a second", () => {
  const probing = createProbing();
  nextProbe(probing, 500_000, 900_000, T_US);
  noteProbeResult(probing, 400_000, 500_000, T_US + 100_000);
  hurryProbe(probing, T_US + 200_000);
  assertEquals(probingDueUs(probing), T_US + S);
});

Deno.test("clusters are numbered round below 255", () => {
  const probing = createProbing();
  const seen = new Set<number>();
  for (let i = 0; i < 300; i++) {
    const probe = nextProbe(probing, 500_000, 900_000, T_US + i * 100 * S);
    assert(probe !== null && probe.cluster < 255);
    seen.add(probe.cluster);
    noteProbeResult(probing, -1, 500_000, T_US + i * 100 * S);
  }
  assertEquals(seen.size, 255);
});
