/**
 * English: what hosts do to members, messages and the group.
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
  lock: "Lock group…",
  unlock: "Unlock group",
  record: "Start recording",
  unrecord: "Stop recording",
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
