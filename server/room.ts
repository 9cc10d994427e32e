/**
 * What a group has to tell its members, as messages to the clients behind them.
 * @module
 */
import { type Group, isOperator, statusOf } from "../groups/group.ts";
import type { ChatEntry } from "../groups/history.ts";
import type { Audience, GroupEvent, GroupMessage, Notice } from "../groups/notices.ts";
import { type Client, type Hub, sendText } from "./client.ts";
import type { Refusal } from "./fates.ts";
import { serializeServerMessage } from "./message_codec.ts";
import type { RtcConfiguration, ServerMessage } from "./messages.ts";

/** The server is reachable as it is: there are no ICE servers to name. */
export const RTC_CONFIGURATION: RtcConfiguration = {};

type Places = Map<Group, Map<string, Client>>;

/** Adds a client to its room; from then on notices reach it. */
export function enterRoom(hub: Hub, group: Group, client: Client): void {
  enter(hub.rooms, group, client);
}

/** Takes a client out of its room. */
export function exitRoom(hub: Hub, group: Group, client: Client): void {
  exit(hub.rooms, group, client);
}

/** Has a client wait at a group's door. */
export function enterLobby(hub: Hub, group: Group, client: Client): void {
  client.waiting = group;
  enter(hub.lobbies, group, client);
}

/** The client waits no longer. */
export function exitLobby(hub: Hub, group: Group, client: Client): void {
  client.waiting = null;
  exit(hub.lobbies, group, client);
}

function enter(places: Places, group: Group, client: Client): void {
  let place = places.get(group);
  if (place === undefined) {
    place = new Map();
    places.set(group, place);
  }
  place.set(client.id, client);
}

function exit(places: Places, group: Group, client: Client): void {
  const place = places.get(group);
  if (place?.get(client.id) !== client) return;
  place.delete(client.id);
  if (place.size === 0) places.delete(group);
}

/**
 * Tells the members of a group what happened, in order. `end` is called for those who are out of the group; it must
 * not change who is in.
 */
export function deliver(
  hub: Hub,
  group: Group,
  notices: readonly Notice[],
  end: (client: Client, refusal: Refusal) => void,
): void {
  for (const { to, event } of notices) {
    const clients = recipients(hub, group, to);
    if (event.type === "kick") {
      const by = event.by === null ? {} : { by: { id: event.by.id, username: event.by.username } };
      for (const client of clients) end(client, { kind: "kick", message: event.reason, ...by });
      continue;
    }
    // Written once, however many get it.
    for (const message of messagesOf(hub, group, event)) {
      const text = serializeServerMessage(message);
      for (const client of clients) {
        if (client.extended || !OURS.has(event.type)) sendText(client, text);
      }
    }
    if (event.type === "refused") { for (const client of clients) exitLobby(hub, group, client); }
  }
}

/** What is told to those alone who know of it. */
const OURS: ReadonlySet<GroupEvent["type"]> = new Set(["ticket", "lobby"]);

/** Only an audience of one may be somebody who is in no longer. */
function recipients(hub: Hub, group: Group, to: Audience): Client[] {
  if (to.type === "waiting") {
    const client = hub.lobbies.get(group)?.get(to.id);
    return client === undefined ? [] : [client];
  }
  const room = hub.rooms.get(group);
  if (room === undefined) return [];
  if (to.type === "operators") {
    const operators = [...group.members.values()].filter(isOperator);
    return operators.flatMap(({ id }) => room.get(id) ?? []);
  }
  const ids = to.type === "member" ? [to.id] : [...group.members.keys()];
  return ids.flatMap((id) => {
    const client = to.type === "others" && id === to.id ? undefined : room.get(id);
    return client === undefined ? [] : [client];
  });
}

function messagesOf(
  hub: Hub,
  group: Group,
  event: Exclude<GroupEvent, { type: "kick" }>,
): ServerMessage[] {
  switch (event.type) {
    case "joined":
      return [{
        type: "joined",
        kind: event.kind,
        group: group.name,
        username: event.member.username,
        permissions: event.kind === "leave" ? [] : event.member.permissions,
        status: statusOf(group, {
          member: true,
          base: null,
          writableGroups: hub.writableGroups(),
        }),
        data: event.data,
        rtcConfiguration: RTC_CONFIGURATION,
      }];
    case "user": {
      const { id, username, permissions, data } = event.member;
      return event.kind === "delete"
        ? [{ type: "user", kind: "delete", id, username }]
        : [{ type: "user", kind: event.kind, id, username, permissions, data }];
    }
    case "history":
      return event.entries.map(historyMessage);
    case "message":
      return [chatMessage(event.message)];
    case "ticket":
      return [event];
    default:
      return [lobbyMessage(group, event, hub.clock.nowMs())];
  }
}

function lobbyMessage(
  group: Group,
  event: Extract<GroupEvent, { type: "waiting" | "refused" | "lobby" }>,
  nowMs: number,
): ServerMessage {
  switch (event.type) {
    case "waiting": {
      const { member: { username }, ticket, sinceMs } = event.waiting;
      return { type: "waiting", group: group.name, username, ticket, waitedMs: nowMs - sinceMs };
    }
    case "refused": {
      const { member: { username }, failure: { message }, denied } = event;
      return {
        type: "joined",
        kind: "fail",
        group: group.name,
        username,
        value: message,
        ...denied ? { error: "not-let-in" } : {},
      };
    }
    case "lobby": {
      const people = event.kind === "delete"
        ? event.people.map(({ member: { id, username } }) => ({ id, username }))
        : event.people.map(({ member: { id, username }, sinceMs }) => ({
          id,
          username,
          waitedMs: nowMs - sinceMs,
        }));
      return { type: "lobby", kind: event.kind, people };
    }
  }
}

function historyMessage(entry: ChatEntry): ServerMessage {
  const { id, kind, source, username, value } = entry;
  return { type: "chathistory", id, kind, source, username, time: rfc3339(entry.timeMs), value };
}

function chatMessage(message: GroupMessage): ServerMessage {
  const { type, id, kind, source, username, dest, privileged, noecho, value } = message;
  const time = rfc3339(message.timeMs);
  if (type === "usermessage" && source === "") {
    // The server itself has no name, and says no time.
    return { type, id, kind, dest, privileged, noecho, value };
  }
  return { type, id, kind, source, username, dest, privileged, time, noecho, value };
}

/** Whole seconds, as Galène writes them, in UTC. */
function rfc3339(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}
