/**
 * What is done to a member: by operators, and by members to what they say of themselves.
 * @module
 */
import { definedBy } from "../groups/directory.ts";
import type { Group, Member } from "../groups/group.ts";
import type { JsonValue } from "../groups/json.ts";
import { changeMemberData } from "../groups/member_data.ts";
import { revokeTickets } from "../groups/lobby.ts";
import { ban, changeRights, isRightsAction, MAX_BAN_MS } from "../groups/moderation.ts";
import { refuseBanned } from "../groups/waiting.ts";
import { networkOf } from "./address.ts";
import { type Client, type Hub, isPermitted, memberOf, send } from "./client.ts";
import { type Refusal, refuse } from "./fates.ts";
import { charge } from "./flood.ts";
import { endClient, isJsonObject, notify } from "./membership.ts";
import type { ClientUserAction } from "./messages.ts";

/** Whoever acts on a group must be in one. */
export const JOIN_FIRST = refuse("user", "join a group first");

/** The answer to whatever one may not do. */
export const NOT_AUTHORISED = refuse("user", "not authorised");

const NO_SUCH_USER = refuse("user", "no such user");

/** Longest text of a kick, in UTF-16 units. */
export const MAX_REASON_LENGTH = 1000;

/** Does something to a member. */
export function handleUserAction(
  hub: Hub,
  client: Client,
  message: ClientUserAction,
): Refusal | null {
  const { group } = client;
  const { kind = "", value = null } = message;
  const dest = message.dest ?? "";
  if (group === null) return JOIN_FIRST;
  if (kind === "setdata") return setData(hub, client, group, dest, value);
  if (!isRightsAction(kind) && kind !== "identify" && kind !== "kick") {
    return refuse("farewell", "unknown user action");
  }
  if (!isPermitted(client, "op")) return NOT_AUTHORISED;
  if (isRightsAction(kind)) {
    if (!group.members.has(dest)) return NO_SUCH_USER;
    notify(hub, group, changeRights(group, dest, kind, hub.clock.nowMs()));
    hub.log.info("an operator has changed somebody's rights", {
      group: group.name,
      operator: client.username,
      action: kind,
      client: dest,
    });
    return null;
  }
  const target = hub.rooms.get(group)?.get(dest);
  const member = group.members.get(dest);
  if (target === undefined || member === undefined) return NO_SUCH_USER;
  return kind === "identify"
    ? identify(client, target, member)
    : kick(hub, client, group, target, member, value);
}

function setData(
  hub: Hub,
  client: Client,
  group: Group,
  dest: string,
  value: JsonValue,
): Refusal | null {
  if (dest !== client.id) return NOT_AUTHORISED;
  if (!isJsonObject(value)) return refuse("user", "Bad value in setdata");
  const outcome = changeMemberData(group, client.id, value);
  if (outcome.type === "refused") return refuse("user", outcome.message);
  // Everybody gets all of it, however little has changed.
  const length = JSON.stringify(memberOf(client)?.data ?? {}).length;
  charge(client.allowance, length, hub.limits(), hub.clock.nowMs());
  notify(hub, group, outcome.notices);
  return null;
}

/** Tells an operator where somebody is; that one is told so. */
function identify(operator: Client, target: Client, member: Member): null {
  const { id, username } = member;
  send(target, {
    type: "usermessage",
    kind: "warning",
    dest: id,
    privileged: true,
    value: `Your IP address has been communicated to user ${operator.username}.`,
  });
  send(operator, {
    type: "usermessage",
    kind: "userinfo",
    privileged: true,
    value: { id, ...username === "" ? {} : { username }, address: target.address },
  });
  return null;
}

/** How somebody is put out: with a text, and perhaps refused for a while. */
export interface KickOrder {
  readonly reason: string;
  /** How long, in milliseconds; 0 for not at all. */
  readonly banMs: number;
  /** Whether nobody may come from that address meanwhile, whatever the name. */
  readonly anyName: boolean;
}

function kick(
  hub: Hub,
  operator: Client,
  group: Group,
  target: Client,
  member: Member,
  value: JsonValue,
): Refusal | null {
  const order = readKickOrder(value);
  if (order === null) return refuse("user", "bad value in kick");
  putOut(hub, group, target, member, order, memberOf(operator));
  return null;
}

/** Whoever administers, as members see it. Clients come back by themselves when nobody is named: the server only goes away. */
export const ADMINISTRATOR = { id: "", username: "The administrator" } as const;

/** Puts a member out, `by` an operator of the group, or an administrator, who is no member. */
export function putOut(
  hub: Hub,
  group: Group,
  target: Client,
  member: Member,
  { reason, banMs, anyName }: KickOrder,
  by: { readonly id: string; readonly username: string } | null,
): void {
  if (banMs > 0) {
    ban(group, {
      username: member.username,
      address: networkOf(target.address),
      anyName,
      untilMs: hub.clock.nowMs() + banMs,
    });
    notify(hub, group, refuseBanned(group, hub.clock.nowMs()));
  }
  revokeTickets(group.lobby, member);
  const above = hub.directory.groups.get(definedBy(hub.directory, group.name));
  if (above !== undefined) revokeTickets(above.lobby, member);
  hub.log.info("somebody was put out", {
    group: group.name,
    by: by?.username,
    client: member.id,
    username: member.username,
    minutes: Math.round(banMs / 60_000),
  });
  endClient(hub, target, {
    kind: "kick",
    message: reason,
    ...by === null ? {} : { by: { id: by.id, username: by.username } },
  });
}

/** A text, or a record that also refuses the person for some minutes. */
function readKickOrder(value: JsonValue): KickOrder | null {
  if (value === null || typeof value === "string") {
    return { reason: reasonOf(value ?? ""), banMs: 0, anyName: false };
  }
  if (!isJsonObject(value)) return null;
  const { message = "", minutes = 0, address = false } = value;
  if (typeof message !== "string" || typeof minutes !== "number" || typeof address !== "boolean") {
    return null;
  }
  if (!(minutes >= 0)) return null;
  return {
    reason: reasonOf(message),
    banMs: Math.min(MAX_BAN_MS, minutes * 60_000),
    anyName: address,
  };
}

/** What somebody who is put out is told; Galène's words where nothing is said. */
function reasonOf(text: string): string {
  return text.slice(0, MAX_REASON_LENGTH) || "you have been kicked out";
}
