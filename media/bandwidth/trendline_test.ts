import { assert, assertEquals } from "../../tests/assert.ts";
import { createRandom } from "../../tests/random.ts";
import { addGroup, createTrendline, resetTrendline, type Trendline } from "./trendline.ts";

const STEP_US = 10_000;

/** Feeds groups 10 ms apart whose delay grows by `growthUs(i)` each. Returns how many showed overuse. */
function feed(
  trendline: Trendline,
  count: number,
  growthUs: (index: number) => number,
  startUs = 0,
): number {
  let arrivalUs = startUs;
  let over = 0;
  for (let i = 0; i < count; i++) {
    const arrivalDeltaUs = STEP_US + growthUs(i);
    arrivalUs += arrivalDeltaUs;
    addGroup(trendline, STEP_US, arrivalDeltaUs, arrivalUs);
    if (trendline.usage === "over") over++;
  }
  return over;
}

Deno.test("an even delay is normal use, even with a drifting clock", () => {
  assertEquals(feed(createTrendline(), 2000, () => 1), 0); // 100 ppm
});

Deno.test("a queue that grows is overuse within 30 groups, and one that shrinks underuse", () => {
  const trendline = createTrendline();
  feed(trendline, 100, () => 0);
  assert(feed(trendline, 30, () => 3_000) > 0);
  assertEquals(trendline.usage, "over");
  feed(trendline, 30, () => -3_000);
  assertEquals(trendline.usage, "under");
  feed(trendline, 100, () => 0);
  assertEquals(trendline.usage, "normal");
});

Deno.test("jitter without a trend is hardly ever overuse, as the threshold rises with it", () => {
  const random = createRandom(5);
  const trendline = createTrendline();
  let jitterUs = 0;
  const over = feed(trendline, 5_000, () => {
    const before = jitterUs;
    jitterUs = random.int(8_000);
    return jitterUs - before;
  });
  assert(over < 50, `${over} of 5000`);
});

Deno.test("the threshold stays between 6 and 600 ms", () => {
  const trendline = createTrendline();
  feed(trendline, 5_000, () => 0);
  assert(trendline.thresholdMs >= 6 && trendline.thresholdMs < 7);
  for (let i = 0; i < 2_000; i++) feed(trendline, 5, () => (i % 2 === 0 ? 900 : -900));
  assert(trendline.thresholdMs >= 6 && trendline.thresholdMs <= 600);
});

Deno.test("counting goes on for ever without losing the order of the ring", () => {
  const trendline = createTrendline();
  feed(trendline, 10_007, () => 0);
  assert(trendline.groups < 1_000 && trendline.groups % 20 === 10_007 % 20);
  assert(feed(trendline, 40, () => 5_000, 10_007 * STEP_US) > 0);
});

Deno.test("after a reset nothing of before counts but the threshold", () => {
  const trendline = createTrendline();
  feed(trendline, 60, () => 4_000);
  const { thresholdMs } = trendline;
  resetTrendline(trendline);
  assertEquals([trendline.usage, trendline.groups, trendline.slope], ["normal", 0, 0]);
  assertEquals(trendline.thresholdMs, thresholdMs);
});
