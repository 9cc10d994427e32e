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
import { addToHistory, type ChatHistory, createHistory, readHistory } from "./history.ts";
import type { JsonObject, JsonValue } from "./json.ts";
import { createLobby, type Lobby, queueOf, releaseTicket } from "./lobby.ts";
import type { Ban } from "./moderation.ts";
import type { Audience, GroupEvent, GroupMessage, Notice } from "./notices.ts";
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
  /** Whether those wait whom the lock refuses, and who does. It is on only while the group is locked. */
  readonly lobby: Lobby;
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

/** What whoever is refused by a lock is told where the operator says nothing. */
export const LOCKED = "this group is locked";
const NO_OPERATORS = "there are no operators in this group";

/** An empty group. With `autolock` or a lobby it starts locked. */
export function createGroup(name: string, description: Description, nowMs: number): Group {
  return {
    name,
    description,
    locked: startsLocked(description) ? LOCKED : null,
    lobby: createLobby(description.lobby),
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
 * @param admitted an operator has let it in: the lobby is not in its way
 */
export function join(
  group: Group,
  member: Member,
  nowMs: number,
  maxMembers = Infinity,
  admitted = false,
): JoinResult {
  const failure = obstacle(group, member, nowMs, maxMembers, admitted);
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
      ...viewOfLobby(group, member),
    ],
  };
}

/** Takes somebody out who goes by itself, and forgets the last of whoever has been put out; nothing happens to anybody else. */
export function leave(group: Group, id: string, nowMs: number): Notice[] {
  const member = group.members.get(id);
  releaseTicket(group.lobby, id, nowMs);
  if (member === undefined) return [];
  group.members.delete(id);
  group.lastChangeMs = nowMs;
  return [
    { to: only(id), event: { type: "joined", kind: "leave", member, data: group.data } },
    { to: { type: "all" }, event: { type: "user", kind: "delete", member } },
    ...guard(group, nowMs),
  ];
}

/**
 * Locks the group with a text for those who are refused ("" for the default), or opens it with null. Either ends the lobby: those
 * who wait are to be refused, or to be let in.
 */
export function setLock(group: Group, locked: string | null): Notice[] {
  group.locked = locked;
  group.lobby.on = false;
  return standing(group);
}

/** Tells somebody who has become an operator who waits; nothing if it is none, or if there is no lobby. */
export function viewOfLobby({ lobby }: Group, member: Member): Notice[] {
  if (!lobby.on || !isOperator(member)) return [];
  return [{ to: only(member.id), event: { type: "lobby", kind: "set", people: queueOf(lobby) } }];
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
  const { locked, lobby, members } = group;
  const occupancy = { locked: locked !== null, lobby: lobby.on, clientCount: members.size };
  return groupStatus(group.name, group.description, occupancy, view);
}

/** Whether an empty group could be made anew without anybody noticing. */
export function isPristine(group: Group): boolean {
  return holdsOnlyChat(group) && group.history.entries.length === 0;
}

/** Whether an empty group could be made anew without anything being lost but old chat: no lock, no data, no ban. */
export function holdsOnlyChat(group: Group): boolean {
  const { description, lobby } = group;
  return group.members.size === 0 && lobby.waiting.size === 0 && lobby.holders.size === 0 &&
    Object.keys(group.data).length === 0 && group.bans.length === 0 &&
    (group.locked !== null) === startsLocked(description) && lobby.on === description.lobby;
}

/** Whether a group is locked as long as no operator has opened it. */
export function startsLocked({ autolock, lobby }: Description): boolean {
  return autolock || lobby;
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
  admitted: boolean,
): JoinFailure | null {
  const { description } = group;
  if (!isOperator(member)) {
    if (group.locked !== null && !(admitted && group.lobby.on)) {
      return joinFailure("user", group.locked || LOCKED);
    }
    const closed = closure(group, nowMs);
    if (closed !== null) return closed;
    if (description.autokick && !hasOperator(group)) return joinFailure("user", NO_OPERATORS);
    const { maxClients } = description;
    const most = maxClients > 0 ? Math.min(maxClients, maxMembers) : maxMembers;
    if (group.members.size >= most) {
      return joinFailure("user", "too many users");
    }
  }
  return fault(group, member);
}

/** Why nobody but operators can come in at this time, null if it is open. */
export function closure({ description }: Group, nowMs: number): JoinFailure | null {
  const { notBeforeMs, expiresMs } = description;
  if (notBeforeMs !== null && notBeforeMs > nowMs) {
    return joinFailure("user", "this group is not open yet");
  }
  if (expiresMs !== null && expiresMs < nowMs) return joinFailure("user", "this group is closed");
  return null;
}

/** What is wrong with somebody as a member of this group, null if nothing is. */
export function fault(group: Group, member: Member): JoinFailure | null {
  if (member.id === "") return joinFailure("internal", "internal server error", "empty client id");
  const waits = group.lobby.waiting.get(member.id);
  if (group.members.has(member.id) || (waits !== undefined && waits.member !== member)) {
    return joinFailure("internal", "internal server error", "duplicate client id");
  }
  if (JSON.stringify(member.data).length > MAX_DATA_LENGTH) {
    return joinFailure("user", "the user data is too long");
  }
  return null;
}

/** What `autolock`, `autokick` and the lobby do once there is no operator. */
export function guard(group: Group, nowMs: number): Notice[] {
  const { autolock, autokick, lobby } = group.description;
  if ((!autolock && !autokick && !lobby) || hasOperator(group)) return [];
  const locking = startsLocked(group.description) && group.locked === null ? shut(group) : [];
  return autokick ? [...locking, ...kickAll(group, NO_OPERATORS, nowMs)] : locking;
}

/** Locks the group as it was in the beginning. */
function shut(group: Group): Notice[] {
  group.locked = LOCKED;
  group.lobby.on = group.description.lobby;
  return standing(group);
}

/** Tells each member how it now stands, after a change of the group itself. */
export function standing(group: Group): Notice[] {
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
