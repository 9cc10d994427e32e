/**
 * What it takes for panels, menus and dialogues to be sheets on a phone: the back button closes them, and nothing behind a panel that
 * covers everything can be reached.
 * @module
 */
import { computed, effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { App } from "../models/app.ts";
import { createBackButton } from "../models/back_button.ts";
import { text } from "../text.ts";
import { closeTop } from "./room_keys.ts";

/** What a panel lies over. */
const BEHIND = ".room > :is(.stage, .toolbar, .room-head, .skip-links)";

/** Listens for as long as the room is there. */
export function useSheets(app: App): void {
  useEffect(() => {
    const { viewport, panel, floating, dialog } = app;
    const open = computed(() =>
      viewport.narrow.value &&
      (panel.value !== null || floating.value !== null || dialog.value !== null)
    );
    const button = createBackButton({
      open,
      history,
      close: () => {
        const shown = document.querySelector<HTMLDialogElement>("dialog[open]");
        if (shown !== null) shown.close();
        else closeTop(app);
      },
      soon: (callback) => void setTimeout(callback),
    });
    const stopHiding = effect(() => {
      const covered = viewport.narrow.value && panel.value !== null;
      for (const element of document.querySelectorAll<HTMLElement>(BEHIND)) element.inert = covered;
    });
    globalThis.addEventListener("popstate", button.wentBack);
    return () => {
      globalThis.removeEventListener("popstate", button.wentBack);
      stopHiding();
      button.dispose();
    };
  }, []);
}

/** A tap on the pictures puts the controls away on a phone, or brings them back. */
export function tapStage({ viewport, notices, up, down }: App, event: MouseEvent): void {
  const { target } = event;
  if (!viewport.narrow.peek() || !(target instanceof Element) || isMouse(event)) return;
  if (target.closest(".stage") === null || target.closest(CONTROLS) !== null) return;
  if (up.streams.peek().length + down.streams.peek().length === 0) return;
  viewport.bare.value = !viewport.bare.peek();
  if (viewport.bare.peek()) notices.announce(text.keys.bare);
}

/** What a tap is meant for itself. */
const CONTROLS = "button, a, input, select, label, [role=slider], [role=menu], .empty-stage";

function isMouse(event: MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType === "mouse";
}
