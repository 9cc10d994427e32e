/**
 * Conversations about what we add to Galène's protocol, and what those who do not speak it must never hear. Workers are played.
 */
import { UNKNOWN_VIEW as UNKNOWN } from "../server/views.ts";
import { assertEquals } from "./assert.ts";
import { GOOD, measure, members, publish, receive, VERSION, VIDEO } from "./protocol/streaming.ts";
import { createWorld, settle, type World } from "./protocol/world.ts";

function views(world: World) {
  return world.media.commands().flatMap((each) => each.type === "view" ? [each.view] : []);
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
  await get("bob").say({ type: "configure", id: "cam", hidden: true });
  assertEquals(views(world), [{ ...UNKNOWN, width: 640, height: 360, hidden: true }]);
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
