import { signal } from "@preact/signals";
import { assert, assertEquals } from "../../../tests/assert.ts";
import { createPlayedTime } from "../../../tests/played_time.ts";
import type { Data, JsonValue } from "../../../server/messages.ts";
import { createServerClock } from "../../client/clock.ts";
import { createTimer, MOST_TIMER_MS, readTimer, TIMER_KEY } from "./timer.ts";

const SERVER_MS = Date.UTC(2026, 0, 2, 3, 4, 5);
const DAY_MS = 24 * 60 * 60_000;

/** A group whose server knows the time, and somebody whose clock is wrong by so much. */
function createWorld(wrongByMs = 0) {
  const groupData = signal<Data>({});
  const log: string[] = [];
  const waits: number[] = [];
  const time = createPlayedTime();
  const clock = createServerClock({
    fetchDate: () => Promise.resolve(new Date(SERVER_MS + time.nowMs()).toUTCString()),
    steadyMs: time.nowMs,
    wallMs: () => SERVER_MS + time.nowMs() + wrongByMs,
  });
  const timer = createTimer({
    client: {
      session: { groupData },
      setGroupData: (part) => {
        const kept = { ...groupData.peek(), ...part };
        groupData.value = Object.fromEntries(
          Object.entries(kept).filter(([, value]) => value !== null),
        );
      },
    },
    clock,
    after: time.after,
    ended: () => void log.push("ended"),
  });
  const pass = async (ms: number) => {
    const untilMs = time.nowMs() + ms;
    do await settle(); while (time.step(untilMs));
    await settle();
  };
  return { timer, groupData, log, waits, pass, seconds: () => timer.view.value?.seconds };
}

async function settle(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

Deno.test("a timer counts down to its end, says so once, and goes away a minute later", async () => {
  const { timer, log, pass, seconds } = createWorld();
  await timer.start(90_000);
  await pass(0);
  assertEquals(seconds(), 90);
  await pass(30_010);
  assertEquals([seconds(), log.length], [60, 0]);
  await pass(61_010);
  assertEquals([seconds(), log], [0, ["ended"]]);
  await pass(70_010);
  assertEquals([timer.view.value, log.length], [null, 1]);
});

Deno.test("clocks that are wrong by a day show the same, and who comes later sees what is left", async () => {
  const host = createWorld(DAY_MS);
  await host.timer.start(60_000);
  const guest = createWorld(-DAY_MS);
  guest.groupData.value = host.groupData.value;
  await guest.pass(20_010);
  assertEquals(guest.seconds(), 40);
});

Deno.test("who comes when the time is up hears no end", async () => {
  const { groupData, log, pass, seconds } = createWorld();
  groupData.value = { [TIMER_KEY]: { endsAtMs: SERVER_MS - 5000 } };
  await pass(1000);
  assertEquals([seconds(), log], [0, []]);
});

Deno.test("a host pauses, goes on, gives a minute more, and ends it", async () => {
  const { timer, pass, seconds } = createWorld();
  await timer.start(60_000);
  await pass(10_010);
  timer.pause();
  await pass(30_010);
  assertEquals(timer.view.value, { seconds: 50, paused: true });
  timer.add(60_000);
  await pass(0);
  assertEquals(seconds(), 110);
  timer.resume();
  await pass(10_010);
  assertEquals(timer.view.value, { seconds: 100, paused: false });
  timer.add(-95_000);
  await pass(0);
  assertEquals(seconds(), 5);
  timer.end();
  assertEquals(timer.view.value, null);
});

Deno.test("a timer that has ended is given more time from now", async () => {
  const { timer, pass, seconds, log } = createWorld();
  await timer.start(1000);
  await pass(20_010);
  timer.add(60_000);
  await pass(0);
  assertEquals([seconds(), log.length], [60, 1]);
});

Deno.test("other data of the group does not disturb it, and its end takes nothing else away", async () => {
  const { timer, groupData, pass, seconds } = createWorld();
  await timer.start(60_000);
  await pass(5010);
  groupData.value = { ...groupData.value, other: 1 };
  await pass(0);
  assertEquals(seconds(), 55);
  timer.end();
  assertEquals(groupData.value, { other: 1 });
});

Deno.test("what is no timer is none, and none lasts for ever", async () => {
  const wrong: (JsonValue | undefined)[] = [
    undefined,
    null,
    "soon",
    7,
    [],
    {},
    { endsAtMs: "tomorrow" },
    { endsAtMs: -1 },
    { endsAtMs: 1.5 },
    { leftMs: -1 },
    { leftMs: MOST_TIMER_MS + 1 },
    { leftMs: null },
  ];
  for (const value of wrong) assertEquals(readTimer(value), null, JSON.stringify(value));
  const { groupData, pass, seconds, waits } = createWorld();
  groupData.value = { [TIMER_KEY]: { endsAtMs: Number.MAX_SAFE_INTEGER } };
  await pass(5000);
  assertEquals(seconds(), MOST_TIMER_MS / 1000);
  assert(waits.length <= 6, "it keeps nobody busy");
});
