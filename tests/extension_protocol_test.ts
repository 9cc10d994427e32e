/**
 * Conversations about what we add to Galène's protocol, and what those who do not speak it must never hear. Workers are played.
 */
import type { SessionQuality, TrackInfo } from "../media/worker/commands.ts";
import type { View } from "../server/views.ts";
import { assert, assertEquals } from "./assert.ts";
import { createWorld, type FakeClient, member, settle, type World } from "./protocol/world.ts";

const VERSION = ["2", "lectern-1"];
const VIDEO: TrackInfo = { kind: "video", codec: "vp8", encodings: 3 };
const UNKNOWN: View = { width: 0, height: 0, stage: false, spatial: -1, temporal: -1 };
const GOOD = { up: "good", down: "good" };

/** Members of `room`, who have heard all that there was to hear; those in `stock` speak Galène's protocol alone. */
async function members(names: readonly string[], stock: readonly string[] = []) {
  const world = createWorld();
  const clients = new Map<string, FakeClient>();
  for (const name of names) {
    const version = stock.includes(name) ? ["2"] : VERSION;
    clients.set(name, await member(world, name, name === "chair" ? "gavel" : "", version));
  }
  for (const client of clients.values()) client.heard();
  return { world, get: (name: string) => clients.get(name)! };
}

/** Has a client publish a stream. Returns its session. */
async function publish(world: World, client: FakeClient, id: string): Promise<number> {
  await client.say({ type: "offer", id, label: "camera", sdp: "offer" });
  const session = world.media.last("publish");
  world.media.emit({ type: "answered", session, sdp: "answer", tracks: [VIDEO] });
  world.media.emit({ type: "connected", session });
  client.heard();
  return session;
}

/** Has a client receive all that there is. Returns the session of the last stream. */
async function receive(world: World, client: FakeClient): Promise<number> {
  await client.say({ type: "request", request: { "": ["audio", "video"] } });
  const session = world.media.last("subscribe");
  world.media.emit({ type: "offer", session, sdp: "down offer" });
  world.media.emit({ type: "connected", session });
  client.heard();
  world.media.commands();
  return session;
}

function views(world: World) {
  return world.media.commands().flatMap((each) => each.type === "view" ? [each.view] : []);
}

type Measured<D> = Partial<Extract<SessionQuality, { direction: D }>>;

/** Says every two seconds, for some time, how sessions do. */
async function measure(
  world: World,
  seconds: number,
  ups: Readonly<Record<number, Measured<"up">>>,
  downs: Readonly<Record<number, Measured<"down">>> = {},
) {
  for (let i = 0; i < seconds; i += 2) {
    for (const [key, values] of Object.entries(ups)) {
      const session = Number(key);
      const fine = { direction: "up", session, lossShare: 0, rttMs: 20 } as const;
      world.media.emit({ type: "measured", session, quality: { ...fine, ...values } });
    }
    for (const [key, values] of Object.entries(downs)) {
      const session = Number(key);
      const rates = { estimateBps: 3e6, wantedBps: 2e6 };
      const fine = { direction: "down", session, lossShare: 0, rttMs: 20, ...rates } as const;
      world.media.emit({ type: "measured", session, quality: { ...fine, ...values } });
    }
    await world.live(2);
  }
}

Deno.test("who names lectern-1 beside the version is answered likewise, others are not", async () => {
  const cases: [offered: string[], answered: string[]][] = [
    [["2"], ["2"]],
    [["2", "lectern-1"], VERSION],
    [["lectern-1", "2", "3"], VERSION],
    [["2", "lectern-2"], ["2"]],
  ];
  for (const [offered, answered] of cases) {
    const client = createWorld().connect();
    await client.say({ type: "handshake", version: offered, id: "a" });
    assertEquals(client.heard(), [{ type: "handshake", version: answered }]);
  }
  const client = createWorld().connect();
  await client.say({ type: "handshake", version: ["lectern-1"], id: "a" });
  const [answer, warning] = client.heard();
  assertEquals(answer, { type: "handshake", version: ["2"] });
  assertEquals(warning?.kind, "warning", "without version 2 there is nothing to add to");
});

Deno.test("a stock client never hears of speakers, marks, encodings and slow links", async () => {
  const { world, get } = await members(["stock", "ann"], ["stock"]);
  const up = await publish(world, get("stock"), "cam");
  await receive(world, get("ann"));
  world.media.emit({ type: "speaking", session: up, rank: 0 });
  world.media.emit({ type: "encodings", session: up, wanted: [{ rid: "h", active: false }] });
  world.media.emit({ type: "slowlink", session: up, lossShare: 0.2 });
  await settle();
  await measure(world, 10, { [up]: { lossShare: 0.5 } });
  assertEquals(get("ann").heard(), [
    { type: "speakers", streams: ["cam"] },
    { type: "quality", members: { "id-stock": { up: "bad", down: "good" } }, own: GOOD },
  ]);
  assertEquals(get("stock").heard(), []);
});

Deno.test("to a stock client our messages do not exist", async () => {
  for (const type of ["configure", "playback"]) {
    const { get } = await members(["stock"], ["stock"]);
    await get("stock").say({ type, id: "cam" });
    assertEquals(get("stock").heard()[0]?.value, "unexpected message");
    assertEquals(get("stock").closed?.code, 1002);
  }
});

Deno.test("speakers are told loudest first, once for each change, and to newcomers", async () => {
  const { world, get } = await members(["ann", "bob"]);
  const anns = await publish(world, get("ann"), "a");
  const bobs = await publish(world, get("bob"), "b");
  get("ann").heard();
  world.media.emit({ type: "speaking", session: anns, rank: 1 });
  world.media.emit({ type: "speaking", session: bobs, rank: 0 });
  await settle();
  assertEquals(get("ann").heard(), [{ type: "speakers", streams: ["b", "a"] }]);
  world.media.emit({ type: "speaking", session: bobs, rank: 0 });
  await settle();
  assertEquals(get("ann").heard(), [], "nothing has changed");
  const cat = world.connect();
  await cat.say({ type: "handshake", version: VERSION, id: "id-cat" });
  await cat.say({ type: "join", kind: "join", group: "room", username: "cat" });
  assertEquals(cat.heard().at(-1), { type: "speakers", streams: ["b", "a"] });
  world.media.emit({ type: "speaking", session: bobs, rank: -1 });
  await settle();
  assertEquals(cat.heard(), [{ type: "speakers", streams: ["a"] }]);
  await get("ann").say({ type: "close", id: "a" });
  assertEquals(cat.heard(), [{ type: "speakers", streams: [] }], "a stream that is over is silent");
});

Deno.test("publishers learn which encodings nobody wants, and that packets get lost", async () => {
  const { world, get } = await members(["ann"]);
  const up = await publish(world, get("ann"), "cam");
  const wanted = [{ rid: "l", active: true }, { rid: "h", active: false }];
  world.media.emit({ type: "encodings", session: up, wanted });
  world.media.emit({ type: "slowlink", session: up, lossShare: 0.125 });
  world.media.emit({ type: "slowlink", session: up, lossShare: 0 });
  assertEquals(get("ann").heard(), [
    { type: "encodings", id: "cam", encodings: { l: true, h: false } },
    { type: "slowlink", id: "cam", loss: 0.125 },
    { type: "slowlink", id: "cam", loss: 0 },
  ]);
});

Deno.test("a receiver says how it shows a stream, field by field", async () => {
  const { world, get } = await members(["ann", "bob"]);
  await publish(world, get("ann"), "cam");
  const session = await receive(world, get("bob"));
  await get("bob").say({ type: "configure", id: "cam", width: 640, height: 360 });
  assertEquals(world.media.commands(), [
    { type: "view", session, view: { ...UNKNOWN, width: 640, height: 360 } },
  ]);
  await get("bob").say({ type: "configure", id: "cam", stage: true, spatial: 1, temporal: null });
  assertEquals(views(world), [{ ...UNKNOWN, width: 640, height: 360, stage: true, spatial: 1 }]);
  await get("bob").say({ type: "configure", id: "cam", spatial: -1, stage: false });
  assertEquals(views(world), [{ ...UNKNOWN, width: 640, height: 360 }]);
  await get("bob").say({ type: "configure", id: "cam", width: 640 });
  assertEquals(views(world), [], "nothing has changed");
  assertEquals(get("bob").heard(), []);
});

Deno.test("what comes in place of a stream is shown in the same way", async () => {
  const { world, get } = await members(["ann", "bob"]);
  await publish(world, get("ann"), "cam");
  await receive(world, get("bob"));
  await get("bob").say({ type: "configure", id: "cam", width: 100, spatial: 0 });
  world.media.commands();
  await get("ann").say({ type: "offer", id: "cam2", label: "camera", sdp: "x", replace: "cam" });
  const session = world.media.last("publish");
  world.media.emit({ type: "answered", session, sdp: "answer", tracks: [VIDEO] });
  const next = world.media.last("subscribe");
  const view = { ...UNKNOWN, width: 100, spatial: 0 };
  assertEquals(world.media.commands().at(-1), { type: "view", session: next, view });
});

Deno.test("an operator configures what others receive; nobody else does", async () => {
  const { world, get } = await members(["ann", "bob", "chair"]);
  await publish(world, get("ann"), "cam");
  const session = await receive(world, get("bob"));
  await get("chair").say({ type: "configure", id: "cam", dest: "id-bob", temporal: 0 });
  assertEquals(world.media.commands(), [
    { type: "view", session, view: { ...UNKNOWN, temporal: 0 } },
  ]);
  await get("bob").say({ type: "configure", id: "cam", dest: "id-bob", temporal: -1 });
  assertEquals(views(world), [UNKNOWN], "oneself one may name");
  await get("ann").say({ type: "configure", id: "cam", dest: "id-bob", temporal: 0 });
  assertEquals(get("ann").heard()[0]?.value, "not authorised");
  for (const dest of ["id-ann", "id-nobody"]) {
    await get("chair").say({ type: "configure", id: "cam", dest, temporal: 0 });
    assertEquals(get("chair").heard()[0]?.value, "that member does not receive this stream");
  }
  assertEquals(views(world), []);
});

Deno.test("late words about a stream do no harm, wrong ones are answered", async () => {
  const { world, get } = await members(["ann", "bob"]);
  await publish(world, get("ann"), "cam");
  await receive(world, get("bob"));
  await get("ann").say({ type: "close", id: "cam" });
  get("bob").heard();
  await get("bob").say({ type: "configure", id: "cam", width: 1 });
  await get("bob").say({ type: "playback", id: "cam", freezes: 1 });
  await get("bob").say({ type: "playback", id: "never" });
  assertEquals(get("bob").heard(), []);
  await get("bob").say({ type: "configure", id: "never", width: 1 });
  assertEquals(get("bob").heard()[0]?.value, "no such stream");
  const alone = world.connect();
  await alone.say({ type: "handshake", version: VERSION, id: "x" });
  await alone.say({ type: "configure", id: "cam" });
  assertEquals(alone.heard()[1]?.value, "join a group first");
  assertEquals(world.media.commands().map(({ type }) => type), ["close", "close"]);
});

Deno.test("values out of bounds are malformed", async () => {
  const fields = [
    { width: -1 },
    { width: 70_000 },
    { height: 1.5 },
    { spatial: -2 },
    { spatial: 8 },
    { temporal: "1" },
    { stage: 1 },
    { dest: 7 },
  ];
  for (const field of fields) {
    const { get } = await members(["ann"]);
    await get("ann").say({ type: "configure", id: "cam", ...field });
    assertEquals(get("ann").closed?.code, 1011, JSON.stringify(field));
  }
  for (const field of [{ freezes: -1 }, { freezeMs: 1e13 }, { framesPerSecond: "many" }]) {
    const { get } = await members(["ann"]);
    await get("ann").say({ type: "playback", id: "cam", ...field });
    assertEquals(get("ann").closed?.code, 1011, JSON.stringify(field));
  }
});

Deno.test("of very many changes of view the worker gets some at once, and the newest a little later", async () => {
  const { world, get } = await members(["ann", "bob"]);
  await publish(world, get("ann"), "cam");
  await receive(world, get("bob"));
  for (let width = 1; width <= 1000; width++) {
    await get("bob").say({ type: "configure", id: "cam", width });
  }
  const posted = views(world);
  assertEquals(posted.length, 300);
  assertEquals(posted.at(-1)?.width, 300);
  await world.live(1);
  assertEquals(views(world).map(({ width }) => width), [1000]);
  await world.live(3);
  assertEquals(views(world), []);
});

Deno.test("a lossy uplink marks its publisher, whoever misses what is lost", async () => {
  const { world, get } = await members(["ann", "bob", "cat"]);
  const up = await publish(world, get("ann"), "cam");
  const bobs = await receive(world, get("bob"));
  const cats = await receive(world, get("cat"));
  const downs = { [bobs]: {}, [cats]: {} };
  await measure(world, 10, { [up]: {} }, downs);
  assertEquals([get("ann").heard(), get("bob").heard()], [[], []]);
  await measure(world, 8, { [up]: { lossShare: 0.05 } }, downs);
  const bad = { up: "weak", down: "good" };
  assertEquals(get("ann").heard(), [{ type: "quality", members: {}, own: bad }]);
  const message = { type: "quality", members: { "id-ann": bad }, own: GOOD };
  assertEquals(get("bob").heard(), [message]);
  assertEquals(get("cat").heard(), [message]);
  for (const name of ["ann", "bob", "cat"]) await get(name).say({ type: "pong" });
  await measure(world, 10, { [up]: {} }, downs);
  assertEquals(get("bob").heard(), [{ type: "quality", members: { "id-ann": GOOD }, own: GOOD }]);
});

Deno.test("a viewer whose network carries too little is marked, and nobody else", async () => {
  const { world, get } = await members(["ann", "bob", "cat"]);
  const up = await publish(world, get("ann"), "cam");
  const bobs = await receive(world, get("bob"));
  const cats = await receive(world, get("cat"));
  const poor = { estimateBps: 200_000, wantedBps: 2_000_000 };
  await measure(world, 20, { [up]: {} }, { [bobs]: poor, [cats]: {} });
  const marks = { up: "good", down: "bad" };
  assertEquals(get("bob").heard(), [{ type: "quality", members: {}, own: marks }]);
  assertEquals(get("ann").heard(), [{ type: "quality", members: { "id-bob": marks }, own: GOOD }]);
  const dan = await member(world, "dan", "", VERSION);
  dan.heard();
  await world.live(4);
  assertEquals(dan.heard()[0], { type: "quality", members: { "id-bob": marks }, own: GOOD });
});

Deno.test("no estimate is no bad sign", async () => {
  const { world, get } = await members(["ann", "bob"]);
  const up = await publish(world, get("ann"), "cam");
  const bobs = await receive(world, get("bob"));
  const unknown = { estimateBps: 0, wantedBps: 2_000_000 };
  await measure(world, 20, { [up]: {} }, { [bobs]: unknown });
  assertEquals(get("bob").heard(), []);
});

/** Has receivers report every two seconds that `cam` stands still for so much of the time. */
async function play(
  world: World,
  receivers: readonly (readonly [FakeClient, number])[],
  up: number,
  lossShare = 0,
) {
  for (let i = 1; i <= 10; i++) {
    for (const [client, frozenShare] of receivers) {
      const freezeMs = i * 2000 * frozenShare;
      await client.say({ type: "playback", id: "cam", freezes: i, freezeMs, framesPerSecond: 20 });
    }
    await measure(world, 2, { [up]: { lossShare } });
  }
}

/** The last marks that a client heard of a member. */
function marksOf(client: FakeClient, id: string) {
  let marks: unknown = GOOD;
  for (const { type, members } of client.heard()) {
    const known = members as Record<string, unknown> | undefined;
    if (type === "quality" && known?.[id] !== undefined) marks = known[id];
  }
  return marks;
}

Deno.test("pictures that stand still are the viewer's trouble where others see them move", async () => {
  const { world, get } = await members(["ann", "bob", "cat", "dan"]);
  const up = await publish(world, get("ann"), "cam");
  for (const name of ["bob", "cat", "dan"]) await receive(world, get(name));
  await play(world, [[get("bob"), 0.1], [get("cat"), 0], [get("dan"), 0.01]], up);
  const heard = get("cat");
  assertEquals(marksOf(heard, "id-bob"), { up: "good", down: "weak" });
  assertEquals(marksOf(get("dan"), "id-ann"), GOOD);
});

Deno.test("pictures that stand still for most are the publisher's trouble, and no viewer's", async () => {
  const { world, get } = await members(["ann", "bob", "cat", "dan"]);
  const up = await publish(world, get("ann"), "cam");
  for (const name of ["bob", "cat", "dan"]) await receive(world, get(name));
  await play(world, [[get("bob"), 0.5], [get("cat"), 0.5], [get("dan"), 0]], up);
  assertEquals(marksOf(get("dan"), "id-ann"), { up: "bad", down: "good" });
  assertEquals(marksOf(get("cat"), "id-bob"), GOOD);
});

Deno.test("a single viewer is not to blame for a publisher whose packets get lost", async () => {
  const { world, get } = await members(["ann", "bob"]);
  const up = await publish(world, get("ann"), "cam");
  await receive(world, get("bob"));
  await play(world, [[get("bob"), 0.3]], up, 0.06);
  assertEquals(marksOf(get("bob"), "id-ann"), { up: "weak", down: "good" });
  assertEquals(marksOf(get("ann"), "id-bob"), GOOD);
});

Deno.test("who has no connection any more is marked after some seconds", async () => {
  const { world, get } = await members(["ann", "bob"]);
  const up = await publish(world, get("ann"), "cam");
  const bobs = await receive(world, get("bob"));
  world.media.emit({ type: "lost", session: up, reason: "silence" });
  await world.live(12);
  assertEquals(marksOf(get("bob"), "id-ann"), { up: "bad", down: "good" });
  world.media.emit({ type: "connected", session: up });
  world.media.emit({ type: "lost", session: bobs, reason: "silence" });
  await world.live(20);
  assertEquals(marksOf(get("ann"), "id-bob"), { up: "good", down: "bad" });
});

Deno.test("marks come at most every two seconds", async () => {
  const { world, get } = await members(["ann", "bob"]);
  const up = await publish(world, get("ann"), "cam");
  let messages = 0;
  for (let i = 0; i < 60; i++) {
    const bad = i % 12 < 6;
    await measure(world, 2, { [up]: { lossShare: bad ? 0.3 : 0 } });
    const heard = get("bob").heard().filter(({ type }) => type === "quality").length;
    assert(heard <= 1, "one at most in two seconds");
    messages += heard;
  }
  assert(messages > 2 && messages <= 20, `${messages} messages in two minutes`);
});

Deno.test("marks end with the stay in a group", async () => {
  const { world, get } = await members(["ann", "bob"]);
  const up = await publish(world, get("ann"), "cam");
  await measure(world, 10, { [up]: { lossShare: 0.3 } });
  get("bob").heard();
  await get("ann").say({ type: "join", kind: "leave", group: "room" });
  await get("ann").say({ type: "join", kind: "join", group: "room", username: "ann" });
  get("ann").heard();
  await world.live(10);
  assertEquals(marksOf(get("bob"), "id-ann"), GOOD);
  assertEquals(get("ann").heard(), []);
});
