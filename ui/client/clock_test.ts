import { assertEquals } from "../../tests/assert.ts";
import { createServerClock } from "./clock.ts";

const DAY_MS = 24 * 3_600_000;
const SERVER_MS = Date.parse("2026-09-01T08:30:00Z");
const HEADER = "Tue, 01 Sep 2026 08:30:00 GMT";

Deno.test("a clock that is a day late or fast is put right by the server's", () => {
  for (const lateMs of [DAY_MS, -DAY_MS]) {
    const clock = createServerClock(() => SERVER_MS - lateMs);
    assertEquals(clock.nowMs(), SERVER_MS - lateMs);
    clock.setByHeader(HEADER);
    assertEquals([clock.nowMs(), clock.lateMs.value], [SERVER_MS, lateMs]);
  }
});

Deno.test("what HTTP cannot tell is no difference, and what is no time changes nothing", () => {
  let ownMs = SERVER_MS + 900;
  const clock = createServerClock(() => ownMs);
  clock.setByHeader(HEADER);
  assertEquals(clock.lateMs.value, 0);
  ownMs += DAY_MS;
  clock.setByHeader(HEADER);
  for (const odd of [null, "", "yesterday"]) clock.setByHeader(odd);
  assertEquals(clock.lateMs.value, -DAY_MS - 900);
});
