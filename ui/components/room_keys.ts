/**
 * The keyboard in the room: shortcuts, the space bar, Escape, and the way from one part of the page to the next.
 * @module
 */
import { useEffect } from "preact/hooks";
import { commandOfKey, mayHoldSpace } from "../commands/keyboard.ts";
import type { App } from "../models/app.ts";

/** Parts of the page in the order of reading; each is focusable. */
const REGIONS = "[data-region]:not([hidden])";

/** Listens for as long as the room is there. */
export function useRoomKeys(app: App): void {
  useEffect(() => {
    // Whether the focus is where a pointer has put it: then the space bar is not meant for the button there.
    let pointed = true;
    const point = () => {
      pointed = true;
    };
    const down = (event: KeyboardEvent) => {
      app.viewport.bare.value = false;
      if (event.key === "Tab" || event.key.startsWith("Arrow")) pointed = false;
      if (event.defaultPrevented) return;
      if (handle(app, event, pointed)) event.preventDefault();
    };
    const up = (event: KeyboardEvent) => {
      if (event.code !== "Space" || app.pushToTalk.held.peek() === null) return;
      // A button that has the focus would be pressed by this.
      event.preventDefault();
      app.pushToTalk.release();
    };
    // No key is heard to come up in another window.
    const release = () => app.pushToTalk.release();
    document.addEventListener("pointerdown", point);
    document.addEventListener("keydown", down);
    document.addEventListener("keyup", up);
    document.addEventListener("visibilitychange", release);
    globalThis.addEventListener("blur", release);
    return () => {
      release();
      document.removeEventListener("pointerdown", point);
      document.removeEventListener("keydown", down);
      document.removeEventListener("keyup", up);
      document.removeEventListener("visibilitychange", release);
      globalThis.removeEventListener("blur", release);
    };
  }, []);
}

/** Does what a key says; false if it says nothing here. */
function handle(app: App, event: KeyboardEvent, pointed: boolean): boolean {
  if (event.key === "F6") return goOn(event.shiftKey ? -1 : 1);
  if (event.key === "Escape") return closeTop(app);
  if (event.code === "Space") return hold(app, event, pointed);
  const command = commandOfKey(app, event);
  command?.perform(app);
  return command !== null;
}

/** Brings the focus to the next part of the page that can have it, or the one before. */
function goOn(by: 1 | -1): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>(REGIONS)];
  if (document.querySelector("dialog[open]") !== null) return false;
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const ahead = by > 0
    ? [...regions.slice(at + 1), ...regions.slice(0, at + 1)]
    : [...regions.slice(0, Math.max(0, at)).reverse(), ...regions.slice(Math.max(0, at)).reverse()];
  return ahead.some(focusRegion);
}

/** Brings the focus into a part of the page: to what is meant to have it, else to the part itself, or its first control. */
export function focusRegion(region: HTMLElement | null): boolean {
  const stop = region?.querySelector<HTMLElement>("[data-focus-first]");
  const inside = region?.querySelector<HTMLElement>("button, a, input");
  for (
    const target of region?.matches("[role=toolbar]") ? [roving(region)] : [stop, region, inside]
  ) {
    target?.focus();
    if (target !== null && target !== undefined && target === document.activeElement) return true;
  }
  return false;
}

function roving(toolbar: HTMLElement): HTMLElement | null {
  return toolbar.querySelector<HTMLElement>("[tabindex='0']");
}

/** Closes what lies on top, a panel at last; the focus goes back to where it was opened. */
export function closeTop(app: App): boolean {
  const floating = app.floating.peek();
  if (floating !== null) {
    app.floating.value = null;
    floating.anchor.focus();
    return true;
  }
  if (app.panel.peek() === null || app.dialog.peek() !== null) return false;
  closePanel(app);
  return true;
}

/** Closes the panel; the focus goes to the button that opens it, or the menu's where it has none now. */
export function closePanel(app: App): void {
  const name = app.panel.peek();
  app.panel.value = null;
  const button = document.querySelector<HTMLElement>(`[data-command="${name}"]`) ??
    document.querySelector<HTMLElement>('[data-command="more"]');
  button?.focus();
}

function hold(app: App, event: KeyboardEvent, pointed: boolean): boolean {
  // A held key repeats itself: that would scroll the page.
  if (event.repeat) return app.pushToTalk.held.peek() !== null;
  if (!mayHoldSpace(app, event, pointed)) return false;
  app.pushToTalk.press();
  return true;
}
