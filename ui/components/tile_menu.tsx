/**
 * All that can be done with a tile: how loud it is, and a menu.
 * @module
 */
import { Volume2, VolumeX } from "lucide-preact";
import { useEffect, useId } from "preact/hooks";
import type { DownStream } from "../client/down.ts";
import { useApp } from "../context.ts";
import type { TileFloating } from "../models/floating.ts";
import { FULL_VOLUME } from "../models/volumes.ts";
import { shownName } from "../names.ts";
import { text } from "../text.ts";
import { tileItems } from "../tile_items.ts";
import { Menu } from "./menu.tsx";

/** The menu of a tile, as long as the tile is there. */
export function TileMenu({ floating: { tile, anchor } }: { readonly floating: TileFloating }) {
  const app = useApp();
  const label = text.stage.options(shownName(tile.username.value));
  const isThere = app.stage.has(tile.key);
  useEffect(() => {
    if (!isThere) app.floating.value = null;
  }, [isThere]);
  const items = tileItems(app, tile, anchor);
  return (
    <section class="tile-menu" role="dialog" aria-label={label}>
      {tile.down !== null && tile.hasSound.value && <VolumeControl stream={tile.down} />}
      <Menu menu={{ type: "menu", anchor, label, items }} />
    </section>
  );
}

/** How loud somebody is here; nobody else hears a difference. */
function VolumeControl({ stream }: { readonly stream: DownStream }) {
  const { volumes } = useApp();
  const id = useId();
  const volume = volumes.of(stream).value;
  const { level, muted } = volume;
  const percent = Math.round(level * 100);
  const switchLabel = muted ? text.stage.unmuteHere : text.stage.muteHere;
  return (
    <div class="tile-volume">
      <label class="field-label" for={id}>{text.stage.volume}</label>
      <button
        type="button"
        class="icon-button"
        aria-label={switchLabel}
        title={switchLabel}
        aria-pressed={muted}
        onClick={() => volumes.set(stream, { ...volume, muted: !muted })}
      >
        {muted
          ? <VolumeX class="icon" aria-hidden="true" />
          : <Volume2 class="icon" aria-hidden="true" />}
      </button>
      <input
        id={id}
        class="slider"
        type="range"
        min={0}
        max={100}
        step={5}
        value={muted ? 0 : percent}
        aria-valuetext={text.stage.percent(muted ? 0 : percent)}
        onInput={({ currentTarget }) => {
          const wanted = currentTarget.valueAsNumber / 100;
          // Silence is kept apart from the level to which it ends.
          volumes.set(
            stream,
            wanted === 0
              ? { level: level || FULL_VOLUME.level, muted: true }
              : { level: wanted, muted: false },
          );
        }}
      />
    </div>
  );
}
