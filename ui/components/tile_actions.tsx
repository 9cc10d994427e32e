/**
 * The buttons on a tile.
 * @module
 */
import { useComputed } from "@preact/signals";
import { EllipsisVertical, type LucideIcon, Minimize, Move, Pin, PinOff, X } from "lucide-preact";
import { useApp } from "../context.ts";
import { toggled } from "../models/floating.ts";
import { isScreen, type Tile } from "../models/tile.ts";
import { shownName } from "../names.ts";
import { text } from "../text.ts";

/** Whose buttons, and how its picture is moved. */
export interface TileActionsProps {
  readonly tile: Tile;
  /** Moves it by a key, where it can be moved. */
  readonly movable: ((event: KeyboardEvent) => void) | null;
  element(): HTMLElement | null;
}

/** The most used of what can be done with a tile; its menu has the rest. */
export function TileActions({ tile, movable, element }: TileActionsProps) {
  const app = useApp();
  const { up } = tile;
  const pinned = useComputed(() => app.stage.isPinned(tile)).value;
  const fills = useComputed(() => app.fullscreen.tile.value === tile.key).value;
  const open =
    useComputed(() =>
      app.floating.value?.type === "tile" && app.floating.value.tile.key === tile.key
    ).value;
  if (fills) {
    return (
      <div class="tile-actions">
        <TileButton
          label={text.stage.endFullscreen}
          icon={Minimize}
          perform={() => {
            const filling = element();
            if (filling !== null) app.fullscreen.toggle(filling);
          }}
        />
      </div>
    );
  }
  const options = text.stage.options(shownName(tile.username.value));
  return (
    <div class="tile-actions">
      {movable !== null && <TileButton label={text.stage.move} icon={Move} press={movable} />}
      {up !== null && isScreen(tile) && (
        <TileButton
          label={text.room.stopThisShare}
          icon={X}
          perform={() => app.up.close(up)}
        />
      )}
      <TileButton
        label={pinned ? text.stage.unpin : text.stage.pin}
        icon={pinned ? PinOff : Pin}
        perform={() => app.stage.togglePinned(tile)}
      />
      <button
        type="button"
        class="tile-button tile-options"
        aria-label={options}
        title={options}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={({ currentTarget: anchor }) => {
          app.floating.value = toggled(app.floating.peek(), { type: "tile", anchor, tile });
        }}
      >
        <EllipsisVertical class="icon" aria-hidden="true" />
      </button>
    </div>
  );
}

interface TileButtonProps {
  readonly label: string;
  readonly icon: LucideIcon;
  perform?(): void;
  press?(event: KeyboardEvent): void;
}

function TileButton({ label, icon: Icon, perform, press }: TileButtonProps) {
  return (
    <button
      type="button"
      class="tile-button"
      aria-label={label}
      title={label}
      onClick={perform}
      onKeyDown={press}
    >
      <Icon class="icon" aria-hidden="true" />
    </button>
  );
}
