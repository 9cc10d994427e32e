/**
 * The tiles, arranged to fill the area.
 * @module
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../context.ts";
import { layoutStage, type Rect, type Size } from "../layout.ts";
import type { Tile as TileModel } from "../models/stage.ts";
import { text } from "../text.ts";
import { EmptyStage } from "./empty_stage.tsx";
import { Tile } from "./tile.tsx";

/** Between tiles, in CSS pixels. */
const GAP = 8;
const NARROW_GAP = 4;
const NARROW = 600;

/** Everybody who sends something. */
export function Stage() {
  const { stage } = useApp();
  const ref = useRef<HTMLElement>(null);
  const size = useSignal<Size>({ width: 0, height: 0 });

  useEffect(() => {
    const section = ref.current;
    if (section === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      size.value = { width, height };
    });
    observer.observe(section);
    return () => observer.disconnect();
  }, []);

  const large = stage.large.value;
  const small = stage.small.value;
  const gap = size.value.width < NARROW ? NARROW_GAP : GAP;
  const layout = layoutStage(large.length, small.length, size.value, gap);
  const placed = [
    ...pair(large, layout.large, true),
    ...pair(small, layout.small, false),
  ];

  return (
    <section
      class="stage"
      ref={ref}
      aria-label={text.room.stage}
      data-region="stage"
      tabIndex={-1}
    >
      {placed.length === 0 && large.length + small.length === 0 && <EmptyStage />}
      <div class="stage-canvas" style={{ "--h": `${layout.height}px` }}>
        {placed.map(({ tile, rect, large }) => (
          <Tile key={tile.key} tile={tile} rect={rect} large={large} />
        ))}
      </div>
    </section>
  );
}

function pair(tiles: readonly TileModel[], rects: readonly Rect[], large: boolean) {
  return tiles.flatMap((tile, index) => {
    const rect = rects[index];
    return rect === undefined ? [] : [{ tile, rect, large }];
  });
}
