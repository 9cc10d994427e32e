/**
 * Whose network is in trouble: what members are told of each other's, as workers and receivers report. Workers are played.
 */
import { assert, assertEquals } from "./assert.ts";
import { GOOD, measure, members, publish, receive, VERSION } from "./protocol/streaming.ts";
import { type FakeClient, member, type World } from "./protocol/world.ts";

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
