/**
 * What hosts do to the group.
 * @module
 */
import {
  Circle,
  CircleStop,
  ListTree,
  Lock,
  LockOpen,
  Megaphone,
  MicOff,
  Trash,
} from "lucide-preact";
import type { App } from "../models/app.ts";
import { text } from "../text.ts";
import { type Command, wordOf } from "./command.ts";
import { usageOf } from "./usage.ts";

const isHost = (app: App) => app.session.may("op");
const isLocked = ({ session }: App) => session.status.value?.locked === true;

function open(type: "lock" | "announce" | "clear"): (app: App) => void {
  return (app) => {
    app.dialog.value = { type };
  };
}

const lock: Command = {
  name: "lock",
  area: "teaching",
  place: "menu",
  label: () => text.group.lock,
  icon: () => Lock,
  slash: [{
    word: "lock",
    parameters: ["text?"],
    needs: "op",
    help: () => text.slash.lock,
    perform: ({ moderation }, rest) => {
      moderation.group("lock", ...rest === "" ? [] : [rest]);
      return null;
    },
  }],
  available: (app) => isHost(app) && !isLocked(app),
  look: "plain",
  perform: open("lock"),
};

const unlock: Command = {
  name: "unlock",
  area: "teaching",
  place: "menu",
  label: () => text.group.unlock,
  icon: () => LockOpen,
  slash: [wordOf("unlock", "op", () => text.slash.unlock, unlockGroup)],
  available: (app) => isHost(app) && isLocked(app),
  look: "plain",
  perform: unlockGroup,
};

function unlockGroup({ moderation }: App): void {
  moderation.group("unlock");
}

const muteAll: Command = {
  name: "mute-all",
  area: "teaching",
  place: "menu",
  label: () => text.group.muteAll,
  icon: () => MicOff,
  slash: [wordOf("muteall", "op", () => text.slash.muteall, ({ moderation }) => {
    moderation.mute(null);
  })],
  available: isHost,
  look: "plain",
  perform: ({ moderation, notices }) => {
    moderation.mute(null);
    notices.show("info", text.group.mutedAll);
  },
};

const announce: Command = {
  name: "announce",
  area: "teaching",
  place: "menu",
  label: () => text.group.announce,
  icon: () => Megaphone,
  slash: [{
    word: "wall",
    parameters: ["text"],
    needs: "op",
    help: () => text.slash.wall,
    perform: ({ moderation }, rest) => {
      if (rest.trim() === "") {
        return text.slash.usage(usageOf({ word: "wall", parameters: ["text"] }));
      }
      moderation.warn(null, rest.trim());
      return null;
    },
  }],
  available: isHost,
  look: "plain",
  perform: open("announce"),
};

const subgroups: Command = {
  name: "subgroups",
  area: "teaching",
  place: "menu",
  label: () => text.group.subgroups,
  icon: () => ListTree,
  slash: [wordOf("subgroups", "op", () => text.slash.subgroups, ({ moderation }) => {
    moderation.group("subgroups");
  })],
  available: isHost,
  look: "plain",
  perform: ({ moderation, panel }) => {
    // The answer is a line of chat.
    moderation.group("subgroups");
    panel.value = "chat";
  },
};

/** Galène's servers record through a member of their own. */
const isRecorded = ({ session }: App) =>
  [...session.members.value.values()].some(({ permissions }) => permissions.includes("system"));

const record: Command = {
  name: "record",
  area: "teaching",
  place: "menu",
  label: () => text.group.record,
  icon: () => Circle,
  slash: [wordOf("record", "record", () => text.slash.record, startRecording)],
  available: (app) => app.session.may("record") && !isRecorded(app),
  look: "plain",
  perform: startRecording,
};

function startRecording({ moderation }: App): void {
  moderation.group("record");
}

const unrecord: Command = {
  name: "unrecord",
  area: "teaching",
  place: "menu",
  label: () => text.group.unrecord,
  icon: () => CircleStop,
  slash: [wordOf("unrecord", "record", () => text.slash.unrecord, stopRecording)],
  available: (app) => app.session.may("record") && isRecorded(app),
  look: "plain",
  perform: stopRecording,
};

function stopRecording({ moderation }: App): void {
  moderation.group("unrecord");
}

const clear: Command = {
  name: "clear",
  area: "teaching",
  place: "menu",
  label: () => text.group.clearChat,
  icon: () => Trash,
  slash: [wordOf("clear", "op", () => text.slash.clear, ({ moderation }) => {
    moderation.group("clearchat");
  })],
  available: isHost,
  look: "danger",
  perform: open("clear"),
};

/** In the menu's order. */
export const TEACHING: readonly Command[] = [
  lock,
  unlock,
  muteAll,
  announce,
  subgroups,
  record,
  unrecord,
  clear,
];
