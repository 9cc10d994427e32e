/**
 * What one sees: layouts, full screen, the room in a little window, and the light that hosts put on somebody.
 * @module
 */
import {
  Expand,
  LayoutGrid,
  type LucideIcon,
  PanelRight,
  PictureInPicture2,
  PinOff,
  Shrink,
  Spotlight,
  SquareUserRound,
  UserRoundX,
  WandSparkles,
} from "lucide-preact";
import type { App } from "../models/app.ts";
import type { MenuItem } from "../models/floating.ts";
import type { LayoutChoice } from "../models/scene.ts";
import { ownPlaceItems } from "../own_place_items.ts";
import { text } from "../text.ts";
import { type Command, type MemberCommand, wordOf } from "./command.ts";
import { memberWord } from "./member_words.ts";

const LAYOUTS: readonly LayoutChoice[] = ["automatic", "grid", "speaker", "side"];

const LAYOUT_ICONS: Readonly<Record<LayoutChoice, LucideIcon>> = {
  automatic: WandSparkles,
  grid: LayoutGrid,
  speaker: SquareUserRound,
  side: PanelRight,
};

const layout: Command = {
  name: "layout",
  area: "view",
  place: "wide",
  label: () => text.stage.layout,
  icon: ({ settings }) => LAYOUT_ICONS[settings.values.value.layout],
  available: () => true,
  look: "plain",
  items: layoutItems,
  perform: () => {},
};

function layoutItems({ settings }: App): MenuItem[] {
  const { layout: current, own, hideQuiet } = settings.values.value;
  return [
    ...LAYOUTS.map((choice) => ({
      heading: text.stage.layout,
      label: text.stage.layouts[choice],
      icon: LAYOUT_ICONS[choice],
      active: current === choice,
      perform: () => settings.change({ layout: choice }),
    })),
    {
      heading: text.stage.layout,
      label: text.stage.hideQuiet,
      icon: UserRoundX,
      active: hideQuiet,
      perform: () => settings.change({ hideQuiet: !hideQuiet }),
    },
    ...ownPlaceItems(own, (place) => settings.change({ own: place })),
  ];
}

const unpinAll: Command = {
  name: "unpin-all",
  area: "view",
  place: "menu",
  label: () => text.stage.unpinAll,
  icon: () => PinOff,
  available: ({ stage }) => stage.tiles.value.some(stage.isPinned),
  look: "plain",
  perform: ({ stage }) =>
    stage.tiles.peek().filter(stage.isPinned).forEach((tile) => stage.togglePinned(tile)),
};

const fullscreen: Command = {
  name: "fullscreen",
  area: "view",
  place: "menu",
  label: ({ fullscreen }) =>
    fullscreen.active.value ? text.stage.endFullscreen : text.room.fullscreen,
  icon: ({ fullscreen }) => fullscreen.active.value ? Shrink : Expand,
  shortcut: { key: "f", help: () => text.stage.fullscreenKey },
  available: ({ fullscreen }) => fullscreen.possible,
  look: "plain",
  perform: ({ fullscreen }) => fullscreen.toggle(document.documentElement),
};

const pip: Command = {
  name: "pip",
  area: "view",
  place: "menu",
  label: ({ pip }) => pip.room.value ? text.stage.endPip : text.stage.roomPip,
  icon: () => PictureInPicture2,
  available: ({ pip, stage }) => pip.roomPossible && stage.main.value !== null,
  look: "plain",
  perform: ({ pip }) => pip.toggleRoom(),
};

const isHost = (app: App) => app.session.may("op");

const endSpotlight: Command = {
  name: "end-spotlight",
  area: "teaching",
  place: "menu",
  label: () => text.stage.endSpotlight,
  icon: () => Spotlight,
  slash: [
    wordOf("nospotlight", "op", () => text.stage.endSpotlight, (app) => app.spotlight.clear()),
  ],
  available: (app) => isHost(app) && app.spotlight.names.value.length > 0,
  look: "plain",
  perform: ({ spotlight }) => spotlight.clear(),
};

/** In the menu's order. */
export const STAGE: readonly Command[] = [layout, unpinAll, fullscreen, pip, endSpotlight];

/** What of it is about one member. */
export const STAGE_PEOPLE: readonly MemberCommand[] = [{
  name: "spotlight",
  label: ({ spotlight }, member) =>
    spotlight.has(member) ? text.stage.unspotlight : text.stage.spotlight,
  icon: Spotlight,
  slash: [memberWord({
    word: "spotlight",
    needs: "op",
    help: () => text.stage.spotlightHelp,
    act: ({ spotlight }, member) => spotlight.toggle(member),
  })],
  available: isHost,
  perform: ({ spotlight }, member) => spotlight.toggle(member),
}];
