/**
 * What hangs over the room beside the control that has opened it; one thing at a time.
 * @module
 */
import type { LucideIcon } from "lucide-preact";
import type { Tile } from "./tile.ts";

/** Facts about a stream. */
export interface DetailsFloating {
  readonly type: "details";
  readonly anchor: HTMLElement;
  readonly tile: Tile;
}

/** What can be done with a tile. */
export interface TileFloating {
  readonly type: "tile";
  readonly anchor: HTMLElement;
  readonly tile: Tile;
  /** Where it was asked for, in the window's pixels; at the control if left out. */
  readonly at?: { readonly x: number; readonly y: number };
}

/** The network, and what can be done about it. */
export interface NetworkFloating {
  readonly type: "network";
  readonly anchor: HTMLElement;
}

/** One thing to do in a menu. */
export interface MenuItem {
  readonly label: string;
  readonly icon: LucideIcon;
  /** It cannot be undone, or somebody suffers by it. */
  readonly danger?: boolean;
  /** What it stands below; said once for all neighbours below the same. */
  readonly heading?: string;
  /** The key that does the same. */
  readonly shortcut?: string;
  /** For what can be on or off: whether it is on. */
  readonly active?: boolean;
  /** A menu that takes this one's place. */
  readonly items?: readonly MenuItem[];
  perform(): void;
}

/** A menu of things to do. */
export interface MenuFloating {
  readonly type: "menu";
  readonly anchor: HTMLElement;
  readonly label: string;
  readonly items: readonly MenuItem[];
}

/** Emoji to choose from. */
export interface EmojiFloating {
  readonly type: "emoji";
  readonly anchor: HTMLElement;
  /** Takes the one that was chosen. */
  insert(emoji: string): void;
}

/** Everything that can hang there. */
export type Floating =
  | EmojiFloating
  | DetailsFloating
  | TileFloating
  | NetworkFloating
  | MenuFloating;

/** Opens what is given, or closes it if it hangs from the same control already. */
export function toggled(now: Floating | null, wanted: Floating): Floating | null {
  return now?.anchor === wanted.anchor ? null : wanted;
}
