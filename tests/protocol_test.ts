/**
 * Conversations of Galène's protocol in both directions, word by word, and what comes of bad input. The order of messages is
 * that of a Galène server.
 */
import { createDescription } from "../groups/description.ts";
import { createPassword } from "../groups/password.ts";
import { shutDown } from "../server/hub.ts";
import { MAX_BUFFERED_BYTES } from "../server/client.ts";
import { assert, assertEquals } from "./assert.ts";
import { converse, type Step } from "./protocol/conversation.ts";
import { error, failed, hello, join, joined, OP, TIME, TWO, user } from "./protocol/phrases.ts";
import { createWorld, type FakeClient, member, ROOM } from "./protocol/world.ts";

Deno.test("whoever joins hears of the group, its history, itself and the others, in that order", async () => {
  await converse(createWorld(), [
    ...hello("ann"),
    ["ann", ">", { ...join("ann"), data: { raisehand: true } }],
    ["ann", "<", joined("ann", 1)],
    ["ann", "<", { ...user("add", "ann"), data: { raisehand: true } }],
    ["ann", ">", { type: "chat", source: "id-ann", username: "ann", dest: "", value: "first" }],
    ["ann", "<", {
      type: "chat",
      id: "random-1",
      source: "id-ann",
      username: "ann",
      time: TIME,
      value: "first",
    }],
    ...hello("chair"),
    ["chair", ">", join("chair", "gavel")],
    ["chair", "<", joined("chair", 2, OP)],
    ["chair", "<", {
      type: "chathistory",
      id: "random-1",
      source: "id-ann",
      username: "ann",
      time: TIME,
      value: "first",
    }],
    ["chair", "<", user("add", "chair", OP)],
    ["chair", "<", { ...user("add", "ann"), data: { raisehand: true } }],
    ["ann", "<", user("add", "chair", OP)],
  ]);
});

Deno.test("a client of another version is warned, and goes on", async () => {
  const world = createWorld();
  const client = world.connect();
  await client.say({ type: "handshake", version: ["3"], id: "id-old" });
  const [handshake, warning] = client.heard();
  assertEquals(handshake, { type: "handshake", version: ["2"] });
  assertEquals([warning?.kind, warning?.privileged], ["warning", true]);
  await client.say({ type: "ping" });
  assertEquals(client.heard(), [{ type: "pong" }]);
});

Deno.test("chat goes to all, to one, or to all but its sender, and always under its sender's name", async () => {
  const line = { type: "chat", source: "id-ann", username: "ann", time: TIME };
  await converse(createWorld(), [
    ...TWO,
    ["ann", ">", { type: "chat", kind: "me", value: { any: ["json"] } }],
    ["ann", "<", { ...line, id: "random-1", kind: "me", value: { any: ["json"] } }],
    ["bob", "<", { ...line, id: "random-1", kind: "me", value: { any: ["json"] } }],
    ["ann", ">", {
      type: "chat",
      source: "id-ann",
      username: "ann",
      dest: "id-bob",
      value: "psst",
    }],
    ["bob", "<", { ...line, dest: "id-bob", value: "psst" }],
    ["ann", ">", { type: "chat", id: "own", noecho: true, value: "x" }],
    ["bob", "<", { ...line, id: "own", noecho: true, value: "x" }],
    ["ann", ">", { type: "chat", dest: "nobody", value: "x" }],
    ["ann", "<", error("ann", "user unknown")],
    ["bob", ">", {
      type: "usermessage",
      kind: "filetransfer",
      dest: "id-ann",
      value: { type: "x" },
    }],
    ["ann", "<", {
      type: "usermessage",
      kind: "filetransfer",
      source: "id-bob",
      username: "bob",
      dest: "id-ann",
      time: TIME,
      value: { type: "x" },
    }],
  ]);
});

Deno.test("an operator's messages are privileged, and captions need a right of their own", async () => {
  await converse(createWorld(), [
    ...hello("chair"),
    ["chair", ">", join("chair", "gavel")],
    ["chair", "<", joined("chair", 1, OP)],
    ["chair", "<", user("add", "chair", OP)],
    ["chair", ">", { type: "chat", kind: "caption", value: "so I said" }],
    ["chair", "<", {
      type: "chat",
      id: "random-1",
      kind: "caption",
      source: "id-chair",
      username: "chair",
      privileged: true,
      time: TIME,
      value: "so I said",
    }],
  ]);
  await converse(createWorld(), [
    ...TWO,
    ["ann", ">", { type: "chat", kind: "caption", value: "so I said" }],
    ["ann", "<", error("ann", "not authorised")],
  ]);
});

Deno.test("leaving keeps the connection, and one may come back", async () => {
  await converse(createWorld(), [
    ...TWO,
    ["ann", ">", { type: "join", kind: "leave", group: "room" }],
    ["ann", "<", {
      type: "joined",
      kind: "leave",
      group: "room",
      username: "ann",
      status: { name: "room", displayName: "The Room", locked: false, clientCount: 1 },
      rtcConfiguration: {},
    }],
    ["bob", "<", user("delete", "ann")],
    ["ann", ">", { type: "chat", value: "anybody?" }],
    ["ann", "<", error("ann", "join a group first")],
    ["ann", ">", join("ann")],
    ["ann", "<", joined("ann", 2)],
    ["ann", "<", user("add", "ann")],
    ["ann", "<", user("add", "bob")],
    ["bob", "<", user("add", "ann")],
  ]);
});

Deno.test("a lost connection is told to the others", async () => {
  const world = createWorld();
  const clients = await converse(world, TWO);
  await clients.get("ann")!.vanish();
  assertEquals(clients.get("bob")!.heard(), [user("delete", "ann")]);
  assertEquals(world.hub.clients.size, 1);
});

Deno.test("a failed login is answered after 200 ms, and may be tried again", async () => {
  const world = createWorld();
  const client = world.connect();
  await client.say({ type: "handshake", version: ["2"], id: "id-chair" });
  client.heard();
  for (
    const wrong of [join("chair", "x"), { ...join("chair", ""), token: "abc" }, join("a\u0000b")]
  ) {
    await client.say(wrong);
    await client.say({ type: "ping" });
    await world.clock.advance(199);
    assertEquals(client.heard(), [], "too early");
    await world.clock.advance(1);
    assertEquals(client.heard(), [failed("room", "not authorised"), { type: "pong" }]);
  }
  await client.say(join("chair", "gavel"));
  assertEquals(client.heard()[0], joined("chair", 1, OP));
});

Deno.test("joins that fail for other reasons are answered at once", async () => {
  const password = createPassword({ type: "wildcard" });
  const wildcardUser = { password, permissions: "present" } as const;
  const world = createWorld({
    room: ROOM,
    broken: null,
    full: createDescription({ wildcardUser, maxClients: -1 }),
    early: createDescription({ wildcardUser, notBeforeMs: Date.UTC(2027, 0) }),
    late: createDescription({ wildcardUser, expiresMs: Date.UTC(2025, 0) }),
    locked: createDescription({ wildcardUser, autolock: true }),
    headless: createDescription({ wildcardUser, autokick: true }),
    gone: createDescription({ redirect: "https://example.org/group/gone/" }),
  });
  const try_ = (group: string) => ({ type: "join", kind: "join", group, username: "ann" });
  const cases: [string, string][] = [
    ["absent", "group does not exist"],
    ["../x", "illegal group name"],
    ["", "illegal group name"],
    ["broken", "internal server error"],
    ["early", "this group is not open yet"],
    ["late", "this group is closed"],
    ["locked", "this group is locked"],
    ["headless", "there are no operators in this group"],
  ];
  const client = world.connect();
  await client.say({ type: "handshake", version: ["2"], id: "id-ann" });
  client.heard();
  for (const [group, value] of cases) {
    await client.say(try_(group));
    const [answer] = client.heard();
    assertEquals([answer?.kind, answer?.value], ["fail", value], group);
    if (group === "") assertEquals(answer?.group, undefined);
    else assertEquals(answer?.group, group);
  }
  await client.say({ type: "join", kind: "join", group: "room" });
  assertEquals(client.heard()[0]?.value, "internal server error");
  await client.say(try_("gone"));
  assertEquals(client.heard(), [{
    type: "joined",
    kind: "redirect",
    group: "gone",
    username: "ann",
    value: "https://example.org/group/gone/",
  }]);
  assertEquals(client.closed, null);
});

Deno.test("two clients of one id cannot be in a group", async () => {
  const world = createWorld();
  await member(world, "ann");
  const second = world.connect();
  await second.say({ type: "handshake", version: ["2"], id: "id-ann" });
  await second.say(join("anna"));
  assertEquals(second.heard()[1], failed("room", "internal server error", "anna"));
});

Deno.test("what a client says of itself reaches all, and nobody else can say it", async () => {
  await converse(createWorld(), [
    ...TWO,
    ["ann", ">", {
      type: "useraction",
      kind: "setdata",
      dest: "id-ann",
      value: { raisehand: true, x: 1, y: null },
    }],
    ["ann", "<", { ...user("change", "ann"), data: { raisehand: true, x: 1 } }],
    ["bob", "<", { ...user("change", "ann"), data: { raisehand: true, x: 1 } }],
    ["ann", ">", { type: "useraction", kind: "setdata", dest: "id-ann", value: { x: null } }],
    ["ann", "<", { ...user("change", "ann"), data: { raisehand: true } }],
    ["bob", "<", { ...user("change", "ann"), data: { raisehand: true } }],
    ["bob", ">", { type: "useraction", kind: "setdata", dest: "id-ann", value: { z: 1 } }],
    ["bob", "<", error("bob", "not authorised")],
    ["bob", ">", { type: "useraction", kind: "setdata", dest: "id-bob", value: "z" }],
    ["bob", "<", error("bob", "Bad value in setdata")],
  ]);
});

Deno.test("actions that nobody has the right to are refused, each in its way", async () => {
  const token = (kind: string) => ({
    type: "usermessage",
    kind,
    privileged: true,
    error: "not-authorised",
    value: "not authorised",
  });
  const steps: Step[] = [...TWO];
  for (
    const kind of ["op", "unop", "present", "unpresent", "shutup", "unshutup", "kick", "identify"]
  ) {
    steps.push(["ann", ">", { type: "useraction", kind, dest: "id-bob" }]);
    steps.push(["ann", "<", error("ann", "not authorised")]);
  }
  for (
    const kind of ["clearchat", "lock", "unlock", "record", "unrecord", "subgroups", "setdata"]
  ) {
    steps.push(["ann", ">", { type: "groupaction", kind }]);
    steps.push(["ann", "<", error("ann", "not authorised")]);
  }
  steps.push(
    ["ann", ">", { type: "groupaction", kind: "maketoken", value: {} }],
    ["ann", "<", token("token")],
    ["ann", ">", { type: "groupaction", kind: "edittoken", value: {} }],
    ["ann", "<", token("token")],
    ["ann", ">", { type: "groupaction", kind: "listtokens" }],
    ["ann", "<", token("tokenlist")],
  );
  await converse(createWorld(), steps);
});

/** What a member says, how it ends, and what it is told before. The other member only learns that it has gone. */
const FATAL: readonly [message: Record<string, unknown> | string, code: number, reason: string][] =
  [
    [{ type: "chat", source: "id-bob", value: "x" }, 1002, "spoofed client id"],
    [{ type: "chat", username: "bob", value: "x" }, 1002, "spoofed username"],
    [{ type: "usermessage", kind: "error", username: "", value: "x" }, 1002, "spoofed username"],
    [{ type: "handshake", version: ["2"], id: "id-ann" }, 1002, "unexpected message"],
    [join("ann"), 1002, "cannot join multiple groups"],
    [{ type: "join", kind: "elope", group: "room" }, 1002, "unknown kind"],
    [{ type: "join", kind: "leave", group: "other" }, 1000, "you are not joined"],
    [{ type: "dance" }, 1002, "unexpected message"],
    [{ type: "offer", sdp: "v=0" }, 1002, "empty id"],
    [{ type: "answer", sdp: "v=0" }, 1002, "empty id"],
    [{ type: "ice", candidate: {} }, 1002, "empty id"],
    [{ type: "renegotiate" }, 1002, "empty id"],
    [{ type: "close", id: "" }, 1002, "empty id"],
    [{ type: "abort", id: null }, 1002, "empty id"],
    [{ type: "ice", id: "s", candidate: null }, 1002, "null candidate"],
    [{ type: "useraction", kind: "dance", dest: "id-bob" }, 1000, "unknown user action"],
    [{ type: "groupaction", kind: "dance" }, 1000, "unknown group action"],
    ["{", 1011, ""],
    ["[]", 1011, ""],
    ['{"type":"chat","value":' + "[".repeat(100_000) + "]".repeat(100_000) + "}", 1011, ""],
    [{ type: "chat", dest: 17 }, 1011, ""],
    [{ type: "request", request: { "": "audio" } }, 1011, ""],
    [{ type: "requestStream", id: "never", request: [] }, 1011, ""],
  ];

for (const [message, code, reason] of FATAL) {
  const text = (typeof message === "string" ? message : JSON.stringify(message)).slice(0, 70);
  Deno.test(`${text} ends the connection of its sender with ${code}, and of nobody else`, async () => {
    await converse(createWorld(), [
      ...TWO,
      ["ann", ">", message],
      ...(reason === "" ? [] : [["ann", "<", error("ann", reason)] as const]),
      ["ann", "x", code, reason],
      ["bob", "<", user("delete", "ann")],
      ["bob", ">", { type: "ping" }],
      ["bob", "<", { type: "pong" }],
    ]);
  });
}

Deno.test("requests before joining end the connection, offers do not", async () => {
  await converse(createWorld(), [
    ...hello("ann"),
    ["ann", ">", { type: "request", request: { "": ["audio"] } }],
    ["ann", "x", 1011],
  ]);
  await converse(createWorld(), [
    ...hello("ann"),
    ["ann", ">", { type: "offer", id: "s", sdp: "v=0" }],
    ["ann", "<", { type: "abort", id: "s" }],
    ["ann", "<", error("ann", "not authorised")],
    ["ann", ">", { type: "close", id: "s" }],
    ["ann", ">", { type: "renegotiate", id: "s" }],
    ["ann", ">", { type: "ice", id: "s", candidate: { candidate: "candidate:x" } }],
    ["ann", ">", { type: "pong" }],
  ]);
});

Deno.test("keys with a meaning in JavaScript pass through as data", async () => {
  const world = createWorld();
  const ann = await member(world, "ann");
  await ann.sayText('{"type":"chat","value":{"__proto__":{"x":1},"constructor":2}}');
  assertEquals(JSON.stringify(ann.heard()[0]?.value), '{"__proto__":{"x":1},"constructor":2}');
  await ann.sayText(
    '{"type":"useraction","kind":"setdata","dest":"id-ann","value":{"__proto__":{"x":1}}}',
  );
  assertEquals(JSON.stringify(ann.heard()[0]?.data), '{"__proto__":{"x":1}}');
  await ann.sayText('{"type":"request","request":{"__proto__":["audio"]}}');
  assertEquals(ann.heard(), []);
  assertEquals(({} as Record<string, unknown>).x, undefined);
});

Deno.test("names and messages of absurd length are refused", async () => {
  const world = createWorld();
  const ann = world.connect();
  await ann.say({ type: "handshake", version: ["2"], id: "id-ann" });
  await ann.say(join("n".repeat(5000)));
  const long = "this name is too long: take one of at most 512 characters";
  assertEquals(ann.heard()[1], failed("room", long));
  await ann.say({ ...join("ann"), group: "g".repeat(5000) });
  assertEquals(ann.heard()[0]?.value, "illegal group name");
  await ann.say(join("ann"));
  ann.heard();
  // So much text waits a moment, whatever becomes of it.
  await ann.say({ type: "chat", value: "x".repeat(70_000) });
  await world.clock.advance(1000);
  assertEquals(ann.heard(), [error("ann", "this message is too long")]);
  const endless = world.connect();
  await endless.say({ type: "handshake", version: ["2"], id: "i".repeat(5000) });
  assertEquals(endless.closed?.code, 1002);
});

Deno.test("whatever comes before the handshake ends the connection without a word", async () => {
  for (
    const first of ['{"type":"ping"}', "{", '{"type":"dance"}', '{"type":"join","kind":"join"}']
  ) {
    const client = createWorld().connect();
    await client.sayText(first);
    assertEquals(client.closed, { code: 1002, reason: "you must handshake first" }, first);
    assertEquals(client.heard(), []);
  }
});

Deno.test("a connection without a handshake ends after 15 s", async () => {
  const world = createWorld();
  const client = world.connect();
  await world.live(14);
  assertEquals(client.closed, null);
  await world.live(1);
  assertEquals(client.closed?.code, 1002);
  assertEquals(world.hub.clients.size, 0);
});

Deno.test("a silent client is pinged after 20 s and given up after 45 s", async () => {
  const world = createWorld();
  const ann = await member(world, "ann");
  const bob = await member(world, "bob");
  ann.heard();
  await world.live(20);
  assertEquals(ann.heard(), []);
  await world.live(1);
  assertEquals(ann.heard(), [{ type: "ping" }]);
  await bob.say({ type: "pong" });
  bob.heard();
  await world.live(24);
  assertEquals(ann.heard(), [{ type: "ping" }, { type: "ping" }]);
  assertEquals(ann.closed, null);
  await world.live(1);
  assertEquals(ann.closed, { code: 1011, reason: "" });
  assertEquals(bob.closed, null);
  assertEquals(bob.heard().filter((each) => each.type === "user"), [user("delete", "ann")]);
});

Deno.test("a client that does not read is dropped, and holds up nobody", async () => {
  const world = createWorld();
  const ann = await member(world, "ann");
  const bob = await member(world, "bob");
  ann.heard();
  ann.buffered = MAX_BUFFERED_BYTES + 1;
  await bob.say({ type: "chat", value: "hello" });
  assertEquals(bob.heard().at(-1)?.value, "hello");
  assertEquals(ann.heard(), []);
  await world.live(1);
  assertEquals(ann.closed, { code: 1008, reason: "the connection is too slow" });
  assertEquals(bob.heard(), [user("delete", "ann")]);
});

Deno.test("a client that floods is told and dropped", async () => {
  const world = createWorld();
  const ann = await member(world, "ann");
  const bob = await member(world, "bob");
  for (let i = 0; i < 12_000 && ann.closed === null; i++) await ann.sayText('{"type":"pong"}');
  assertEquals(ann.closed, { code: 1008, reason: "too many messages, too fast" });
  assertEquals(ann.heard().at(-1), error("ann", "too many messages, too fast"));
  assertEquals(bob.heard(), [user("delete", "ann")]);

  const big = JSON.stringify({ type: "pong", padding: "x".repeat(1_000_000) });
  for (let i = 0; i < 5 && bob.closed === null; i++) await bob.sayText(big);
  assertEquals(bob.closed?.code, 1008);
});

Deno.test("a steady stream of messages is no flood", async () => {
  const world = createWorld();
  const ann = await member(world, "ann");
  for (let second = 0; second < 60; second++) {
    for (let i = 0; i < 190; i++) await ann.sayText('{"type":"pong"}');
    await world.clock.advance(1000);
  }
  assertEquals(ann.closed, null);
});

Deno.test("a fault of ours costs one connection and is logged", async () => {
  const world = createWorld();
  const ann = await member(world, "ann");
  const bob = await member(world, "bob");
  world.media.post = () => {
    throw new Error("the worker is on fire");
  };
  await ann.say({ type: "offer", id: "s", label: "camera", sdp: "v=0" });
  assertEquals(ann.closed?.code, 1011);
  assert(world.errors.some((line) => line.includes("the worker is on fire")));
  await bob.say({ type: "ping" });
  assertEquals(bob.heard().at(-1), { type: "pong" });
  assertEquals(bob.closed, null);
});

Deno.test("a changed group file is told to the members, a removed group takes nobody else in", async () => {
  const world = createWorld();
  const ann = await member(world, "ann");
  world.store.set("room", { ...ROOM, displayName: "Another Room" });
  const bob = await member(world, "bob");
  const [change] = ann.heard().filter((each) => each.type === "joined");
  assertEquals(change?.kind, "change");
  assertEquals((change?.status as { displayName: string }).displayName, "Another Room");
  world.store.set("room", null);
  const cat = world.connect();
  await cat.say({ type: "handshake", version: ["2"], id: "id-cat" });
  await cat.say(join("cat"));
  assertEquals(cat.heard()[1]?.kind, "fail");
  assertEquals([ann.closed, bob.closed], [null, null]);
});

Deno.test("everybody is put out when the last operator of an autokick group leaves", async () => {
  const world = createWorld({ room: { ...ROOM, autokick: true } });
  const chair = await member(world, "chair", "gavel");
  const ann = await member(world, "ann");
  await chair.vanish();
  const kicked = ann.heard().at(-1);
  assertEquals(kicked, {
    type: "usermessage",
    kind: "kicked",
    dest: "id-ann",
    privileged: true,
    value: "there are no operators in this group",
  });
  assertEquals(ann.closed, { code: 1000, reason: "there are no operators in this group" });
  assertEquals(world.hub.clients.size, 0);
  assertEquals(world.hub.rooms.size, 0);
});

Deno.test("at the end of the server everybody is told once", async () => {
  const world = createWorld();
  const members: FakeClient[] = [];
  for (const name of ["ann", "bob", "cat"]) members.push(await member(world, name));
  for (const each of members) each.heard();
  shutDown(world.hub);
  for (const each of members) {
    const heard = each.heard();
    assertEquals(heard.length, 1);
    assertEquals([heard[0]?.kind, heard[0]?.privileged], ["warning", true]);
    assertEquals(each.closed, { code: 1001, reason: "the server is shutting down" });
  }
  assertEquals(world.hub.clients.size, 0);
});
