import { assertEquals } from "../../tests/assert.ts";
import { createProgressMeter } from "./progress.ts";

Deno.test("the rate is that of the last seconds, and says how long it still takes", () => {
  const meter = createProgressMeter(10_000);
  assertEquals(meter.measure(0, 0), { share: 0, rate: 0, secondsLeft: null });
  assertEquals(meter.measure(100, 200), { share: 0.01, rate: 0, secondsLeft: null });
  assertEquals(meter.measure(1000, 1000), { share: 0.1, rate: 1000, secondsLeft: 9 });
  for (let second = 2; second <= 10; second++) meter.measure(1000, 1000 * second);
  assertEquals(meter.measure(1000, 11_000), { share: 0.1, rate: 0, secondsLeft: null });
});

Deno.test("of nothing, all is there", () => {
  assertEquals(createProgressMeter(0).measure(0, 0).share, 1);
});
