/**
 * Every command of the room as one record: the toolbar, the keyboard shortcuts and the chat's slash words are all made of
 * this table.
 * @module
 */
import {
  EllipsisVertical,
  Hand,
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
import { toggled } from "./models/floating.ts";
import { hasRaisedHand } from "./client/members.ts";
import { canShare } from "./models/screen.ts";
import { groupItems } from "./menus.ts";
import { parseSlash } from "./slash.ts";
import { say, SLASH_COMMANDS, type SlashCommand } from "./slash_commands.ts";
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
  readonly look: "device" | "panel" | "menu" | "plain" | "stop" | "danger";
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
  perform: (app) => void app.publishing.share(),
};

const stopSharing: Command = {
  name: "stop-sharing",
  label: () => text.command.stopSharing,
  short: () => text.command.stopShort,
  icon: () => MonitorX,
  key: null,
  slash: { word: "unsharescreen", help: text.slash.unshare },
  available: (app) => app.publishing.sharing.value,
  look: "stop",
  active: () => false,
  perform: (app) => app.publishing.stopSharing(),
};

const isRaised = ({ session }: App) => {
  const own = session.members.value.get(session.self.value.id);
  return own !== undefined && hasRaisedHand(own);
};

const raise: Command = {
  name: "raise",
  label: () => text.command.raise,
  short: () => text.command.raiseShort,
  icon: () => Hand,
  key: { letter: "h", help: text.keys.raise },
  slash: { word: "raise", help: text.slash.raise },
  available: (app) => !isRaised(app),
  look: "plain",
  active: () => false,
  perform: (app) => app.moderation.setHand(true),
};

const unraise: Command = {
  name: "unraise",
  label: () => text.command.unraise,
  short: () => text.command.unraiseShort,
  icon: () => Hand,
  key: { letter: "h", help: text.keys.raise },
  slash: { word: "unraise", help: text.slash.unraise },
  available: isRaised,
  look: "stop",
  active: () => false,
  perform: (app) => app.moderation.setHand(false),
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

const group: Command = {
  name: "group",
  label: () => text.group.actions,
  short: () => text.command.group,
  icon: () => EllipsisVertical,
  key: null,
  slash: null,
  available: (app) => groupItems(app).length > 0,
  look: "menu",
  active: (app) =>
    app.floating.value?.type === "menu" && app.floating.value.label === text.group.actions,
  perform: (app) => {
    const anchor = document.querySelector<HTMLElement>('[data-command="group"]');
    if (anchor === null) return;
    const label = text.group.actions;
    const menu = { type: "menu", anchor, label, items: groupItems(app) } as const;
    app.floating.value = toggled(app.floating.peek(), menu);
  },
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
  active: (app) => app.dialog.value?.type === "settings",
  perform: (app) => {
    app.dialog.value = { type: "settings" };
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
  raise,
  unraise,
  chat,
  members,
  group,
  settings,
  leave,
];

/** The shortcuts in use, for the settings' hint. */
export function shortcutHint(): string {
  const hints = COMMANDS.flatMap(({ key }) =>
    key === null ? [] : [`${key.letter.toUpperCase()} ${key.help}`]
  );
  return [...new Set(hints)].join(" · ");
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
    say(app, entry.rest, "text");
    return true;
  }
  const problem = performSlash(app, entry.word, entry.rest);
  if (problem !== null) app.chat.note(problem);
  return problem === null;
}

/** Does what a slash word says. A text says why that was impossible. */
function performSlash(app: App, word: string, rest: string): string | null {
  if (word === "help") {
    app.chat.note(slashHelp(app));
    return null;
  }
  const special = SLASH_COMMANDS.find((one) => one.word === word);
  if (special !== undefined) {
    return mayUse(app, special) ? special.perform(app, rest) : text.slash.mayNot(word);
  }
  const command = COMMANDS.find((one) => one.slash?.word === word);
  if (command === undefined) return text.slash.unknown(word);
  if (!command.available(app)) return text.slash.notNow(word);
  command.perform(app);
  return null;
}

function mayUse({ session }: App, { needs }: SlashCommand): boolean {
  return needs === "" || session.may(needs);
}

/** The words that make sense for us. */
function slashHelp(app: App): string {
  const special = SLASH_COMMANDS.filter((one) => mayUse(app, one))
    .map(({ word, parameters, help }) => `/${`${word} ${parameters}`.trim()} – ${help}`);
  const shared = COMMANDS.flatMap(({ slash }) =>
    slash === null ? [] : [`/${slash.word} – ${slash.help}`]
  );
  return [`/help – ${text.slash.help}`, ...special, ...shared].join("\n");
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
