/**
 * The texts of whatever hosts do: part of `text.ts`, where all texts are taken from.
 * @module
 */

/** What can be done to a member. */
export const memberText = {
  actions: (name: string) => `Actions for ${name}`,
  mute: "Mute microphone",
  muted: (name: string) => `${name} was asked to be silent.`,
  op: "Make host",
  unop: "No longer host",
  present: "Allow sound and pictures",
  unpresent: "Forbid sound and pictures",
  unshutup: "Allow writing",
  shutup: "Forbid writing",
  warn: "Warn…",
  identify: "Show network address",
  clear: "Delete all messages",
  kick: "Put out…",
  identified: (name: string, address: string) => `${name} comes from ${address}`,

  warnTitle: (name: string) => `Warn ${name}`,
  warnLabel: "Warning",
  warnSend: "Warn",
  warned: (name: string) => `The warning was shown to ${name}.`,

  kickTitle: (name: string) => `Put ${name} out of the group`,
  kickReason: "Reason",
  kickReasonHint: "It is shown to the person who is put out",
  kickTime: "May come back",
  kickTimes: {
    "0": "At once",
    "5": "After 5 minutes",
    "15": "After 15 minutes",
    "60": "After an hour",
    "1440": "After a day",
  },
  kickAddress: "Nobody from the same address",
  kickAddressHint: "Whatever the name; it may concern a whole household or school",
  kickDo: "Put out",
  cancel: "Cancel",

  raised: "Hand raised",
  newlyRaised: (name: string) => `${name} has raised a hand`,
} as const;

/** What can be done to a message. */
export const messageText = {
  actions: (name: string) => `Actions for this message of ${name}`,
  write: "Write privately",
  clear: "Delete message",
  clearAll: (name: string) => `Delete all messages of ${name}`,
} as const;

/** What can be done to the group. */
export const groupText = {
  actions: "Group",
  lock: "Lock group…",
  unlock: "Unlock group",
  muteAll: "Mute everybody",
  mutedAll: "Everybody else was asked to be silent.",
  announce: "Announce to everybody…",
  clearChat: "Delete the chat…",
  subgroups: "Show subgroups",
  invite: "Invite people…",
  password: "Change my password…",

  locked: "The group is locked: only hosts can come in.",
  unlocked: "The group is open again.",
  isLocked: "Locked",

  lockTitle: "Lock the group",
  lockLabel: "What others are told",
  lockHint: "Leave it empty for the usual words",
  lockDo: "Lock",

  announceTitle: "Announce to everybody",
  announceLabel: "Announcement",
  announceDo: "Announce",

  clearTitle: "Delete the chat?",
  clearText: "All messages go, for everybody, and cannot be brought back.",
  clearDo: "Delete",
  noSubgroups: "There is nobody in any subgroup.",
} as const;

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
  chatMade: (link: string, until: string) => `Invitation until ${until}: ${link}`,
  chatChanged: (link: string, until: string) => `This invitation ends ${until}: ${link}`,
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

/** The change of one's own password. */
export const passwordText = {
  title: "Change my password",
  close: "Close",
  old: "Present password",
  fresh: "New password",
  again: "New password again",
  change: "Change password",
  changed: "Your password is changed.",
  empty: "Please enter a new password.",
  differ: "The two new passwords are not the same.",
  wrong: "The present password is not right.",
  noAccount: "You have no password of your own in this group.",
  tooLong: "The new password is too long. Choose a shorter one.",
  readOnly: "This server does not allow its groups to be changed.",
  busy: "The server is busy. Please try again in a moment.",
  failed: "The password could not be changed. Please try again.",
} as const;
