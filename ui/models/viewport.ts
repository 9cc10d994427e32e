/**
 * How much room the window gives, and what takes some of it away.
 * @module
 */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** A phone in either direction; the style sheets say the same. */
const NARROW = "(max-width: 40rem), (max-height: 30rem)";

/** What is known of the window. */
export interface Viewport {
  /** There is room for a few buttons only, and menus come up from below. */
  readonly narrow: ReadonlySignal<boolean>;
  /** The person has put the controls away, for the pictures' sake; only where it is narrow. */
  readonly bare: Signal<boolean>;
  dispose(): void;
}

/** Follows the window until it is disposed of. */
export function createViewport(): Viewport {
  const query = globalThis.matchMedia(NARROW);
  const narrow = signal(query.matches);
  const bare = signal(false);
  const change = () => {
    narrow.value = query.matches;
    bare.value = false;
  };
  query.addEventListener("change", change);
  const endKeyboard = followKeyboard(document.documentElement.style);
  return {
    narrow,
    bare,
    dispose: () => {
      query.removeEventListener("change", change);
      endKeyboard();
    },
  };
}

/**
 * Tells the style sheet in `--keyboard` and `--scrolled` what a keyboard on the screen covers below, and by how much the page has been
 * pushed up for it: Safari does not make the page smaller (CSSOM View, visualViewport).
 */
function followKeyboard(style: Pick<CSSStyleDeclaration, "setProperty">): () => void {
  const seen = globalThis.visualViewport;
  if (seen === null || seen === undefined) return () => {};
  const measure = () => {
    // Who has enlarged the page sees a part of it, and has no keyboard for that.
    const covered = seen.scale > 1 ? 0 : innerHeight - seen.height - seen.offsetTop;
    style.setProperty("--keyboard", `${Math.max(0, Math.round(covered))}px`);
    style.setProperty("--scrolled", seen.scale > 1 ? "0px" : `${Math.round(seen.offsetTop)}px`);
  };
  seen.addEventListener("resize", measure);
  seen.addEventListener("scroll", measure);
  return () => {
    seen.removeEventListener("resize", measure);
    seen.removeEventListener("scroll", measure);
  };
}
