/**
 * Tells the server which received pictures can be seen, and how large: what is on another page, behind something, or in a window that
 * nobody looks at, does not come at all.
 * @module
 */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { DownStreams } from "../client/down.ts";
import type { View } from "../client/views.ts";
import type { Size } from "../layout.ts";
import type { Stage } from "./stage.ts";

/** What decides of it. */
export interface ShownOptions {
  readonly stage: Pick<Stage, "tiles" | "placed">;
  readonly down: Pick<DownStreams, "show">;
  /** Whether the document is in sight. */
  readonly visible: ReadonlySignal<boolean>;
  /** Something else lies over the stage. */
  readonly covered: ReadonlySignal<boolean>;
  /** The tile that fills the screen alone, by key. */
  readonly fullscreen: ReadonlySignal<string | null>;
  /** The tile in a window of its own, by key, with the size of its picture there. */
  readonly apart: ReadonlySignal<{ readonly key: string; readonly size: Size } | null>;
  screen(): Size;
  after(delayMs: number, callback: () => void): () => void;
}

/** People look at another window for a moment, and want to see at once what goes on when they come back. */
export const AWAY_MS = 15_000;

const HIDDEN: View = { width: 0, height: 0, stage: false, hidden: true };

/** Tells it until the result is called. */
export function tellShown(options: ShownOptions): () => void {
  const { stage, visible } = options;
  const away = signal(false);
  const told = new WeakMap<object, View>();

  const views = computed(() => {
    const shown = new Map<string, View>();
    const apart = options.apart.value;
    const fullscreen = options.fullscreen.value;
    if (!away.value && fullscreen !== null) {
      shown.set(fullscreen, { ...options.screen(), stage: true, hidden: false });
    } else if (!away.value && !options.covered.value) {
      for (const { tile, rect: { width, height }, role } of stage.placed.value) {
        shown.set(tile.key, { width, height, stage: role === "large", hidden: false });
      }
    }
    if (apart !== null && !shown.has(apart.key)) {
      shown.set(apart.key, { ...apart.size, stage: true, hidden: false });
    }
    return shown;
  });

  const stopAway = effect(() => {
    if (visible.value) {
      away.value = false;
      return;
    }
    return options.after(AWAY_MS, () => {
      away.value = true;
    });
  });
  const stopTelling = effect(() => {
    for (const { key, down } of stage.tiles.value) {
      if (down === null) continue;
      const view = views.value.get(key) ?? HIDDEN;
      const before = told.get(down);
      if (before !== undefined && isSame(before, view)) continue;
      told.set(down, view);
      options.down.show(down, view);
    }
  });
  return () => {
    stopAway();
    stopTelling();
  };
}

function isSame(a: View, b: View): boolean {
  return a.width === b.width && a.height === b.height && a.stage === b.stage &&
    a.hidden === b.hidden;
}
