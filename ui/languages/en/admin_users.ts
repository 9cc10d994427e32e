/**
 * English: users, their permissions, and keys in the administration page.
 * @module
 */
import { plural } from "../plural.ts";

/** Permissions. */
export const permissionsText = {
  label: "Permissions",
  list: "Single permissions",
  listHint: "With commas between them: op, present, message, caption, token, record, admin",
  names: {
    op: "Operator: runs the group",
    present: "Participant: sends, and writes",
    message: "Listener who writes",
    caption: "Writes captions",
    observe: "Watches only",
    admin: "Administers this group here, without being in it",
    none: "None",
    list: "Single permissions…",
  },
} as const;

/** The users of a group. */
export const usersText = {
  title: "Users",
  lead:
    "Those who have a name of their own here. That name is then nobody else’s. Passwords can be set, but never be seen.",
  named: "Users with a name",
  special: "Others",
  wildcard: "Everybody else",
  wildcardHint: "Holds for every name that is not in the list",
  empty: "Without a name",
  emptyHint: "Holds for those who join with no name at all",
  notThere: "not set up",
  noUsers: "There are no users with a name.",
  search: "Search users",
  add: "New user",
  name: "Name",
  password: "Password",
  passwordOptional: "Password",
  passwordHint: "Up to 72 bytes. Without one the user cannot log in until it is set.",
  create: "Add the user",
  nameMissing: "Please enter a name.",
  badName: "This cannot be the name of a user: no part of it may begin with a dot.",
  exists: "There is a user of this name already.",
  made: (name: string) => `${name} was added.`,
  madeWithoutPassword: (name: string, why: string) =>
    `${name} was added, but the password was not set: ${why}`,
  setUp: "Set this up",
  savePermissions: "Save permissions",
  saved: "The permissions are saved.",
  newPassword: "New password",
  setPassword: "Set password",
  passwordMissing: "Please enter a password.",
  passwordSet: "The password is set.",
  anyPassword: "Let in with any password",
  anyPasswordSet: "Any password will do now.",
  removePassword: "Remove password",
  removePasswordTitle: (name: string) => `Remove the password of ${name}?`,
  removePasswordBody: "Nobody can then log in by this name until another password is set.",
  passwordRemoved: "The password is removed.",
  remove: "Delete user",
  removeTitle: (name: string) => `Delete ${name}?`,
  removeBody: "Whoever is in by this name is put out.",
  removed: (name: string) => `${name} was deleted.`,
  close: (name: string) => `Close ${name}`,
} as const;

/** A group's keys. */
export const keysText = {
  title: "Keys",
  lead:
    "Another server may let people into this group with tokens that it signs. Here goes the key by which they are checked. Keys can be set, but never be seen.",
  paste: "JSON Web Key Set",
  pasteHint: 'A set such as {"keys": [{"kty": "EC", …}]}, or a single key',
  set: "Set keys",
  nothing: "Please paste a key set.",
  notJson: "This is not JSON. Copy the whole text, with its braces.",
  noKeys: "There is no key in this. A set has a list called “keys”.",
  done: (count: number) =>
    plural(count, { one: "The key is set.", other: `${count} keys are set.` }),
  remove: "Remove all keys",
  removeTitle: "Remove all keys of this group?",
  removeBody: "Tokens that were signed with them are not accepted any more.",
  removed: "The keys are removed.",
} as const;
