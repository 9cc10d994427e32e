/**
 * How much room the window gives.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";

/** A phone in either direction; the style sheets say the same. */
const NARROW = "(max-width: 40rem), (max-height: 30rem)";

/** What is known of the window. */
export interface Viewport {
  /** There is room for a few buttons only, and menus come up from below. */
  readonly narrow: ReadonlySignal<boolean>;
  dispose(): void;
}

/** Follows the window until it is disposed of. */
export function createViewport(): Viewport {
  const query = globalThis.matchMedia(NARROW);
  const narrow = signal(query.matches);
  const change = () => {
    narrow.value = query.matches;
  };
  query.addEventListener("change", change);
  return { narrow, dispose: () => query.removeEventListener("change", change) };
}
