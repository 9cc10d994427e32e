/**
 * What clients say that concerns their group: the greeting, coming and going, and chat.
 * @module
 */
import { sendMessage } from "../groups/group.ts";
import { type Client, type Hub, send } from "./client.ts";
import { type Refusal, refuse } from "./fates.ts";
import { joinGroup, leaveGroup, notify } from "./membership.ts";
import type { ClientChat, ClientHandshake, ClientJoin, ClientUserMessage } from "./messages.ts";
import { JOIN_FIRST } from "./user_actions.ts";

/** The version of the protocol that we speak. */
const PROTOCOL_VERSION = "2";

/** Our own additions, which a client that knows them names beside the version. */
const EXTENSION = "lectern-1";

/** Longest id of a client or a message, and longest kind, in UTF-16 units: everybody gets them, and the history has them. */
const MAX_ID_LENGTH = 512;

/** The first message: the client names itself, and learns that we speak its language. */
export function handleHandshake(
  _hub: Hub,
  client: Client,
  message: ClientHandshake,
): Refusal | null {
  if (client.shookHands) return refuse("protocol", "unexpected message");
  const { id = "" } = message;
  if (id.length > MAX_ID_LENGTH) return refuse("protocol", "the client id is too long");
  client.shookHands = true;
  client.id = id;
  const { version = [] } = message;
  const isOurs = version.includes(PROTOCOL_VERSION);
  client.extended = isOurs && version.includes(EXTENSION);
  const answer = client.extended ? [PROTOCOL_VERSION, EXTENSION] : [PROTOCOL_VERSION];
  send(client, { type: "handshake", version: answer });
  if (isOurs) return null;
  send(client, {
    type: "usermessage",
    kind: "warning",
    dest: client.id,
    privileged: true,
    value: `This program speaks another version of the protocol than ours, which is ` +
      `${PROTOCOL_VERSION}. Some things may not work.`,
  });
  return null;
}

/** Joins a group, or leaves it. */
export function handleJoin(
  hub: Hub,
  client: Client,
  message: ClientJoin,
): Refusal | null | Promise<void> {
  switch (message.kind) {
    case "join":
      if (client.group !== null || client.waiting !== null) {
        return refuse("protocol", "cannot join multiple groups");
      }
      return joinGroup(hub, client, message);
    case "leave":
      return handleLeave(hub, client, message.group);
    default:
      return refuse("protocol", "unknown kind");
  }
}

function handleLeave(hub: Hub, client: Client, name: string | undefined): Refusal | null {
  const { group, waiting, username } = client;
  const left = group ?? waiting;
  if (left === null || left.name !== name) return refuse("farewell", "you are not joined");
  leaveGroup(hub, client);
  // Who was no member hears nothing of the group but its name.
  if (waiting !== null) send(client, { type: "joined", kind: "leave", group: name, username });
  return null;
}

/** Passes a message on to one member or to all. Sender, time and privilege are what we know, not what it says. */
export function handleChat(
  hub: Hub,
  client: Client,
  message: ClientChat | ClientUserMessage,
): Refusal | null {
  const { group } = client;
  if (group === null) return JOIN_FIRST;
  const { id = "", kind = "", value = null } = message;
  const isTooLong = id.length > MAX_ID_LENGTH || kind.length > MAX_ID_LENGTH ||
    JSON.stringify(value).length > hub.limits().chatLength;
  if (isTooLong) {
    return refuse("user", "this message is too long");
  }
  const outcome = sendMessage(
    group,
    client.id,
    {
      type: message.type,
      id,
      kind,
      dest: message.dest ?? "",
      noecho: message.noecho ?? false,
      value,
    },
    hub.randomId(),
    hub.clock.nowMs(),
  );
  if (outcome.type === "refused") return refuse("user", outcome.message);
  notify(hub, group, outcome.notices);
  return null;
}
