/**
 * English: groups in the administration page.
 * @module
 */
import { plural } from "../plural.ts";

/** The list of groups. */
export const groupListText = {
  search: "Search groups",
  count: (shown: number, all: number) =>
    shown === all
      ? plural(all, { one: "1 group", other: `${all} groups` })
      : `${shown} of ${all} groups`,
  none: "There are no groups yet. Make the first one.",
  noMatch: (query: string) => `No group has “${query}” in its name.`,
  create: "New group",
} as const;

/** A new group. */
export const newGroupText = {
  title: "New group",
  name: "Name",
  nameHint: "It becomes part of the address. A slash puts a group below another: course/practical.",
  create: "Create the group",
  creating: "Creating…",
  nameMissing: "Please enter a name.",
  badName: "This cannot be the name of a group: no part of it may be empty or begin with a dot.",
  exists: "There is a group of this name already. Choose another one.",
  next: "Nobody can come in until there are users or invitations: they come next.",
  made: (name: string) => `The group “${name}” is there.`,
} as const;

/** One group. */
export const groupText = {
  back: "All groups",
  open: "Go to the group",
  tabs: {
    settings: "Settings",
    users: "Users",
    tokens: "Invitations",
    keys: "Keys",
    live: "Who is in",
  },
  tabList: "Parts of this group",
  saved: "Saved. It holds at once, for those who are in, too.",
  notANumber: "Enter a whole number, in digits.",
  notATime: "Enter a date and a time.",
  unknownCodec: (name: string, known: string) => `There is no codec “${name}”. Known are ${known}.`,
  problems: (count: number) =>
    plural(count, {
      one: "One field needs your attention.",
      other: `${count} fields need your attention.`,
    }),
  delete: "Delete this group",
  deleteHint: "Its definition, users and passwords go. Nobody can undo this.",
  deleteTitle: (name: string) => `Delete the group “${name}”?`,
  deleteBody:
    "Its definition, its users and their passwords are removed. Those who are in stay until they leave.",
  deleteConfirm: "Delete the group",
  deleted: (name: string) => `The group “${name}” was deleted.`,
} as const;

/** Headings of a group’s settings. */
export const sectionsText = {
  about: "What people read",
  admission: "Who may be in, and when",
  inside: "Inside",
  elsewhere: "Logging in elsewhere",
} as const;

/** Labels and helps of a group's fields, by their names in its definition. */
export const fieldsText = {
  "displayName": { label: "Title", help: "Shown in place of the name in the address" },
  "description": { label: "Description", help: "Shown on the page before joining" },
  "contact": {
    label: "Contact",
    help: "Whom to ask, such as an e-mail address. Not shown to participants",
  },
  "comment": { label: "Comment", help: "For administrators alone" },
  "public": { label: "Public", help: "Listed on the first page of this server" },
  "max-clients": {
    label: "Most participants",
    help: "Operators may always come in. Empty: as many as like",
  },
  "not-before": { label: "Opens", help: "Nobody but operators can come in earlier" },
  "expires": { label: "Closes", help: "Nobody but operators can come in later" },
  "autolock": { label: "Lock without an operator", help: "Locked whenever no operator is in" },
  "lobby": {
    label: "Lobby",
    help:
      "Whoever comes waits until an operator lets them in. Stock Galène takes no file that says so",
  },
  "autokick": {
    label: "End without an operator",
    help: "Everybody is put out when the last operator leaves",
  },
  "auto-subgroups": {
    label: "Subgroups by themselves",
    help: "Addresses below this group’s work without being set up, with the same users",
  },
  "redirect": {
    label: "Send elsewhere",
    help: "Whoever comes is sent to this web address, such as https://example.org/group/name/",
  },
  "max-history-age": {
    label: "Keep chat for",
    help: "Seconds that newcomers see back into the chat. Empty: 14400, which is four hours",
  },
  "suggest": {
    label: "Come in with",
    help: "What people are asked to turn on before they come in. They can always do otherwise",
  },
  "codecs": {
    label: "Codecs",
    help: "In order of preference, with commas between them. Empty: vp8, opus",
  },
  "allow-recording": { label: "Recording", help: "Operators may record" },
  "unrestricted-tokens": {
    label: "Everybody may invite",
    help: "Participants, not operators alone, can make invitations",
  },
  "authServer": {
    label: "Authentication server",
    help: "Web address of a server that checks passwords and signs tokens",
  },
  "authPortal": {
    label: "Portal",
    help: "Web address where people log in, who come without a token",
  },
} as const;

/** What a group may ask people to turn on. */
export const deviceChoicesText = {
  "": "Nothing: both are off at first",
  "microphone": "Microphone",
  "camera": "Camera",
  "camera, microphone": "Camera and microphone",
} as const;
