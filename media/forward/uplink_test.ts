import { assert, assertEquals } from "../../tests/assert.ts";
import { createUplink, noteUplinkLoss } from "./uplink.ts";

const SECOND = 1_000_000;

/** Seconds at which something was said while `share` of 100 packets a second was lost from second `from` to `to`. */
function play(
  uplink: ReturnType<typeof createUplink>,
  from: number,
  to: number,
  share: number,
): [second: number, slow: boolean][] {
  const told: [number, boolean][] = [];
  for (let second = from; second < to; second++) {
    if (noteUplinkLoss(uplink, 100, 100 * share, second * SECOND)) told.push([second, uplink.slow]);
  }
  return told;
}

Deno.test("a single bad second is not told, some are, once and then every ten seconds until it is good again", () => {
  const uplink = createUplink();
  assertEquals(play(uplink, 0, 5, 0.02), []);
  assertEquals(play(uplink, 5, 6, 0.2), []);
  assertEquals(play(uplink, 6, 10, 0), []);
  assertEquals(play(uplink, 10, 36, 0.15), [[12, true], [22, true], [32, true]]);
  assert(Math.abs(uplink.lossShare - 0.15) < 0.01);
  const end = play(uplink, 36, 60, 0);
  assertEquals(end.map(([, slow]) => slow), [false]);
  assert(end[0]![0] < 42);
});

Deno.test("between good and bad nothing changes", () => {
  const uplink = createUplink();
  assertEquals(play(uplink, 0, 60, 0.06), []);
  play(uplink, 60, 80, 0.3);
  assert(uplink.slow);
  play(uplink, 80, 160, 0.06);
  assert(uplink.slow);
});

Deno.test("a few packets, or figures that make no sense, say nothing", () => {
  const uplink = createUplink();
  for (let i = 0; i < 20; i++) noteUplinkLoss(uplink, 10, 10, i * SECOND);
  assertEquals(uplink.lossShare, 0);
  noteUplinkLoss(uplink, 100, -50, 0);
  assertEquals(uplink.lossShare, 0);
  for (let i = 0; i < 50; i++) noteUplinkLoss(uplink, 100, 900, i * SECOND);
  assert(uplink.lossShare <= 1);
});
