/**
 * People who come, wait, are let in, sent away and moved, in any order and with any values: whatever they say, everybody is in one place, and
 * nobody at the door hears what is said inside.
 */
import type { Group } from "../groups/group.ts";
import { assert, assertEquals } from "./assert.ts";
import { createWorld, type FakeClient, ROOM, type World } from "./protocol/world.ts";
import { VERSION } from "./protocol/streaming.ts";
import { createRandom, type Random } from "./random.ts";

const NAMES = ["chair", "ann", "bob", "cat", "dan", "eve"];
const GROUPS = ["room", "room", "room", "room/1", "room/2", "room/../x", "elsewhere"];

/** What clients are told who are in no group. */
const OUTSIDE = new Set([
  "handshake",
  "joined",
  "waiting",
  "usermessage",
  "ping",
  "abort",
  "close",
]);

interface Person {
  readonly name: string;
  readonly fake: FakeClient;
  ticket: string;
}

function pick<T>(random: Random, all: readonly T[]): T {
  return all[random.int(all.length)]!;
}

/** Any value: what belongs there, what does not, and what is too much. */
function anyValue(random: Random): unknown {
  const id = `id-${pick(random, NAMES)}`;
  return pick(random, [
    null,
    true,
    false,
    -1,
    1e308,
    "",
    id,
    { id },
    { id, message: "No" },
    { id: [id], message: {} },
    { to: pick(random, GROUPS), people: [id, id], seconds: random.int(5000) - 10, text: "go" },
    { to: pick(random, GROUPS), seconds: 1 },
    { to: pick(random, GROUPS), people: { length: 9 } },
    { message: "Out", minutes: 1 },
    JSON.parse('{"__proto__": {"id": "x"}, "constructor": 1}'),
    Array(100).fill(id),
    "x".repeat(3000),
  ]);
}

function anyMessage(random: Random, { name, ticket }: Person): object {
  const dest = `id-${pick(random, NAMES)}`;
  const value = anyValue(random);
  switch (random.int(9)) {
    case 0:
    case 1:
      return {
        type: "join",
        kind: pick(random, ["join", "join", "join", "leave"]),
        group: pick(random, GROUPS),
        username: name,
        ...name === "chair" ? { password: "gavel" } : {},
        ...random.int(2) === 0
          ? { ticket: pick(random, [ticket, "random-1", "random-2", ""]) }
          : {},
      };
    case 2:
    case 3:
      return { type: "groupaction", kind: pick(random, ["lobby", "admit", "deny"]), value };
    case 4:
      return {
        type: "groupaction",
        kind: pick(random, ["lock", "unlock", "listsubgroups", "tellsubgroups", "movepeople"]),
        value,
      };
    case 5:
      return { type: "useraction", kind: pick(random, ["op", "unop", "kick"]), dest, value };
    case 6:
      return { type: "configure", id: "cam", dest, hidden: pick(random, [true, false]) };
    case 7:
      return { type: "request", request: { "": ["audio"] } };
    default:
      return { type: pick(random, ["chat", "usermessage"]), kind: "x", value, noecho: false };
  }
}

async function arrive(world: World, random: Random, name: string): Promise<Person> {
  const fake = world.connect();
  const version = random.int(4) === 0 ? ["2"] : VERSION;
  await fake.say({ type: "handshake", version, id: `id-${name}` });
  return { name, fake, ticket: "" };
}

/** Where everybody is, by each of the places where that is written. */
function checkPlaces({ hub }: World): void {
  const groups: Group[] = [...hub.directory.groups.values()];
  for (const group of groups) {
    const ids = (clients?: ReadonlyMap<string, unknown>) => [...clients?.keys() ?? []].sort();
    assertEquals(ids(hub.rooms.get(group)), ids(group.members), group.name);
    assertEquals(ids(hub.lobbies.get(group)), ids(group.lobby.waiting), group.name);
    assert(group.lobby.on || group.lobby.waiting.size === 0, "nobody waits without a lobby");
    assert(!group.lobby.on || group.locked !== null, "a group with a lobby is locked");
  }
  for (const client of hub.clients) {
    assert(client.group === null || client.waiting === null, "nobody is in two places");
    const isIn = (places: typeof hub.rooms, group: Group | null) =>
      group !== null && places.get(group)?.get(client.id) === client;
    assertEquals(client.group !== null, isIn(hub.rooms, client.group));
    assertEquals(client.waiting !== null, isIn(hub.lobbies, client.waiting));
  }
}

for (let seed = 1; seed <= 20; seed++) {
  Deno.test(`whatever is said at the door, everybody is in one place (seed ${seed})`, async () => {
    const random = createRandom(seed);
    const world = createWorld({ room: { ...ROOM, lobby: seed % 2 === 0, autoSubgroups: true } });
    const people = new Map<string, Person>();
    for (let turn = 0; turn < 400; turn++) {
      const name = pick(random, NAMES);
      let person = people.get(name);
      if (person === undefined || person.fake.closed !== null || random.int(40) === 0) {
        if (person?.fake.closed === null) await person.fake.vanish();
        person = { ...await arrive(world, random, name), ticket: person?.ticket ?? "" };
        people.set(name, person);
      }
      const before = new Map(
        [...people.values()].map(({ name, fake: { client } }) => [name, client.group]),
      );
      await person.fake.say(anyMessage(random, person));
      await world.live(1);
      checkPlaces(world);
      for (const other of people.values()) {
        const heard = other.fake.heard();
        for (const { ticket } of heard) if (typeof ticket === "string") other.ticket = ticket;
        const isOutside = other.fake.client.group === null && before.get(other.name) === null;
        const strange = heard.filter(({ type }) => isOutside && !OUTSIDE.has(String(type)));
        assertEquals(strange, []);
      }
    }
    assertEquals(world.errors, []);
    for (const { fake } of people.values()) if (fake.closed === null) await fake.vanish();
    assertEquals([world.hub.rooms.size, world.hub.lobbies.size], [0, 0]);
    for (const { lobby } of world.hub.directory.groups.values()) {
      assertEquals([lobby.holders.size, lobby.waiting.size], [0, 0]);
    }
  });
}
