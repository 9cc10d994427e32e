/**
 * Every command of the room as one record: the toolbar, the keyboard shortcuts and the chat's slash words are all made of
 * this table.
 * @module
 */
import {
  LogOut,
  type LucideIcon,
  MessageSquare,
  Mic,
  MicOff,
  MonitorUp,
  MonitorX,
  Settings,
  Users,
  Video,
  VideoOff,
} from "lucide-preact";
import type { App } from "./models/app.ts";
import type { Capture } from "./models/capture.ts";
import { findMember, type Member } from "./models/members.ts";
import { canShare } from "./models/screen.ts";
import { parseSlash, splitRecipient } from "./slash.ts";
import { text } from "./text.ts";

/** A thing that the person can do in the room. */
export interface Command {
  readonly name: string;
  /** What it does now, for tooltips and screen readers. */
  label(app: App): string;
  /** The same in a word, below the icon. */
  short(app: App): string;
  icon(app: App): LucideIcon;
  /** The letter that performs it, while no text field has the focus. */
  readonly key: { readonly letter: string; readonly help: string } | null;
  /** The word behind a slash in the chat, and what it does. */
  readonly slash: { readonly word: string; readonly help: string } | null;
  /** Whether it makes sense at all now. */
  available(app: App): boolean;
  /** Which button it is: those of devices show whether they are on, those of panels whether they are open. */
  readonly look: "device" | "panel" | "plain" | "stop" | "danger";
  /** The device is on, or the panel open. */
  active(app: App): boolean;
  perform(app: App): void;
}

const isOn = (capture: Capture) => capture.track.value !== null && !capture.muted.value;
const mayPresent = (app: App) => app.session.may("present");

const microphone: Command = {
  name: "microphone",
  label: ({ microphone }) => isOn(microphone) ? text.command.mute : text.command.unmute,
  short: ({ microphone }) => isOn(microphone) ? text.command.muteShort : text.command.unmuteShort,
  icon: ({ microphone }) => isOn(microphone) ? Mic : MicOff,
  key: { letter: "m", help: text.keys.microphone },
  slash: null,
  available: mayPresent,
  look: "device",
  active: ({ microphone }) => isOn(microphone),
  perform: (app) => void toggleMicrophone(app),
};

const camera: Command = {
  name: "camera",
  label: ({ camera }) => isOn(camera) ? text.command.cameraOff : text.command.cameraOn,
  short: () => text.command.cameraShort,
  icon: ({ camera }) => isOn(camera) ? Video : VideoOff,
  key: { letter: "v", help: text.keys.camera },
  slash: null,
  available: mayPresent,
  look: "device",
  active: ({ camera }) => isOn(camera),
  perform: (app) => void toggleCamera(app),
};

const share: Command = {
  name: "share",
  label: () => text.command.share,
  short: () => text.command.shareShort,
  icon: () => MonitorUp,
  key: { letter: "s", help: text.keys.share },
  slash: { word: "sharescreen", help: text.slash.share },
  available: (app) => canShare && mayPresent(app),
  look: "plain",
  active: () => false,
  perform: (app) => void app.up.share(),
};

const stopSharing: Command = {
  name: "stop-sharing",
  label: () => text.command.stopSharing,
  short: () => text.command.stopShort,
  icon: () => MonitorX,
  key: null,
  slash: { word: "unsharescreen", help: text.slash.unshare },
  available: (app) => app.up.sharing.value,
  look: "stop",
  active: () => false,
  perform: (app) => app.up.stopSharing(),
};

const members: Command = {
  name: "members",
  label: () => text.command.members,
  short: () => text.command.members,
  icon: () => Users,
  key: { letter: "p", help: text.keys.members },
  slash: null,
  available: () => true,
  look: "panel",
  active: (app) => app.panel.value === "members",
  perform: (app) => togglePanel(app, "members"),
};

const chat: Command = {
  name: "chat",
  label: () => text.command.chat,
  short: () => text.command.chat,
  icon: () => MessageSquare,
  key: { letter: "c", help: text.keys.chat },
  slash: null,
  available: () => true,
  look: "panel",
  active: (app) => app.panel.value === "chat",
  perform: (app) => togglePanel(app, "chat"),
};

const settings: Command = {
  name: "settings",
  label: () => text.command.settings,
  short: () => text.command.settings,
  icon: () => Settings,
  key: { letter: ",", help: text.keys.settings },
  slash: null,
  available: () => true,
  look: "panel",
  active: (app) => app.settingsOpen.value,
  perform: (app) => {
    app.settingsOpen.value = true;
  },
};

const leave: Command = {
  name: "leave",
  label: () => text.command.leave,
  short: () => text.command.leave,
  icon: () => LogOut,
  key: null,
  slash: { word: "leave", help: text.slash.leave },
  available: () => true,
  look: "danger",
  active: () => false,
  perform: (app) => app.session.leave(null),
};

/** All commands, in the toolbar's order. */
export const COMMANDS: readonly Command[] = [
  microphone,
  camera,
  share,
  stopSharing,
  chat,
  members,
  settings,
  leave,
];

/** The shortcuts in use, for the settings' hint. */
export function shortcutHint(): string {
  return COMMANDS.flatMap(({ key }) =>
    key === null ? [] : [`${key.letter.toUpperCase()} ${key.help}`]
  ).join(" · ");
}

/** The command of a key that was pressed, if it is a shortcut now. */
export function commandOfKey(app: App, event: KeyboardEvent): Command | null {
  if (!app.settings.values.peek().shortcuts || event.defaultPrevented || event.repeat) return null;
  if (event.ctrlKey || event.altKey || event.metaKey || takesText(event.target)) return null;
  const key = event.key.toLowerCase();
  return COMMANDS.find((command) => command.key?.letter === key && command.available(app)) ?? null;
}

function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement &&
    target.closest("input, textarea, select, dialog") !== null;
}

/** Sends what was typed into the chat, or does what it says; false if the text should stay in the field. */
export function submitChat(app: App, typed: string): boolean {
  const entry = parseSlash(typed);
  if (entry.word === null) {
    if (entry.rest.trim() !== "") app.chat.say(entry.rest, "text", recipientNow(app));
    return true;
  }
  const perform = SLASH_WORDS[entry.word];
  if (Object.hasOwn(SLASH_WORDS, entry.word) && perform !== undefined) {
    return perform(app, entry.rest);
  }
  return performSlash(app, entry.word);
}

/** Whom we write to; somebody who has come back since is known by the name. */
function recipientNow(app: App): Member | null {
  const chosen = app.chat.recipient.peek();
  if (chosen === null) return null;
  const members = app.session.members.peek();
  return members.get(chosen.id) ?? findMember(members, chosen.username) ?? chosen;
}

/** Slash words that take more than themselves. */
const SLASH_WORDS: Readonly<Record<string, (app: App, rest: string) => boolean>> = {
  help: (app) => {
    app.chat.note(slashHelp());
    return true;
  },
  me: (app, rest) => {
    if (rest.trim() !== "") app.chat.say(rest, "me", recipientNow(app));
    return true;
  },
  msg: (app, rest) => {
    const { recipient, message } = splitRecipient(rest);
    if (recipient === "" || message === "") {
      app.chat.note(text.slash.usageMsg);
      return false;
    }
    const member = findMember(app.session.members.peek(), recipient);
    if (member === null) {
      app.chat.note(text.slash.noRecipient(recipient));
      return false;
    }
    app.chat.say(message, "text", member);
    return true;
  },
};

function performSlash(app: App, word: string): boolean {
  const command = COMMANDS.find((one) => one.slash?.word === word);
  if (command === undefined) {
    app.chat.note(text.slash.unknown(word));
    return false;
  }
  if (!command.available(app)) {
    app.chat.note(text.slash.notNow(word));
    return false;
  }
  command.perform(app);
  return true;
}

function slashHelp(): string {
  const own = [
    `/me … – ${text.slash.me}`,
    `/msg … – ${text.slash.msg}`,
    `/help – ${text.slash.help}`,
  ];
  const shared = COMMANDS.flatMap(({ slash }) =>
    slash === null ? [] : [`/${slash.word} – ${slash.help}`]
  );
  return [...own, ...shared].join("\n");
}

function togglePanel(app: App, panel: "chat" | "members"): void {
  app.panel.value = app.panel.peek() === panel ? null : panel;
}

async function toggleMicrophone(app: App): Promise<void> {
  const { microphone } = app;
  if (microphone.starting.peek()) return;
  if (microphone.track.peek() !== null) return microphone.setMuted(!microphone.muted.peek());
  microphone.setMuted(false);
  await startOrExplain(app, microphone);
}

async function toggleCamera(app: App): Promise<void> {
  const { camera } = app;
  if (camera.starting.peek()) return;
  if (camera.track.peek() !== null) return camera.stop();
  await startOrExplain(app, camera);
}

async function startOrExplain(app: App, capture: Capture): Promise<void> {
  if (await capture.start()) return;
  const problem = capture.problem.peek();
  if (problem !== null) app.notices.show("error", text.device.problem[problem][capture.kind]);
}
