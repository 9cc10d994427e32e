/**
 * How much room the window gives, and what takes some of it away.
 * @module
 */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** A phone in either direction; the style sheets say the same. */
const NARROW = "(max-width: 40rem), (max-height: 30rem)";

/** A tablet held upright, or a small window; the style sheets say the same. */
const MEDIUM = "(max-width: 60rem)";

/** So many buttons fit below each other's thumbs, besides that of the menu. */
const NARROW_BUTTONS = 5;

/** So many have room for their words on a tablet. */
const MEDIUM_BUTTONS = 8;

/** What is known of the window. */
export interface Viewport {
  /** There is room for a few buttons only, and menus come up from below. */
  readonly narrow: ReadonlySignal<boolean>;
  /** How many buttons there is room for besides that of the menu; Infinity where all fit. */
  readonly buttons: ReadonlySignal<number>;
  /** The person has put the controls away, for the pictures' sake; only where it is narrow. */
  readonly bare: Signal<boolean>;
  dispose(): void;
}

/** Follows the window until it is disposed of. */
export function createViewport(): Viewport {
  const query = globalThis.matchMedia(NARROW);
  const medium = globalThis.matchMedia(MEDIUM);
  const narrow = signal(query.matches);
  const isMedium = signal(medium.matches);
  const buttons = computed(() =>
    narrow.value ? NARROW_BUTTONS : isMedium.value ? MEDIUM_BUTTONS : Infinity
  );
  const bare = signal(false);
  const change = () => {
    narrow.value = query.matches;
    bare.value = false;
  };
  const changeMedium = () => {
    isMedium.value = medium.matches;
  };
  query.addEventListener("change", change);
  medium.addEventListener("change", changeMedium);
  const endKeyboard = followKeyboard(document.documentElement.style);
  return {
    narrow,
    buttons,
    bare,
    dispose: () => {
      query.removeEventListener("change", change);
      medium.removeEventListener("change", changeMedium);
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
