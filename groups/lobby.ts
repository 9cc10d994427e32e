/**
 * The lobby of a group: who waits at its door until an operator lets them in, and the tickets by which they find their place again
 * after a loss of the connection. What it means for the group is in `waiting.ts`.
 * @module
 */
import type { Member } from "./group.ts";

/** Somebody who waits: authenticated, but no member. */
export interface Waiting {
  /** What it will be once it is let in. */
  readonly member: Member;
  /** Where it comes from: what is the same for all addresses of one machine. */
  readonly address: string;
  readonly ticket: string;
  /** Since when it waits, as Unix time in milliseconds. */
  readonly sinceMs: number;
}

/** What a ticket stands for. Replaced, never changed. */
export interface Ticket {
  /** It is good for nobody else. */
  readonly username: string;
  /** When its bearer came first, as Unix time in milliseconds. */
  readonly sinceMs: number;
  /** Whether its bearer was let in. */
  readonly admitted: boolean;
  /** When its bearer went, as Unix time in milliseconds; null while it is there. */
  readonly leftMs: number | null;
}

/** A lobby. Written only by the functions of this file and of `waiting.ts`. */
export interface Lobby {
  /** Whether those wait whom the lock would refuse. */
  on: boolean;
  /** By id, in order of arrival. */
  readonly waiting: Map<string, Waiting>;
  /** By their secret names. */
  readonly tickets: Map<string, Ticket>;
  /** Which ticket somebody has who is there, waiting or in, by id. */
  readonly holders: Map<string, string>;
}

/** How long a ticket is good when its bearer has gone, in milliseconds. */
export const TICKET_MS = 10 * 60_000;

/** How many tickets a group remembers; those go first whose bearers have gone, then the oldest. */
const MAX_TICKETS = 10_000;

/** A lobby in which nobody waits. */
export function createLobby(on: boolean): Lobby {
  return { on, waiting: new Map(), tickets: new Map(), holders: new Map() };
}

/** The ticket of that name, if it is good for this user now. */
export function findTicket(
  { tickets }: Lobby,
  name: string,
  username: string,
  nowMs: number,
): Ticket | null {
  const ticket = tickets.get(name);
  if (ticket === undefined || ticket.username !== username) return null;
  return ticket.leftMs !== null && nowMs - ticket.leftMs > TICKET_MS ? null : ticket;
}

/** Gives somebody a ticket, new or known; whoever had it before has none any more. */
export function giveTicket(lobby: Lobby, id: string, name: string, ticket: Ticket): void {
  const { tickets, holders } = lobby;
  for (const [holder, held] of holders) if (held === name) holders.delete(holder);
  tickets.delete(name);
  tickets.set(name, { ...ticket, leftMs: null });
  holders.set(id, name);
  if (tickets.size <= MAX_TICKETS) return;
  const gone = [...tickets].find(([, { leftMs }]) => leftMs !== null);
  tickets.delete(gone?.[0] ?? tickets.keys().next().value!);
}

/** Notes that somebody has gone: the ticket is good for some time yet. */
export function releaseTicket({ tickets, holders }: Lobby, id: string, nowMs: number): void {
  const name = holders.get(id);
  const ticket = name === undefined ? undefined : tickets.get(name);
  holders.delete(id);
  if (name !== undefined && ticket !== undefined) tickets.set(name, { ...ticket, leftMs: nowMs });
}

/** Makes somebody's ticket worthless. */
export function revokeTicket({ tickets, holders }: Lobby, id: string): void {
  const name = holders.get(id);
  if (name !== undefined) tickets.delete(name);
  holders.delete(id);
}

/** Makes all tickets worthless of somebody who is put out: one may have been let in more than once, or have let one go. */
export function revokeTickets(lobby: Lobby, member: Pick<Member, "id" | "username">): void {
  const { tickets, holders } = lobby;
  revokeTicket(lobby, member.id);
  // Those without a name are not all one.
  if (member.username === "") return;
  for (const [name, { username }] of tickets) {
    if (username === member.username) tickets.delete(name);
  }
  for (const [id, name] of holders) if (!tickets.has(name)) holders.delete(id);
}

/** Those who wait, who came first at the front. */
export function queueOf({ waiting }: Lobby): Waiting[] {
  return [...waiting.values()].sort((a, b) => a.sinceMs - b.sinceMs);
}
