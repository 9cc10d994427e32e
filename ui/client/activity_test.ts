import { assertEquals } from "../../tests/assert.ts";
import { createActivity, hear, hearSilence, meterPosition } from "./activity.ts";

Deno.test("somebody speaks at once and stops 700 ms after the last loud moment", () => {
  let state = hear(createActivity(0), 0.2, 250);
  assertEquals(state.speaking, true);
  state = hear(state, 0.001, 940);
  assertEquals(state.speaking, true);
  state = hear(state, 0.001, 950);
  assertEquals(state.speaking, false);
});

Deno.test("digital silence for two seconds means muted, and any noise ends it", () => {
  let state = createActivity(0);
  state = hear(state, 0, 1999);
  assertEquals(state.silent, false);
  state = hear(state, 1 / 32768, 2000);
  assertEquals(state.silent, true);
  state = hear(state, 0.0005, 2250);
  assertEquals([state.silent, state.speaking], [false, false]);
});

Deno.test("the meter is linear in decibels", () => {
  assertEquals(meterPosition(0), 0);
  assertEquals(meterPosition(1), 1);
  assertEquals(Math.round(meterPosition(0.0316) * 100), 50);
  assertEquals(meterPosition(0.0001), 0);
});

Deno.test("where the server says who speaks, a level over some seconds tells silence alone", () => {
  const fresh = createActivity(0);
  const silent = hearSilence(fresh, 0);
  assertEquals([silent.silent, silent.speaking], [true, false]);
  assertEquals(hearSilence(silent, 0.001).silent, false);
  assertEquals(hearSilence({ ...fresh, speaking: true }, 0).silent, false);
});
