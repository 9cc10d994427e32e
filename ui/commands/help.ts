/**
 * Settings and help.
 * @module
 */
import { Settings } from "lucide-preact";
import { text } from "../text.ts";
import type { Command } from "./command.ts";

const settings: Command = {
  name: "settings",
  area: "help",
  place: "wide",
  label: () => text.command.settings,
  icon: () => Settings,
  shortcut: { key: ",", help: () => text.keys.settings },
  available: () => true,
  look: "panel",
  active: (app) => app.dialog.value?.type === "settings",
  perform: (app) => {
    app.dialog.value = { type: "settings" };
  },
};

/** In the menu's order. */
export const HELP: readonly Command[] = [settings];
