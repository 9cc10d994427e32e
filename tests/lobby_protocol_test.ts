/**
 * Conversations at the door of a group that has a lobby: who waits, who lets whom in, and what those hear who know of no lobby.
 */
import { assertEquals } from "./assert.ts";
import { converse, type Step } from "./protocol/conversation.ts";
import { failed, hello, join, joined, OP, user } from "./protocol/phrases.ts";
import { VERSION } from "./protocol/streaming.ts";
import { createWorld, type FakeClient, member, ROOM, type World } from "./protocol/world.ts";

const STATUS = { name: "room", displayName: "The Room" };

function greet(who: string): Step[] {
  return [
    [who, ">", { type: "handshake", version: VERSION, id: `id-${who}` }],
    [who, "<", { type: "handshake", version: VERSION }],
  ];
}

/** How the first message of whoever joins stands while there is a lobby. */
function inside(username: string, clientCount: number, permissions = ["present", "message"]) {
  const status = { ...STATUS, locked: true, lobby: true, clientCount };
  return { ...joined(username, clientCount, permissions), status };
}

function waits(username: string, ticket: string, waitedMs = 0) {
  return { type: "waiting", group: "room", username, ticket, waitedMs };
}

function lobby(kind: string, ...people: object[]) {
  return { type: "lobby", kind, people };
}

function act(kind: string, value?: unknown) {
  return { type: "groupaction", kind, ...value === undefined ? {} : { value } };
}

const BOB = { id: "id-bob", username: "bob" };

function withLobby(): World {
  return createWorld({ room: { ...ROOM, lobby: true } });
}

/** The chair is in, and Bob waits. */
const BOB_WAITS: readonly Step[] = [
  ...greet("chair"),
  ["chair", ">", join("chair", "gavel")],
  ["chair", "<", inside("chair", 1, OP)],
  ["chair", "<", user("add", "chair", OP)],
  ["chair", "<", lobby("set")],
  ...greet("bob"),
  ["bob", ">", join("bob")],
  ["bob", "<", waits("bob", "random-1")],
  ["chair", "<", lobby("add", { ...BOB, waitedMs: 0 })],
];

const BOB_IS_IN: readonly Step[] = [
  ["bob", "<", inside("bob", 2)],
  ["bob", "<", user("add", "bob")],
  ["bob", "<", user("add", "chair", OP)],
  ["chair", "<", user("add", "bob")],
  ["chair", "<", lobby("delete", BOB)],
];

Deno.test("who waits hears nothing of the group, can do nothing in it, and is let in", async () => {
  await converse(withLobby(), [
    ...BOB_WAITS,
    ["chair", ">", { type: "chat", value: "among us" }],
    ["chair", "<", {
      type: "chat",
      id: "random-2",
      source: "id-chair",
      username: "chair",
      privileged: true,
      time: "2026-01-02T03:04:05Z",
      value: "among us",
    }],
    ["bob", ">", { type: "chat", value: "hello?" }],
    ["bob", "<", {
      type: "usermessage",
      kind: "error",
      dest: "id-bob",
      privileged: true,
      value: "join a group first",
    }],
    ["chair", ">", act("admit", "id-bob")],
    ["bob", "<", inside("bob", 2)],
    ["bob", "<", {
      type: "chathistory",
      id: "random-2",
      source: "id-chair",
      username: "chair",
      time: "2026-01-02T03:04:05Z",
      value: "among us",
    }],
    ...BOB_IS_IN.slice(1),
  ]);
});

for (
  const message of [
    { type: "offer", id: "cam", label: "camera", sdp: "x" },
    { type: "request", request: { "": ["audio"] } },
    { type: "useraction", kind: "setdata", dest: "id-bob", value: { raisehand: true } },
    { type: "groupaction", kind: "admit" },
    { type: "useraction", kind: "op", dest: "id-bob" },
  ]
) {
  const name = "kind" in message ? message.kind : message.type;
  Deno.test(`whoever waits gets nowhere by ${name}`, async () => {
    const world = withLobby();
    const chair = await member(world, "chair", "gavel", VERSION);
    const bob = await knock(world, "bob");
    chair.heard();
    await bob.say(message);
    for (const heard of bob.heard()) {
      assertEquals(["usermessage", "abort"].includes(String(heard["type"])), true);
    }
    assertEquals(world.hub.rooms.get(world.hub.directory.groups.get("room")!)?.size, 1);
    assertEquals(world.media.open_.size, 0);
  });
}

/** Somebody comes and waits. */
async function knock(world: World, name: string, ticket?: string): Promise<FakeClient> {
  const client = world.connect();
  await client.say({ type: "handshake", version: VERSION, id: `id-${name}` });
  await client.say({ ...join(name), ...ticket === undefined ? {} : { ticket } });
  client.heard();
  return client;
}

Deno.test("a stock client finds a lock, in Galène's words, and a stock operator hears of no lobby", async () => {
  const stockChair = joined("chair", 1, OP);
  await converse(withLobby(), [
    ...hello("chair"),
    ["chair", ">", join("chair", "gavel")],
    ["chair", "<", { ...stockChair, status: inside("chair", 1).status }],
    ["chair", "<", user("add", "chair", OP)],
    ...hello("ann"),
    ["ann", ">", join("ann")],
    ["ann", "<", failed("room", "this group is locked", "ann")],
    ...greet("bob"),
    ["bob", ">", join("bob")],
    ["bob", "<", waits("bob", "random-1")],
    ["chair", ">", act("unlock")],
    ["chair", "<", { ...stockChair, kind: "change" }],
    ["bob", "<", joined("bob", 2)],
    ["bob", "<", user("add", "bob")],
    ["bob", "<", user("add", "chair", OP)],
    ["chair", "<", user("add", "bob")],
    ["chair", ">", act("lobby", true)],
    ["chair", "<", {
      type: "usermessage",
      kind: "error",
      dest: "id-chair",
      privileged: true,
      value: "unknown group action",
    }],
    ["chair", "x", 1000],
    ["bob", "<", user("delete", "chair")],
    ["bob", "<", {
      type: "joined",
      kind: "change",
      group: "room",
      username: "bob",
      permissions: ["present", "message"],
      status: { ...STATUS, locked: true, lobby: true, clientCount: 1 },
      rtcConfiguration: {},
    }],
    ["bob", "<", { type: "ticket", group: "room", ticket: "random-1" }],
  ]);
});

Deno.test("who is sent away hears the operator's words, and may come again", async () => {
  await converse(withLobby(), [
    ...BOB_WAITS,
    ["chair", ">", act("deny", { id: "id-bob", message: "Tomorrow" })],
    ["bob", "<", { ...failed("room", "Tomorrow", "bob"), error: "not-let-in" }],
    ["chair", "<", lobby("delete", BOB)],
    ["chair", ">", act("deny", { id: "id-bob" })],
    ["bob", ">", join("bob")],
    ["bob", "<", waits("bob", "random-2")],
    ["chair", "<", lobby("add", { ...BOB, waitedMs: 0 })],
  ]);
});

Deno.test("who gives up, or vanishes, waits no longer", async () => {
  const world = withLobby();
  const clients = await converse(world, [
    ...BOB_WAITS,
    ["bob", ">", { type: "join", kind: "leave", group: "room" }],
    ["bob", "<", { type: "joined", kind: "leave", group: "room", username: "bob" }],
    ["chair", "<", lobby("delete", BOB)],
    ["bob", ">", join("bob")],
    ["bob", "<", waits("bob", "random-2")],
    ["chair", "<", lobby("add", { ...BOB, waitedMs: 0 })],
  ]);
  await clients.get("bob")!.vanish();
  assertEquals(clients.get("chair")!.heard(), [lobby("delete", BOB)]);
  assertEquals(world.hub.lobbies.size, 0);
});

Deno.test("a second join is the end of whoever waits", async () => {
  const world = withLobby();
  const bob = await knock(world, "bob");
  await bob.say(join("bob"));
  assertEquals(bob.closed?.code, 1002);
  assertEquals(world.hub.lobbies.size, 0);
});

Deno.test("whoever comes back with its ticket has its place, or is in at once", async () => {
  const world = withLobby();
  const chair = await member(world, "chair", "gavel", VERSION);
  const bob = await knock(world, "bob");
  await world.clock.advance(5000);
  await knock(world, "cat");
  await bob.vanish();
  chair.heard();
  const again = await knock(world, "bob", "random-1");
  assertEquals(chair.heard(), [lobby("add", { ...BOB, waitedMs: 5000 })]);
  await chair.say(act("admit"));
  const order = chair.heard().filter(({ type }) => type === "user").map(({ username }) => username);
  assertEquals(order, ["bob", "cat"]);
  await again.vanish();
  const third = world.connect();
  await third.say({ type: "handshake", version: VERSION, id: "id-bob3" });
  await third.say({ ...join("bob"), ticket: "random-1" });
  assertEquals(third.heard()[1]?.["kind"], "join");
});

Deno.test("an operator opens a lobby while the group runs: those inside get tickets, who is put out loses it", async () => {
  const world = createWorld();
  const chair = await member(world, "chair", "gavel", VERSION);
  const stock = await member(world, "stock");
  const bob = await member(world, "bob", "", VERSION);
  for (const client of [chair, stock, bob]) client.heard();
  await chair.say(act("lobby", true));
  const types = (client: FakeClient) => client.heard().map(({ type }) => type);
  assertEquals(types(chair), ["joined", "ticket", "lobby"]);
  assertEquals(types(stock), ["joined"]);
  const ticket = bob.heard()[1]?.["ticket"];
  await chair.say({ type: "useraction", kind: "kick", dest: "id-bob" });
  const back = world.connect();
  await back.say({ type: "handshake", version: VERSION, id: "id-back" });
  await back.say({ ...join("bob"), ticket });
  assertEquals(back.heard()[1]?.["type"], "waiting");
});

Deno.test("a lock in Galène's words refuses those who wait, in the operator's", async () => {
  const { kind: _, ...chair } = inside("chair", 1, OP);
  const status = { ...STATUS, locked: true, clientCount: 1 };
  await converse(withLobby(), [
    ...BOB_WAITS,
    ["chair", ">", act("lock", "Back at noon")],
    ["chair", "<", { ...chair, kind: "change", status }],
    ["bob", "<", failed("room", "Back at noon", "bob")],
    ["chair", "<", lobby("delete", BOB)],
  ]);
});

Deno.test("the end of the lobby lets everybody in", async () => {
  const world = withLobby();
  const chair = await member(world, "chair", "gavel", VERSION);
  const bob = await knock(world, "bob");
  chair.heard();
  await chair.say(act("lobby", false));
  assertEquals(bob.heard()[0]?.["kind"], "join");
  assertEquals(chair.heard().map(({ type }) => type), ["joined", "user", "lobby"]);
});

Deno.test("who becomes an operator sees who waits", async () => {
  const world = withLobby();
  const chair = await member(world, "chair", "gavel", VERSION);
  const bob = await knock(world, "bob");
  await chair.say(act("admit"));
  await knock(world, "cat");
  bob.heard();
  await chair.say({ type: "useraction", kind: "op", dest: "id-bob" });
  const cat = { id: "id-cat", username: "cat", waitedMs: 0 };
  assertEquals(bob.heard().at(-1), lobby("set", cat));
});

Deno.test("bad values are refused in a sentence, and nobody else lets people in", async () => {
  const world = withLobby();
  const chair = await member(world, "chair", "gavel", VERSION);
  const bob = await knock(world, "bob");
  await chair.say(act("admit", "id-bob"));
  const cat = await knock(world, "cat");
  for (
    const [kind, value, answer] of [
      ["lobby", "yes", "bad value in lobby"],
      ["lobby", null, "bad value in lobby"],
      ["admit", 7, "bad value in admit"],
      ["admit", { id: "id-cat" }, "bad value in admit"],
      ["deny", "id-cat", "bad value in deny"],
      ["deny", { id: 1 }, "bad value in deny"],
      ["deny", { id: "id-cat", message: [] }, "bad value in deny"],
    ] as const
  ) {
    chair.heard();
    await chair.say(act(kind, value));
    assertEquals(chair.heard().at(-1)?.["value"], answer);
  }
  bob.heard();
  for (const kind of ["lobby", "admit", "deny"]) {
    await bob.say(act(kind));
    assertEquals(bob.heard()[0]?.["value"], "not authorised");
  }
  assertEquals(cat.heard(), []);
});

Deno.test("nobody gets round the lobby by an automatic subgroup; who was let in goes there and comes back", async () => {
  const world = createWorld({ room: { ...ROOM, lobby: true, autoSubgroups: true } });
  const chair = await member(world, "chair", "gavel", VERSION);
  const go = (client: FakeClient, group: string, ticket?: string) =>
    client.say({ ...join("bob"), group, ...ticket === undefined ? {} : { ticket } });
  for (const version of [["2"], VERSION]) {
    const stranger = world.connect();
    await stranger.say({ type: "handshake", version, id: `id-${version.length}` });
    await go(stranger, "room/1");
    assertEquals(stranger.heard()[1], failed("room/1", "this group is locked", "bob"));
  }
  const again = await knock(world, "bob");
  await chair.say(act("admit"));
  again.heard();
  await again.say({ type: "join", kind: "leave", group: "room" });
  await go(again, "room/1", "random-1");
  assertEquals(again.heard().map(({ kind }) => kind).slice(0, 2), ["leave", "join"]);
  await world.clock.advance(3_600_000);
  await again.say({ type: "join", kind: "leave", group: "room/1" });
  await go(again, "room", "random-1");
  assertEquals(again.heard().map(({ kind }) => kind).slice(0, 2), ["leave", "join"]);
});

Deno.test("whoever waits twice by one ticket is told so in the first window", async () => {
  const world = withLobby();
  const bob = await knock(world, "bob");
  const again = world.connect();
  await again.say({ type: "handshake", version: VERSION, id: "id-again" });
  await again.say({ ...join("bob"), ticket: "random-1" });
  assertEquals(bob.heard(), [failed("room", "you are waiting in another window", "bob")]);
  await bob.say(join("bob"));
  assertEquals(bob.heard()[0]?.["type"], "waiting");
});

Deno.test("whoever is refused by a lock leaves nothing behind at the door", async () => {
  const world = withLobby();
  const chair = await member(world, "chair", "gavel", VERSION);
  const bob = await knock(world, "bob");
  await chair.say(act("lock"));
  assertEquals(bob.heard()[0]?.["kind"], "fail");
  const { lobby } = world.hub.directory.groups.get("room")!;
  assertEquals([...lobby.holders.keys()].includes("id-bob"), false);
});

Deno.test("whoever is put out for a while waits at the door no longer, in another window either", async () => {
  const world = withLobby();
  const chair = await member(world, "chair", "gavel", VERSION);
  await knock(world, "bob");
  await chair.say(act("admit"));
  const second = world.connect();
  await second.say({ type: "handshake", version: VERSION, id: "id-second" });
  await second.say(join("bob"));
  second.heard();
  const kick = { type: "useraction", kind: "kick", dest: "id-bob" };
  await chair.say({ ...kick, value: { message: "Out", minutes: 5 } });
  assertEquals(second.heard()[0]?.["kind"], "fail");
  await chair.say(act("admit"));
  assertEquals(second.heard(), []);
});

Deno.test("those who wait at a group whose file goes are told so", async () => {
  const world = withLobby();
  const bob = await knock(world, "bob");
  world.store.set("room", null);
  await knock(world, "cat");
  assertEquals(bob.heard(), [failed("room", "group does not exist", "bob")]);
  assertEquals(world.hub.lobbies.size, 0);
});

Deno.test("when the lobby opens by itself those inside get tickets", async () => {
  const world = withLobby();
  const chair = await member(world, "chair", "gavel", VERSION);
  await chair.say(act("unlock"));
  const bob = await member(world, "bob", "", VERSION);
  bob.heard();
  await chair.vanish();
  const [ticket] = bob.heard().filter(({ type }) => type === "ticket");
  await bob.vanish();
  const back = world.connect();
  await back.say({ type: "handshake", version: VERSION, id: "id-back" });
  await back.say({ ...join("bob"), ticket: ticket?.["ticket"] });
  assertEquals(back.heard()[1]?.["kind"], "join");
});

Deno.test("who is in a subgroup when the lobby opens comes back without waiting", async () => {
  const world = createWorld({ room: { ...ROOM, autoSubgroups: true } });
  const chair = await member(world, "chair", "gavel", VERSION);
  const bob = world.connect();
  await bob.say({ type: "handshake", version: VERSION, id: "id-bob" });
  await bob.say({ ...join("bob"), group: "room/1" });
  bob.heard();
  await chair.say(act("lobby", true));
  const [ticket] = bob.heard();
  assertEquals(ticket, { type: "ticket", group: "room", ticket: ticket?.["ticket"] });
  await bob.say({ type: "join", kind: "leave", group: "room/1" });
  await bob.say({ ...join("bob"), ticket: ticket?.["ticket"] });
  assertEquals(bob.heard().map(({ kind }) => kind).slice(0, 2), ["leave", "join"]);
});

Deno.test("whoever is put out of a subgroup has no ticket for the group above any more", async () => {
  const world = createWorld({ room: { ...ROOM, lobby: true, autoSubgroups: true } });
  const chair = await member(world, "chair", "gavel", VERSION);
  const bob = await knock(world, "bob");
  await chair.say(act("admit"));
  await bob.say({ type: "join", kind: "leave", group: "room" });
  await bob.say({ ...join("bob"), group: "room/1", ticket: "random-1" });
  await chair.say({ type: "join", kind: "leave", group: "room" });
  await chair.say({ ...join("chair", "gavel"), group: "room/1" });
  await chair.say({ type: "useraction", kind: "kick", dest: "id-bob" });
  const back = world.connect();
  await back.say({ type: "handshake", version: VERSION, id: "id-back" });
  await back.say({ ...join("bob"), ticket: "random-1" });
  assertEquals(back.heard()[1]?.["type"], "waiting");
});

Deno.test("whoever is put out has no second ticket up the sleeve, nor one that another window has let go", async () => {
  const world = createWorld({ room: { ...ROOM, lobby: true, autoSubgroups: true } });
  const chair = await member(world, "chair", "gavel", VERSION);
  await knock(world, "bob");
  const spare = world.connect();
  await spare.say({ type: "handshake", version: VERSION, id: "id-spare" });
  await spare.say(join("bob"));
  await chair.say(act("admit"));
  const double = world.connect();
  await double.say({ type: "handshake", version: VERSION, id: "id-bob" });
  await double.say({ ...join("bob"), group: "room/1", ticket: "random-1" });
  assertEquals(double.heard()[1]?.["kind"], "join");
  for (const client of [spare, double]) await client.vanish();
  await chair.say({ type: "useraction", kind: "kick", dest: "id-bob" });
  for (const ticket of ["random-1", "random-2"]) {
    const back = world.connect();
    await back.say({ type: "handshake", version: VERSION, id: `id-${ticket}` });
    await back.say({ ...join("bob"), ticket });
    assertEquals(back.heard()[1]?.["type"], "waiting", ticket);
  }
});
