import { createDescription } from "../groups/description.ts";
import { openGroup } from "../groups/directory.ts";
import { createToken } from "../groups/token.ts";
import { assert, assertEquals } from "../tests/assert.ts";
import { createWorld, ROOM } from "../tests/protocol/world.ts";
import { createUpkeep, keepUp } from "./upkeep.ts";

const DAY = 24 * 3_600_000;

Deno.test("tokens that ended a week ago are forgotten at the start and every quarter of an hour", async () => {
  const world = createWorld();
  const nowMs = world.clock.nowMs();
  const ends = { old: -8 * DAY, weekOld: -7 * DAY + 60_000, fresh: DAY };
  for (const [token, ms] of Object.entries(ends)) {
    const made = createToken({ token, group: "room", expiresMs: nowMs + ms });
    await world.hub.tokens.edit(token, () => true, () => made);
  }
  const upkeep = createUpkeep();
  const names = async () => [...(await world.hub.tokens.read()).tokens.keys()];
  await keepUp(world.hub, upkeep, () => Promise.resolve());
  assertEquals(await names(), ["weekOld", "fresh"]);
  await world.clock.advance(14 * 60_000);
  await keepUp(world.hub, upkeep, () => Promise.resolve());
  assertEquals(await names(), ["weekOld", "fresh"]);
  await world.clock.advance(60_000);
  await keepUp(world.hub, upkeep, () => Promise.resolve());
  assertEquals(await names(), ["fresh"]);
});

Deno.test("empty subgroups are forgotten within a minute", async () => {
  const world = createWorld({ room: createDescription({ autoSubgroups: true }) });
  const upkeep = createUpkeep();
  await keepUp(world.hub, upkeep, () => Promise.resolve());
  openGroup(world.hub.directory, "room/a", world.clock.nowMs());
  assertEquals(world.hub.directory.groups.size, 1);
  await world.clock.advance(60_000);
  await keepUp(world.hub, upkeep, () => Promise.resolve());
  assertEquals(world.hub.directory.groups.size, 0);
});

Deno.test("a task that fails is logged and keeps no other from its turn", async () => {
  const world = createWorld();
  openGroup(world.hub.directory, "room", world.clock.nowMs());
  await keepUp(world.hub, createUpkeep(), () => Promise.reject(new Error("no disk")));
  assertEquals(world.hub.directory.groups.size, 0);
  assertEquals(world.errors.length, 1);
  assert(world.errors[0]!.includes("no disk"));
});

Deno.test("an edited group file is taken over", async () => {
  const world = createWorld();
  world.store.set("other", ROOM);
  await keepUp(world.hub, createUpkeep(), () => Promise.resolve());
  assertEquals(openGroup(world.hub.directory, "other", 0).type, "open");
});
