/**
 * Which tiles are large, which are small, and where one's own picture is: a pure function of the tiles and of what people have chosen.
 * @module
 */
import { isOwnCamera, isScreen, type Tile } from "./tile.ts";

/** How the person wants to see the room. */
export type LayoutChoice = "automatic" | "grid" | "speaker" | "side";

/** Where the person wants to see the own picture; `automatic` is a corner as long as there is one other picture. */
export type OwnPlace = "automatic" | "grid" | "corner" | "hidden";

/** What the scene is made of. */
export interface SceneWish {
  readonly layout: LayoutChoice;
  readonly own: OwnPlace;
  /** People who send no picture are left out. */
  readonly hideQuiet: boolean;
  /** Places of tiles that the person keeps large. */
  readonly pinned: readonly string[];
  /** Whether an operator wants everybody to see a tile. */
  isSpotlit(tile: Tile): boolean;
  /** Place of who has the floor. */
  readonly speaker: string | null;
}

/** What is to be shown. */
export interface Scene {
  /** The layout in force. */
  readonly layout: Exclude<LayoutChoice, "automatic">;
  readonly large: readonly Tile[];
  readonly small: readonly Tile[];
  /** One's own picture in its corner. */
  readonly floating: Tile | null;
}

/** Makes a scene of tiles in their order. */
export function composeScene(tiles: readonly Tile[], wish: SceneWish): Scene {
  const isPinned = (tile: Tile) => wish.pinned.includes(tile.place);
  const floats = (tile: Tile) =>
    isOwnCamera(tile) && !isPinned(tile) && placeOwn(tiles, wish.own) === "corner";
  const isShown = (tile: Tile) =>
    isPinned(tile) || !isOwnCamera(tile) || placeOwn(tiles, wish.own) === "grid";
  const shown = tiles.filter(isShown);
  const layout = layoutInForce(shown, wish.layout);
  const large = chooseLarge(shown, layout, wish, isPinned);
  const rest = shown.filter((tile) => !large.includes(tile));
  const small = wish.hideQuiet ? rest.filter((tile) => tile.hasVideo.value) : rest;
  return {
    layout,
    large,
    // An empty stage would look like an empty room.
    small: sortScreens(large.length + small.length > 0 ? small : rest),
    floating: tiles.find(floats) ?? null,
  };
}

/** Alone one sees oneself, as in a mirror. */
function placeOwn(tiles: readonly Tile[], own: OwnPlace): Exclude<OwnPlace, "automatic"> {
  const others = tiles.filter((tile) => !isOwnCamera(tile));
  if (own === "hidden") return "hidden";
  if (own === "grid" || others.length === 0) return "grid";
  if (own === "corner") return "corner";
  return others.length === 1 ? "corner" : "grid";
}

function layoutInForce(tiles: readonly Tile[], choice: LayoutChoice): Scene["layout"] {
  if (choice === "grid" || choice === "speaker") return choice;
  return tiles.some(isTheirScreen) ? "side" : "grid";
}

/** One's own choice comes before a host's, and that before what the layout says. */
function chooseLarge(
  tiles: readonly Tile[],
  layout: Scene["layout"],
  wish: SceneWish,
  isPinned: (tile: Tile) => boolean,
): readonly Tile[] {
  const pinned = tiles.filter(isPinned);
  if (pinned.length > 0) return pinned;
  // Nobody wants to look at oneself for the length of a talk.
  const spotlit = tiles.filter((tile) => isPerson(tile) && wish.isSpotlit(tile));
  const screens = layout === "side" ? tiles.filter(isTheirScreen) : [];
  if (spotlit.length > 0) return [...screens, ...spotlit];
  if (layout !== "speaker") return screens;
  const others = tiles.filter(isPerson);
  const speaker = others.find((tile) => tile.place === wish.speaker) ?? others[0] ?? tiles[0];
  return speaker === undefined ? [] : [speaker];
}

/** Somebody else, not a screen. */
function isPerson(tile: Tile): boolean {
  return tile.direction === "down" && !isScreen(tile);
}

/** One's own screen would only show itself in itself. */
function isTheirScreen(tile: Tile): boolean {
  return isScreen(tile) && tile.direction === "down";
}

/** Screens stand first among small tiles; nobody's place changes otherwise. */
function sortScreens(tiles: readonly Tile[]): readonly Tile[] {
  if (!tiles.some(isTheirScreen)) return tiles;
  return [...tiles.filter(isTheirScreen), ...tiles.filter((tile) => !isTheirScreen(tile))];
}
