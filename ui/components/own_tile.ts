/**
 * One's own picture in a corner: it is dragged, or sent by keys, to another one.
 * @module
 */
import type { RefObject } from "preact";
import { useRef } from "preact/hooks";
import { direction } from "../languages/locale.ts";
import { type Corner, nearestCorner, type Rect } from "../layout.ts";
import type { App } from "../models/app.ts";

/** A press that moves by less, in pixels, is no drag. */
const STILL = 6;

/** The corner to which an arrow key leads; null for other keys. `rightToLeft` is the direction of the page. */
function cornerByKey(corner: Corner, key: string, rightToLeft: boolean): Corner | null {
  const [vertical, horizontal] = corner.split("-") as ["top" | "bottom", "start" | "end"];
  switch (key) {
    case "ArrowUp":
      return `top-${horizontal}`;
    case "ArrowDown":
      return `bottom-${horizontal}`;
    case "ArrowLeft":
      return `${vertical}-${rightToLeft ? "end" : "start"}`;
    case "ArrowRight":
      return `${vertical}-${rightToLeft ? "start" : "end"}`;
    default:
      return null;
  }
}

/** Handlers for the element of a tile that floats; none if it does not. */
export function useCornerDrag(
  { settings, stage }: App,
  rect: Rect,
  floats: boolean,
  article: RefObject<HTMLElement>,
) {
  const from = useRef<{ x: number; y: number } | null>(null);
  if (!floats) return { handlers: {}, movable: null };

  const offset = (event: PointerEvent) => {
    const { x, y } = from.current ?? { x: event.clientX, y: event.clientY };
    // Lines begin at the other side where they run from right to left.
    const flow = direction.peek() === "rtl" ? -1 : 1;
    return { x: (event.clientX - x) * flow, y: event.clientY - y };
  };
  const shift = (x: number, y: number) => {
    article.current?.style.setProperty("--dx", `${x}px`);
    article.current?.style.setProperty("--dy", `${y}px`);
  };
  const drop = () => {
    from.current = null;
    delete article.current?.dataset["dragged"];
    shift(0, 0);
  };

  return {
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        const onButton = event.target instanceof Element && event.target.closest("button") !== null;
        if (event.button !== 0 || onButton) return;
        from.current = { x: event.clientX, y: event.clientY };
        article.current?.setPointerCapture(event.pointerId);
      },
      onPointerMove: (event: PointerEvent) => {
        if (from.current === null) return;
        const { x, y } = offset(event);
        const dragged = article.current?.dataset["dragged"] !== undefined;
        if (!dragged && Math.hypot(x, y) < STILL) return;
        if (article.current !== null) article.current.dataset["dragged"] = "";
        shift(x, y);
      },
      onPointerUp: (event: PointerEvent) => {
        if (from.current === null) return;
        const { x, y } = offset(event);
        const dragged = article.current?.dataset["dragged"] !== undefined;
        drop();
        if (!dragged) return;
        const dropped = { ...rect, x: rect.x + x, y: rect.y + y };
        settings.change({ ownCorner: nearestCorner(dropped, stage.area.peek()) });
      },
      onPointerCancel: drop,
    },
    movable: (event: KeyboardEvent) => {
      const { ownCorner } = settings.values.peek();
      const corner = cornerByKey(ownCorner, event.key, direction.peek() === "rtl");
      if (corner === null) return;
      event.preventDefault();
      event.stopPropagation();
      settings.change({ ownCorner: corner });
    },
  };
}
