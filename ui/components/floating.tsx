/**
 * What hangs over the room beside the control that has opened it. It closes with Escape, with a press elsewhere, and when the focus goes
 * elsewhere; then the focus is back at the control.
 * @module
 */
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useApp } from "../context.ts";
import { direction } from "../languages/locale.ts";
import { Menu } from "./menu.tsx";
import { StreamDetails } from "./stream_details.tsx";

/** Distance from the control and from the window's edges, in CSS pixels. */
const GAP = 6;

/** Shows what `app.floating` holds. */
export function FloatingLayer() {
  const { floating } = useApp();
  const shown = floating.value;
  if (shown === null) return null;
  return (
    <FloatingBox key={shown.type} anchor={shown.anchor}>
      {shown.type === "menu" ? <Menu menu={shown} /> : <StreamDetails tile={shown.tile} />}
    </FloatingBox>
  );
}

interface BoxProps {
  readonly anchor: HTMLElement;
  readonly children: ComponentChildren;
}

function FloatingBox({ anchor, children }: BoxProps) {
  const { floating } = useApp();
  const ref = useRef<HTMLDivElement>(null);
  const close = (focus: boolean) => {
    floating.value = null;
    if (focus) anchor.focus();
  };

  useLayoutEffect(() => {
    if (ref.current !== null) place(ref.current, anchor);
  });

  useEffect(() => {
    const box = ref.current;
    if (box === null) return;
    box.querySelector<HTMLElement>("[data-focus-first], button, select, a")?.focus();
    const isInside = (target: EventTarget | null) =>
      target instanceof Node && (box.contains(target) || anchor.contains(target));
    const press = (event: Event) => {
      if (!isInside(event.target)) close(false);
    };
    const move = () => place(box, anchor);
    document.addEventListener("pointerdown", press);
    document.addEventListener("focusin", press);
    globalThis.addEventListener("resize", move);
    return () => {
      document.removeEventListener("pointerdown", press);
      document.removeEventListener("focusin", press);
      globalThis.removeEventListener("resize", move);
    };
  }, [anchor]);

  return (
    <div
      class="floating"
      ref={ref}
      onKeyDown={(event) => {
        // Letters are no shortcuts here.
        event.stopPropagation();
        if (event.key !== "Escape") return;
        event.preventDefault();
        close(true);
      }}
    >
      {children}
    </div>
  );
}

/** Below the control, or above where there is more room, within the window. */
function place(box: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const { innerWidth, innerHeight } = globalThis;
  const below = innerHeight - at.bottom - GAP;
  const top = below >= height || below >= at.top ? at.bottom + GAP : at.top - GAP - height;
  const left = direction.peek() === "rtl"
    ? at.left + width <= innerWidth - GAP ? at.left : at.right - width
    : at.right - width >= GAP
    ? at.right - width
    : at.left;
  box.style.top = `${clamp(top, innerHeight - height - GAP)}px`;
  box.style.left = `${clamp(left, innerWidth - width - GAP)}px`;
}

function clamp(value: number, most: number): number {
  return Math.max(GAP, Math.min(value, most));
}
