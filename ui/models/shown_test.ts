import { signal } from "@preact/signals";
import { assertEquals } from "../../tests/assert.ts";
import type { DownStream } from "../client/down.ts";
import type { View } from "../client/views.ts";
import type { Size } from "../layout.ts";
import { AWAY_MS, tellShown } from "./shown.ts";
import type { PlacedTile } from "./stage.ts";
import type { Tile } from "./tile.ts";

const SMALL = { x: 0, y: 0, width: 160, height: 90 };

function createWorld() {
  const shown = new Map<string, View>();
  const downOf = (key: string) => ({ key }) as unknown as DownStream;
  const tiles = ["a", "b", "c"].map((key) => ({ key, down: downOf(key) }) as unknown as Tile);
  const place = (...keys: string[]): PlacedTile[] =>
    tiles.filter(({ key }) => keys.includes(key))
      .map((tile) => ({ tile, rect: SMALL, role: "small" }));
  const placed = signal<readonly PlacedTile[]>(place("a", "b"));
  const visible = signal(true);
  const covered = signal(false);
  const fullscreen = signal<string | null>(null);
  const apart = signal<{ key: string; size: Size } | null>(null);
  const waiting = new Set<() => void>();
  let told = 0;
  const stop = tellShown({
    stage: { tiles: signal(tiles), placed },
    down: {
      show: ({ key }, view) => {
        told++;
        shown.set(key, view);
      },
    },
    visible,
    covered,
    fullscreen,
    apart,
    screen: () => ({ width: 1920, height: 1080 }),
    after: (delayMs, callback) => {
      assertEquals(delayMs, AWAY_MS);
      waiting.add(callback);
      return () => void waiting.delete(callback);
    },
  });
  return {
    place,
    placed,
    visible,
    covered,
    fullscreen,
    apart,
    stop,
    pass: () => waiting.forEach((callback) => callback()),
    count: () => told,
    seen: () => [...shown].filter(([, view]) => !view.hidden).map(([key]) => key).sort().join(""),
    viewOf: (key: string) => shown.get(key),
  };
}

Deno.test("what has a place is seen, what is on another page is hidden", () => {
  const world = createWorld();
  assertEquals(world.seen(), "ab");
  assertEquals(world.viewOf("a"), { width: 160, height: 90, stage: false, hidden: false });
  world.placed.value = world.place("c");
  assertEquals(world.seen(), "c");
  const before = world.count();
  world.placed.value = world.place("c");
  assertEquals(world.count(), before, "nothing has changed");
  world.stop();
});

Deno.test("a panel over the stage hides all, a tile that fills the screen all others", () => {
  const world = createWorld();
  world.covered.value = true;
  assertEquals(world.seen(), "");
  world.covered.value = false;
  world.fullscreen.value = "b";
  assertEquals(world.seen(), "b");
  assertEquals(world.viewOf("b"), { width: 1920, height: 1080, stage: true, hidden: false });
  world.stop();
});

Deno.test("in a window that nobody looks at for long all is hidden but what has a small window", () => {
  const world = createWorld();
  world.visible.value = false;
  assertEquals(world.seen(), "ab", "somebody may come back at once");
  world.pass();
  assertEquals(world.seen(), "");
  world.apart.value = { key: "c", size: { width: 400, height: 300 } };
  assertEquals(world.seen(), "c");
  world.visible.value = true;
  assertEquals(world.seen(), "abc");
  world.stop();
});
