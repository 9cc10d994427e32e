/**
 * Waiting at a group's door: how somebody begins and ends to wait, and how operators open and close the lobby and let people in.
 * @module
 */
import { type JoinFailure, joinFailure } from "./credentials.ts";
import {
  closure,
  fault,
  type Group,
  isOperator,
  join,
  type JoinResult,
  LOCKED,
  type Member,
  setLock,
  standing,
  viewOfLobby,
} from "./group.ts";
import { bannedUntil } from "./moderation.ts";
import type { Notice } from "./notices.ts";
import { findTicket, giveTicket, releaseTicket, revokeTicket, type Waiting } from "./lobby.ts";

/** How many may wait at one group. */
export const MAX_WAITING = 1000;

/** How many of them from one address; a school may be behind one. */
export const MAX_WAITING_FROM_ADDRESS = 300;

/** What whoever is not let in is told where the operator says nothing. */
export const NOT_LET_IN = "an operator has not let you in";

/** What a connection is told whose place another one has taken by its ticket. */
const ELSEWHERE = "you are waiting in another window";

/** Somebody at the door. */
export interface Arrival {
  readonly member: Member;
  /** What is the same for all addresses of one machine. */
  readonly address: string;
  /** The ticket that it has from before, "" for none. */
  readonly ticket: string;
}

/** Outcome of {@linkcode beginWaiting}. */
export type WaitResult =
  | { readonly type: "waiting"; readonly notices: Notice[] }
  | { readonly type: "refused"; readonly failure: JoinFailure };

/**
 * Lets somebody in past the lobby who has been in before, or waits for nobody: who is an operator. Null if that one is to wait.
 * @param maxMembers how many any group may have
 * @param above for an automatic subgroup the group that it belongs to, whose lobby nobody gets round this way
 */
export function pass(
  group: Group,
  { member, ticket: name }: Arrival,
  nowMs: number,
  maxMembers: number,
  above: Group | null = null,
): JoinResult | null {
  const { lobby } = group.lobby.on ? group : above ?? group;
  if (!lobby.on || isOperator(member)) return join(group, member, nowMs, maxMembers);
  const ticket = findTicket(lobby, name, member.username, nowMs);
  if (ticket === null || !ticket.admitted) {
    return lobby === group.lobby ? null : { type: "refused", failure: joinFailure("user", LOCKED) };
  }
  const outcome = join(group, member, nowMs, maxMembers, true);
  if (outcome.type === "joined") giveTicket(lobby, member.id, name, ticket);
  return outcome;
}

/**
 * Has somebody wait whom the lobby keeps out. Whoever brings its ticket along has its place again.
 * @param freshTicket a name for a ticket that nobody can guess
 */
export function beginWaiting(
  group: Group,
  { member, address, ticket: offered }: Arrival,
  freshTicket: string,
  nowMs: number,
): WaitResult {
  const { lobby } = group;
  const failure = closure(group, nowMs) ?? fault(group, member) ?? crowd(group, address);
  if (failure !== null) return { type: "refused", failure };
  const known = findTicket(lobby, offered, member.username, nowMs);
  const ticket = known === null ? freshTicket : offered;
  const earlier = known === null ? null : holderOf(group, ticket);
  const sinceMs = known?.sinceMs ?? nowMs;
  const replaced = earlier === null ? [] : turnAway(group, earlier, ELSEWHERE, false);
  giveTicket(lobby, member.id, ticket, {
    username: member.username,
    sinceMs,
    admitted: false,
    leftMs: null,
  });
  const waiting: Waiting = { member, address, ticket, sinceMs };
  lobby.waiting.set(member.id, waiting);
  group.lastChangeMs = nowMs;
  return {
    type: "waiting",
    notices: [
      ...replaced,
      { to: { type: "waiting", id: member.id }, event: { type: "waiting", waiting } },
      { to: { type: "operators" }, event: { type: "lobby", kind: "add", people: [waiting] } },
    ],
  };
}

/** Somebody who waited has gone; nothing happens if nobody of that id waits. */
export function endWaiting(group: Group, id: string, nowMs: number): Notice[] {
  const waiting = group.lobby.waiting.get(id);
  if (waiting === undefined) return [];
  releaseTicket(group.lobby, id, nowMs);
  return forget(group, waiting);
}

/** Lets somebody in who waits: a join like any, but for the lobby. Who cannot come in goes on waiting. */
export function admitWaiting(
  group: Group,
  { member, ticket, sinceMs }: Waiting,
  nowMs: number,
  maxMembers: number,
): JoinResult {
  const { lobby } = group;
  const outcome = join(group, member, nowMs, maxMembers, true);
  if (outcome.type === "refused") return outcome;
  lobby.waiting.delete(member.id);
  const { username } = member;
  giveTicket(lobby, member.id, ticket, { username, sinceMs, admitted: true, leftMs: null });
  return { type: "joined", notices: [...outcome.notices, gone(member)] };
}

/** Sends somebody away who waits, in those words ("" for the usual ones). The ticket is worth nothing any more. */
export function denyWaiting(group: Group, waiting: Waiting, reason: string): Notice[] {
  revokeTicket(group.lobby, waiting.member.id);
  return turnAway(group, waiting, reason || NOT_LET_IN, true);
}

/** Sends those away who may not come in for a while. */
export function refuseBanned(group: Group, nowMs: number): Notice[] {
  return [...group.lobby.waiting.values()]
    .filter(({ member, address }) => bannedUntil(group, member.username, address, nowMs) !== null)
    .flatMap((waiting) => denyWaiting(group, waiting, ""));
}

/** Opens the lobby, which locks the group for whoever knows no lobby; or ends it, which opens the group. */
export function setLobby(
  group: Group,
  on: boolean,
  freshTicket: () => string,
  nowMs: number,
): Notice[] {
  if (!on) return setLock(group, null);
  const { lobby } = group;
  lobby.on = true;
  group.locked = LOCKED;
  const tickets = lendTickets(group, freshTicket, nowMs);
  const views = [...group.members.values()].flatMap((member) => viewOfLobby(group, member));
  return [...standing(group), ...tickets, ...views];
}

/**
 * Gives tickets to those who are in and have none: a loss of the connection sends nobody of them back to the door. To be called
 * whenever the lobby may have opened.
 * @param people who are in: the members, or those of an automatic subgroup, who come back by its door too
 */
export function lendTickets(
  { name, lobby, members }: Group,
  freshTicket: () => string,
  nowMs: number,
  people: Iterable<Member> = members.values(),
): Notice[] {
  if (!lobby.on) return [];
  const notices: Notice[] = [];
  for (const { id, username } of people) {
    const held = lobby.holders.get(id);
    if (held !== undefined && lobby.tickets.get(held)?.admitted === true) continue;
    const ticket = held ?? freshTicket();
    giveTicket(lobby, id, ticket, { username, sinceMs: nowMs, admitted: true, leftMs: null });
    notices.push({ to: { type: "member", id }, event: { type: "ticket", group: name, ticket } });
  }
  return notices;
}

function holderOf({ lobby }: Group, ticket: string): Waiting | null {
  return [...lobby.waiting.values()].find((waiting) => waiting.ticket === ticket) ?? null;
}

function forget({ lobby }: Group, { member }: Waiting): Notice[] {
  lobby.waiting.delete(member.id);
  return [gone(member)];
}

/** Tells somebody who waits that this has come to nothing, and why. */
export function turnAway(group: Group, waiting: Waiting, why: string, denied: boolean): Notice[] {
  const { member } = waiting;
  const { id } = member;
  const failure = joinFailure("user", why);
  return [
    { to: { type: "waiting", id }, event: { type: "refused", failure, denied, member } },
    ...forget(group, waiting),
  ];
}

function gone(member: Member): Notice {
  const { id, username } = member;
  return {
    to: { type: "operators" },
    event: { type: "lobby", kind: "delete", people: [{ member: { id, username } }] },
  };
}

/** Too many wait already. */
function crowd({ lobby }: Group, address: string): JoinFailure | null {
  let near = 0;
  for (const waiting of lobby.waiting.values()) if (waiting.address === address) near++;
  return lobby.waiting.size < MAX_WAITING && near < MAX_WAITING_FROM_ADDRESS
    ? null
    : joinFailure("user", "too many people are waiting: try again in a moment");
}
