/**
 * What a member may do. A group file names a set of permissions or lists them one by one.
 * @module
 */

/** Names of the sets that a group file may use. */
export type PermissionSetName = "op" | "present" | "message" | "observe" | "caption" | "admin";

/** What a group file says of a user's permissions: a set, or the permissions themselves, taken literally. */
export type PermissionSpec = PermissionSetName | readonly string[];

/** What of a group's definition adds to the named sets. */
export interface PermissionAdditions {
  readonly allowRecording: boolean;
  readonly unrestrictedTokens: boolean;
}

const SETS: Readonly<Record<PermissionSetName, readonly string[]>> = {
  op: ["op", "present", "message", "caption", "token"],
  present: ["present", "message"],
  message: ["message"],
  observe: [],
  caption: ["caption"],
  admin: ["admin"],
};

/** The names of the sets, for messages to people. */
export const PERMISSION_SET_NAMES: readonly string[] = Object.keys(SETS);

/** Whether a text names a set. */
export function isPermissionSetName(name: string): name is PermissionSetName {
  return Object.hasOwn(SETS, name);
}

/**
 * The permissions that `spec` gives, as a new array that belongs to the caller. Sets grow by `record` (operators where
 * recording is allowed) and by `token` (presenters where tokens are unrestricted); listed permissions do not.
 */
export function permissionsOf(
  spec: PermissionSpec | null,
  additions: PermissionAdditions,
): string[] {
  if (spec === null) return [];
  if (typeof spec !== "string") return [...spec];
  const permissions = [...SETS[spec]];
  if (additions.allowRecording && spec === "op") permissions.push("record");
  if (additions.unrestrictedTokens && spec === "present") permissions.push("token");
  return permissions;
}
