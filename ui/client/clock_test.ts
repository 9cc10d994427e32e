import { assertEquals } from "../../tests/assert.ts";
import { createServerClock } from "./clock.ts";

const DAY_MS = 24 * 3_600_000;
const SERVER_MS = Date.parse("2026-09-01T08:30:00Z");
const HEADER = "Tue, 01 Sep 2026 08:30:00 GMT";
const HALF_SECOND_MS = 500;

/** A clock on a machine whose own is late by so much, and which answers are given to it. */
function createWorld(lateMs: number, answers: readonly (string | null | Error)[] = [HEADER]) {
  const world = { steadyMs: 7000, lateMs, questions: 0 };
  const clock = createServerClock({
    fetchDate: () => {
      const answer = answers[world.questions++] ?? null;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    steadyMs: () => world.steadyMs,
    wallMs: () => SERVER_MS + world.steadyMs - 7000 - world.lateMs,
  });
  return { world, clock };
}

Deno.test("a clock that is a day late or fast is put right by the server's", () => {
  for (const lateMs of [DAY_MS, -DAY_MS]) {
    const { world, clock } = createWorld(lateMs);
    assertEquals(clock.nowMs(), SERVER_MS - lateMs);
    clock.asked()(HEADER);
    assertEquals(clock.nowMs(), SERVER_MS + HALF_SECOND_MS);
    assertEquals(clock.lateMs.value, lateMs + HALF_SECOND_MS);
    world.steadyMs += 60_000;
    assertEquals(clock.nowMs(), SERVER_MS + 60_000 + HALF_SECOND_MS);
  }
});

Deno.test("half of the time that an answer takes is its way back", () => {
  const { world, clock } = createWorld(0);
  const take = clock.asked();
  world.steadyMs += 4000;
  take(HEADER);
  assertEquals(clock.nowMs(), SERVER_MS + HALF_SECOND_MS + 2000);
});

Deno.test("a few seconds are no difference for people, and what is no time changes nothing", () => {
  const { clock } = createWorld(-900);
  for (const odd of [null, "", "yesterday"]) clock.asked()(odd);
  assertEquals(clock.nowMs(), SERVER_MS + 900);
  clock.asked()(HEADER);
  assertEquals([clock.nowMs(), clock.lateMs.value], [SERVER_MS + HALF_SECOND_MS, 0]);
});

Deno.test("without an answer of the server this machine's clock has to do, and it is asked again", async () => {
  const { world, clock } = createWorld(123, [new Error("offline"), "no date", HEADER]);
  for (const sinceMs of [-123, -123, HALF_SECOND_MS, HALF_SECOND_MS]) {
    await clock.sync();
    assertEquals(clock.nowMs(), SERVER_MS + sinceMs);
  }
  assertEquals(world.questions, 3);
});

Deno.test("whoever asks while the answer is on its way asks once", async () => {
  const { world, clock } = createWorld(0);
  await Promise.all([clock.sync(), clock.sync()]);
  assertEquals(world.questions, 1);
});

Deno.test("the server is asked again after the machine's clock was set, or the machine slept", async () => {
  const { world, clock } = createWorld(DAY_MS, [HEADER, HEADER]);
  await clock.sync();
  world.lateMs = 0;
  await clock.sync();
  assertEquals([clock.nowMs(), world.questions], [SERVER_MS + HALF_SECOND_MS, 2]);
});
