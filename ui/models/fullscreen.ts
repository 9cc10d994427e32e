/**
 * What fills the screen: the room, or one tile of it.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";

/** The state of the screen. */
export interface Fullscreen {
  /** The browser lets pages do it: telephones of Apple do not. */
  readonly possible: boolean;
  /** Something of the page fills the screen. */
  readonly active: ReadonlySignal<boolean>;
  /** Key of the tile that does; null if it is another part of the page. */
  readonly tile: ReadonlySignal<string | null>;
  /** Fills the screen with an element, or gives it back. */
  toggle(element: HTMLElement): void;
  dispose(): void;
}

/** Follows the document until it is disposed of. Tiles have their key as `data-key`. */
export function createFullscreen(): Fullscreen {
  const active = signal(false);
  const tile = signal<string | null>(null);
  const change = () => {
    const element = document.fullscreenElement;
    active.value = element !== null;
    tile.value = element instanceof HTMLElement ? element.dataset["key"] ?? null : null;
  };
  document.addEventListener("fullscreenchange", change);
  return {
    possible: document.fullscreenEnabled,
    active,
    tile,
    toggle: (element) => {
      // A refusal leaves everything as it was, which can be seen.
      const done = document.fullscreenElement === null
        ? element.requestFullscreen()
        : document.exitFullscreen();
      done.catch(() => {});
    },
    dispose: () => document.removeEventListener("fullscreenchange", change),
  };
}
