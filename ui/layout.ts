/**
 * Where the tiles of a room go: arithmetic only, in CSS pixels.
 * @module
 */

/** Size of an area in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A tile's place in CSS pixels, from the area's top left corner. */
export interface Rect extends Size {
  readonly x: number;
  readonly y: number;
}

/** The places of the tiles; `height` exceeds the area's when not all of them fit, and the area scrolls. */
export interface Layout {
  readonly large: readonly Rect[];
  readonly small: readonly Rect[];
  readonly height: number;
}

/** What a kind of tile may look like. */
export interface Shape {
  /** Bounds of width over height. */
  readonly widest: number;
  readonly narrowest: number;
  /** Bounds of the width in CSS pixels; an area that is narrower than the least width decides itself. */
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
    minWidth: 120,
    maxWidth: Infinity,
  };
}

/** A screen is never cut and never scrolls; its picture is taken for 16 to 9. */
const SCREEN: Shape = { widest: 16 / 9, narrowest: 16 / 9, minWidth: 0, maxWidth: Infinity };

/** Below a screen that fills the width, a person takes at most this part of the width, to stay the smaller one. */
const BELOW_SHARE = 0.62;

/** Share of the area that the small tiles take beside large ones, and bounds of it in pixels. */
const STRIP_SHARE = 0.24;
const STRIP_MIN = 112;
const STRIP_MAX = 320;

/**
 * Arranges `small` tiles of persons, and `large` ones (screens, and what the viewer has enlarged) that then take most of the
 * area, the persons standing beside or below them. `gap` is the distance between tiles.
 */
export function layoutStage(large: number, small: number, area: Size, gap: number): Layout {
  if (area.width <= 0 || area.height <= 0) return { large: [], small: [], height: 0 };
  if (large === 0) {
    const grid = layoutGrid(small, area, gap, personShape(area));
    return { large: [], small: grid.rects, height: grid.height };
  }
  if (small === 0) {
    return { large: layoutScreens(large, area, gap), small: [], height: area.height };
  }
  return area.width >= area.height
    ? layoutBeside(large, small, area, gap)
    : layoutBelow(large, small, area, gap);
}

function layoutBeside(large: number, small: number, area: Size, gap: number): Layout {
  const width = clamp(area.width * STRIP_SHARE, STRIP_MIN, STRIP_MAX);
  const beside = { width, height: area.height };
  const strip = layoutGrid(small, beside, gap, { ...personShape(beside), narrowest: 4 / 3 });
  const left = area.width - width;
  return {
    large: layoutScreens(large, { width: left - gap, height: area.height }, gap),
    small: strip.rects.map((rect) => ({ ...rect, x: rect.x + left })),
    height: Math.max(area.height, strip.height),
  };
}

function layoutBelow(large: number, small: number, area: Size, gap: number): Layout {
  // Screens are wide: in a tall area, persons get what a screen of the full width leaves.
  const screens = Math.min(
    area.height * 0.62,
    large * (area.width / SCREEN.widest) + (large - 1) * gap,
  );
  const top = screens + gap;
  const below = { width: area.width, height: area.height - top };
  const shape = { ...personShape(below), maxWidth: area.width * BELOW_SHARE };
  const grid = layoutGrid(small, below, gap, shape);
  return {
    large: layoutScreens(large, { width: area.width, height: screens }, gap),
    small: grid.rects.map((rect) => ({ ...rect, y: rect.y + top })),
    height: Math.max(area.height, top + grid.height),
  };
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

interface Grid {
  readonly rects: Rect[];
  readonly height: number;
}

/** The grid whose tiles are largest, centred, with the last row centred too. */
export function layoutGrid(count: number, area: Size, gap: number, shape: Shape): Grid {
  if (count === 0) return { rects: [], height: 0 };
  const columns = bestColumns(count, area, gap, shape);
  const cell = cellSize(count, columns, area, gap, shape);
  if (count > 1 && cell.width < Math.min(shape.minWidth, area.width)) {
    return layoutScrolling(count, area, gap, shape.minWidth);
  }
  const rows = Math.ceil(count / columns);
  const top = (area.height - rows * cell.height - (rows - 1) * gap) / 2;
  return { rects: placeRows(count, columns, cell, area.width, top, gap), height: area.height };
}

/** More tiles than the area can show at a useful size: rows of the least size, as many as needed. */
function layoutScrolling(count: number, area: Size, gap: number, minWidth: number): Grid {
  const columns = Math.max(1, Math.floor((area.width + gap) / (minWidth + gap)));
  const width = (area.width - (columns - 1) * gap) / columns;
  const cell = { width, height: Math.min(width, area.height) };
  const rows = Math.ceil(count / columns);
  const height = rows * cell.height + (rows - 1) * gap;
  const top = Math.max(0, (area.height - height) / 2);
  return {
    rects: placeRows(count, columns, cell, area.width, top, gap),
    height: Math.max(area.height, height),
  };
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
