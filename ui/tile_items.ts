/**
 * What can be done with a tile, as the items of its menu.
 * @module
 */
import {
  Expand,
  Gauge,
  Info,
  MirrorRound,
  PictureInPicture2,
  Pin,
  PinOff,
  RotateCw,
  Spotlight,
} from "lucide-preact";
import type { Pin as Quality } from "./client/views.ts";
import { memberItems } from "./menus.ts";
import type { App } from "./models/app.ts";
import type { MenuItem } from "./models/floating.ts";
import { isOwnCamera, type Tile } from "./models/tile.ts";
import { ownPlaceItems } from "./own_place_items.ts";
import { text } from "./text.ts";

const QUALITIES: readonly Quality[] = ["automatic", "medium", "low"];

/** The items for a tile; `anchor` is the button of its menu. */
export function tileItems(app: App, tile: Tile, anchor: HTMLElement): MenuItem[] {
  const member = app.session.members.value.get(tile.memberId());
  const theirs = member === undefined ? [] : memberItems(app, member);
  return [
    ...viewItems(app, tile),
    ...isOwnCamera(tile) ? ownItems(app) : [],
    {
      label: text.details.open,
      icon: Info,
      perform: () => {
        app.floating.value = { type: "details", anchor, tile };
      },
    },
    ...theirs.map((item) => ({ ...item, heading: text.stage.person })),
  ];
}

/** How oneself sees it. */
function viewItems(app: App, tile: Tile): MenuItem[] {
  const { stage, pip, fullscreen } = app;
  const pinned = stage.isPinned(tile);
  const items: MenuItem[] = [{
    label: pinned ? text.stage.unpin : text.stage.pin,
    icon: pinned ? PinOff : Pin,
    perform: () => stage.togglePinned(tile),
  }];
  if (!tile.hasVideo.value) return items;
  const { down } = tile;
  if (down !== null) {
    items.push({
      label: text.details.quality,
      icon: Gauge,
      items: QUALITIES.map((quality) => ({
        label: text.details.pins[quality],
        icon: Gauge,
        active: down.pin.value === quality,
        perform: () => app.down.setPin(down, quality),
      })),
      perform: () => {},
    });
  }
  items.push({ label: text.stage.rotate, icon: RotateCw, perform: () => stage.turn(tile) });
  if (pip.possible) {
    const apart = pip.tile.value?.key === tile.key;
    items.push({
      label: apart ? text.stage.endPip : text.stage.pip,
      icon: PictureInPicture2,
      perform: () => apart ? pip.close() : pip.toggleTile(tile),
    });
  }
  if (fullscreen.possible) {
    items.push({
      label: text.room.fullscreen,
      icon: Expand,
      perform: () => {
        const element = elementOf(tile);
        if (element !== null) fullscreen.toggle(element);
      },
    });
  }
  return items;
}

function elementOf({ key }: Tile): HTMLElement | null {
  return document.querySelector<HTMLElement>(`.tile[data-key="${CSS.escape(key)}"]`);
}

/** Where one's own picture is, and which way round oneself sees it. */
function ownItems({ settings, session, spotlight }: App): MenuItem[] {
  const { own, mirror } = settings.values.value;
  const self = session.self.value;
  const items: MenuItem[] = [
    ...ownPlaceItems(own, (place) => settings.change({ own: place })),
    {
      label: text.settings.mirror,
      icon: MirrorRound,
      active: mirror,
      perform: () => settings.change({ mirror: !mirror }),
    },
  ];
  if (!session.may("op")) return items;
  return [...items, {
    label: spotlight.has(self) ? text.stage.unspotlight : text.stage.spotlight,
    icon: Spotlight,
    perform: () => spotlight.toggle(self),
  }];
}
