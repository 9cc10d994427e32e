/**
 * The tiles, arranged to fill the area.
 * @module
 */
import { useComputed } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { takesText } from "../commands/keyboard.ts";
import { useApp } from "../context.ts";
import { direction } from "../languages/locale.ts";
import type { App } from "../models/app.ts";
import { text } from "../text.ts";
import { EmptyStage } from "./empty_stage.tsx";
import { PageControls } from "./page_controls.tsx";
import { useSwipe } from "./page_swipe.ts";
import { Tile } from "./tile.tsx";

/** A panel lies over the stage in windows as narrow as this; the style sheets say the same. */
const COVERED = "(max-width: 48rem)";

/** Everybody who sends something. */
export function Stage() {
  const app = useApp();
  const { stage } = app;
  const ref = useRef<HTMLElement>(null);
  const empty = useComputed(() => stage.tiles.value.length === 0).value;
  const swipe = useSwipe(app);

  useEffect(() => {
    const section = ref.current;
    if (section === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      stage.area.value = { width, height };
    });
    observer.observe(section);
    return () => observer.disconnect();
  }, []);

  const isPanelOpen = app.panel.value !== null;
  useEffect(() => {
    const query = globalThis.matchMedia(COVERED);
    const change = () => {
      app.covered.value = isPanelOpen && query.matches;
    };
    change();
    query.addEventListener("change", change);
    return () => query.removeEventListener("change", change);
  }, [isPanelOpen]);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const by = pagesByKey(app, event);
      if (by === 0) return;
      event.preventDefault();
      stage.turnTo(stage.page.peek() + by);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  return (
    <section
      class="stage"
      ref={ref}
      aria-label={text.room.stage}
      data-region="stage"
      data-layout={stage.scene.value.layout}
      tabIndex={-1}
      {...swipe}
    >
      {empty && <EmptyStage />}
      {stage.placed.value.map((placed) => <Tile key={placed.tile.key} placed={placed} />)}
      <PageControls />
    </section>
  );
}

/** By how many pages a key turns on: arrows, where nothing else has a use for them. */
function pagesByKey({ stage, floating, dialog }: App, event: KeyboardEvent): number {
  const step = PAGE_KEYS[event.key] ?? 0;
  if (step === 0 || event.defaultPrevented || stage.pages.peek() < 2) return 0;
  if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return 0;
  if (floating.peek() !== null || dialog.peek() !== null || takesText(event.target)) return 0;
  if (event.target instanceof Element && event.target.closest(".panel, [role=toolbar]") !== null) {
    return 0;
  }
  const turns = event.key.startsWith("Arrow") && direction.peek() === "rtl";
  return turns ? -step : step;
}

const PAGE_KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -1,
  PageDown: 1,
};
