/**
 * The menu of all that has no button of its own.
 * @module
 */
import type { App } from "../models/app.ts";
import type { MenuItem } from "../models/floating.ts";
import { text } from "../text.ts";
import { AREAS, type Command } from "./command.ts";
import { COMMANDS } from "./table.ts";

/** The commands that make sense now and have a button of the toolbar; a smaller window has fewer. */
export function barCommands(app: App): Command[] {
  const narrow = app.viewport.narrow.value;
  const room = app.viewport.buttons.value;
  const wanted = COMMANDS.filter((command) => isInBar(command, narrow) && command.available(app));
  if (wanted.length <= room) return wanted;
  // The way out is the last, and always there.
  return [...wanted.slice(0, room - 1), ...wanted.slice(-1)];
}

/** All others, under the headings of their areas. */
export function moreItems(app: App): MenuItem[] {
  const bar = barCommands(app);
  const rest = COMMANDS.filter((command) => !bar.includes(command) && command.available(app));
  return AREAS.flatMap((area) =>
    rest.filter((command) => command.area === area)
      .map((command) => itemOf(app, command, text.areas[area]))
  );
}

function isInBar({ place }: Command, narrow: boolean): boolean {
  return place === "bar" || (place === "wide" && !narrow);
}

function itemOf(app: App, command: Command, heading: string): MenuItem {
  const items = command.items?.(app);
  return {
    heading,
    label: command.label(app),
    icon: command.icon(app),
    danger: command.look === "danger",
    ...command.shortcut === undefined ? {} : { shortcut: command.shortcut.key },
    ...command.active === undefined ? {} : { active: command.active(app) },
    ...items === undefined ? {} : { items },
    perform: () => command.perform(app),
  };
}
