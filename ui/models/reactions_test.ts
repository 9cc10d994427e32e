import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { JsonValue } from "../../server/messages.ts";
import { type Count, createReactions, REACTION_KIND } from "./reactions.ts";

function createWorld() {
  let timers: { atMs: number; callback: () => void }[] = [];
  const told: JsonValue[] = [];
  const summaries: (readonly Count[])[] = [];
  let nowMs = 1000;
  const reactions = createReactions({
    client: {
      session: { self: signal({ id: "me", username: "Ada", permissions: [] }) },
      tell: (kind: string, value: JsonValue, options: object) =>
        void told.push([kind, value, { ...options }]),
    } as unknown as Parameters<typeof createReactions>[0]["client"],
    summarise: (counts) => summaries.push(counts),
    after: (delayMs, callback) => timers.push({ atMs: nowMs + delayMs, callback }),
    nowMs: () => nowMs,
  });
  const pass = (ms: number) => {
    nowMs += ms;
    const due = timers.filter(({ atMs }) => atMs <= nowMs);
    timers = timers.filter(({ atMs }) => atMs > nowMs);
    for (const { callback } of due) callback();
  };
  const hear = (source: string, value: JsonValue, kind = REACTION_KIND) =>
    reactions.receive({
      kind,
      source,
      username: source,
      privileged: false,
      private: false,
      error: "",
      value,
    });
  const shown = () => reactions.floating.value.map(({ name, source }) => `${source} ${name}`);
  return { reactions, told, summaries, pass, hear, shown };
}

Deno.test("a reaction floats over its sender, counts for a while, and is gone", () => {
  const { reactions, hear, shown, pass, told } = createWorld();
  hear("ben", "applause");
  hear("eve", "applause");
  assertEquals(reactions.send("heart"), true);
  assertEquals(told, [[REACTION_KIND, "heart", { noEcho: true }]]);
  assertEquals(shown(), ["ben applause", "eve applause", "me heart"]);
  const counts = [{ name: "applause", count: 2 }, { name: "heart", count: 1 }];
  assertEquals(reactions.counts.value as unknown, counts);
  pass(4000);
  assertEquals([shown(), reactions.counts.value as unknown], [[], counts]);
  pass(4000);
  assertEquals(reactions.counts.value, []);
});

Deno.test("what is not of the set, or comes from nobody, is passed over", () => {
  const { hear, shown } = createWorld();
  const strange: JsonValue[] = ["💣", "", 1, null, { a: 1 }, "toString", "__proto__", "<b>"];
  for (const value of strange) hear("eve", value);
  hear("", "heart");
  hear("eve", "heart", "other");
  hear("me", "heart");
  assertEquals(shown(), []);
});

Deno.test("nobody sends more than a few, neither we nor others, and a crowd stays countable", () => {
  const { reactions, hear, shown, pass, told } = createWorld();
  const sent = Array.from({ length: 8 }, () => reactions.send("agree"));
  assertEquals([sent.filter(Boolean).length, told.length], [5, 5]);
  for (let time = 0; time < 100; time++) hear("eve", "agree");
  assertEquals(shown().length, 10);
  pass(2000);
  for (let time = 0; time < 100; time++) hear("eve", "agree");
  assertEquals(shown().length, 12);
  for (let who = 0; who < 200; who++) hear(`crowd ${who}`, "laughter");
  assertEquals(shown().length, 30);
  assertEquals(reactions.counts.value.find(({ name }) => name === "laughter")!.count <= 40, true);
});

Deno.test("they are told in one sentence now and then", () => {
  const { hear, pass, summaries } = createWorld();
  for (const name of ["ben", "eve", "joe"]) hear(name, "applause");
  assertEquals(summaries.length, 0);
  pass(2500);
  hear("ben", "heart");
  pass(5000);
  hear("eve", "heart");
  assertEquals(summaries.length, 1);
  pass(10_000);
  assertEquals(summaries as unknown, [
    [{ name: "applause", count: 3 }],
    [{ name: "heart", count: 2 }],
  ]);
  pass(60_000);
  assertEquals(summaries.length, 2);
});
