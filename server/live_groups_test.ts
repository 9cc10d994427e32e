import { assert, assertEquals } from "../tests/assert.ts";
import { createWorld, type FakeClient, member, ROOM, settle } from "../tests/protocol/world.ts";
import { createLiveGroups } from "./live_groups.ts";
import type { GroupStatistics } from "./statistics.ts";

const NO_MEDIA = { trackStats: () => Promise.resolve([]) };
const GENTLY = { message: "enough", minutes: 0, address: false };

/** What a client was told by messages of that type, and how its connection ended. */
function news(client: FakeClient, type: string) {
  return { told: client.heard().filter((each) => each["type"] === type), closed: client.closed };
}

Deno.test("an administrator puts a member out, who is told why; the others see that one go", async () => {
  const world = createWorld();
  const [ann, bob] = [await member(world, "ann"), await member(world, "bob")];
  const live = createLiveGroups(world.hub, NO_MEDIA);
  ann.heard();
  assertEquals(live.putOut("room", { id: "id-bob", ...GENTLY }), true);
  await settle();
  const { told, closed } = news(bob, "usermessage");
  // A client comes back by itself when nobody is named.
  assertEquals([told[0]!["kind"], told[0]!["value"], told[0]!["username"]], [
    "kicked",
    "enough",
    "The administrator",
  ]);
  assertEquals(closed?.code, 1000);
  assertEquals(news(ann, "user").told.map(({ kind, id }) => [kind, id]), [["delete", "id-bob"]]);
  const { clients } = await live.statistics("room") as GroupStatistics;
  assertEquals(clients!.map(({ username }) => username), ["ann"]);
  assertEquals(live.putOut("room", { id: "id-bob", ...GENTLY }), false);
  assertEquals(live.putOut("elsewhere", { id: "id-ann", ...GENTLY }), false);
});

Deno.test("somebody put out for some minutes cannot come back before they are over", async () => {
  const world = createWorld();
  await member(world, "bob");
  const live = createLiveGroups(world.hub, NO_MEDIA);
  live.putOut("room", { id: "id-bob", ...GENTLY, minutes: 2 });
  const again = world.connect();
  const join = { type: "join", kind: "join", group: "room", username: "bob" };
  await again.say({ type: "handshake", version: ["2"], id: "b2" });
  await again.say(join);
  assertEquals(again.heard().at(-1)!["kind"], "fail");
  await world.clock.advance(121_000);
  await member(world, "bob");
});

Deno.test("closing a group puts everybody out without a word of each other, and anybody may come back", async () => {
  const world = createWorld();
  const people = [await member(world, "ann"), await member(world, "chair", "gavel")];
  for (const person of people) person.heard();
  const live = createLiveGroups(world.hub, NO_MEDIA);
  live.close("room", "the building closes");
  await settle();
  for (const person of people) {
    const heard = person.heard();
    assertEquals(heard.map(({ kind, value, username }) => [kind, value, username]), [[
      "kicked",
      "the building closes",
      "The administrator",
    ]]);
    assert(person.closed !== null);
  }
  assertEquals(await live.statistics("room"), { name: "room" });
  assertEquals(await live.statistics("absent"), { name: "absent" });
  live.close("room", "nobody is there");
  live.close("absent", "nothing is there");
  await member(world, "ann");
});

Deno.test("a group is locked before anybody is in, lets operators in alone, and opens again", async () => {
  const world = createWorld({ room: ROOM });
  const live = createLiveGroups(world.hub, NO_MEDIA);
  live.lock("room", "exam");
  const ann = world.connect();
  await ann.say({ type: "handshake", version: ["2"], id: "a" });
  const join = { type: "join", kind: "join", group: "room", username: "ann" };
  await ann.say(join);
  const failed = ann.heard().at(-1)!;
  assertEquals([failed["kind"], failed["value"]], ["fail", "exam"]);
  await member(world, "chair", "gavel");
  live.lock("room", null);
  await ann.say(join);
  assert(ann.heard().some(({ kind }) => kind === "join"));
  live.lock("absent", "nothing is there");
  assertEquals(world.errors, []);
});
