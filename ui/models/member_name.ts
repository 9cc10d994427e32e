/**
 * What members are called.
 * @module
 */
import type { Member } from "../client/members.ts";
import { text } from "../text.ts";

/** What to call a member. */
export function nameOf({ username }: Pick<Member, "username">): string {
  return username || text.room.anonymous;
}
