/**
 * What a user or the bearer of a token may do, as a form has it.
 * @module
 */

/** Sets that a group file names. "none" is none, "list" a list of single permissions. */
export type PermissionChoice =
  | "op"
  | "present"
  | "message"
  | "caption"
  | "observe"
  | "admin"
  | "none"
  | "list";

/** The choices in the order in which they are offered. */
export const USER_CHOICES: readonly PermissionChoice[] = [
  "op",
  "present",
  "message",
  "caption",
  "observe",
  "admin",
  "none",
  "list",
];

/** What is chosen; `list` holds the single permissions as typed. */
export interface PermissionForm {
  readonly choice: PermissionChoice;
  readonly list: string;
}

/** Reads the permissions of a user's entry. */
export function readPermissions(value: unknown): PermissionForm {
  if (Array.isArray(value)) return { choice: "list", list: value.join(", ") };
  const choice = USER_CHOICES.find((each) => each === value);
  return { choice: choice ?? "none", list: "" };
}

/** What a user's entry holds of it. */
export function writePermissions(form: PermissionForm): { permissions?: string | string[] } {
  switch (form.choice) {
    case "none":
      return {};
    case "list":
      return { permissions: listOf(form.list) };
    default:
      return { permissions: form.choice };
  }
}

/** Kinds of invitations. Tokens take permissions literally. */
export type InvitationKind = "present" | "message" | "observe" | "op" | "admin" | "list";

/** The kinds in the order in which they are offered. */
export const INVITATION_KINDS: readonly InvitationKind[] = [
  "present",
  "message",
  "observe",
  "op",
  "admin",
  "list",
];

const INVITED: Readonly<Record<Exclude<InvitationKind, "list">, readonly string[]>> = {
  present: ["present", "message"],
  message: ["message"],
  observe: [],
  op: ["op", "present", "message", "caption", "token"],
  admin: ["admin"],
};

/** The permissions of a token of that kind. */
export function permissionsOfToken(kind: InvitationKind, list: string): string[] {
  return kind === "list" ? listOf(list) : [...INVITED[kind]];
}

/** What kind of invitation the permissions make. */
export function invitationKindOf(permissions: readonly string[]): InvitationKind {
  const wanted = [...permissions].sort().join();
  const kinds = Object.entries(INVITED) as [Exclude<InvitationKind, "list">, readonly string[]][];
  return kinds.find(([, list]) => [...list].sort().join() === wanted)?.[0] ?? "list";
}

function listOf(typed: string): string[] {
  return [...new Set(typed.split(/[\s,]+/).filter((each) => each !== ""))];
}
