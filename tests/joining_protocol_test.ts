/**
 * Joining while other things happen, and members who say more than they should.
 */
import { createDescription } from "../groups/description.ts";
import { createPassword } from "../groups/password.ts";
import { refreshGroups } from "../server/membership.ts";
import { assert, assertEquals } from "./assert.ts";
import { createWorld, type FakeClient, member, type World } from "./protocol/world.ts";
import { until } from "./until.ts";

const HASH = `$2a$04$${"a".repeat(53)}`;

/** A group in which `ann` has these permissions, and a password that takes time to check. */
function lecture(permissions: "op" | "observe" | null) {
  const password = createPassword({ type: "bcrypt", key: HASH });
  return createDescription({
    users: permissions === null ? new Map() : new Map([["ann", { password, permissions }]]),
  });
}

/** Somebody whose password is being checked. */
interface Joining {
  readonly world: World;
  readonly ann: FakeClient;
  /** Lets the check come to its end. Resolves to what Ann hears of it. */
  readonly checked: () => Promise<Record<string, unknown>>;
}

async function joining(): Promise<Joining> {
  const world = createWorld({ room: lecture("op") });
  const waiting: (() => void)[] = [];
  Object.assign(world.hub.hasher, {
    compareBcrypt: () => new Promise((resolve) => void waiting.push(() => resolve(true))),
  });
  const ann = world.connect();
  await ann.say({ type: "handshake", version: ["2"], id: "id-ann" });
  await ann.say({ type: "join", kind: "join", group: "room", username: "ann", password: "x" });
  ann.heard();
  await until("the check of the password", () => waiting.length === 1);
  return {
    world,
    ann,
    async checked() {
      const heard: Record<string, unknown>[] = [];
      await until("an answer", async () => {
        waiting.shift()?.();
        await world.live(1);
        heard.push(...ann.heard());
        return heard.length > 0;
      });
      return heard[0]!;
    },
  };
}

Deno.test("whose entry goes while the password is checked does not come in", async () => {
  const { world, ann, checked } = await joining();
  world.store.set("room", lecture(null));
  await refreshGroups(world.hub);
  const answer = await checked();
  assertEquals([answer["kind"], answer["value"]], ["fail", "not authorised"]);
  assertEquals(ann.client.group, null);
});

Deno.test("whose rights change while the password is checked comes in with the new ones", async () => {
  const { world, checked } = await joining();
  world.store.set("room", lecture("observe"));
  await refreshGroups(world.hub);
  const answer = await checked();
  assertEquals([answer["kind"], answer["permissions"]], ["join", undefined]);
});

Deno.test("whose group goes while the password is checked learns that there is none", async () => {
  const { world, checked } = await joining();
  world.store.set("room", null);
  await refreshGroups(world.hub);
  assertEquals((await checked())["value"], "group does not exist");
  assertEquals(world.errors, []);
});

Deno.test("a message with an endless id or kind is refused: it would be in the history for all who join", async () => {
  const world = createWorld();
  const ann = await member(world, "ann");
  const bob = await member(world, "bob");
  ann.heard();
  bob.heard();
  for (const type of ["chat", "usermessage"]) {
    for (const field of ["id", "kind"]) {
      await ann.say({ type, value: "x", [field]: "y".repeat(600) });
      assertEquals(ann.heard().map((said) => said["value"]), ["this message is too long"]);
    }
  }
  assertEquals(bob.heard(), []);
});

Deno.test("small changes of large data wait as if all of the data had been said", async () => {
  const world = createWorld();
  const ann = await member(world, "ann");
  const bob = await member(world, "bob");
  bob.heard();
  const set = (value: unknown) =>
    ann.say({ type: "useraction", kind: "setdata", dest: "id-ann", value });
  await set({ large: "x".repeat(40_000) });
  for (let i = 0; i < 10; i++) await set({ i });
  const atOnce = bob.heard().length;
  assert(atOnce <= 4, `${atOnce} at once`);
  await world.live(20);
  assertEquals(bob.heard().length, 11 - atOnce, "nothing is lost");
});
