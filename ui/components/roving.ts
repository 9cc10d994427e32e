/**
 * A group of buttons as one stop of the Tab key, with arrows inside of it (WAI-ARIA Authoring Practices, toolbar).
 * @module
 */
import { type RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** What such a group needs. */
export interface Roving<E extends HTMLElement> {
  readonly ref: RefObject<E>;
  onKeyDown(event: KeyboardEvent): void;
  onFocusIn(event: FocusEvent): void;
}

/** Keeps the button that had the focus last as the stop, and the first one before that. */
export function useRoving<E extends HTMLElement>(): Roving<E> {
  const ref = useRef<E>(null);
  const last = useRef<HTMLElement | null>(null);

  const buttons = () => [...ref.current?.querySelectorAll<HTMLElement>("button") ?? []];
  const settle = () => {
    const all = buttons();
    const stop = all.find((button) => button === last.current) ?? all[0];
    for (const button of all) button.tabIndex = button === stop ? 0 : -1;
  };
  // Buttons come and go.
  useLayoutEffect(settle);

  return {
    ref,
    onFocusIn: ({ target }) => {
      if (target instanceof HTMLElement) last.current = target.closest("button");
      settle();
    },
    onKeyDown: (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || ref.current === null) return;
      const all = buttons();
      const at = all.findIndex((button) => button === document.activeElement);
      const isRightToLeft = getComputedStyle(ref.current).direction === "rtl";
      const next = placeOf(event.key, at, all.length, isRightToLeft);
      if (at < 0 || next === null) return;
      event.preventDefault();
      all[next]?.focus();
    },
  };
}

/** The place that a key leads to, round and round; null for other keys. */
export function placeOf(
  key: string,
  at: number,
  count: number,
  isRightToLeft: boolean,
): number | null {
  const onward = (at + 1) % count;
  const back = (at - 1 + count) % count;
  switch (key) {
    case "ArrowRight":
      return isRightToLeft ? back : onward;
    case "ArrowLeft":
      return isRightToLeft ? onward : back;
    case "ArrowDown":
      return onward;
    case "ArrowUp":
      return back;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
