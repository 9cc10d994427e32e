/**
 * Conversations between an operator and the automatic subgroups of the group that the operator is in.
 */
import { createDescription } from "../groups/description.ts";
import { createToken } from "../groups/token.ts";
import { assertEquals } from "./assert.ts";
import { VERSION } from "./protocol/streaming.ts";
import { createWorld, type FakeClient, member, ROOM, type World } from "./protocol/world.ts";

const TIME = "2026-01-02T03:04:05Z";

function createCourse(): World {
  const { wildcardUser } = ROOM;
  return createWorld({
    "room": { ...ROOM, autoSubgroups: true },
    "room/staff": createDescription({ wildcardUser }),
  });
}

async function enter(
  world: World,
  name: string,
  group: string,
  version: readonly string[] = VERSION,
): Promise<FakeClient> {
  const client = world.connect();
  await client.say({ type: "handshake", version, id: `id-${name}` });
  const password = name === "chair" ? "gavel" : "";
  await client.say({ type: "join", kind: "join", group, username: name, password });
  assertEquals(client.heard()[1]?.["kind"], "join");
  return client;
}

function act(kind: string, value?: unknown) {
  return { type: "groupaction", kind, ...value === undefined ? {} : { value } };
}

/** The chair in the group above, Ann and a stock Bob in subgroups, and Eve in one that has a file of its own. */
async function course() {
  const world = createCourse();
  const chair = await member(world, "chair", "gavel", VERSION);
  const ann = await enter(world, "ann", "room/1");
  const bob = await enter(world, "bob", "room/2", ["2"]);
  const eve = await enter(world, "eve", "room/staff");
  for (const client of [chair, ann, bob, eve]) client.heard();
  return { world, chair, ann, bob, eve };
}

const SIGNED = { source: "id-chair", username: "chair", privileged: true, time: TIME };

Deno.test("an operator sees who is in which automatic subgroup", async () => {
  const { chair } = await course();
  await chair.say(act("listsubgroups"));
  assertEquals(chair.heard(), [{
    type: "subgroups",
    groups: [
      { name: "room/1", people: [{ id: "id-ann", username: "ann" }] },
      { name: "room/2", people: [{ id: "id-bob", username: "bob" }] },
    ],
  }]);
});

Deno.test("an operator says something to all automatic subgroups, and to no other", async () => {
  const { chair, ann, bob, eve } = await course();
  await chair.say(act("tellsubgroups", "Five minutes"));
  const told = { type: "usermessage", kind: "warning", ...SIGNED, value: "Five minutes" };
  assertEquals(ann.heard(), [{ ...told, dest: "id-ann" }]);
  assertEquals(bob.heard(), [{ ...told, dest: "id-bob" }]);
  assertEquals([eve.heard(), chair.heard()], [[], []]);
});

Deno.test("everybody is called back: programs are told so, people whose program does not know read it", async () => {
  const { chair, ann, bob, eve } = await course();
  await chair.say(act("movepeople", { to: "room", seconds: 60, text: "Come back" }));
  assertEquals(ann.heard(), [{
    type: "usermessage",
    kind: "lectern-move",
    ...SIGNED,
    dest: "id-ann",
    value: { group: "room", seconds: 60 },
  }]);
  assertEquals(bob.heard(), [{ type: "chat", ...SIGNED, dest: "id-bob", value: "Come back" }]);
  assertEquals(eve.heard(), []);
});

Deno.test("an operator sends members to a subgroup, each once, and nobody who is not there", async () => {
  const { world, chair, ann } = await course();
  const cat = await member(world, "cat", "", VERSION);
  cat.heard();
  chair.heard();
  const people = ["id-cat", "id-cat", "id-ann", "nobody"];
  await chair.say(act("movepeople", { to: "room/3", people }));
  assertEquals(cat.heard().map(({ value }) => value), [{ group: "room/3", seconds: 0 }]);
  assertEquals([ann.heard(), chair.heard()], [[], []]);
});

Deno.test("nobody is sent elsewhere, and bad values are refused in a sentence", async () => {
  const { chair } = await course();
  const none = "there is no such subgroup";
  const bad = "bad value in movepeople";
  for (
    const [value, answer] of [
      [{ to: "room/staff", people: [] }, none],
      [{ to: "elsewhere", people: [] }, none],
      [{ to: "room/../x", people: [] }, none],
      [{ to: "room/", people: [] }, none],
      [{ to: "roommate", people: [] }, none],
      ["room/1", bad],
      [{ to: 1 }, bad],
      [{ to: "room/1", people: "id-cat" }, bad],
      [{ to: "room/1", people: [1] }, bad],
      [{ to: "room/1", people: Array(5000).fill("x") }, bad],
      [{ to: "room", seconds: -1 }, bad],
      [{ to: "room", seconds: "60" }, bad],
      [{ to: "room", text: {} }, bad],
    ] as const
  ) {
    await chair.say(act("movepeople", value));
    assertEquals(chair.heard()[0]?.["value"], answer, JSON.stringify(value).slice(0, 80));
  }
  await chair.say(act("tellsubgroups", { text: "x" }));
  assertEquals(chair.heard()[0]?.["value"], "bad value in tellsubgroups");
});

Deno.test("nobody but operators does so, and none of a subgroup reaches its neighbours", async () => {
  const { world, ann, bob } = await course();
  for (const kind of ["listsubgroups", "tellsubgroups", "movepeople"]) {
    await ann.say(act(kind, "x"));
    assertEquals(ann.heard()[0]?.["value"], "not authorised");
  }
  const chair = await enter(world, "chair", "room/1");
  await chair.say(act("tellsubgroups", "x"));
  await chair.say(act("movepeople", { to: "room/2" }));
  assertEquals(bob.heard(), []);
  assertEquals(chair.heard().at(-1)?.["value"], "there is no such subgroup");
});

Deno.test("an invitation to a group is good for its automatic subgroups, and for no other below it", async () => {
  const world = createCourse();
  const token = createToken({
    token: "secret",
    group: "room",
    username: "guest",
    permissions: ["message"],
    expiresMs: world.clock.nowMs() + 5000,
  });
  await world.hub.tokens.edit(token.token, () => true, () => token);
  for (const [group, kind] of [["room", "join"], ["room/1", "join"], ["room/staff", "fail"]]) {
    const guest = world.connect();
    await guest.say({ type: "handshake", version: VERSION, id: `id-${group}` });
    const joining = guest.say({ type: "join", kind: "join", group, token: "secret" });
    await world.clock.advance(500);
    await joining;
    assertEquals(guest.heard()[1]?.["kind"], kind, group);
  }
});

Deno.test("whoever is put out of a group for a while gets into none of its automatic subgroups", async () => {
  const { world, chair } = await course();
  await member(world, "mallory");
  const kick = { type: "useraction", kind: "kick", dest: "id-mallory" };
  await chair.say({ ...kick, value: { message: "Out", minutes: 2 } });
  for (const [group, kind] of [["room/1", "fail"], ["room/9", "fail"], ["room/staff", "join"]]) {
    const back = world.connect();
    await back.say({ type: "handshake", version: VERSION, id: `id-${group}` });
    await back.say({ type: "join", kind: "join", group, username: "mallory", password: "" });
    assertEquals(back.heard()[1]?.["kind"], kind, group);
  }
});
