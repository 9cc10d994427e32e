import { assert, assertEquals } from "../tests/assert.ts";
import { createDescription, type Description } from "./description.ts";
import {
  createDirectory,
  describeGroup,
  type Descriptions,
  type Directory,
  findStatus,
  forgetEmptyGroups,
  openGroup,
  populatedSubgroups,
  publicGroups,
  setDescriptions,
} from "./directory.ts";
import { ban } from "./moderation.ts";
import { type Group, join, leave, sendMessage, setLock } from "./group.ts";

const HOUR = 3_600_000;
const OUTSIDE = { member: false, base: null, writableGroups: false };
const OPEN = createDescription({ autoSubgroups: true, public: true, description: "text" });

function directory(definitions: Record<string, Description | null>): Directory {
  return createDirectory(new Map(Object.entries(definitions)));
}

function open(it: Directory, name: string, nowMs = 0): Group {
  const opened = openGroup(it, name, nowMs);
  assert(opened.type === "open", `${name} is ${opened.type}`);
  return opened.group;
}

function enter(group: Group, id: string, nowMs = 0): void {
  const member = { id, username: "u", permissions: ["message"], login: "token", data: {} } as const;
  assert(join(group, member, nowMs).type === "joined");
}

Deno.test("a group is brought to life once, and looking at it does not", () => {
  const it = directory({ a: createDescription() });
  assertEquals(describeGroup(it, "a").type, "described");
  assertEquals(findStatus(it, "a", OUTSIDE).type, "status");
  assertEquals(it.groups.size, 0);
  assert(open(it, "a") === open(it, "a"));
});

Deno.test("illegal, absent and broken groups are told from each other", () => {
  const it = directory({ broken: null });
  assertEquals(openGroup(it, "a/../b", 0), { type: "illegal" });
  assertEquals(openGroup(it, "absent", 0), { type: "absent" });
  assertEquals(openGroup(it, "broken", 0), { type: "broken" });
  assertEquals(findStatus(it, "absent", OUTSIDE), { type: "absent" });
  assertEquals(it.groups.size, 0);
});

Deno.test("an automatic subgroup has its ancestor's definition, unlisted and without text", () => {
  const it = directory({ a: OPEN });
  const { description } = open(it, "a/b/c");
  assertEquals(description, { ...OPEN, public: false, description: "" });
  assert(open(it, "a/x").description === description);
});

Deno.test("the nearest ancestor with a file decides on subgroups, good or broken", () => {
  const it = directory({ a: OPEN, "a/b": createDescription(), "a/c": null });
  assertEquals(describeGroup(it, "a/b/x").type, "absent");
  assertEquals(describeGroup(it, "a/c/x").type, "broken");
  assertEquals(describeGroup(it, "a/c").type, "broken");
  assertEquals(describeGroup(it, "a/d/x").type, "described");
});

Deno.test("subgroups that no page could have do not exist", () => {
  assertEquals(describeGroup(directory({ a: OPEN }), "a/.b").type, "absent");
});

Deno.test("names of all JavaScript objects are not groups", () => {
  const it = directory({});
  for (const name of ["__proto__", "toString", "constructor"]) {
    assertEquals(describeGroup(it, name).type, "absent");
  }
});

Deno.test("after an edit only members of groups that changed are told, subgroups included", () => {
  const same = createDescription();
  const it = directory({ a: OPEN, same });
  for (const name of ["a", "a/sub", "same"]) enter(open(it, name), "m");
  const edited = createDescription({ autoSubgroups: true, displayName: "new" });
  const told = setDescriptions(it, new Map([["a", edited], ["same", same]]), 0);
  assertEquals(told.map(({ group, notices }) => [group.name, notices.length]), [
    ["a", 1],
    ["a/sub", 1],
  ]);
  assertEquals(open(it, "a/sub").description.displayName, "new");
});

Deno.test("a group whose file has gone lets nobody in, keeps those inside, and is forgotten after them", () => {
  const it = directory({ a: createDescription() });
  const group = open(it, "a");
  enter(group, "m");
  setDescriptions(it, new Map(), 0);
  assertEquals(openGroup(it, "a", 0).type, "absent");
  forgetEmptyGroups(it, 0);
  assertEquals(it.groups.get("a"), group);
  leave(group, "m", 0);
  forgetEmptyGroups(it, 0);
  assertEquals(it.groups.size, 0);
});

Deno.test("a group that comes back while members are inside is the same group", () => {
  const descriptions: Descriptions = new Map([["a", createDescription()]]);
  const it = createDirectory(descriptions);
  const group = open(it, "a");
  enter(group, "m");
  setDescriptions(it, new Map(), 0);
  setDescriptions(it, descriptions, 0);
  assert(open(it, "a") === group);
});

Deno.test("an empty group keeps its chat for as long as it is remembered, then is forgotten", () => {
  const it = directory({ a: createDescription({ maxHistoryAgeS: 3600 }) });
  const group = open(it, "a");
  enter(group, "m");
  const request = { type: "chat", id: "", kind: "", dest: "", noecho: false, value: "x" } as const;
  sendMessage(group, "m", request, "id", 0);
  forgetEmptyGroups(it, 2 * HOUR);
  assertEquals(it.groups.size, 1);
  leave(group, "m", 2 * HOUR);
  forgetEmptyGroups(it, 3 * HOUR);
  assertEquals(it.groups.size, 1);
  forgetEmptyGroups(it, 3 * HOUR + 1);
  assertEquals(it.groups.size, 0);
});

Deno.test("of automatic subgroups no more live than allowed; empty ones make room, the longest empty first", () => {
  const it = directory({ a: OPEN, b: { ...OPEN } });
  const opened = (name: string, nowMs: number) => openGroup(it, name, nowMs, 3).type;
  const talk = (group: Group) => {
    sendMessage(
      group,
      "id",
      { type: "chat", id: "", kind: "", dest: "", noecho: false, value: "x" },
      "fresh",
      0,
    );
  };
  for (const [i, name] of ["a/1", "a/2", "a/3"].entries()) {
    const group = open(it, name);
    enter(group, "id", i);
    talk(group);
  }
  assertEquals(opened("a/4", 5), "full");
  assertEquals(opened("a/1", 5), "open", "what is there stays open");
  assertEquals(opened("a", 5), "open", "the group itself is none of them");
  assertEquals(opened("b/1", 5), "open", "those of another group do not count");
  leave(it.groups.get("a/2")!, "id", 10);
  leave(it.groups.get("a/1")!, "id", 20);
  assertEquals(opened("a/4", 30), "open");
  assertEquals([...it.groups.keys()], ["a/1", "a/3", "a", "b/1", "a/4"]);
  assertEquals(opened("a/5", 31), "open", "the empty one without chat goes first");
  assertEquals([...it.groups.keys()], ["a/1", "a/3", "a", "b/1", "a/5"]);
});

Deno.test("a subgroup that was locked keeps its place, so that nobody can unlock it by making others", () => {
  const it = directory({ a: OPEN });
  setLock(open(it, "a/1"), "closed");
  assertEquals(openGroup(it, "a/2", 0, 1).type, "full");
  assertEquals(openGroup(it, "a/2", 0, 0).type, "full");
});

Deno.test("an empty group without anything worth keeping is forgotten at once", () => {
  const it = directory({ a: OPEN });
  for (let i = 0; i < 100; i++) open(it, `a/${i}`);
  forgetEmptyGroups(it, 0);
  assertEquals(it.groups.size, 0);
});

Deno.test("a public group stays locked however long it is empty", () => {
  const it = directory({ a: OPEN, b: createDescription() });
  setLock(open(it, "a"), "no");
  setLock(open(it, "b"), "no");
  forgetEmptyGroups(it, 1000 * HOUR);
  assertEquals([...it.groups.keys()], ["a"]);
});

Deno.test("the public list is sorted, counts members, and has what no one has visited yet", () => {
  const it = directory({
    z: createDescription({ public: true, autolock: true }),
    hidden: createDescription(),
    a: createDescription({ public: true, displayName: "A" }),
    away: createDescription({ public: true, redirect: "https://example.org/group/x/" }),
    broken: null,
  });
  enter(open(it, "a"), "m");
  assertEquals(publicGroups(it, OUTSIDE), [
    { name: "a", displayName: "A", locked: false, clientCount: 1 },
    { name: "away", redirect: "https://example.org/group/x/" },
    { name: "z", locked: true, clientCount: 0 },
  ]);
});

Deno.test("only subgroups with somebody in them are listed to operators", () => {
  const it = directory({ a: OPEN });
  enter(open(it, "a/y"), "m");
  enter(open(it, "a/x"), "m");
  open(it, "a/empty");
  enter(open(it, "a"), "m");
  assertEquals(populatedSubgroups(it, "a").map((group) => group.name), ["a/x", "a/y"]);
});

Deno.test("an empty group is kept as long as somebody must not come back", () => {
  const it = directory({ a: createDescription() });
  const group = open(it, "a");
  enter(group, "id");
  ban(group, { username: "x", address: "192.0.2.1", anyName: false, untilMs: 24 * HOUR });
  leave(group, "id", 0);
  forgetEmptyGroups(it, 23 * HOUR);
  assertEquals(it.groups.size, 1);
  forgetEmptyGroups(it, 25 * HOUR);
  assertEquals(it.groups.size, 0);
});
