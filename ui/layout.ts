/**
 * Where the tiles of a room go: arithmetic only, in CSS pixels.
 * @module
 */

/** Size of an area in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A tile's place in CSS pixels, from the area's top corner at the side where lines begin. */
export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

/** The places of the tiles. */
export interface Layout {
  readonly large: readonly Rect[];
  /** The places on one page of small tiles; all pages have the same, so that nothing moves when one turns them. */
  readonly small: readonly Rect[];
  /** Where the buttons go that turn pages; null if all small tiles fit on one. */
  readonly pager: Rect | null;
}

/** What a kind of tile may look like. */
export interface Shape {
  /** Bounds of width over height. */
  readonly widest: number;
  readonly narrowest: number;
  /** The least width in CSS pixels at which a tile is of use: what does not fit goes to the next page. */
  readonly minWidth: number;
  readonly maxWidth: number;
}

/**
 * The tile of a person: a camera picture may be cut at its edges, so that tiles can be a little narrower than pictures, and
 * square where the area is tall.
 */
export function personShape(area: Size): Shape {
  return {
    widest: 16 / 9,
    narrowest: area.width >= area.height ? 1.2 : 1,
    minWidth: area.width < NARROW ? 130 : 144,
    maxWidth: Infinity,
  };
}

/** A screen is never cut; its picture is taken for 16 to 9. */
const SCREEN: Shape = { widest: 16 / 9, narrowest: 16 / 9, minWidth: 0, maxWidth: Infinity };

/** An area narrower than this is that of a phone. */
export const NARROW = 600;

/** A page of the grid has at most so many tiles. */
export const MOST_TILES = 49;

/** Below a screen that fills the width, a person takes at most this part of the width, to stay the smaller one. */
const BELOW_SHARE = 0.62;

/** Share of the area that the small tiles take beside large ones, and bounds of it in pixels. */
const STRIP_SHARE = 0.24;
const STRIP_MIN = 112;
const STRIP_MAX = 320;
/** Beside large ones, tiles are no smaller than this if the strip is that wide. */
const STRIP_TILE = 170;

/** Height of the buttons that turn pages. */
const PAGER = 44;

const NO_LAYOUT: Layout = { large: [], small: [], pager: null };

/**
 * Arranges `small` tiles of persons, and `large` ones (screens, and whom one wants to see) that then take most of the area, the persons
 * standing beside or below them. `gap` is the distance between tiles.
 */
export function layoutStage(large: number, small: number, area: Size, gap: number): Layout {
  if (area.width <= 0 || area.height <= 0) return NO_LAYOUT;
  if (large === 0) {
    return { large: [], ...layoutPage(small, { x: 0, y: 0, ...area }, gap, personShape(area)) };
  }
  if (small === 0) return { ...NO_LAYOUT, large: layoutScreens(large, area, gap) };
  return area.width >= area.height
    ? layoutBeside(large, small, area, gap)
    : layoutBelow(large, small, area, gap);
}

function layoutBeside(large: number, small: number, area: Size, gap: number): Layout {
  const width = clamp(area.width * STRIP_SHARE, STRIP_MIN, STRIP_MAX);
  const left = area.width - width;
  const beside = { x: left, y: 0, width, height: area.height };
  const shape = {
    ...personShape(beside),
    narrowest: 4 / 3,
    minWidth: Math.min(STRIP_TILE, width),
  };
  return {
    large: layoutScreens(large, { width: left - gap, height: area.height }, gap),
    ...layoutPage(small, beside, gap, shape),
  };
}

function layoutBelow(large: number, small: number, area: Size, gap: number): Layout {
  // Screens are wide: in a tall area, persons get what a screen of the full width leaves.
  const screens = Math.min(
    area.height * 0.62,
    large * (area.width / SCREEN.widest) + (large - 1) * gap,
  );
  const top = screens + gap;
  const below = { x: 0, y: top, width: area.width, height: area.height - top };
  const shape = { ...personShape(below), maxWidth: area.width * BELOW_SHARE };
  return {
    large: layoutScreens(large, { width: area.width, height: screens }, gap),
    ...layoutPage(small, below, gap, shape),
  };
}

/** The places on a page of `count` tiles, or of as many as fit, with the pager below. */
function layoutPage(
  count: number,
  area: Rect,
  gap: number,
  shape: Shape,
): Pick<Layout, "small" | "pager"> {
  const place = (rects: readonly Rect[]) =>
    rects.map((rect) => ({ ...rect, x: rect.x + area.x, y: rect.y + area.y }));
  if (count <= capacityOf(area, gap, shape)) {
    return { small: place(layoutGrid(count, area, gap, shape)), pager: null };
  }
  const height = Math.max(area.height - PAGER - gap, area.height / 2);
  const page = { width: area.width, height };
  const rects = layoutGrid(capacityOf(page, gap, shape), page, gap, shape);
  const pager = { x: 0, y: height, width: area.width, height: area.height - height };
  return { small: place(rects), pager: place([pager])[0] ?? null };
}

/** How many tiles of a useful size an area has room for: at least one. */
export function capacityOf(area: Size, gap: number, shape: Shape): number {
  for (let count = MOST_TILES; count > 1; count--) {
    const columns = bestColumns(count, area, gap, shape);
    if (cellSize(count, columns, area, gap, shape).width >= shape.minWidth) return count;
  }
  return 1;
}

/** Screens keep all of their cell: what they show is never cut. */
function layoutScreens(count: number, area: Size, gap: number): Rect[] {
  const columns = bestColumns(count, area, gap, SCREEN);
  const rows = Math.ceil(count / columns);
  const cell = {
    width: (area.width - (columns - 1) * gap) / columns,
    height: (area.height - (rows - 1) * gap) / rows,
  };
  return placeRows(count, columns, cell, area.width, 0, gap);
}

/** The grid whose tiles are largest, centred, with the last row centred too. */
export function layoutGrid(count: number, area: Size, gap: number, shape: Shape): Rect[] {
  if (count === 0) return [];
  const columns = bestColumns(count, area, gap, shape);
  const cell = cellSize(count, columns, area, gap, shape);
  const rows = Math.ceil(count / columns);
  const top = (area.height - rows * cell.height - (rows - 1) * gap) / 2;
  return placeRows(count, columns, cell, area.width, top, gap);
}

/** Where one's own picture hangs in a corner of the area; `start` is the side where lines begin. */
export type Corner = "top-start" | "top-end" | "bottom-start" | "bottom-end";

/** One's own picture in a corner: this share of the shorter side, within bounds in pixels. */
const FLOATING_SHARE = 0.24;
const FLOATING_MIN = 88;
const FLOATING_MAX = 200;

/** The place of what hangs in a corner of the area, `gap` from its edges. */
export function layoutFloating(corner: Corner, area: Size, gap: number): Rect {
  const side = clamp(
    Math.min(area.width, area.height) * FLOATING_SHARE,
    FLOATING_MIN,
    FLOATING_MAX,
  );
  const [width, height] = area.width >= area.height ? [side * 16 / 9, side] : [side, side * 4 / 3];
  const x = corner.endsWith("start") ? gap : area.width - width - gap;
  const y = corner.startsWith("top") ? gap : area.height - height - gap;
  return { x, y, width, height };
}

/** The corner that is nearest to what has been dragged to `rect`. */
export function nearestCorner(rect: Rect, area: Size): Corner {
  const vertical = rect.y + rect.height / 2 < area.height / 2 ? "top" : "bottom";
  const horizontal = rect.x + rect.width / 2 < area.width / 2 ? "start" : "end";
  return `${vertical}-${horizontal}`;
}

function bestColumns(count: number, area: Size, gap: number, shape: Shape): number {
  let best = 1;
  let bestArea = -1;
  for (let columns = 1; columns <= count; columns++) {
    const cell = cellSize(count, columns, area, gap, shape);
    const covered = cell.width * cell.height;
    // A gain of less than a hundredth is not worth more columns: fuller rows look calmer.
    if (covered > bestArea * 1.01) {
      best = columns;
      bestArea = covered;
    }
  }
  return best;
}

function cellSize(
  count: number,
  columns: number,
  area: Size,
  gap: number,
  shape: Shape,
): Size {
  const rows = Math.ceil(count / columns);
  const room = Math.max(0, (area.width - (columns - 1) * gap) / columns);
  const width = Math.min(room, shape.maxWidth);
  const height = Math.max(0, (area.height - (rows - 1) * gap) / rows);
  return {
    width: Math.min(width, height * shape.widest),
    height: Math.min(height, width / shape.narrowest),
  };
}

function placeRows(
  count: number,
  columns: number,
  cell: Size,
  areaWidth: number,
  top: number,
  gap: number,
): Rect[] {
  const rects: Rect[] = [];
  for (let index = 0; index < count; index++) {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = (areaWidth - inRow * cell.width - (inRow - 1) * gap) / 2;
    rects.push({
      x: left + (index % columns) * (cell.width + gap),
      y: top + row * (cell.height + gap),
      ...cell,
    });
  }
  return rects;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
