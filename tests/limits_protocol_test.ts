/**
 * What nobody may take from the others: floods, crowds and endless texts against the control plane without a network.
 * @module
 */
import { createDescription } from "../groups/description.ts";
import { createPassword } from "../groups/password.ts";
import { DEFAULT_LIMITS } from "../server/limits.ts";
import { assert, assertEquals, assertMatch } from "./assert.ts";
import { error, hello, join } from "./protocol/phrases.ts";
import { converse } from "./protocol/conversation.ts";
import { createWorld, type FakeClient, member, ROOM, type World } from "./protocol/world.ts";

/** What a link to a listener carries: 8 Mbit/s. */
const BYTES_PER_MS = 1000;

/** A link to a member, which takes its time for what the server sends. */
interface Link {
  readonly client: FakeClient;
  readonly queue: { readonly message: Record<string, unknown>; left: number }[];
}

/** Moves a link on by a millisecond. Returns what has arrived. */
function drain(link: Link): Record<string, unknown>[] {
  for (const message of link.client.heard()) {
    link.queue.push({ message, left: JSON.stringify(message).length });
  }
  const arrived: Record<string, unknown>[] = [];
  for (let room = BYTES_PER_MS; room > 0 && link.queue.length > 0;) {
    const first = link.queue[0]!;
    const part = Math.min(room, first.left);
    first.left -= part;
    room -= part;
    if (first.left === 0) arrived.push(link.queue.shift()!.message);
  }
  return arrived;
}

/** Something that somebody does to the others, called every millisecond. */
type Flood = (client: FakeClient, ms: number) => Promise<void>;

/**
 * Three people chat for ten seconds while a fourth does something. Returns for each line how long it took to each of the other two, in
 * milliseconds, in order, and the one who did it.
 */
async function chatDuring(flood: Flood): Promise<{ latencies: number[]; client: FakeClient }> {
  const world = createWorld();
  const mallory = await member(world, "mallory");
  const names = ["ada", "bob", "cleo"];
  const links: Link[] = [];
  for (const name of names) links.push({ client: await member(world, name), queue: [] });
  for (const { client } of links) client.heard();
  const latencies: number[] = [];
  for (let ms = 0; ms < 10_000; ms++) {
    if (mallory.closed === null) await flood(mallory, ms);
    if (ms % 100 === 50) {
      const { client } = links[(ms / 100 | 0) % links.length]!;
      await client.say({ type: "chat", value: { saidMs: ms } });
    }
    await world.clock.advance(1);
    for (const [i, link] of links.entries()) {
      for (const { type, source, value } of drain(link)) {
        if (type !== "chat" || source === "id-mallory" || source === `id-${names[i]}`) continue;
        latencies.push(ms - (value as { saidMs: number }).saidMs);
      }
    }
  }
  assertEquals(latencies.length, 200, "every line reached both others");
  assertEquals(world.errors, []);
  return { latencies: latencies.sort((a, b) => a - b), client: mallory };
}

const LINE = { type: "chat", value: "x" };

for (
  const [what, flood, isEnded] of [
    ["five short lines each millisecond", async (client, ms) => {
      for (let i = 0; i < 5; i++) await client.say({ ...LINE, id: `${ms}.${i}` });
    }, true],
    ["lines as long as they may be", async (client) => {
      await client.say({ type: "chat", value: "x".repeat(65_000) });
    }, true],
    ["a hundred lines each second", async (client, ms) => {
      if (ms % 10 === 0) await client.say(LINE);
    }, false],
    ["data of its own, again and again", async (client, ms) => {
      const value = { n: ms, text: "x".repeat(10_000) };
      await client.say({ type: "useraction", kind: "setdata", dest: "id-mallory", value });
    }, true],
    ["coming and going without end", async (client) => {
      await client.say({ type: "join", kind: "leave", group: "room" });
      await client.say(join("mallory"));
    }, true],
    ["streams that begin and end", async (client, ms) => {
      await client.say({ type: "offer", id: `s${ms}`, label: "camera", sdp: "offer" });
      await client.say({ type: "close", id: `s${ms}` });
    }, true],
  ] as [string, Flood, boolean][]
) {
  Deno.test(`the chat of others is as quick as ever during ${what}`, async () => {
    const calm = await chatDuring(() => Promise.resolve());
    const { latencies, client } = await chatDuring(flood);
    const median = (values: readonly number[]) => values[values.length / 2]!;
    assertEquals(median(latencies), median(calm.latencies));
    // A line may have to wait until a long one before it has passed.
    const worst = latencies.at(-1)! - calm.latencies.at(-1)!;
    assert(worst <= 70, `the slowest line took ${worst} ms longer`);
    const ending = { code: 1008, reason: "too many messages, too fast" };
    assertEquals(client.closed, isEnded ? ending : null);
  });
}

Deno.test("an operator's changes wait for the group's data, of which everybody gets all with each", async () => {
  const world = createWorld();
  const chair = await member(world, "chair", "gavel");
  const bob = await member(world, "bob");
  const big = { type: "groupaction", kind: "setdata", value: { text: "x".repeat(60_000) } };
  await chair.say(big);
  bob.heard();
  const changes = [
    { type: "groupaction", kind: "setdata", value: { n: 1 } },
    { type: "groupaction", kind: "lock" },
    { type: "groupaction", kind: "unlock" },
  ];
  for (let i = 0; i < 30; i++) await chair.say(changes[i % 3]);
  await world.live(10);
  const heard = bob.heard().length;
  assert(heard >= 3 && heard <= 8, `${heard} in ten seconds`);
  for (let i = 0; i < 60; i++) {
    await chair.say({ type: "pong" });
    await bob.say({ type: "pong" });
    await world.live(1);
  }
  assertEquals(heard + bob.heard().filter(({ type }) => type === "joined").length, 30);
});

Deno.test("what comes too fast is not lost: it reaches others in order, a little later", async () => {
  const world = createWorld();
  const ann = await member(world, "ann");
  const bob = await member(world, "bob");
  for (let i = 0; i < 150; i++) await ann.say({ type: "chat", value: i });
  // A hundred pass at once, of which joining was the first.
  const lines = () => bob.heard().filter(({ type }) => type === "chat").map(({ value }) => value);
  assertEquals(lines(), Array.from({ length: 99 }, (_, i) => i));
  await world.clock.advance(49);
  assertEquals(lines(), []);
  const later: unknown[] = [];
  for (let ms = 0; ms < 2550; ms += 50) {
    await world.clock.advance(50);
    later.push(...lines());
  }
  assertEquals(later, Array.from({ length: 51 }, (_, i) => 99 + i));
  assertEquals(ann.closed, null);
});

Deno.test("somebody who leaves while messages wait says nothing more", async () => {
  const world = createWorld();
  const ann = await member(world, "ann");
  const bob = await member(world, "bob");
  for (let i = 0; i < 150; i++) await ann.say({ type: "chat", value: i });
  bob.heard();
  await ann.vanish();
  await world.live(5);
  assertEquals(bob.heard().map(({ type }) => type), ["user"]);
  assertEquals(world.errors, []);
});

Deno.test("a lecture hall behind one address comes in at once; a program that tries without end waits", async () => {
  const world = createWorld();
  world.limits = { ...DEFAULT_LIMITS, joinsPerMinute: 60, messagesPerSecond: 1000 };
  for (let i = 0; i < 60; i++) await member(world, `student-${i}`);
  const late = world.connect();
  await late.say({ type: "handshake", version: ["2"], id: "id-late" });
  await late.say(join("late"));
  const refusal = late.heard()[1];
  assertEquals(refusal?.kind, "fail");
  assertMatch(
    String(refusal?.value),
    /too many people are joining from your network: .* 1 seconds/,
  );
  assertEquals(late.closed, null);
  await world.clock.advance(1000);
  await late.say(join("late"));
  assertEquals(late.heard()[0]?.kind, "join");
});

Deno.test("a group takes so many members and operators besides", async () => {
  const world = createWorld();
  world.limits = { ...DEFAULT_LIMITS, members: 2 };
  await member(world, "ann");
  await member(world, "bob");
  await converse(world, [
    ...hello("cleo"),
    ["cleo", ">", join("cleo")],
    ["cleo", "<", {
      type: "joined",
      kind: "fail",
      group: "room",
      username: "cleo",
      value: "too many users",
    }],
  ]);
  await member(world, "chair", "gavel");
});

Deno.test("lengths of names and of chat are refused in words, at the limits that are set", async () => {
  const world = createWorld();
  world.limits = { ...DEFAULT_LIMITS, nameLength: 5, chatLength: 100 };
  const ann = world.connect();
  await ann.say({ type: "handshake", version: ["2"], id: "id-ann" });
  ann.heard();
  await ann.say(join("annabel"));
  assertEquals(ann.heard()[0]?.value, "this name is too long: take one of at most 5 characters");
  await ann.say(join("annie"));
  ann.heard();
  await ann.say({ type: "chat", value: "x".repeat(98) });
  assertEquals(ann.heard()[0]?.type, "chat");
  await ann.say({ type: "chat", value: "x".repeat(99) });
  assertEquals(ann.heard(), [error("ann", "this message is too long")]);
});

/** Has somebody new try to join a group. Returns the answer. */
async function tryJoin(world: World, name: string, group: string) {
  const client = world.connect();
  await client.say({ type: "handshake", version: ["2"], id: `id-${name}` });
  await client.say({ ...join(name), group });
  return client.heard()[1]!;
}

Deno.test("there are only so many automatic subgroups with somebody in them", async () => {
  const world = createWorld({ room: createDescription({ ...ROOM, autoSubgroups: true }) });
  world.limits = { ...DEFAULT_LIMITS, subgroups: 2 };
  assertEquals((await tryJoin(world, "ann", "room/a")).kind, "join");
  assertEquals((await tryJoin(world, "bob", "room/b")).kind, "join");
  assertEquals((await tryJoin(world, "bea", "room/b")).kind, "join");
  const refused = await tryJoin(world, "cleo", "room/c");
  assertEquals(refused.value, "there are too many subgroups: use one that is there");
});

Deno.test("members make only so many tokens", async () => {
  const world = createWorld();
  world.limits = { ...DEFAULT_LIMITS, groupTokens: 1 };
  const chair = await member(world, "chair", "gavel");
  chair.heard();
  const value = { group: "room", permissions: ["present"], expires: 60_000 };
  for (let i = 0; i < 2; i++) await chair.say({ type: "groupaction", kind: "maketoken", value });
  const answers = chair.heard();
  assertEquals(answers.map(({ error }) => error ?? null), [null, "error"]);
  assertEquals(answers[1]?.value, "the group has too many tokens: revoke some");
});

Deno.test("a member that guesses passwords waits longer and longer", async () => {
  const guarded = createDescription({
    users: new Map([["ann", {
      password: createPassword({ type: "plain", key: "secret" }),
      permissions: "present",
    }]]),
  });
  const world = createWorld({ room: guarded });
  const waits: number[] = [];
  const eve = world.connect();
  await eve.say({ type: "handshake", version: ["2"], id: "id-eve" });
  eve.heard();
  for (let i = 0; i < 8; i++) {
    await eve.say(join("ann", `guess ${i}`));
    let waitedMs = 0;
    for (; eve.client.inbox.length > 0 || eve.client.busy; waitedMs += 100) {
      await world.clock.advance(100);
    }
    waits.push(waitedMs);
    assertEquals(eve.heard()[0]?.value, "not authorised");
  }
  assertEquals(waits, [200, 200, 200, 200, 200, 200, 400, 800]);
});
