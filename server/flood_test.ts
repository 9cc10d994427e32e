import { assert, assertEquals } from "../tests/assert.ts";
import { burstOf, createAllowance, pace, spend } from "./flood.ts";
import { DEFAULT_LIMITS } from "./limits.ts";

Deno.test("as many messages may come at once as come in fifty seconds, and then so many per second", () => {
  const allowance = createAllowance(0);
  const { messages } = burstOf(DEFAULT_LIMITS);
  assertEquals(messages, 10_000);
  for (let i = 0; i < messages; i++) assert(spend(allowance, 1, DEFAULT_LIMITS, 0));
  assertEquals(spend(allowance, 1, DEFAULT_LIMITS, 0), false);
  const later = createAllowance(0);
  for (let i = 0; i < messages; i++) spend(later, 1, DEFAULT_LIMITS, 0);
  for (let i = 0; i < 200; i++) assert(spend(later, 1, DEFAULT_LIMITS, 1000));
  assertEquals(spend(later, 1, DEFAULT_LIMITS, 1000), false);
});

Deno.test("the greatest message fits whatever the rate of bytes", () => {
  const limits = { ...DEFAULT_LIMITS, bytesPerSecond: 16 * 1024 };
  const allowance = createAllowance(0);
  for (let i = 0; i < 4; i++) assert(spend(allowance, 1024 * 1024, limits, 0));
  assertEquals(spend(allowance, 1024 * 1024, limits, 0), false);
});

Deno.test("what others hear passes at once for a while, and then at a steady pace", () => {
  const allowance = createAllowance(0);
  for (let i = 0; i < 100; i++) assertEquals(pace(allowance, 50, DEFAULT_LIMITS, 0), 0);
  let nowMs = 0;
  for (let i = 0; i < 40; i++) nowMs += pace(allowance, 50, DEFAULT_LIMITS, nowMs);
  assertEquals(nowMs, 2000);
});

Deno.test("long messages wait for their length, and none for ever", () => {
  const allowance = createAllowance(0);
  assertEquals(pace(allowance, 65_536, DEFAULT_LIMITS, 0), 0);
  assertEquals(pace(allowance, 32_768, DEFAULT_LIMITS, 0), 1000);
  const slow = { ...DEFAULT_LIMITS, chatBytesPerSecond: 1024 };
  assertEquals(pace(createAllowance(0), 1 << 20, slow, 0), 0);
});

Deno.test("a clock that goes back gives nothing and takes nothing", () => {
  const allowance = createAllowance(1000);
  for (let i = 0; i < 100; i++) pace(allowance, 1, DEFAULT_LIMITS, 1000);
  assertEquals(pace(allowance, 1, DEFAULT_LIMITS, 0), 50);
});
