import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import { createOutage } from "./outage.ts";

/** Time that passes when it is told to. */
function createTime() {
  let nowMs = 5000;
  let timers: { readonly atMs: number; readonly callback: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    after(delayMs: number, callback: () => void) {
      const timer = { atMs: nowMs + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    timers: () => timers.length,
    pass(ms: number) {
      const endMs = nowMs + ms;
      for (;;) {
        const [next] = timers.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        nowMs = next.atMs;
        next.callback();
      }
      nowMs = endMs;
    },
  };
}

Deno.test("a loss is counted in whole seconds until the connection is back", () => {
  const time = createTime();
  const lost = signal(false);
  const outage = createOutage(lost, time);
  time.pass(3000);
  assertEquals(outage.seconds.value, null);
  lost.value = true;
  assertEquals(outage.seconds.value, 0);
  time.pass(999);
  assertEquals(outage.seconds.value, 0);
  time.pass(61_001);
  assertEquals(outage.seconds.value, 62);
  lost.value = false;
  assertEquals([outage.seconds.value, time.timers()], [null, 0]);
  lost.value = true;
  assertEquals(outage.seconds.value, 0);
  outage.dispose();
  assertEquals(time.timers(), 0);
});
