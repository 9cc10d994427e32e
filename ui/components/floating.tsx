/**
 * What hangs over the room beside the control that has opened it. It closes with Escape, with a press elsewhere, and when the focus goes
 * elsewhere; then the focus is back at the control.
 * @module
 */
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useApp } from "../context.ts";
import { direction } from "../languages/locale.ts";
import type { Floating } from "../models/floating.ts";
import { later } from "./later.tsx";
import { Menu } from "./menu.tsx";
import { useSwipeDown } from "./sheet_swipe.ts";
import { NetworkMenu } from "./network_menu.tsx";
import { StreamDetails } from "./stream_details.tsx";
import { TileMenu } from "./tile_menu.tsx";

const EmojiPicker = later(
  async () => (await import("./emoji_picker.tsx")).EmojiPicker,
  (app) => {
    app.floating.value = null;
  },
);

/** Distance from the control and from the window's edges, in CSS pixels. */
const GAP = 6;

/** What hangs there has at least this height, if it needs it. */
const LEAST_HEIGHT = 240;

/** Shows what `app.floating` holds. */
export function FloatingLayer() {
  const { floating } = useApp();
  const shown = floating.value;
  if (shown === null) return null;
  return (
    <FloatingBox
      key={shown.type}
      anchor={shown.anchor}
      at={shown.type === "tile" ? shown.at : undefined}
    >
      <Content shown={shown} />
    </FloatingBox>
  );
}

function Content({ shown }: { readonly shown: Floating }) {
  switch (shown.type) {
    case "menu":
      return <Menu menu={shown} />;
    case "tile":
      return <TileMenu floating={shown} />;
    case "details":
      return <StreamDetails tile={shown.tile} />;
    case "emoji":
      return <EmojiPicker picker={shown} />;
    case "network":
      return <NetworkMenu />;
  }
}

interface BoxProps {
  readonly anchor: HTMLElement;
  /** A point to stand at instead, in the window's pixels. */
  readonly at: { readonly x: number; readonly y: number } | undefined;
  readonly children: ComponentChildren;
}

function FloatingBox({ anchor, at, children }: BoxProps) {
  const { floating } = useApp();
  const ref = useRef<HTMLDivElement>(null);
  const close = (focus: boolean) => {
    floating.value = null;
    if (focus) anchor.focus();
  };

  useSwipeDown(ref, ".sheet-handle", () => close(true));

  useLayoutEffect(() => {
    if (ref.current !== null) place(ref.current, placeOf(anchor, at));
  });

  useEffect(() => {
    const box = ref.current;
    if (box === null) return;
    // A menu in it knows better where to begin.
    if (!box.contains(document.activeElement)) {
      box.querySelector<HTMLElement>("[data-focus-first], button, select, a")?.focus();
    }
    const isInside = (target: EventTarget | null) =>
      target instanceof Node && (box.contains(target) || anchor.contains(target));
    const press = (event: Event) => {
      if (!isInside(event.target)) close(false);
    };
    const move = () => place(box, placeOf(anchor, at));
    document.addEventListener("pointerdown", press);
    document.addEventListener("focusin", press);
    globalThis.addEventListener("resize", move);
    // Some of it is fetched first, and is larger than nothing.
    const growth = new ResizeObserver(move);
    growth.observe(box);
    return () => {
      document.removeEventListener("pointerdown", press);
      document.removeEventListener("focusin", press);
      globalThis.removeEventListener("resize", move);
      growth.disconnect();
    };
  }, [anchor, at]);

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
      <div class="sheet-handle" aria-hidden="true" />
      {children}
    </div>
  );
}

function placeOf(anchor: HTMLElement, at: BoxProps["at"]): DOMRect {
  return at === undefined ? anchor.getBoundingClientRect() : new DOMRect(at.x, at.y, 0, 0);
}

/** Below the control, or above where there is more room, within the window. */
function place(box: HTMLElement, at: DOMRect): void {
  const { innerWidth, innerHeight } = globalThis;
  const below = innerHeight - at.bottom - GAP;
  // It does not cover the control, unless it would be too low to be of use.
  const most = Math.max(LEAST_HEIGHT, below - GAP, at.top - 2 * GAP);
  box.style.maxHeight = `${most}px`;
  const { width, height } = box.getBoundingClientRect();
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
