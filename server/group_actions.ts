/**
 * What is done to a group as a whole: its lock, chat, data, subgroups and tokens.
 * @module
 */
import { populatedSubgroups } from "../groups/directory.ts";
import { type Group, setLock } from "../groups/group.ts";
import type { JsonValue } from "../groups/json.ts";
import { changeGroupData, clearChat } from "../groups/moderation.ts";
import { type Client, type Hub, isPermitted, send } from "./client.ts";
import { type Refusal, refuse } from "./fates.ts";
import { chargeData } from "./group_data.ts";
import { isJsonObject, notify } from "./membership.ts";
import { admitPeople, denyPerson, switchLobby } from "./lobby_actions.ts";
import type { ClientGroupAction } from "./messages.ts";
import { listSubgroups, movePeople, tellSubgroups } from "./subgroup_actions.ts";
import { editToken, listTokens, makeToken } from "./token_actions.ts";
import { JOIN_FIRST, NOT_AUTHORISED } from "./user_actions.ts";

/** Longest text of a lock, in UTF-16 units. */
export const MAX_LOCK_LENGTH = 1000;

type Outcome = Refusal | null | Promise<void>;
type Handler = (hub: Hub, client: Client, group: Group, value: JsonValue) => Outcome;

/** What operators may do, and what they may do only with a right of its own. */
const OPERATOR_ACTIONS: Readonly<Record<string, Handler>> = {
  clearchat(hub, _client, group, value) {
    const outcome = clearChat(group, value, hub.clock.nowMs());
    if (outcome.type === "refused") return refuse("user", outcome.message);
    notify(hub, group, outcome.notices);
    return null;
  },
  lock(hub, client, group, value) {
    const text = typeof value === "string" ? value.slice(0, MAX_LOCK_LENGTH) : "";
    chargeData(hub, client, group);
    notify(hub, group, setLock(group, text));
    return null;
  },
  unlock(hub, client, group) {
    chargeData(hub, client, group);
    notify(hub, group, setLock(group, null));
    return null;
  },
  subgroups: describeSubgroups,
  setdata(hub, client, group, value) {
    if (!isJsonObject(value)) return refuse("user", "Bad value in setdata");
    const outcome = changeGroupData(group, value);
    if (outcome.type === "refused") return refuse("user", outcome.message);
    chargeData(hub, client, group);
    notify(hub, group, outcome.notices);
    return null;
  },
};

/** What operators may do who speak `lectern-1`; to others it does not exist. */
const OUR_ACTIONS: Readonly<Record<string, Handler>> = {
  lobby: switchLobby,
  admit: admitPeople,
  deny: denyPerson,
  listsubgroups: listSubgroups,
  tellsubgroups: tellSubgroups,
  movepeople: movePeople,
};

const RECORDING_ACTIONS: readonly string[] = ["record", "unrecord"];

/** Their answers, good or bad, come as messages of their own kinds. */
const TOKEN_ACTIONS: Readonly<Record<string, Handler>> = {
  maketoken: makeToken,
  edittoken: editToken,
  listtokens: listTokens,
};

/** Does something to the group that the client is in. */
export function handleGroupAction(hub: Hub, client: Client, message: ClientGroupAction): Outcome {
  const { group } = client;
  const { kind = "", value = null } = message;
  if (group === null) return JOIN_FIRST;
  if (Object.hasOwn(TOKEN_ACTIONS, kind)) return TOKEN_ACTIONS[kind]!(hub, client, group, value);
  if (RECORDING_ACTIONS.includes(kind)) {
    if (!isPermitted(client, "record")) return NOT_AUTHORISED;
    return refuse("user", "this server cannot record");
  }
  const handlers = client.extended ? { ...OPERATOR_ACTIONS, ...OUR_ACTIONS } : OPERATOR_ACTIONS;
  if (!Object.hasOwn(handlers, kind)) return refuse("farewell", "unknown group action");
  if (!isPermitted(client, "op")) return NOT_AUTHORISED;
  return handlers[kind]!(hub, client, group, value);
}

/** The answer is a line of chat, which the stock client shows as it is. */
function describeSubgroups(hub: Hub, client: Client, group: Group): null {
  const lines = populatedSubgroups(hub.directory, group.name).map(({ name, members }) =>
    `${name} (${members.size} client${members.size > 1 ? "s" : ""})\n`
  );
  send(client, {
    type: "chat",
    dest: client.id,
    username: "Server",
    time: new Date(hub.clock.nowMs()).toISOString().replace(/\.\d+Z$/, "Z"),
    value: lines.join(""),
  });
  return null;
}
