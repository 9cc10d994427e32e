/**
 * What a group has to tell its members, as messages to the clients behind them.
 * @module
 */
import type { Audience, Group, GroupEvent, GroupMessage, Notice } from "../groups/group.ts";
import { statusOf } from "../groups/group.ts";
import type { ChatEntry } from "../groups/history.ts";
import { type Client, type Hub, sendText } from "./client.ts";
import type { Refusal } from "./fates.ts";
import { serializeServerMessage } from "./message_codec.ts";
import type { RtcConfiguration, ServerMessage } from "./messages.ts";

/** The server is reachable as it is: there are no ICE servers to name. */
export const RTC_CONFIGURATION: RtcConfiguration = {};

/** Adds a client to its room; from then on notices reach it. */
export function enterRoom(hub: Hub, group: Group, client: Client): void {
  let room = hub.rooms.get(group);
  if (room === undefined) {
    room = new Map();
    hub.rooms.set(group, room);
  }
  room.set(client.id, client);
}

/** Takes a client out of its room. */
export function exitRoom(hub: Hub, group: Group, client: Client): void {
  const room = hub.rooms.get(group);
  if (room?.get(client.id) !== client) return;
  room.delete(client.id);
  if (room.size === 0) hub.rooms.delete(group);
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
      for (const client of clients) sendText(client, text);
    }
  }
}

/** Only an audience of one may be somebody who is in no longer. */
function recipients(hub: Hub, group: Group, to: Audience): Client[] {
  const room = hub.rooms.get(group);
  if (room === undefined) return [];
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
        ...(event.data === null ? {} : { data: event.data }),
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
