/**
 * What a group is called.
 * @module
 */
import type { GroupStatus } from "../server/messages.ts";

/** The name that its maker has given it, or its name in the address with a capital letter. */
export function titleOf(group: string, status: GroupStatus | null): string {
  const given = status?.displayName ?? "";
  if (given !== "") return given;
  return group.charAt(0).toUpperCase() + group.slice(1);
}
