/**
 * Settings and help.
 * @module
 */
import { Keyboard, Settings } from "lucide-preact";
import { text } from "../text.ts";
import type { Command } from "./command.ts";
import { set, unset } from "./preferences.ts";

const settings: Command = {
  name: "settings",
  area: "help",
  place: "wide",
  label: () => text.command.settings,
  icon: () => Settings,
  shortcut: { key: ",", help: () => text.keys.settings },
  slash: [set, unset],
  available: () => true,
  look: "panel",
  active: (app) => app.dialog.value?.type === "settings",
  perform: (app) => {
    app.dialog.value = { type: "settings" };
  },
};

/** The word `/help` says in the chat what this shows. */
const keys: Command = {
  name: "keys",
  area: "help",
  place: "menu",
  label: () => text.keys.title,
  icon: () => Keyboard,
  shortcut: { key: "?", help: () => text.keys.sheet },
  available: () => true,
  look: "plain",
  perform: (app) => {
    app.dialog.value = { type: "keys" };
  },
};

/** In the menu's order. */
export const HELP: readonly Command[] = [settings, keys];
