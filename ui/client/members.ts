/**
 * The people in the group: the server's `user` messages into a map.
 * @module
 */
import type { Data, ServerUser } from "../../server/messages.ts";

/** One person, or one program, in the group. */
export interface Member {
  readonly id: string;
  /** "" for somebody without a name. */
  readonly username: string;
  readonly permissions: readonly string[];
  readonly data: Data;
}

/** Everybody in the group, oneself included, by client id. */
export type Members = ReadonlyMap<string, Member>;

/** The members after `message`. An unknown kind changes nothing. */
export function applyUser(members: Members, message: ServerUser): Members {
  const next = new Map(members);
  switch (message.kind) {
    case "add":
    case "change":
      next.set(message.id, {
        id: message.id,
        username: message.username,
        permissions: message.permissions ?? [],
        data: message.data ?? {},
      });
      return next;
    case "delete":
      next.delete(message.id);
      return next;
    default:
      return members;
  }
}

/** Whether somebody wants to say something, as Galène's clients tell it. */
export function hasRaisedHand({ data }: Pick<Member, "data">): boolean {
  return Boolean(data["raisehand"]);
}

/** Oneself first, then by name without regard to case, those without a name last. */
export function sortMembers(members: Members, ownId: string): Member[] {
  return [...members.values()].sort((a, b) =>
    rank(a, ownId) - rank(b, ownId) ||
    a.username.localeCompare(b.username, undefined, { sensitivity: "base", numeric: true }) ||
    (a.id < b.id ? -1 : 1)
  );
}

function rank(member: Member, ownId: string): number {
  if (member.id === ownId) return 0;
  return member.username === "" ? 2 : 1;
}

/** The one member of that id, or of that name; null if there is none. */
export function findMember(members: Members, idOrName: string): Member | null {
  const byId = members.get(idOrName);
  if (byId !== undefined) return byId;
  const wanted = idOrName.toLowerCase();
  const all = [...members.values()];
  return all.find((member) => member.username === idOrName) ??
    all.find((member) => member.username.toLowerCase() === wanted) ?? null;
}
