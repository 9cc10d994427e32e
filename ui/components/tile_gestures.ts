/**
 * Asking for a tile's menu by the secondary button, by the keyboard's menu key, and by a long press.
 * @module
 */
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import type { App } from "../models/app.ts";
import type { Tile } from "../models/tile.ts";

/** A finger rests for so long, in milliseconds, */
const LONG_MS = 500;
/** and moves by no more than so many pixels. */
const STILL = 10;

/** A finger that rests, and where it does. */
interface Press {
  timer: ReturnType<typeof setTimeout> | undefined;
  x: number;
  y: number;
}

/** Handlers for the tile's element. */
export function useTileMenu(app: App, tile: Tile, article: RefObject<HTMLElement>) {
  const press = useRef<Press>({ timer: undefined, x: 0, y: 0 });

  const open = (at: { x: number; y: number } | null) => {
    const anchor = article.current?.querySelector<HTMLElement>(".tile-options");
    if (anchor === null || anchor === undefined) return;
    app.floating.value = { type: "tile", anchor, tile, ...at === null ? {} : { at } };
  };
  const cancel = () => clearTimeout(press.current.timer);

  return {
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault();
      cancel();
      // A key has no place of its own.
      const byPointer = event.button === 2 || event.clientX > 0;
      open(byPointer ? { x: event.clientX, y: event.clientY } : null);
    },
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches[0];
      cancel();
      if (touch === undefined || event.touches.length > 1) return;
      const at = { x: touch.clientX, y: touch.clientY };
      press.current = { ...at, timer: setTimeout(() => open(at), LONG_MS) };
    },
    onTouchMove: (event: TouchEvent) => {
      const { x, y } = press.current;
      const touch = event.touches[0];
      if (touch !== undefined && Math.hypot(touch.clientX - x, touch.clientY - y) > STILL) cancel();
    },
    onTouchEnd: cancel,
    onTouchCancel: cancel,
  };
}
