/**
 * The menu of all that has no button of its own.
 * @module
 */
import type { App } from "../models/app.ts";
import type { MenuItem } from "../models/floating.ts";
import { text } from "../text.ts";
import { AREAS, type Command } from "./command.ts";
import { COMMANDS } from "./table.ts";

/** The commands that make sense now and have a button of the toolbar; a narrow one has few. */
export function barCommands(app: App, narrow: boolean): Command[] {
  return COMMANDS.filter((command) => isInBar(command, narrow) && command.available(app));
}

/** All others, under the headings of their areas. */
export function moreItems(app: App, narrow: boolean): MenuItem[] {
  const rest = COMMANDS.filter((command) => !isInBar(command, narrow) && command.available(app));
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
