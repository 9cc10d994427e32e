/**
 * What operators of a group do to its automatic subgroups without being in them: see who is where, say something to all, send
 * people there and call them back. All of it is of `lectern-1`. Nobody is moved by the server: clients are asked to go.
 * @module
 */
import { automaticSubgroups, definedBy, describeGroup } from "../groups/directory.ts";
import type { Group } from "../groups/group.ts";
import type { JsonValue } from "../groups/json.ts";
import { type Client, type Hub, send } from "./client.ts";
import { type Refusal, refuse } from "./fates.ts";
import { isJsonObject } from "./membership.ts";

/** Kind of the message by which a client is asked to go to another group. */
const MOVE = "lectern-move";

/** How many members may be named at once. */
const MAX_PEOPLE = 4096;

/** How long clients may be told to wait before they go, in seconds. */
const MAX_SECONDS = 3600;

/** Tells an operator who is in which subgroup. */
export function listSubgroups(hub: Hub, client: Client, group: Group): null {
  const groups = automaticSubgroups(hub.directory, group.name).map(({ name, members }) => ({
    name,
    people: [...members.values()].map(({ id, username }) => ({ id, username })),
  }));
  send(client, { type: "subgroups", groups });
  return null;
}

/** Shows a text to everybody in the subgroups, as a warning of the operator. */
export function tellSubgroups(
  hub: Hub,
  client: Client,
  group: Group,
  value: JsonValue,
): Refusal | null {
  if (typeof value !== "string") return refuse("user", "bad value in tellsubgroups");
  if (value.length > hub.limits().chatLength) return refuse("user", "this message is too long");
  for (const other of peopleBelow(hub, group)) {
    send(other, { type: "usermessage", kind: "warning", ...signature(hub, client, other), value });
  }
  return null;
}

/** Where to whom is to go, and what those are told who can only read. */
interface MoveOrder {
  readonly to: string;
  /** Ids of members of the operator's group; null for everybody in its subgroups. */
  readonly people: readonly string[] | null;
  readonly seconds: number;
  readonly text: string;
}

/**
 * Asks members to go to the group or to one of its automatic subgroups. Who speaks `lectern-1` is told so for the program, the
 * others get a private line of chat.
 */
export function movePeople(
  hub: Hub,
  client: Client,
  group: Group,
  value: JsonValue,
): Refusal | null {
  const order = readMoveOrder(value, hub.limits().chatLength);
  if (order === null) return refuse("user", "bad value in movepeople");
  if (!isOfFamily(hub, group, order.to)) return refuse("user", "there is no such subgroup");
  const { to, people, seconds, text } = order;
  const room = hub.rooms.get(group);
  const movers = people === null
    ? peopleBelow(hub, group)
    : [...new Set(people)].flatMap((id) => room?.get(id) ?? []);
  for (const other of movers) {
    const common = signature(hub, client, other);
    if (other.extended) {
      send(other, { type: "usermessage", kind: MOVE, ...common, value: { group: to, seconds } });
    } else if (text !== "") send(other, { type: "chat", ...common, value: text });
  }
  hub.log.info("an operator has asked people to change groups", {
    group: group.name,
    operator: client.username,
    to,
    people: movers.length,
  });
  return null;
}

function readMoveOrder(value: JsonValue, textLength: number): MoveOrder | null {
  if (!isJsonObject(value)) return null;
  const { to, people = null, seconds = 0, text = "" } = value;
  if (typeof to !== "string" || typeof text !== "string" || text.length > textLength) return null;
  if (typeof seconds !== "number" || !(seconds >= 0 && seconds <= MAX_SECONDS)) return null;
  if (people === null) return { to, people, seconds, text };
  if (!Array.isArray(people) || people.length > MAX_PEOPLE) return null;
  const ids = people.filter((id) => typeof id === "string");
  return ids.length === people.length ? { to, people: ids, seconds, text } : null;
}

/** Whether that is the group itself, or a subgroup that its file defines, so that everybody's credentials are good there. */
function isOfFamily({ directory }: Hub, { name }: Group, to: string): boolean {
  if (to === name) return true;
  return to.startsWith(`${name}/`) && describeGroup(directory, to).type === "described" &&
    definedBy(directory, to) === definedBy(directory, name);
}

function peopleBelow(hub: Hub, group: Group): Client[] {
  return automaticSubgroups(hub.directory, group.name).flatMap((subgroup) => [
    ...hub.rooms.get(subgroup)?.values() ?? [],
  ]);
}

/** Who says so, to whom and when. */
function signature(hub: Hub, from: Client, to: Client) {
  return {
    source: from.id,
    username: from.username,
    dest: to.id,
    privileged: true,
    time: new Date(hub.clock.nowMs()).toISOString().replace(/\.\d+Z$/, "Z"),
  };
}
