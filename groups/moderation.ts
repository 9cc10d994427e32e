/**
 * What operators do to members and to the chat of their group, and whom they do not want to see again for a while.
 * @module
 */
import { type Group, guard, type Member, viewOfLobby } from "./group.ts";
import { clearHistory } from "./history.ts";
import { type DataChange, mergeData } from "./member_data.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { GroupMessage, Notice } from "./notices.ts";
import { isSameSet } from "./rights.ts";

/** Changes of rights, by their names in the protocol. */
export type RightsAction = "op" | "unop" | "present" | "unpresent" | "shutup" | "unshutup";

/** What each of them adds and takes away. Galène's: who is made an operator gets neither `present` nor `token`. */
const RIGHTS: Readonly<
  Record<RightsAction, { readonly adds: string[]; readonly takes: string[] }>
> = {
  op: { adds: ["op"], takes: [] },
  unop: { adds: [], takes: ["op", "record"] },
  present: { adds: ["present"], takes: [] },
  unpresent: { adds: [], takes: ["present"] },
  shutup: { adds: [], takes: ["message"] },
  unshutup: { adds: ["message"], takes: [] },
};

/** Whether a word names a change of rights. */
export function isRightsAction(word: string): word is RightsAction {
  return Object.hasOwn(RIGHTS, word);
}

/**
 * Changes the rights of a member; nothing happens if it has them already, or if there is nobody of that id. Where the last operator is none
 * any more, it is as if that one had left.
 */
export function changeRights(
  group: Group,
  id: string,
  action: RightsAction,
  nowMs: number,
): Notice[] {
  const old = group.members.get(id);
  if (old === undefined) return [];
  const { adds, takes } = RIGHTS[action];
  const gifts = action === "op" && group.description.allowRecording ? [...adds, "record"] : adds;
  const permissions = [
    ...old.permissions.filter((permission) => !takes.includes(permission)),
    ...gifts.filter((permission) => !old.permissions.includes(permission)),
  ];
  if (isSameSet(permissions, old.permissions)) return [];
  const member: Member = { ...old, permissions };
  group.members.set(id, member);
  return [
    {
      to: { type: "member", id },
      event: { type: "joined", kind: "change", member, data: group.data },
    },
    { to: { type: "all" }, event: { type: "user", kind: "change", member } },
    ...action === "op" ? viewOfLobby(group, member) : [],
    ...guard(group, nowMs),
  ];
}

/** Lays changes over the data of the group, null deleting a key. All members are to be told. */
export function changeGroupData(group: Group, changes: JsonObject): DataChange {
  const data = mergeData(group.data, changes);
  if (data === null) return { type: "refused", message: "the group's data is too long" };
  group.data = data;
  return {
    type: "changed",
    notices: [...group.members.values()].map((member): Notice => ({
      to: { type: "member", id: member.id },
      event: { type: "joined", kind: "change", member, data },
    })),
  };
}

/** Outcome of {@linkcode clearChat}: notices, or what to tell the operator. */
export type ChatCleared = { readonly type: "cleared"; readonly notices: Notice[] } | {
  readonly type: "refused";
  readonly message: string;
};

/**
 * Forgets chat: all of it where `value` is null; what one member said by `{userId}`; one message by `{userId, id}`.
 * Everybody is told, to take it off the screen.
 */
export function clearChat(group: Group, value: JsonValue, nowMs: number): ChatCleared {
  let id = "";
  let userId = "";
  if (value !== null) {
    if (!isObject(value)) return { type: "refused", message: "bad value in clearchat" };
    id = textOf(value["id"]);
    userId = textOf(value["userId"]);
    if (userId === "" && id !== "") return { type: "refused", message: "bad value in clearchat" };
  }
  clearHistory(group.history, id, userId);
  const message: GroupMessage = {
    type: "usermessage",
    id: "",
    kind: "clearchat",
    source: "",
    username: "",
    dest: "",
    privileged: true,
    timeMs: nowMs,
    noecho: false,
    value,
  };
  return {
    type: "cleared",
    notices: [{ to: { type: "all" }, event: { type: "message", message } }],
  };
}

/** Somebody who was put out and is not to come back yet. */
export interface Ban {
  readonly username: string;
  /** Where the person came from: what is the same for all addresses of one machine. */
  readonly address: string;
  /** Whether the address alone is enough; else name and address must both be the same. */
  readonly anyName: boolean;
  readonly untilMs: number;
}

/** How many are remembered for one group; the oldest go first. */
const MAX_BANS = 500;

/** How long somebody may be refused at most, in milliseconds. */
export const MAX_BAN_MS = 24 * 60 * 60 * 1000;

/** Refuses somebody who was put out, for a time. */
export function ban(group: Group, ban: Ban): void {
  group.bans.push(ban);
  if (group.bans.length > MAX_BANS) group.bans.shift();
}

/** Until when somebody is refused, as Unix time in milliseconds; null if not. */
export function bannedUntil(
  group: Group,
  username: string,
  address: string,
  nowMs: number,
): number | null {
  const bans = group.bans;
  for (let i = bans.length - 1; i >= 0; i--) {
    if (bans[i]!.untilMs <= nowMs) bans.splice(i, 1);
  }
  const found = bans.find((each) =>
    each.address === address && (each.anyName || each.username === username)
  );
  return found?.untilMs ?? null;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}
