/**
 * Turning pages with a finger.
 * @module
 */
import { useRef } from "preact/hooks";
import { direction } from "../languages/locale.ts";
import type { App } from "../models/app.ts";

/** A finger must go so far along the line, in pixels, and more than across it. */
const LEAST = 48;

/** Handlers for the stage. */
export function useSwipe({ stage }: App) {
  const from = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: ({ touches, target }: TouchEvent) => {
      const touch = touches[0];
      // One's own picture is dragged itself.
      const isDragged = target instanceof Element &&
        target.closest("[data-role=floating]") !== null;
      const isOne = touch !== undefined && touches.length === 1 && !isDragged;
      from.current = isOne ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const touch = changedTouches[0];
      if (from.current === null || touch === undefined) return;
      const x = touch.clientX - from.current.x;
      const y = touch.clientY - from.current.y;
      from.current = null;
      if (Math.abs(x) < LEAST || Math.abs(x) < 2 * Math.abs(y)) return;
      const onward = (x < 0) === (direction.peek() === "ltr");
      stage.turnTo(stage.page.peek() + (onward ? 1 : -1));
    },
  };
}
