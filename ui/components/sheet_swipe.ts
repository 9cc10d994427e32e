/**
 * Sheets that are pushed away with a finger.
 * @module
 */
import { type RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** A finger has to go this far, in CSS pixels, or this fast, in CSS pixels per millisecond. */
const FAR = 96;
const FAST = 0.6;

/** Makes `sheet` follow a finger that pulls down what `handle` (a selector in it) finds, and closes it when it is let go of there. */
export function useSwipeDown(
  sheet: RefObject<HTMLElement>,
  handle: string,
  close: () => void,
): void {
  useEffect(() => {
    const element = sheet.current;
    if (element === null) return;
    let from: { id: number; y: number; atMs: number } | null = null;

    const start = (event: PointerEvent) => {
      const isHandle = event.target instanceof Element && event.target.closest(handle) !== null;
      if (event.pointerType !== "touch" || !event.isPrimary || !isHandle) return;
      from = { id: event.pointerId, y: event.clientY, atMs: event.timeStamp };
    };
    const move = (event: PointerEvent) => {
      if (from?.id !== event.pointerId) return;
      element.style.translate = `0 ${Math.max(0, event.clientY - from.y)}px`;
    };
    const end = (event: PointerEvent) => {
      if (from?.id !== event.pointerId) return;
      const way = event.clientY - from.y;
      const speed = way / Math.max(1, event.timeStamp - from.atMs);
      from = null;
      element.style.translate = "";
      if (event.type === "pointerup" && (way > FAR || (way > FAR / 3 && speed > FAST))) close();
    };
    element.addEventListener("pointerdown", start);
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", end);
    document.addEventListener("pointercancel", end);
    return () => {
      element.removeEventListener("pointerdown", start);
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", end);
      document.removeEventListener("pointercancel", end);
    };
  }, []);
}
