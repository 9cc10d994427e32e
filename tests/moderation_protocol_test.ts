/**
 * Conversations in which operators act: on members, on the group, and with tokens. The order of messages is that of a Galène
 * server.
 */
import { createDescription } from "../groups/description.ts";
import { createPassword } from "../groups/password.ts";
import { createToken } from "../groups/token.ts";
import { assert, assertEquals } from "./assert.ts";
import { converse, type Step } from "./protocol/conversation.ts";
import { error, failed, hello, join, joined, OP, TIME, user } from "./protocol/phrases.ts";
import { createWorld, ROOM, type World } from "./protocol/world.ts";

const PRESENT = ["present", "message"];

/** The chair, an operator, joins, then Bob; both have heard all about it. */
const CHAIR_AND_BOB: readonly Step[] = [
  ...hello("chair"),
  ["chair", ">", join("chair", "gavel")],
  ["chair", "<", joined("chair", 1, OP)],
  ["chair", "<", user("add", "chair", OP)],
  ...hello("bob"),
  ["bob", ">", join("bob")],
  ["bob", "<", joined("bob", 2)],
  ["bob", "<", user("add", "bob")],
  ["bob", "<", user("add", "chair", OP)],
  ["chair", "<", user("add", "bob")],
];

/** How somebody stands after a change. */
function changed(username: string, permissions: string[], status: object = {}) {
  const { kind: _, ...rest } = joined(username, 2, permissions);
  return { ...rest, kind: "change", status: { ...rest.status, ...status } };
}

function act(kind: string, dest = "id-bob", value?: unknown) {
  return { type: "useraction", kind, dest, ...value === undefined ? {} : { value } };
}

function group(kind: string, value?: unknown) {
  return { type: "groupaction", kind, ...value === undefined ? {} : { value } };
}

for (
  const [kind, undo, permissions] of [
    ["op", "unop", ["present", "message", "op"]],
    ["unpresent", "present", ["message"]],
    ["shutup", "unshutup", ["present"]],
  ] as const
) {
  Deno.test(`${kind} is told first to its target and then to all, and ${undo} takes it back`, async () => {
    const back = kind === "op"
      ? PRESENT
      : [...permissions, undo === "present" ? "present" : "message"];
    await converse(createWorld(), [
      ...CHAIR_AND_BOB,
      ["chair", ">", act(kind)],
      ["bob", "<", changed("bob", [...permissions])],
      ["bob", "<", user("change", "bob", [...permissions])],
      ["chair", "<", user("change", "bob", [...permissions])],
      ["chair", ">", act(kind)],
      ["chair", ">", act(undo)],
      ["bob", "<", changed("bob", back)],
      ["bob", "<", user("change", "bob", back)],
      ["chair", "<", user("change", "bob", back)],
    ]);
  });
}

Deno.test("who is made an operator in a group with recording may record, and loses both together", async () => {
  const world = createWorld({ room: { ...ROOM, allowRecording: true } });
  const op = [...OP, "record"];
  const bob = [...PRESENT, "op", "record"];
  await converse(world, [
    ...hello("chair"),
    ["chair", ">", join("chair", "gavel")],
    ["chair", "<", joined("chair", 1, op)],
    ["chair", "<", user("add", "chair", op)],
    ...hello("bob"),
    ["bob", ">", join("bob")],
    ["bob", "<", joined("bob", 2)],
    ["bob", "<", user("add", "bob")],
    ["bob", "<", user("add", "chair", op)],
    ["chair", "<", user("add", "bob")],
    ["chair", ">", act("op")],
    ["bob", "<", changed("bob", bob)],
    ["bob", "<", user("change", "bob", bob)],
    ["chair", "<", user("change", "bob", bob)],
    ["bob", ">", act("unop", "id-chair")],
    ["chair", "<", changed("chair", ["present", "message", "caption", "token"])],
    ["chair", "<", user("change", "chair", ["present", "message", "caption", "token"])],
    ["bob", "<", user("change", "chair", ["present", "message", "caption", "token"])],
    ["chair", ">", act("op", "id-chair")],
    ["chair", "<", error("chair", "not authorised")],
    ["bob", ">", group("record")],
    ["bob", "<", error("bob", "this server cannot record")],
  ]);
});

Deno.test("actions on somebody who is not there are refused, and so are kicks without sense", async () => {
  const steps: Step[] = [...CHAIR_AND_BOB];
  for (
    const kind of ["op", "unop", "present", "unpresent", "shutup", "unshutup", "identify", "kick"]
  ) {
    steps.push(["chair", ">", act(kind, "id-nobody")]);
    steps.push(["chair", "<", error("chair", "no such user")]);
  }
  for (
    const value of [7, [], { minutes: "many" }, { minutes: -1 }, { message: 1 }, { address: 1 }]
  ) {
    steps.push(["chair", ">", act("kick", "id-bob", value)]);
    steps.push(["chair", "<", error("chair", "bad value in kick")]);
  }
  await converse(createWorld(), steps);
});

Deno.test("a kicked member is told by whom and why, then its connection ends, then the others are told", async () => {
  await converse(createWorld(), [
    ...CHAIR_AND_BOB,
    ["chair", ">", act("kick", "id-bob", "be quiet")],
    ["bob", "<", {
      type: "usermessage",
      kind: "kicked",
      id: "id-chair",
      username: "chair",
      dest: "id-bob",
      privileged: true,
      value: "be quiet",
    }],
    ["bob", "x", 1000, "be quiet"],
    ["chair", "<", user("delete", "bob")],
  ]);
});

Deno.test("somebody who was put out for some minutes may come back after them; an operator at once", async () => {
  const world = createWorld();
  const clients = await converse(world, [
    ...CHAIR_AND_BOB,
    ["chair", ">", act("kick", "id-bob", { message: "", minutes: 5 })],
    ["bob", "<", {
      type: "usermessage",
      kind: "kicked",
      id: "id-chair",
      username: "chair",
      dest: "id-bob",
      privileged: true,
      value: "you have been kicked out",
    }],
    ["bob", "x", 1000, "you have been kicked out"],
    ["chair", "<", user("delete", "bob")],
  ]);
  clients.delete("bob");
  const text = "you were put out of this group: you may come back in 5 minutes";
  await converse(world, [
    ...hello("bob"),
    ["bob", ">", join("bob")],
    ["bob", "<", failed("room", text, "bob")],
    ["bob", ">", join("bill")],
    ["bob", "<", { ...joined("bill", 2) }],
    ["bob", "<", { ...user("add", "bill"), id: "id-bob" }],
    ["bob", "<", user("add", "chair", OP)],
    ["chair", "<", { ...user("add", "bill"), id: "id-bob" }],
    ["bob", ">", { type: "join", kind: "leave", group: "room" }],
    ["bob", "<", {
      type: "joined",
      kind: "leave",
      group: "room",
      username: "bill",
      status: { name: "room", displayName: "The Room", locked: false, clientCount: 1 },
      rtcConfiguration: {},
    }],
    ["chair", "<", { ...user("delete", "bill"), id: "id-bob" }],
  ], clients);
  await world.clock.advance(5 * 60_000);
  await converse(world, [
    ["bob", ">", join("bob")],
    ["bob", "<", joined("bob", 2)],
    ["bob", "<", user("add", "bob")],
    ["bob", "<", user("add", "chair", OP)],
    ["chair", "<", user("add", "bob")],
  ], clients);
});

Deno.test("an operator learns where somebody is, and that one is told", async () => {
  await converse(createWorld(), [
    ...CHAIR_AND_BOB,
    ["chair", ">", act("identify")],
    ["chair", "<", {
      type: "usermessage",
      kind: "userinfo",
      privileged: true,
      value: { id: "id-bob", username: "bob", address: "192.0.2.1:1234" },
    }],
    ["bob", "<", {
      type: "usermessage",
      kind: "warning",
      dest: "id-bob",
      privileged: true,
      value: "Your IP address has been communicated to user chair.",
    }],
  ]);
});

Deno.test("a lock is told to all, its text to those who are refused, and operators come in all the same", async () => {
  const locked = { locked: true };
  await converse(
    createWorld(),
    [
      ...CHAIR_AND_BOB,
      ["chair", ">", group("lock", "come back at noon")],
      ["chair", "<", changed("chair", OP, locked)],
      ["bob", "<", changed("bob", PRESENT, locked)],
      ...hello("eve"),
      ["eve", ">", join("eve")],
      ["eve", "<", failed("room", "come back at noon", "eve")],
      ["chair", ">", group("lock")],
      ["chair", "<", changed("chair", OP, locked)],
      ["bob", "<", changed("bob", PRESENT, locked)],
      ["eve", ">", join("eve")],
      ["eve", "<", failed("room", "this group is locked", "eve")],
      ["chair", ">", group("unlock")],
      ["chair", "<", changed("chair", OP)],
      ["bob", "<", changed("bob", PRESENT)],
    ].map((step) => step as unknown as Step),
  );
});

Deno.test("data of the group is laid over, told to all, and given to who joins", async () => {
  await converse(createWorld(), [
    ...CHAIR_AND_BOB,
    ["chair", ">", group("setdata", { topic: "nets", x: 1 })],
    ["chair", "<", { ...changed("chair", OP), data: { topic: "nets", x: 1 } }],
    ["bob", "<", { ...changed("bob", PRESENT), data: { topic: "nets", x: 1 } }],
    ["chair", ">", group("setdata", { x: null })],
    ["chair", "<", { ...changed("chair", OP), data: { topic: "nets" } }],
    ["bob", "<", { ...changed("bob", PRESENT), data: { topic: "nets" } }],
    ["chair", ">", group("setdata", "nets")],
    ["chair", "<", error("chair", "Bad value in setdata")],
  ]);
});

Deno.test("cleared chat is told to all with what was asked for, and is not in the history", async () => {
  const chat = (id: string) => ({ type: "chat", id, value: id });
  const heard = (id: string) => ({
    ...chat(id),
    source: "id-bob",
    username: "bob",
    time: TIME,
  });
  const cleared = (value?: unknown) => ({
    type: "usermessage",
    kind: "clearchat",
    privileged: true,
    ...value === undefined ? {} : { value },
  });
  const one = { userId: "id-bob", id: "b" };
  await converse(createWorld(), [
    ...CHAIR_AND_BOB,
    ["bob", ">", chat("a")],
    ["bob", "<", heard("a")],
    ["chair", "<", heard("a")],
    ["bob", ">", chat("b")],
    ["bob", "<", heard("b")],
    ["chair", "<", heard("b")],
    ["chair", ">", group("clearchat", one)],
    ["chair", "<", cleared(one)],
    ["bob", "<", cleared(one)],
    ["chair", ">", group("clearchat", { id: "a" })],
    ["chair", "<", error("chair", "bad value in clearchat")],
    ...hello("eve"),
    ["eve", ">", join("eve")],
    ["eve", "<", joined("eve", 3)],
    ["eve", "<", { ...heard("a"), type: "chathistory" }],
    ["eve", "<", user("add", "eve")],
    ["eve", "<", user("add", "chair", OP)],
    ["eve", "<", user("add", "bob")],
    ["chair", "<", user("add", "eve")],
    ["bob", "<", user("add", "eve")],
    ["chair", ">", group("clearchat")],
    ["chair", "<", cleared()],
    ["bob", "<", cleared()],
    ["eve", "<", cleared()],
  ]);
});

Deno.test("an operator learns which subgroups have somebody in them", async () => {
  const world = createWorld({ room: { ...ROOM, autoSubgroups: true } });
  await converse(world, [
    ...CHAIR_AND_BOB,
    ...hello("eve"),
    ["eve", ">", { ...join("eve"), group: "room/one" }],
    ["eve", "<", {
      ...joined("eve", 1),
      group: "room/one",
      status: { ...joined("eve", 1).status, name: "room/one" },
    }],
    ["eve", "<", user("add", "eve")],
    ["chair", ">", group("subgroups")],
    ["chair", "<", {
      type: "chat",
      dest: "id-chair",
      username: "Server",
      time: TIME,
      value: "room/one (1 client)\n",
    }],
  ]);
});

Deno.test("who may present no more loses the streams: abort and a reason to the one, close to the others", async () => {
  const world = createWorld();
  const request = { type: "request", request: { "": ["audio", "video"] } };
  const clients = await converse(world, [
    ...CHAIR_AND_BOB,
    ["chair", ">", request],
    ["bob", ">", { type: "offer", id: "s", label: "camera", sdp: "offer" }],
  ]);
  world.media.emit({
    type: "answered",
    session: world.media.last("publish"),
    sdp: "answer",
    tracks: [{ kind: "audio", codec: "opus", encodings: 1 }],
  });
  world.media.emit({ type: "offer", session: world.media.last("subscribe"), sdp: "down" });
  const bob = clients.get("bob")!;
  const chair = clients.get("chair")!;
  assertEquals([bob.heard().length, chair.heard().length], [1, 1]);
  await chair.say(act("unpresent"));
  assertEquals(bob.heard(), [
    changed("bob", ["message"]),
    user("change", "bob", ["message"]),
    { type: "abort", id: "s" },
    error("bob", "permission denied"),
  ]);
  assertEquals(chair.heard(), [user("change", "bob", ["message"]), { type: "close", id: "s" }]);
  assertEquals(world.media.open_.size, 0);
  assertEquals(world.errors, []);
});

const IN_AN_HOUR = 3_600_000;

function token(name: string, fields: object = {}) {
  return {
    token: name,
    group: "room",
    permissions: PRESENT,
    expires: "2026-01-02T04:04:05Z",
    issuedAt: TIME,
    issuedBy: "chair",
    ...fields,
  };
}

function said(value: unknown, kind = "token", fault?: string) {
  return {
    type: "usermessage",
    kind,
    privileged: true,
    ...fault === undefined ? {} : { error: fault },
    value,
  };
}

Deno.test("a token that an operator makes lets its bearer in, is listed, and ends when it is revoked", async () => {
  const world = createWorld();
  const clients = await converse(world, [
    ...CHAIR_AND_BOB,
    [
      "chair",
      ">",
      group("maketoken", {
        group: "room",
        username: "eve",
        permissions: PRESENT,
        expires: IN_AN_HOUR,
      }),
    ],
    ["chair", "<", said(token("random-1", { username: "eve" }))],
    [
      "chair",
      ">",
      group("maketoken", {
        group: "room",
        permissions: ["present"],
        expires: "2026-01-02T03:30:00Z",
        "not-before": null,
      }),
    ],
    [
      "chair",
      "<",
      said(
        token("random-2", { permissions: ["present"], expires: "2026-01-02T03:30:00Z" }),
      ),
    ],
    ["chair", ">", group("listtokens")],
    [
      "chair",
      "<",
      said([
        token("random-2", { permissions: ["present"], expires: "2026-01-02T03:30:00Z" }),
        token("random-1", { username: "eve" }),
      ], "tokenlist"),
    ],
    ...hello("eve"),
    ["eve", ">", { type: "join", kind: "join", group: "room", token: "random-1" }],
    ["eve", "<", joined("eve", 3)],
    ["eve", "<", user("add", "eve")],
    ["eve", "<", user("add", "chair", OP)],
    ["eve", "<", user("add", "bob")],
    ["chair", "<", user("add", "eve")],
    ["bob", "<", user("add", "eve")],
    ["chair", ">", group("edittoken", { token: "random-1", expires: -1000 })],
    ["chair", "<", said(token("random-1", { username: "eve", expires: "2026-01-02T03:04:04Z" }))],
    ...hello("dan"),
    ["dan", ">", { type: "join", kind: "join", group: "room", token: "random-1" }],
  ]);
  await world.clock.advance(200);
  await converse(world, [["dan", "<", failed("room", "not authorised")]], clients);
});

Deno.test("a token without a name asks its bearer for one, which must not be a user's", async () => {
  const world = createWorld();
  await world.hub.tokens.edit("t", () => true, () =>
    createToken({
      token: "t",
      group: "room",
      permissions: ["message"],
      expiresMs: world.clock.nowMs() + 1000,
    }));
  const bearer = { type: "join", kind: "join", group: "room", token: "t" };
  await converse(world, [
    ...hello("eve"),
    ["eve", ">", bearer],
    ["eve", "<", { ...failed("room", "username required"), error: "need-username" }],
    ["eve", ">", { ...bearer, username: "chair" }],
    ["eve", "<", {
      ...failed("room", "not authorised: this username is taken"),
      error: "duplicate-username",
    }],
    ["eve", ">", { ...bearer, username: "eve" }],
    ["eve", "<", joined("eve", 1, ["message"])],
    ["eve", "<", user("add", "eve", ["message"])],
  ]);
});

/** The chair alone, asking for a token in wrong ways. */
async function complaints(world: World, cases: readonly (readonly [unknown, string, string])[]) {
  const steps: Step[] = CHAIR_AND_BOB.slice(0, 5);
  for (const [value, fault, text] of cases) {
    steps.push(["chair", ">", group("maketoken", value)]);
    steps.push(["chair", "<", said(text, "token", fault)]);
  }
  await converse(world, steps);
}

Deno.test("tokens that must not be made are refused with the reason", async () => {
  const good = { group: "room", permissions: ["present"], expires: IN_AN_HOUR };
  const world = createWorld();
  await complaints(world, [
    [{ ...good, token: "mine" }, "error", "client specified token"],
    [{ ...good, group: "other" }, "error", "wrong group in token"],
    [{ ...good, group: undefined }, "error", "wrong group in token"],
    [{ ...good, includeSubgroups: true }, "error", "hierarchical token not allowed"],
    [{ ...good, expires: undefined }, "error", "token doesn't expire"],
    [{ ...good, username: "chair" }, "error", "that username is taken"],
    [{ ...good, permissions: ["record"] }, "not-authorised", "not authorised"],
    [undefined, "error", "a token must be described by an object"],
    [{ ...good, expires: 1e300 }, "error", '"expires" must be a time such as 2026-09-01T08:30:00Z'],
  ]);
  assertEquals((await world.hub.tokens.read()).tokens.size, 0);
});

Deno.test("a token is edited by operators of its own group, in its times alone", async () => {
  const world = createWorld();
  for (const [name, groupName] of [["mine", "room"], ["other", "elsewhere"]] as const) {
    await world.hub.tokens.edit(
      name,
      () => true,
      () => createToken({ token: name, group: groupName, expiresMs: world.clock.nowMs() }),
    );
  }
  const missing = said("this group has no such token", "token", "error");
  await converse(world, [
    ...CHAIR_AND_BOB,
    ["chair", ">", group("edittoken", { token: "mine", permissions: ["op"] })],
    ["chair", "<", said("this field cannot be edited", "token", "error")],
    ["chair", ">", group("edittoken", { token: "other", expires: IN_AN_HOUR })],
    ["chair", "<", missing],
    ["chair", ">", group("edittoken", { token: "absent", expires: IN_AN_HOUR })],
    ["chair", "<", missing],
    ["chair", ">", group("edittoken", { token: "mine", "not-before": 0 })],
    [
      "chair",
      "<",
      said({
        token: "mine",
        group: "room",
        permissions: [],
        expires: TIME,
        "not-before": TIME,
      }),
    ],
  ]);
});

Deno.test("operators neither see nor prolong tokens that give more rights than they have", async () => {
  const world = createWorld();
  for (const [name, permissions] of [["mighty", ["admin"]], ["plain", ["present"]]] as const) {
    const token = createToken({ token: name, group: "room", permissions, expiresMs: 0 });
    await world.hub.tokens.edit(name, () => true, () => token);
  }
  const expires = "1970-01-01T00:00:00Z";
  const plain = { token: "plain", group: "room", permissions: ["present"], expires };
  await converse(world, [
    ...CHAIR_AND_BOB,
    ["chair", ">", group("listtokens")],
    ["chair", "<", said([plain], "tokenlist")],
    ["chair", ">", group("edittoken", { token: "mighty", expires: IN_AN_HOUR })],
    ["chair", "<", said("this group has no such token", "token", "error")],
  ]);
  assertEquals((await world.hub.tokens.read()).tokens.get("mighty")?.expiresMs, 0);
});

Deno.test("presenters of a group with unrestricted tokens invite, but neither list nor edit", async () => {
  const permissions = [...PRESENT, "token"];
  await converse(createWorld({ room: { ...ROOM, unrestrictedTokens: true } }), [
    ...hello("ann"),
    ["ann", ">", join("ann")],
    ["ann", "<", joined("ann", 1, permissions)],
    ["ann", "<", user("add", "ann", permissions)],
    ["ann", ">", group("maketoken", { group: "room", permissions: [], expires: IN_AN_HOUR })],
    ["ann", "<", said(token("random-1", { permissions: [], issuedBy: "ann" }))],
    ["ann", ">", group("listtokens")],
    ["ann", "<", said("not authorised", "tokenlist", "not-authorised")],
    ["ann", ">", group("edittoken", { token: "random-1", expires: 0 })],
    ["ann", "<", said("not authorised", "token", "not-authorised")],
  ]);
});

Deno.test("an edited file changes the rights of those inside, and puts out who is no user any more", async () => {
  const password = createPassword({ type: "plain", key: "x" });
  const users = (permissions: "present" | "observe") =>
    new Map([["ann", { password, permissions }], ["bob", { password, permissions }]] as const);
  const world = createWorld({ room: createDescription({ users: users("present") }) });
  const status = { name: "room", locked: false, clientCount: 2 };
  const base = { type: "joined", group: "room", rtcConfiguration: {} };
  const present = { ...base, kind: "join", permissions: PRESENT };
  const clients = await converse(world, [
    ...hello("ann"),
    ["ann", ">", join("ann", "x")],
    ["ann", "<", { ...present, username: "ann", status: { ...status, clientCount: 1 } }],
    ["ann", "<", user("add", "ann")],
    ...hello("bob"),
    ["bob", ">", join("bob", "x")],
    ["bob", "<", { ...present, username: "bob", status }],
    ["bob", "<", user("add", "bob")],
    ["bob", "<", user("add", "ann")],
    ["ann", "<", user("add", "bob")],
  ]);
  const observe = users("observe");
  observe.delete("bob");
  world.store.set("room", createDescription({ users: observe }));
  const text = "you are no longer a user of this group";
  await converse(world, [
    ["eve", ">", { type: "handshake", version: ["2"], id: "id-eve" }],
    ["eve", "<", { type: "handshake", version: ["2"] }],
    ["eve", ">", join("nobody")],
    ["bob", "<", {
      type: "usermessage",
      kind: "kicked",
      dest: "id-bob",
      privileged: true,
      value: text,
    }],
    ["bob", "x", 1000, text],
    ["ann", "<", user("delete", "bob")],
    ["ann", "<", {
      ...base,
      kind: "change",
      username: "ann",
      status: { ...status, clientCount: 1 },
    }],
    ["ann", "<", { type: "user", kind: "change", id: "id-ann", username: "ann" }],
  ], clients);
  assert(world.hub.clients.size === 2);
});
