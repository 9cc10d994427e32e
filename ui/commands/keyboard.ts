/**
 * Which command a key performs.
 * @module
 */
import type { App } from "../models/app.ts";
import type { Command } from "./command.ts";
import { COMMANDS } from "./table.ts";

/** The command of a key that was pressed, if it is a shortcut now. */
export function commandOfKey(app: App, event: KeyboardEvent): Command | null {
  if (!app.settings.values.peek().shortcuts || event.defaultPrevented || event.repeat) return null;
  if (event.ctrlKey || event.altKey || event.metaKey || takesText(event.target)) return null;
  const key = keyOf(event);
  const found = COMMANDS.find((command) => command.shortcut?.key === key && command.available(app));
  return found ?? null;
}

/** What was pressed: on a keyboard of other letters, the Latin one that stands in its place. */
function keyOf({ key, code }: KeyboardEvent): string {
  const isForeign = key.length === 1 && key > "\u007f";
  return isForeign && code.startsWith("Key") ? code.slice(3).toLowerCase() : key.toLowerCase();
}

/** Whether keys pressed there write or choose something. */
export function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement &&
    target.closest("input, textarea, select, dialog, [contenteditable]") !== null;
}

/** Whether the space bar is a key to the microphone now, and not to what has the focus. */
export function mayHoldSpace(app: App, event: KeyboardEvent, pointed: boolean): boolean {
  const { target } = event;
  if (!app.settings.values.peek().shortcuts || !app.session.may("present")) return false;
  if (event.ctrlKey || event.altKey || event.metaKey || takesText(target)) return false;
  if (!(target instanceof Element)) return true;
  if (target.closest(".floating, [role=slider]") !== null) return false;
  return pointed || target.closest("button, a, summary, [tabindex='0']") === null;
}
