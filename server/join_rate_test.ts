import { assert, assertEquals } from "../tests/assert.ts";
import { countJoin, createJoinRates } from "./join_rate.ts";
import { DEFAULT_LIMITS } from "./limits.ts";

const LIMITS = { ...DEFAULT_LIMITS, joinsPerMinute: 60 };

Deno.test("a minute's worth of joins may come at once, then one each second", () => {
  const rates = createJoinRates();
  for (let i = 0; i < 60; i++) assertEquals(countJoin(rates, "a", LIMITS, 0), 0);
  assertEquals(countJoin(rates, "a", LIMITS, 0), 1);
  assertEquals(countJoin(rates, "a", LIMITS, 500), 1);
  assertEquals(countJoin(rates, "a", LIMITS, 1000), 0);
  assertEquals(countJoin(rates, "a", LIMITS, 1000), 1);
  assertEquals(countJoin(rates, "b", LIMITS, 1000), 0, "another address");
});

Deno.test("who goes on trying is let in as soon as who waits", () => {
  const rates = createJoinRates();
  for (let i = 0; i < 60; i++) countJoin(rates, "a", LIMITS, 0);
  for (let i = 1; i < 1000; i++) assert(countJoin(rates, "a", LIMITS, i) > 0);
  assertEquals(countJoin(rates, "a", LIMITS, 1000), 0);
});

Deno.test("a limited number of addresses is remembered", () => {
  const rates = createJoinRates();
  for (let i = 0; i < 11_000; i++) countJoin(rates, `host-${i}`, LIMITS, 0);
  assertEquals(rates.size, 10_000);
  assert(rates.has("host-10999") && !rates.has("host-0"));
});
