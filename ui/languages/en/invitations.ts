/**
 * English: invitations.
 * @module
 */

/** Invitations. */
export const inviteText = {
  title: "Invite people",
  close: "Close invitations",
  name: "Name of the guest",
  nameHint: "Leave it empty and guests choose their own",
  rights: "The guest may",
  rightsNames: {
    host: "Do what hosts do",
    present: "Send sound and pictures, and write",
    message: "Watch and write",
    watch: "Only watch",
  },
  from: "Valid from",
  fromHint: "Leave it empty for at once",
  until: "Valid until",
  make: "Make a link",
  made: "The link is ready",
  copy: "Copy link",
  existing: "Invitations",
  none: "There are no invitations.",
  loading: "Loading…",
  anybody: "Anybody",
  by: (name: string) => `made by ${name}`,
  valid: (time: string) => `valid until ${time}`,
  later: (time: string) => `valid from ${time}`,
  expired: (time: string) => `expired ${time}`,
  forever: "valid for ever",
  copyOf: (name: string) => `Copy link: ${name}`,
  prolong: "One day more",
  prolongOf: (name: string) => `One day more: ${name}`,
  revoke: "Revoke",
  revokeOf: (name: string) => `Revoke: ${name}`,
  timesWrong: "An invitation must end after it begins, and in the future.",
  chatMade: (link: string, until: string) => `Invitation (end: ${until}): ${link}`,
  chatChanged: (link: string, until: string) => `Changed invitation (end: ${until}): ${link}`,
  errors: {
    "not-authorised": "You may not make or change this invitation.",
    "that username is taken": "Somebody of this group has that name. Choose another one.",
    "this group has no such token": "There is no such invitation in this group.",
    "the group has too many tokens: revoke some":
      "The group has too many invitations. Revoke some first.",
    "the server has too many tokens": "The server has too many invitations.",
    "the token could not be written": "The invitation could not be saved.",
  },
  failed: (reason: string) => `That did not work: ${reason}`,
} as const;
