import { assert, assertEquals } from "../tests/assert.ts";
import {
  layoutFloating,
  layoutGrid,
  layoutStage,
  MOST_TILES,
  nearestCorner,
  personShape,
  type Rect,
  type Size,
} from "./layout.ts";

const AREAS: readonly Size[] = [
  { width: 1280, height: 720 },
  { width: 900, height: 760 },
  { width: 360, height: 640 },
  { width: 740, height: 300 },
  { width: 344, height: 200 },
  { width: 3440, height: 1300 },
];
const GAP = 8;

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width - 0.01 && b.x < a.x + a.width - 0.01 &&
    a.y < b.y + b.height - 0.01 && b.y < a.y + a.height - 0.01;
}

function assertSound(rects: readonly Rect[], width: number, height: number, context: string) {
  for (const [index, rect] of rects.entries()) {
    assert(rect.width > 0 && rect.height > 0, `${context}: tile ${index} is empty`);
    assert(rect.x >= -0.01 && rect.x + rect.width <= width + 0.01, `${context}: tile ${index} x`);
    assert(rect.y >= -0.01 && rect.y + rect.height <= height + 0.01, `${context}: tile ${index} y`);
    for (const other of rects.slice(index + 1)) {
      assert(!overlap(rect, other), `${context}: tiles overlap`);
    }
  }
}

Deno.test("tiles never overlap and never leave the area, for 1 to 60 people on any screen", () => {
  for (const area of AREAS) {
    for (let large = 0; large <= 4; large++) {
      for (let small = 0; small <= 60; small++) {
        const layout = layoutStage(large, small, area, GAP);
        const context = `${large}+${small} in ${area.width}x${area.height}`;
        assertEquals(layout.large.length, large);
        // All of them, or a page of them with buttons to turn it.
        if (layout.pager === null) assertEquals(layout.small.length, small, context);
        else assert(layout.small.length >= 1 && layout.small.length < small, context);
        const pager = layout.pager === null ? [] : [layout.pager];
        assertSound([...layout.large, ...layout.small, ...pager], area.width, area.height, context);
      }
    }
  }
});

Deno.test("one person fills a wide area at 16 to 9", () => {
  const { small } = layoutStage(0, 1, { width: 1280, height: 720 }, GAP);
  assertEquals(small, [{ x: 0, y: 0, width: 1280, height: 720 }]);
});

Deno.test("two people stand side by side on a wide screen and one above the other on a phone", () => {
  const wide = layoutStage(0, 2, { width: 1280, height: 720 }, GAP).small;
  assertEquals(wide[0]?.y, wide[1]?.y);
  const tall = layoutStage(0, 2, { width: 360, height: 640 }, GAP).small;
  assertEquals(tall[0]?.x, tall[1]?.x);
});

Deno.test("tiles of people cover most of the area for 1 to 16 people", () => {
  for (const area of AREAS.slice(0, 4)) {
    for (let count = 1; count <= 16; count++) {
      if (layoutStage(0, count, area, GAP).pager !== null) continue;
      const rects = layoutGrid(count, area, GAP, personShape(area));
      const covered = rects.reduce((sum, rect) => sum + rect.width * rect.height, 0);
      const share = covered / (area.width * area.height);
      assert(share > 0.5, `${count} in ${area.width}x${area.height}: ${share.toFixed(2)}`);
    }
  }
});

Deno.test("the last row is centred", () => {
  const { small: rects } = layoutStage(0, 5, { width: 1280, height: 720 }, GAP);
  const last = rects.slice(3);
  assertEquals(last.length, 2);
  const left = last[0]!.x;
  const right = 1280 - last[1]!.x - last[1]!.width;
  assert(Math.abs(left - right) < 0.01);
});

Deno.test("a screen is larger than every person", () => {
  for (const area of AREAS) {
    for (const small of [1, 4, 9]) {
      const layout = layoutStage(1, small, area, GAP);
      const screen = layout.large[0]!;
      for (const rect of layout.small) {
        assert(screen.width * screen.height > rect.width * rect.height, JSON.stringify(area));
      }
    }
  }
});

Deno.test("people who do not fit go to further pages instead of shrinking to nothing", () => {
  for (const area of AREAS) {
    const { small, pager } = layoutStage(0, 200, area, GAP);
    assert(pager !== null && small.length <= MOST_TILES);
    for (const rect of small) assert(rect.width >= 130 || small.length === 1);
  }
});

Deno.test("a page has the same places whether two hundred people are there or a thousand", () => {
  for (const area of AREAS) {
    assertEquals(layoutStage(0, 200, area, GAP), layoutStage(0, 1000, area, GAP));
    assertEquals(layoutStage(1, 200, area, GAP), layoutStage(1, 1000, area, GAP));
  }
});

Deno.test("a window of 1280 by 800 shows 49 people at once", () => {
  const { small, pager } = layoutStage(0, 49, { width: 1256, height: 706 }, GAP);
  assertEquals([small.length, pager], [49, null]);
});

Deno.test("the own picture keeps to its corner, and goes to the one that it is dropped near", () => {
  for (const area of AREAS) {
    for (const corner of ["top-start", "top-end", "bottom-start", "bottom-end"] as const) {
      const rect = layoutFloating(corner, area, GAP);
      assertSound([rect], area.width, area.height, corner);
      assertEquals(nearestCorner(rect, area), corner);
    }
  }
});

Deno.test("an area without size has no places", () => {
  assertEquals(layoutStage(1, 3, { width: 0, height: 0 }, GAP), {
    large: [],
    small: [],
    pager: null,
  });
});
