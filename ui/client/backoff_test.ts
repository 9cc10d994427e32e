import { assert, assertEquals } from "../../tests/assert.ts";
import { backoffMs } from "./backoff.ts";

Deno.test("the waits grow from nothing to five seconds and stay there", () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 1000].map((attempt) => backoffMs(attempt, 0.5));
  assertEquals(waits, [0, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
});

Deno.test("a wait is spread by at most a fifth", () => {
  assertEquals(backoffMs(4, 0), 3200);
  assert(backoffMs(4, 0.999999) <= 4800);
  assertEquals(backoffMs(0, 0.9), 0);
});
