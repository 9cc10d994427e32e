/**
 * What members are called.
 * @module
 */
import type { Member } from "../client/members.ts";
import { shownName } from "../names.ts";

/** What to call a member: nothing in it disturbs the sentence around it. */
export function nameOf({ username }: Pick<Member, "username">): string {
  return shownName(username);
}
