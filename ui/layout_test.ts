import { assert, assertEquals } from "../tests/assert.ts";
import { layoutGrid, layoutStage, personShape, type Rect, type Size } from "./layout.ts";

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
        assertEquals([layout.large.length, layout.small.length], [large, small]);
        assertSound([...layout.large, ...layout.small], area.width, layout.height, context);
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
      const { rects, height } = layoutGrid(count, area, GAP, personShape(area));
      if (height > area.height) continue;
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

Deno.test("people who do not fit scroll instead of shrinking to nothing", () => {
  const layout = layoutStage(0, 60, { width: 360, height: 560 }, GAP);
  assert(layout.height > 560);
  for (const rect of layout.small) assert(rect.width >= 110);
});

Deno.test("an area without size has no places", () => {
  assertEquals(layoutStage(1, 3, { width: 0, height: 0 }, GAP), {
    large: [],
    small: [],
    height: 0,
  });
});
