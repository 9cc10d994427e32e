/**
 * What operators do at the door of their group: open and close the lobby, let people in, and send them away. All of it is of
 * `lectern-1`.
 * @module
 */
import type { Group } from "../groups/group.ts";
import type { JsonValue } from "../groups/json.ts";
import { queueOf } from "../groups/lobby.ts";
import { denyWaiting, setLobby } from "../groups/waiting.ts";
import type { Client, Hub } from "./client.ts";
import { type Refusal, refuse } from "./fates.ts";
import { chargeData } from "./group_data.ts";
import { isJsonObject, letIn, notify } from "./membership.ts";

/** Longest reason with which somebody is sent away, in UTF-16 units. */
const MAX_REASON_LENGTH = 1000;

/** Opens the lobby (true), or ends it and opens the group (false). */
export function switchLobby(
  hub: Hub,
  client: Client,
  group: Group,
  value: JsonValue,
): Refusal | null {
  if (typeof value !== "boolean") return refuse("user", "bad value in lobby");
  if (value && group.lobby.on) return null;
  chargeData(hub, client, group);
  notify(hub, group, setLobby(group, value, hub.randomId, hub.clock.nowMs()));
  return null;
}

/** Lets in whoever waits under that id, or everybody (null), who came first at the front. */
export function admitPeople(
  hub: Hub,
  client: Client,
  group: Group,
  value: JsonValue,
): Refusal | null {
  if (value !== null && typeof value !== "string") return refuse("user", "bad value in admit");
  const all = queueOf(group.lobby);
  for (const waiting of all) {
    if (value !== null && waiting.member.id !== value) continue;
    const obstacle = letIn(hub, group, waiting);
    if (obstacle !== null) return refuse("user", obstacle);
    hub.log.info("an operator has let somebody in", {
      group: group.name,
      operator: client.username,
      client: waiting.member.id,
    });
  }
  return null;
}

/** Sends somebody away who waits: `{id, message}`. */
export function denyPerson(
  hub: Hub,
  client: Client,
  group: Group,
  value: JsonValue,
): Refusal | null {
  if (!isJsonObject(value)) return refuse("user", "bad value in deny");
  const { id, message = "" } = value;
  if (typeof id !== "string" || typeof message !== "string") {
    return refuse("user", "bad value in deny");
  }
  const waiting = group.lobby.waiting.get(id);
  // Whoever has gone by itself is none to complain of.
  if (waiting === undefined) return null;
  notify(hub, group, denyWaiting(group, waiting, message.slice(0, MAX_REASON_LENGTH)));
  hub.log.info("an operator has not let somebody in", {
    group: group.name,
    operator: client.username,
    client: id,
  });
  return null;
}
