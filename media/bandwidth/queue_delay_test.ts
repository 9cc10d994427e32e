import { assertEquals } from "../../tests/assert.ts";
import { createQueueDelay, noteOneWay, noteRoundTrip, turnWindow } from "./queue_delay.ts";

const SECOND_US = 1_000_000;

Deno.test("a queue is delay above the least delay", () => {
  const delay = createQueueDelay(0);
  assertEquals(noteOneWay(delay, -5_000_000), 0);
  assertEquals(noteOneWay(delay, -4_900_000), 100_000);
  assertEquals(noteOneWay(delay, -5_010_000), 0);
  assertEquals(noteRoundTrip(delay, 60_000), 0);
  assertEquals(noteRoundTrip(delay, 90_000), 30_000);
});

Deno.test("the least delay is forgotten after one to two windows: a longer route is no queue", () => {
  const delay = createQueueDelay(0);
  noteOneWay(delay, 10_000);
  turnWindow(delay, 14 * SECOND_US);
  assertEquals(noteOneWay(delay, 50_000), 40_000);
  turnWindow(delay, 16 * SECOND_US);
  assertEquals(noteOneWay(delay, 50_000), 40_000);
  turnWindow(delay, 32 * SECOND_US);
  assertEquals(noteOneWay(delay, 50_000), 0);
});

Deno.test("a clock that jumps by a minute begins anew at once", () => {
  const delay = createQueueDelay(0);
  noteOneWay(delay, 10_000);
  assertEquals(noteOneWay(delay, 60 * SECOND_US), 0);
  assertEquals(noteOneWay(delay, 60 * SECOND_US + 1_000), 1_000);
  assertEquals(noteOneWay(delay, -60 * SECOND_US), 0);
});
