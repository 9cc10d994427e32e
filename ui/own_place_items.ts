/**
 * The choice of where one's own picture is, for menus.
 * @module
 */
import { ArrowUpRight, EyeOff, LayoutGrid, WandSparkles } from "lucide-preact";
import type { MenuItem } from "./models/floating.ts";
import type { OwnPlace } from "./models/scene.ts";
import { text } from "./text.ts";

const PLACES: readonly OwnPlace[] = ["automatic", "grid", "corner", "hidden"];
const ICONS = { automatic: WandSparkles, grid: LayoutGrid, corner: ArrowUpRight, hidden: EyeOff };

/** An item for each place; `current` is the one in force. */
export function ownPlaceItems(current: OwnPlace, choose: (own: OwnPlace) => void): MenuItem[] {
  return PLACES.map((own) => ({
    heading: text.stage.own,
    label: text.stage.ownPlaces[own],
    icon: ICONS[own],
    active: current === own,
    perform: () => choose(own),
  }));
}
