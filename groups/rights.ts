/**
 * What an edited definition means for the rights of those who are in already.
 * @module
 */
import type { Login } from "./credentials.ts";
import type { Description, UserDescription } from "./description.ts";
import { permissionsOf } from "./permissions.ts";

/**
 * Permissions that a member has from now on: null if the edit does not concern it, "gone" if what it came in by is no
 * more. A change that an operator has made to somebody since holds until that one's own entry changes.
 */
export function rightsAfter(
  login: Login,
  username: string,
  before: Description,
  after: Description,
): string[] | "gone" | null {
  if (login === "token") return null;
  const entry = login === "user" ? after.users.get(username) : after.wildcardUser ?? undefined;
  if (entry === undefined) return "gone";
  // A name that has got an entry of its own is no stranger's any more.
  if (login === "wildcard" && after.users.has(username)) return "gone";
  const old = login === "user" ? before.users.get(username) : before.wildcardUser ?? undefined;
  const permissions = rightsOf(entry, after);
  return old !== undefined && isSameSet(rightsOf(old, before), permissions) ? null : permissions;
}

function rightsOf(user: UserDescription, description: Description): string[] {
  return permissionsOf(user.permissions, description);
}

/** Whether two lists of permissions give the same rights. */
export function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.every((permission) => b.includes(permission)) &&
    b.every((permission) => a.includes(permission));
}
