/**
 * One live group: who is in and with what rights, its lock, data and chat. State plus functions over it; each change
 * returns *notices*, which say whom to tell what, and the server turns them into messages.
 *
 * A notice may name a member who has just left (it is told that it left, or why it was put out), so the server must
 * find connections in its own table, not among {@linkcode Group.members}. Notices are to be delivered in order.
 * @module
 */
import { type JoinFailure, joinFailure, type Login } from "./credentials.ts";
import { type Description, maxHistoryAgeMs } from "./description.ts";
import {
  addToHistory,
  type ChatEntry,
  type ChatHistory,
  createHistory,
  readHistory,
} from "./history.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import type { Ban } from "./moderation.ts";
import { rightsAfter } from "./rights.ts";
import { type GroupStatus, groupStatus, type StatusView } from "./status.ts";

/** Somebody in a group. Replaced, never changed. */
export interface Member {
  /** Chosen by the client, unique within the group. */
  readonly id: string;
  readonly username: string;
  readonly permissions: readonly string[];
  /** What it came in by. */
  readonly login: Login;
  /** What the client says of itself, such as a raised hand. */
  readonly data: JsonObject;
}

/** A live group. Written only by the functions of this file. */
export interface Group {
  readonly name: string;
  description: Description;
  /** What refused people are told, null while the group is open. "" stands for the default text. */
  locked: string | null;
  /** By id, in order of arrival. */
  readonly members: Map<string, Member>;
  /** Data of the whole group, set by operators. */
  data: JsonObject;
  readonly history: ChatHistory;
  /** Who is not to come back yet, oldest first. */
  readonly bans: Ban[];
  /** Unix time in milliseconds of the last arrival or departure, or of creation. */
  lastChangeMs: number;
}

/** Whom a notice is for: one member, everybody, or everybody but one. */
export type Audience =
  | { readonly type: "member"; readonly id: string }
  | { readonly type: "all" }
  | { readonly type: "others"; readonly id: string };

/** What there is to tell. */
export type GroupEvent =
  /**
   * The recipient's own standing: a `joined` message with the group's status of this moment. `data` is the group's,
   * null where the message has none.
   */
  | {
    readonly type: "joined";
    readonly kind: "join" | "change" | "leave";
    readonly member: Member;
    readonly data: JsonObject | null;
  }
  /** A member came, changed or went: a `user` message. */
  | { readonly type: "user"; readonly kind: "add" | "change" | "delete"; readonly member: Member }
  /** Earlier chat, oldest first: a `chathistory` message each. */
  | { readonly type: "history"; readonly entries: readonly ChatEntry[] }
  /** A `chat` or `usermessage` message. */
  | { readonly type: "message"; readonly message: GroupMessage }
  /** The recipient is out of the group: tell it why, close its streams, then its connection. */
  | { readonly type: "kick"; readonly by: Member | null; readonly reason: string };

/** A message between members as its recipients get it. */
export interface GroupMessage {
  readonly type: "chat" | "usermessage";
  /** "" where it has none. */
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly username: string;
  /** Id of the only recipient, "" for everybody. */
  readonly dest: string;
  /** Whether the sender was an operator. */
  readonly privileged: boolean;
  /** Unix time in milliseconds. */
  readonly timeMs: number;
  readonly noecho: boolean;
  readonly value: JsonValue;
}

/** One thing to tell somebody. */
export interface Notice {
  readonly to: Audience;
  readonly event: GroupEvent;
}

/** Outcome of {@linkcode join}. */
export type JoinResult =
  | { readonly type: "joined"; readonly notices: Notice[] }
  | { readonly type: "refused"; readonly failure: JoinFailure };

/** What a member asks to be passed on. */
export interface MessageRequest {
  readonly type: "chat" | "usermessage";
  readonly id: string;
  readonly kind: string;
  readonly dest: string;
  readonly noecho: boolean;
  readonly value: JsonValue;
}

/** Outcome of {@linkcode sendMessage}: notices, or the text of a `usermessage` of kind `error` for the sender. */
export type MessageResult =
  | { readonly type: "sent"; readonly notices: Notice[] }
  | { readonly type: "refused"; readonly message: string };

/** Longest `data` of a member, in UTF-16 units of JSON: each newcomer gets it of everybody. */
export const MAX_DATA_LENGTH = 65536;

const GONE = "you are no longer a user of this group";
const LOCKED = "this group is locked";
const NO_OPERATORS = "there are no operators in this group";

/** An empty group. With `autolock` it starts locked. */
export function createGroup(name: string, description: Description, nowMs: number): Group {
  return {
    name,
    description,
    locked: description.autolock ? LOCKED : null,
    members: new Map(),
    data: {},
    history: createHistory(),
    bans: [],
    lastChangeMs: nowMs,
  };
}

/**
 * Lets somebody in whom `authorise` has named, unless the group's state forbids it. Refused are, operators aside:
 * everybody while it is locked, before it opens, after it closes, without an operator under `autokick`, and when it
 * is full.
 * @param maxMembers how many any group may have
 */
export function join(
  group: Group,
  member: Member,
  nowMs: number,
  maxMembers = Infinity,
): JoinResult {
  const failure = obstacle(group, member, nowMs, maxMembers);
  if (failure !== null) return { type: "refused", failure };
  const earlier = [...group.members.values()];
  group.members.set(member.id, member);
  group.lastChangeMs = nowMs;
  const self = only(member.id);
  const entries = readHistory(group.history, maxHistoryAgeMs(group.description), nowMs);
  const arrival: GroupEvent = { type: "user", kind: "add", member };
  return {
    type: "joined",
    notices: [
      { to: self, event: { type: "joined", kind: "join", member, data: group.data } },
      ...(entries.length === 0 ? [] : [{ to: self, event: { type: "history", entries } } as const]),
      { to: self, event: arrival },
      ...earlier.map((other): Notice => (
        { to: self, event: { type: "user", kind: "add", member: other } }
      )),
      { to: { type: "others", id: member.id }, event: arrival },
    ],
  };
}

/** Takes somebody out who goes by itself; nothing happens if there is nobody of that id. */
export function leave(group: Group, id: string, nowMs: number): Notice[] {
  const member = group.members.get(id);
  if (member === undefined) return [];
  group.members.delete(id);
  group.lastChangeMs = nowMs;
  return [
    { to: only(id), event: { type: "joined", kind: "leave", member, data: group.data } },
    { to: { type: "all" }, event: { type: "user", kind: "delete", member } },
    ...guard(group, nowMs),
  ];
}

/** Locks the group with a text for those who are refused ("" for the default), or opens it with null. */
export function setLock(group: Group, locked: string | null): Notice[] {
  group.locked = locked;
  return standing(group);
}

/** Puts everybody out. */
export function kickAll(group: Group, reason: string, nowMs: number): Notice[] {
  const notices = [...group.members.keys()].map((id): Notice => (
    { to: only(id), event: { type: "kick", by: null, reason } }
  ));
  group.members.clear();
  group.lastChangeMs = nowMs;
  return notices;
}

/**
 * Gives the group an edited definition. Those whose own entry has changed have its rights from now on; those whose entry is gone
 * are put out.
 */
export function setDescription(group: Group, description: Description, nowMs: number): Notice[] {
  const before = group.description;
  group.description = description;
  const changed: Notice[] = [];
  const kicked: Notice[] = [];
  for (const member of [...group.members.values()]) {
    const { id, login, username } = member;
    const permissions = rightsAfter(login, username, before, description);
    if (permissions === "gone") {
      group.members.delete(id);
      group.lastChangeMs = nowMs;
      kicked.push(
        { to: only(id), event: { type: "kick", by: null, reason: GONE } },
        { to: { type: "all" }, event: { type: "user", kind: "delete", member } },
      );
    } else if (permissions !== null) {
      const now: Member = { ...member, permissions };
      group.members.set(id, now);
      changed.push({ to: { type: "all" }, event: { type: "user", kind: "change", member: now } });
    }
  }
  return [...kicked, ...standing(group), ...changed, ...guard(group, nowMs)];
}

/**
 * Passes on a message of the member `from`, under its own name. Chat to everybody gets the id `freshId` if it has
 * none, and is remembered; a message to one member goes to that one alone.
 */
export function sendMessage(
  group: Group,
  from: string,
  request: MessageRequest,
  freshId: string,
  nowMs: number,
): MessageResult {
  const sender = group.members.get(from);
  if (sender === undefined) return { type: "refused", message: "join a group first" };
  const needed = request.type === "chat" && request.kind === "caption" ? "caption" : "message";
  if (!sender.permissions.includes(needed)) return { type: "refused", message: "not authorised" };
  if (request.dest !== "" && !group.members.has(request.dest)) {
    return { type: "refused", message: "user unknown" };
  }
  const toEverybody = request.dest === "";
  const message: GroupMessage = {
    type: request.type,
    kind: request.kind,
    dest: request.dest,
    noecho: request.noecho,
    value: request.value,
    id: request.id === "" && request.type === "chat" && toEverybody ? freshId : request.id,
    source: sender.id,
    username: sender.username,
    privileged: isOperator(sender),
    timeMs: nowMs,
  };
  if (request.type === "chat" && toEverybody) {
    const { id, kind, source, username, timeMs, value } = message;
    addToHistory(group.history, { id, kind, source, username, timeMs, value });
  }
  return {
    type: "sent",
    notices: [{ to: audience(message), event: { type: "message", message } }],
  };
}

/** The group's status as one viewer sees it. */
export function statusOf(group: Group, view: StatusView): GroupStatus {
  const occupancy = { locked: group.locked !== null, clientCount: group.members.size };
  return groupStatus(group.name, group.description, occupancy, view);
}

/** Whether an empty group could be made anew without anybody noticing. */
export function isPristine(group: Group): boolean {
  return holdsOnlyChat(group) && group.history.entries.length === 0;
}

/** Whether an empty group could be made anew without anything being lost but old chat: no lock, no data, no ban. */
export function holdsOnlyChat(group: Group): boolean {
  return group.members.size === 0 && Object.keys(group.data).length === 0 &&
    group.bans.length === 0 && (group.locked !== null) === group.description.autolock;
}

/** Whether somebody is an operator. */
export function isOperator(member: Member): boolean {
  return member.permissions.includes("op");
}

/** Why this somebody cannot come in now, null if nothing is in the way. Galène's order and texts. */
function obstacle(
  group: Group,
  member: Member,
  nowMs: number,
  maxMembers: number,
): JoinFailure | null {
  const { description } = group;
  if (!isOperator(member)) {
    const { notBeforeMs, expiresMs } = description;
    if (group.locked !== null) return joinFailure("user", group.locked || LOCKED);
    if (notBeforeMs !== null && notBeforeMs > nowMs) {
      return joinFailure("user", "this group is not open yet");
    }
    if (expiresMs !== null && expiresMs < nowMs) return joinFailure("user", "this group is closed");
    if (description.autokick && !hasOperator(group)) return joinFailure("user", NO_OPERATORS);
    const { maxClients } = description;
    const most = maxClients > 0 ? Math.min(maxClients, maxMembers) : maxMembers;
    if (group.members.size >= most) {
      return joinFailure("user", "too many users");
    }
  }
  if (member.id === "") return joinFailure("internal", "internal server error", "empty client id");
  if (group.members.has(member.id)) {
    return joinFailure("internal", "internal server error", "duplicate client id");
  }
  if (JSON.stringify(member.data).length > MAX_DATA_LENGTH) {
    return joinFailure("user", "the user data is too long");
  }
  return null;
}

/** What `autolock` and `autokick` do once there is no operator. */
export function guard(group: Group, nowMs: number): Notice[] {
  const { autolock, autokick } = group.description;
  if ((!autolock && !autokick) || hasOperator(group)) return [];
  const locking = autolock && group.locked === null ? setLock(group, LOCKED) : [];
  return autokick ? [...locking, ...kickAll(group, NO_OPERATORS, nowMs)] : locking;
}

/** Tells each member how it now stands, after a change of the group itself. */
function standing(group: Group): Notice[] {
  return [...group.members.values()].map((member): Notice => ({
    to: only(member.id),
    event: { type: "joined", kind: "change", member, data: group.data },
  }));
}

function hasOperator(group: Group): boolean {
  for (const member of group.members.values()) if (isOperator(member)) return true;
  return false;
}

function audience(message: GroupMessage): Audience {
  if (message.dest !== "") return only(message.dest);
  return message.noecho ? { type: "others", id: message.source } : { type: "all" };
}

function only(id: string): Audience {
  return { type: "member", id };
}
