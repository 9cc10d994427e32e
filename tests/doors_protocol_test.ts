/**
 * Who is let in: what each field of a group's file about that does to somebody who joins, over the protocol.
 * @module
 */
import { SignJWT } from "jose";
import { createDescription, type Description } from "../groups/description.ts";
import { createPassword } from "../groups/password.ts";
import { assert, assertEquals } from "./assert.ts";
import { OP } from "./protocol/phrases.ts";
import { createWorld, type FakeClient, ROOM, type World } from "./protocol/world.ts";
import { until } from "./until.ts";

const HOUR_MS = 3_600_000;
const SECRET = new Uint8Array(32).fill(7);
const KEY = { kty: "oct", alg: "HS256", k: "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc" };

/** A group whose members come from elsewhere. */
const SIGNED = createDescription({
  authServer: "https://auth.example.org/tokens",
  authPortal: "https://portal.example.org/lecture",
  authKeys: [KEY],
  users: new Map([[
    "chair",
    { password: createPassword({ type: "plain", key: "gavel" }), permissions: "op" },
  ]]),
});

function roomWith(fields: Partial<Description>): World {
  return createWorld({ room: { ...ROOM, ...fields } });
}

async function greeted(world: World, id: string): Promise<FakeClient> {
  const client = world.connect();
  await client.say({ type: "handshake", version: ["2"], id });
  client.heard();
  return client;
}

/** Has somebody new join, by a password unless other credentials are given. Returns the answer and the client. */
async function enter(
  world: World,
  username: string,
  { group = "room", ...credentials }: Record<string, unknown> = { password: "" },
) {
  const client = await greeted(world, `id-${username}`);
  const said = { type: "join", kind: "join", group, username, ...credentials };
  await client.say(said);
  await until("the answer to the join", async () => {
    if (client.client.busy) await world.clock.advance(100);
    return !client.client.busy;
  });
  const [answer] = client.heard();
  assert(answer !== undefined);
  return { client, answer };
}

const asChair = { password: "gavel" };

/** What the first guest and the operator are told, one after the other. */
async function guestAndChair(world: World): Promise<unknown[]> {
  const guest = await enter(world, "guest");
  const chair = await enter(world, "chair", asChair);
  return [guest.answer, chair.answer].map(({ kind, value }) => value ?? kind);
}

for (
  const [what, fields, refusal] of [
    ["before it opens", { notBeforeMs: HOUR_MS }, "this group is not open yet"],
    ["after its end", { expiresMs: -HOUR_MS }, "this group is closed"],
    ["that is locked from the start", { autolock: true }, "this group is locked"],
    ["that is to have an operator", { autokick: true }, "there are no operators in this group"],
    ["that is open", { notBeforeMs: -HOUR_MS, expiresMs: HOUR_MS }, "join"],
  ] as const
) {
  Deno.test(`a group ${what} takes operators${refusal === "join" ? " and guests" : " alone"}`, async () => {
    const nowMs = createWorld().clock.nowMs();
    const times = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        typeof value === "number" ? nowMs + value : value,
      ]),
    );
    assertEquals(await guestAndChair(roomWith(times)), [refusal, "join"]);
  });
}

Deno.test("a group opens and ends by the clock", async () => {
  const world = createWorld();
  const nowMs = world.clock.nowMs();
  world.store.set("room", { ...ROOM, notBeforeMs: nowMs + 5000, expiresMs: nowMs + 10_000 });
  assertEquals((await enter(world, "early")).answer.value, "this group is not open yet");
  await world.live(6);
  assertEquals((await enter(world, "ann")).answer.kind, "join");
  await world.live(6);
  assertEquals((await enter(world, "late")).answer.value, "this group is closed");
});

Deno.test("a full group takes operators, who count", async () => {
  const world = roomWith({ maxClients: 2 });
  assertEquals((await enter(world, "ann")).answer.kind, "join");
  assertEquals((await enter(world, "chair", asChair)).answer.kind, "join");
  assertEquals((await enter(world, "bob")).answer.value, "too many users");
  assertEquals(
    (await enter(world, "chair2", { username: "chair", ...asChair })).answer.kind,
    "join",
  );
});

Deno.test("with autolock an operator opens the group, and the last one's leaving locks it", async () => {
  const world = roomWith({ autolock: true });
  const { client: chair } = await enter(world, "chair", asChair);
  await chair.say({ type: "groupaction", kind: "unlock" });
  const { client: ann, answer } = await enter(world, "ann");
  assertEquals(answer.kind, "join");
  ann.heard();
  await chair.vanish();
  const change = ann.heard().find(({ type }) => type === "joined");
  assertEquals((change?.status as { locked: boolean }).locked, true);
  assertEquals((await enter(world, "bob")).answer.value, "this group is locked");
});

Deno.test("recording and tokens are added to the named rights where the group allows them", async () => {
  const world = roomWith({ allowRecording: true, unrestrictedTokens: true });
  const chair = (await enter(world, "chair", asChair)).answer;
  assertEquals(chair.permissions, [...OP, "record"]);
  assertEquals((await enter(world, "ann")).answer.permissions, ["present", "message", "token"]);
});

Deno.test("subgroups come up where they are allowed, with the passwords of the group above", async () => {
  const world = roomWith({ autoSubgroups: true });
  const chair = await enter(world, "chair", { group: "room/lab/1", ...asChair });
  assertEquals([chair.answer.kind, chair.answer.group], ["join", "room/lab/1"]);
  assertEquals(chair.answer.permissions, OP);
  const stranger = await enter(world, "chair", { group: "room/lab/1", password: "wrong" });
  assertEquals(stranger.answer.value, "not authorised");
  const closed = createWorld();
  const { answer } = await enter(closed, "ann", { group: "room/lab", password: "" });
  assertEquals(answer.value, "group does not exist");
});

Deno.test("whoever joins a group that has moved is sent there, operators too", async () => {
  const world = roomWith({ redirect: "https://meet.example.org/group/new/" });
  for (const [name, password] of [["ann", ""], ["chair", "gavel"]] as const) {
    const { client, answer } = await enter(world, name, { password });
    assertEquals([answer.kind, answer.value], ["redirect", "https://meet.example.org/group/new/"]);
    assertEquals([client.client.group, client.closed], [null, null]);
  }
});

Deno.test("what a member publishes is negotiated with the group's codecs, unknown ones left out", async () => {
  const world = roomWith({ codecs: ["av1", "theora", "opus"] });
  const { client } = await enter(world, "ann");
  await client.say({ type: "offer", id: "s", label: "camera", sdp: "offer" });
  const command = world.media.commands().find(({ type }) => type === "publish");
  assert(command?.type === "publish");
  assertEquals(command.codecs, ["av1", "opus"]);
});

/** A token as an authentication server makes it. */
function sign(nowMs: number, claims: Record<string, unknown>, lifeMs = HOUR_MS): Promise<string> {
  return new SignJWT({ aud: "https://meet.example.org/group/room/", ...claims })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuedAt(nowMs / 1000 | 0)
    .setExpirationTime((nowMs + lifeMs) / 1000 | 0)
    .sign(SECRET);
}

Deno.test("a token of the authentication server names its bearer and gives literal rights", async () => {
  const world = createWorld({ room: SIGNED });
  const nowMs = world.clock.nowMs();
  const token = await sign(nowMs, { sub: "ada", permissions: ["present", "message"] });
  const { client, answer } = await enter(world, "offered", { token });
  assertEquals([answer.kind, answer.username], ["join", "ada"]);
  assertEquals(answer.permissions, ["present", "message"]);
  const status = answer.status as Record<string, unknown>;
  assertEquals(status.authServer, "https://auth.example.org/tokens");
  assertEquals(status.authPortal, "https://portal.example.org/lecture");
  await client.say({ type: "chat", value: "hello" });
  assertEquals(client.heard().at(-1)?.username, "ada");
  const chair = await enter(world, "chair", asChair);
  assertEquals(chair.answer.kind, "join", "a password does as well");
});

Deno.test("a signed token that names nobody leaves the name to its bearer, but not a user's", async () => {
  const world = createWorld({ room: SIGNED });
  const token = await sign(world.clock.nowMs(), { permissions: ["present"] });
  assertEquals((await enter(world, "ada", { token })).answer.username, "ada");
  const taken = await enter(world, "chair", { token });
  assertEquals([taken.answer.kind, taken.answer.error], ["fail", "duplicate-username"]);
});

for (
  const [what, claims, lifeMs, secret] of [
    ["has ended", {}, -60_000, SECRET],
    ["is for another group", { aud: "https://meet.example.org/group/other/" }, HOUR_MS, SECRET],
    ["begins later", { nbf: 4_000_000_000 }, HOUR_MS, SECRET],
    ["was signed with another key", {}, HOUR_MS, new Uint8Array(32)],
  ] as const
) {
  Deno.test(`a signed token that ${what} is refused like a bad password`, async () => {
    const world = createWorld({ room: SIGNED });
    const nowMs = world.clock.nowMs();
    const token = await new SignJWT({
      aud: "https://meet.example.org/group/room/",
      sub: "ada",
      permissions: ["present"],
      ...claims,
    })
      .setProtectedHeader({ alg: "HS256" })
      .setIssuedAt(nowMs / 1000 - 120 | 0)
      .setExpirationTime((nowMs + lifeMs) / 1000 | 0)
      .sign(secret);
    const { client, answer } = await enter(world, "ada", { token });
    assertEquals([answer.kind, answer.value], ["fail", "not authorised"]);
    assertEquals(client.closed, null);
    assert(world.clock.nowMs() - nowMs >= 200);
  });
}
