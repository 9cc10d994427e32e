/**
 * English: controls, keys and slash commands.
 * @module
 */

/** The controls of the room. */
export const commandText = {
  mute: "Mute microphone",
  unmute: "Unmute microphone",
  muteShort: "Mute",
  unmuteShort: "Unmute",
  cameraOn: "Turn camera on",
  cameraOff: "Turn camera off",
  cameraShort: "Camera",
  share: "Share screen",
  shareShort: "Share",
  stopSharing: "Stop sharing",
  stopShort: "Stop",
  raise: "Raise hand",
  raiseShort: "Hand",
  unraise: "Lower hand",
  unraiseShort: "Lower",
  chat: "Chat",
  members: "Members",
  me: "Say what you are doing…",
  more: "More",
  settings: "Settings",
  leave: "Leave",
  withKey: (label: string, key: string) => `${label} (${key.toUpperCase()})`,
} as const;

/** What single letters do. */
export const keysText = {
  microphone: "microphone",
  camera: "camera",
  share: "share screen",
  raise: "raise hand",
  chat: "chat",
  members: "members",
  settings: "settings",
} as const;

/** Headings of the menu and of the sheet of shortcuts. */
export const areasText = {
  media: "Sound and pictures",
  part: "Taking part",
  view: "What you see",
  teaching: "Hosting",
  group: "Group",
  trouble: "If something does not work",
  help: "Settings and help",
} as const;

/** What slash commands do. */
export const slashText = {
  parameters: {
    name: "NAME",
    text: "TEXT",
    time: "TIME",
    link: "LINK",
    setting: "SETTING",
    value: "VALUE",
  },
  help: "list these commands",
  me: "say what you are doing",
  msg: "write to one person alone",
  leave: "leave the group",
  share: "share a screen",
  unshare: "stop sharing screens",
  raise: "raise your hand",
  unraise: "lower your hand",
  clear: "delete the chat for everybody",
  lock: "lock the group, with words for those who come",
  unlock: "unlock the group",
  subgroups: "list subgroups with somebody in them",
  record: "start recording",
  unrecord: "stop recording",
  kick: "put somebody out, with a reason",
  identify: "show somebody's network address",
  op: "make somebody a host",
  unop: "make somebody no longer a host",
  present: "allow somebody to send sound and pictures",
  unpresent: "forbid somebody to send sound and pictures",
  shutup: "forbid somebody to write",
  unshutup: "allow somebody to write",
  mute: "mute somebody's microphone",
  muteall: "mute everybody else",
  warn: "warn somebody",
  wall: "announce something to everybody",
  invite: "make an invitation; a time is such as 2h, 3d or 2026-09-01",
  reinvite: "prolong an invitation by a day, or to a time",
  revoke: "revoke an invitation",
  listtokens: "list the invitations",
  renegotiate: "look for a better connection for sound and pictures",
  replace: "start anew what you send",
  relayTest: "test whether sound and pictures could go through a relay",
  set: "show all settings, or change one",
  unset: "set a setting back",
  mayNot: (word: string) => `You may not use /${word} here.`,
  usage: (usage: string) => `Write /${usage}; put a name with blanks in quotation marks.`,
  badTime: (value: string) => `“${value}” is no time. Write such as 30min, 2h, 3d or 2026-09-01.`,
  unknown: (word: string) => `There is no command /${word}. Write /help for a list.`,
  notNow: (word: string) => `/${word} is not possible just now.`,
  noSetting: (name: string) => `There is no setting “${name}”. Write /set for a list.`,
  badValue: (value: string, name: string) => `“${value}” does not suit the setting ${name}.`,
  noRecipient: (name: string) => `There is nobody called “${name}” here.`,
} as const;
