/**
 * What hangs over the room beside the control that has opened it; one thing at a time.
 * @module
 */
import type { Tile } from "./stage.ts";

/** Facts about a stream. */
export interface DetailsFloating {
  readonly type: "details";
  readonly anchor: HTMLElement;
  readonly tile: Tile;
}

/** Everything that can hang there. */
export type Floating = DetailsFloating;

/** Opens what is given, or closes it if it hangs from the same control already. */
export function toggled(now: Floating | null, wanted: Floating): Floating | null {
  return now?.anchor === wanted.anchor ? null : wanted;
}
