import { signal } from "@preact/signals";
import { assert, assertEquals } from "../../../tests/assert.ts";
import { createPlayedTime } from "../../../tests/played_time.ts";
import type { ClientMessage, Data, JsonValue } from "../../../server/messages.ts";
import type { ClientEvents } from "../../client/client.ts";
import { createEmitter } from "../../client/events.ts";
import type { Phase } from "../../client/session.ts";
import { groupCount, splitRandomly } from "./split.ts";
import { createSubgroups, MOVE_KIND, readPlan, SUBGROUPS_KEY } from "./subgroups.ts";

function createWorld(username = "Ben", rights: readonly string[] = ["message"]) {
  const groupData = signal<Data>({});
  const group = signal("lecture");
  const phase = signal<Phase>("room");
  const reconnecting = signal(false);
  const { on, emit } = createEmitter<ClientEvents>();
  const sent: ClientMessage[] = [];
  const log: string[] = [];
  const { nowMs, after, pass } = createPlayedTime();
  const subgroups = createSubgroups({
    client: {
      on,
      session: {
        groupData,
        self: signal({ id: "me", username, permissions: rights }),
        phase,
        group,
        reconnecting,
        may: (right) => rights.includes(right),
        move: (to) => {
          if (reconnecting.peek() || to === group.peek()) return false;
          log.push(`to ${to}`);
          group.value = to;
          return true;
        },
      },
      connection: { send: (message) => void sent.push(message), extended: signal(true) },
      setGroupData: (part) => {
        groupData.value = { ...groupData.peek(), ...part };
      },
    },
    home: "lecture",
    events: {
      sent: (to, seconds) => void log.push(`sent to ${to} in ${seconds}`),
      turnedBack: (to) => void log.push(`not let into ${to}`),
    },
    after,
    nowMs,
  });
  const hear = (value: JsonValue, privileged = true) =>
    subgroups.receive({
      kind: MOVE_KIND,
      source: "host",
      username: "Ada",
      privileged,
      private: true,
      error: "",
      value,
    });
  return { subgroups, groupData, group, reconnecting, sent, log, emit, hear, pass };
}

Deno.test("whom a host sends goes, and sees where it is", () => {
  const { subgroups, log, hear } = createWorld();
  assertEquals(subgroups.here.value, null);
  hear({ group: "lecture/2", seconds: 0 });
  assertEquals([subgroups.here.value, log], ["2", ["sent to lecture/2 in 0", "to lecture/2"]]);
  hear({ group: "lecture/2", seconds: 0 });
  assertEquals(log.length, 2, "is there already");
  subgroups.goHome();
  assertEquals(subgroups.here.value, null);
});

Deno.test("nobody is sent elsewhere, nor by somebody who is no host", () => {
  const { log, hear, subgroups } = createWorld();
  hear({ group: "lecture/2", seconds: 0 }, false);
  const wrong: JsonValue[] = [
    null,
    "lecture/2",
    [],
    {},
    { group: 7 },
    { group: "other" },
    { group: "lectures" },
    { group: "lecture/" },
    { group: "lecture/../secret" },
    { group: "lecture/.x" },
    { group: "https://evil.example/group/lecture/2/" },
    { group: `lecture/${"x".repeat(5000)}` },
    { group: "lecture/2", seconds: -1 },
    { group: "lecture/2", seconds: 1e9 },
    { group: "lecture/2", seconds: "5" },
    { group: "lecture/2", seconds: 0.5 },
  ];
  for (const value of wrong) hear(value);
  assertEquals([log, subgroups.countdown.value], [[], null]);
});

Deno.test("a call back counts down, may be followed at once, and is followed in the end", () => {
  const { subgroups, group, hear, pass } = createWorld();
  group.value = "lecture/1";
  hear({ group: "lecture", seconds: 30 });
  assertEquals(subgroups.countdown.value, { to: "lecture", seconds: 30 });
  pass(10_010);
  assertEquals(subgroups.countdown.value?.seconds, 20);
  pass(21_000);
  assertEquals([group.value, subgroups.countdown.value], ["lecture", null]);
  group.value = "lecture/1";
  hear({ group: "lecture", seconds: 30 });
  subgroups.goNow();
  assertEquals([group.value, subgroups.countdown.value], ["lecture", null]);
  pass(60_000);
  assertEquals(group.value, "lecture");
});

Deno.test("who has no connection at the end of a countdown goes when it is back", () => {
  const { subgroups, group, hear, pass, reconnecting } = createWorld();
  group.value = "lecture/1";
  hear({ group: "lecture", seconds: 5 });
  reconnecting.value = true;
  pass(8000);
  assertEquals([group.value, subgroups.countdown.value?.seconds], ["lecture/1", 0]);
  reconnecting.value = false;
  pass(1100);
  assertEquals(group.value, "lecture");
});

const PLAN = { open: true, groups: [{ name: "1", people: ["Ben", "Cat"] }] };

Deno.test("who comes back to the group above goes on to its place, but not after going back by choice", () => {
  const { subgroups, groupData, group, emit } = createWorld();
  groupData.value = { [SUBGROUPS_KEY]: PLAN };
  emit("joined", { again: false });
  assertEquals(group.value, "lecture/1");
  subgroups.goHome();
  groupData.value = {};
  groupData.value = { [SUBGROUPS_KEY]: PLAN };
  emit("joined", { again: false });
  assertEquals(group.value, "lecture");
  groupData.value = { [SUBGROUPS_KEY]: { ...PLAN, open: false } };
  emit("joined", { again: true });
  assertEquals(group.value, "lecture");
  groupData.value = { [SUBGROUPS_KEY]: PLAN };
  emit("joined", { again: true });
  assertEquals(group.value, "lecture/1", "another time");
});

Deno.test("hosts, strangers and people without a name stay in the group above", () => {
  for (
    const { groupData, group, emit } of [
      createWorld("Ben", ["op"]),
      createWorld("Eve"),
      createWorld(""),
    ]
  ) {
    const groups = [{ name: "1", people: ["Ben", ""] }];
    groupData.value = { [SUBGROUPS_KEY]: { open: true, groups } };
    emit("joined", { again: false });
    assertEquals(group.value, "lecture");
  }
});

Deno.test("who is not let into a subgroup is not sent there again and again", () => {
  const { groupData, group, log, emit } = createWorld();
  groupData.value = { [SUBGROUPS_KEY]: PLAN };
  emit("joined", { again: false });
  group.value = "lecture";
  emit("turnedBack", { from: "lecture/1", problem: { type: "not-authorised" } });
  emit("joined", { again: true });
  assertEquals([group.value, log.at(-1)], ["lecture", "not let into lecture/1"]);
});

Deno.test("a host sends people, more people, and calls all of them back", () => {
  const { subgroups, groupData, sent } = createWorld("Ada", ["op", "message"]);
  assert(subgroups.mayLead.value);
  const person = (username: string) => ({ id: `id-${username}`, username });
  const words = (to: string) => `go to ${to}`;
  subgroups.send([
    { name: "1", people: [person("Ben"), person("")] },
    { name: "2", people: [] },
  ], words);
  subgroups.send([{ name: "2", people: [person("Cat"), person("Ben")] }], words);
  assertEquals(groupData.value[SUBGROUPS_KEY] as unknown, {
    open: true,
    groups: [{ name: "1", people: [] }, { name: "2", people: ["Cat", "Ben"] }],
  });
  subgroups.recall(60, "come back");
  assertEquals(readPlan(groupData.value[SUBGROUPS_KEY])?.open, false);
  const signed = { type: "groupaction", kind: "movepeople", source: "me", username: "Ada" };
  assertEquals(sent as unknown[], [
    {
      ...signed,
      value: { to: "lecture/1", people: ["id-Ben", "id-"], text: "go to lecture/1" },
    },
    {
      ...signed,
      value: { to: "lecture/2", people: ["id-Cat", "id-Ben"], text: "go to lecture/2" },
    },
    { ...signed, value: { to: "lecture", seconds: 60, text: "come back" } },
  ]);
});

Deno.test("what is no plan is none", () => {
  const wrong: JsonValue[] = [
    null,
    "plan",
    [],
    {},
    { groups: "x" },
    { groups: [{ name: "1" }] },
    { groups: [{ name: "a/b", people: [] }] },
    { groups: [{ name: "..", people: [] }] },
    { groups: [{ name: "", people: [] }] },
    { groups: [{ name: "x".repeat(300), people: [] }] },
    { groups: [{ name: 1, people: [] }] },
    { groups: [{ name: "1", people: Array(5000).fill("x") }] },
    { groups: Array(60).fill({ name: "1", people: [] }) },
  ];
  for (const value of wrong) assertEquals(readPlan(value), null, JSON.stringify(value));
  const odd = { groups: [{ name: "1", people: ["Ben", 7, null, "x".repeat(600)] }] };
  assertEquals(readPlan(odd), { open: false, groups: [{ name: "1", people: ["Ben"] }] });
});

Deno.test("people are shared out by chance, and evenly", () => {
  const people = Array.from({ length: 23 }, (_, index) => index);
  let seed = 1;
  const random = () => (seed = seed * 16807 % 2147483647) / 2147483647;
  for (const groups of [1, 2, 5, 23]) {
    const split = splitRandomly(people, groups, random);
    assertEquals(split.flat().sort((a, b) => a - b), people);
    const sizes = split.map(({ length }) => length);
    assert(Math.max(...sizes) - Math.min(...sizes) <= 1);
  }
  const first = JSON.stringify(splitRandomly(people, 5, random));
  assert(first !== JSON.stringify(splitRandomly(people, 5, random)), "another time otherwise");
});

Deno.test("as many groups are made as are wished, none of them empty or too large", () => {
  const count = (type: "groups" | "people", wish: number, people: number) =>
    groupCount({ type, count: wish }, people);
  assertEquals(count("groups", 4, 20), 4);
  assertEquals(count("groups", 8, 5), 5);
  assertEquals(count("people", 4, 10), 3);
  assertEquals(count("people", 100, 10), 1);
  assertEquals(count("people", 1, 500), 50);
  for (const odd of [0, -3, NaN, Infinity]) assert(count("groups", odd, 10) >= 1);
  assertEquals(count("people", 0, 0), 1);
});
