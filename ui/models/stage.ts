/**
 * What is on stage, and where: a tile for each stream, own ones included, arranged by what people have chosen and by who speaks.
 * @module
 */
import {
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from "@preact/signals";
import type { DownStream, DownStreams } from "../client/down.ts";
import type { Session } from "../client/session.ts";
import type { UpStream, UpStreams } from "../client/up.ts";
import { layoutFloating, layoutStage, NARROW, type Rect, type Size } from "../layout.ts";
import type { Capture } from "./capture.ts";
import type { Meter } from "./meter.ts";
import { arrange, exchange, promotions } from "./places.ts";
import { composeScene, type Scene } from "./scene.ts";
import type { Settings } from "./settings.ts";
import { EMPTY_FLOOR, hold } from "./speaker.ts";
import type { Spotlight } from "./spotlight.ts";
import { createDownTile, createUpTile, isScreen, type Tile } from "./tile.ts";

/** A tile and its place. */
export interface PlacedTile {
  readonly tile: Tile;
  readonly rect: Rect;
  /** `large` is what the others stand beside; `floating` hangs in a corner over them. */
  readonly role: "large" | "small" | "floating";
}

/** The tiles, and how they are shown. */
export interface Stage {
  /** All of them, in an order that stays. */
  readonly tiles: ReadonlySignal<readonly Tile[]>;
  readonly scene: ReadonlySignal<Scene>;
  /** What is in sight now. */
  readonly placed: ReadonlySignal<readonly PlacedTile[]>;
  /** The room that there is, in CSS pixels; set by whoever shows the stage. */
  readonly area: Signal<Size>;
  readonly pager: ReadonlySignal<Rect | null>;
  /** How many pages of small tiles there are: at least one. */
  readonly pages: ReadonlySignal<number>;
  /** The page in sight, from 0. */
  readonly page: ReadonlySignal<number>;
  turnTo(page: number): void;
  /** The tile to show where there is room for one. */
  readonly main: ReadonlySignal<Tile | null>;
  /** Whether the tile is still there. */
  has(key: string): boolean;
  /** Places of the tiles that the person keeps large. */
  readonly pinned: ReadonlySignal<readonly string[]>;
  isPinned(tile: Tile): boolean;
  togglePinned(tile: Tile): void;
  /** Degrees by which the person has turned a tile: 0, 90, 180 or 270. */
  turnOf(tile: Tile): number;
  /** Turns it by 90 degrees. */
  turn(tile: Tile): void;
  dispose(): void;
}

/** What the stage shows. */
export interface StageOptions {
  readonly up: Pick<UpStreams, "streams">;
  readonly down: Pick<DownStreams, "streams">;
  readonly session: Pick<Session, "self">;
  readonly microphone: Pick<Capture, "muted">;
  readonly meter: Pick<Meter, "speaking">;
  readonly settings: Pick<Settings, "values">;
  readonly spotlight: Pick<Spotlight, "has">;
  nowMs(): number;
  after(delayMs: number, callback: () => void): () => void;
}

/** More at a time would make none of them large: the oldest pin goes. */
const MOST_PINNED = 4;

/** Between tiles, in CSS pixels. */
const GAP = 8;
const NARROW_GAP = 4;

/** A stage that follows the streams. */
export function createStage(options: StageOptions): Stage {
  const { settings, spotlight, nowMs } = options;
  const tilesByStream = new WeakMap<UpStream | DownStream, Tile>();
  const area = signal<Size>({ width: 0, height: 0 });
  const pinned = signal<readonly string[]>([]);
  const turns = signal<ReadonlyMap<string, number>>(new Map());
  const turnedTo = signal(0);
  const floor = signal(EMPTY_FLOOR);
  const spokeAtMs = new Map<string, number>();
  /** Places are remembered beside the tiles that have them; `moved` counts the exchanges among them. */
  let places: readonly string[] = [];
  const moved = signal(0);
  /** Counts the looks at who speaks that are due although nobody begins or ends. */
  const looks = signal(0);

  const tileOf = <T extends UpStream | DownStream>(stream: T, make: (stream: T) => Tile): Tile => {
    const known = tilesByStream.get(stream);
    if (known !== undefined) return known;
    const tile = make(stream);
    tilesByStream.set(stream, tile);
    return tile;
  };

  const tiles = computed(() => {
    void moved.value;
    const all = [
      ...options.up.streams.value.map((stream) =>
        tileOf(stream, (fresh) => createUpTile(fresh, options))
      ),
      ...options.down.streams.value.map((stream) => tileOf(stream, createDownTile)),
    ];
    const arranged = arrange(places, all, ({ place }) => place);
    places = arranged.places;
    return arranged.items;
  });

  const move = (exchanges: readonly (readonly [string, string])[]) => {
    const before = places;
    for (const [a, b] of exchanges) places = exchange(places, a, b);
    if (places !== before) moved.value += 1;
  };

  const isSpotlit = (tile: Tile) =>
    spotlight.has({ id: tile.memberId(), username: tile.username.value });
  const speaker = computed(() => floor.value.speaker);
  const layout = computed(() => settings.values.value.layout);
  const own = computed(() => settings.values.value.own);
  const corner = computed(() => settings.values.value.ownCorner);
  const hideQuiet = computed(() => settings.values.value.hideQuiet);
  const scene = computed(() =>
    composeScene(tiles.value, {
      layout: layout.value,
      own: own.value,
      hideQuiet: hideQuiet.value,
      pinned: pinned.value,
      isSpotlit,
      // Read by the layout that needs it: all others stay as they are when somebody speaks.
      get speaker() {
        return speaker.value;
      },
    })
  );

  const gap = computed(() => area.value.width < NARROW ? NARROW_GAP : GAP);
  // Another order of as many tiles needs no new arithmetic.
  const largeCount = computed(() => scene.value.large.length);
  const smallCount = computed(() => scene.value.small.length);
  const rects = computed(() =>
    layoutStage(largeCount.value, smallCount.value, area.value, gap.value)
  );
  const pageSize = computed(() => Math.max(1, rects.value.small.length));
  const pages = computed(() => Math.max(1, Math.ceil(scene.value.small.length / pageSize.value)));
  const page = computed(() => Math.min(turnedTo.value, pages.value - 1));

  const placed = computed((): readonly PlacedTile[] => {
    const { large, small, floating } = scene.value;
    if (area.value.width <= 0) return [];
    const from = page.value * pageSize.value;
    return [
      ...pair(large, rects.value.large, "large"),
      ...pair(small.slice(from, from + pageSize.value), rects.value.small, "small"),
      ...floating === null
        ? []
        : pair([floating], [layoutFloating(corner.value, area.value, gap.value)], "floating"),
    ];
  });

  const speaks = (tile: Tile) => tile.direction === "down" && tile.speaking.value;

  /** Follows who speaks: who has the floor, and who comes to the first page. */
  const follow = () => {
    const speaking = tiles.value.filter((tile) => speaks(tile) && !isScreen(tile))
      .map(({ place }) => place);
    return untracked(() => {
      const atMs = nowMs();
      for (const place of speaking) spokeAtMs.set(place, atMs);
      const there = (place: string) => tiles.peek().some((tile) => tile.place === place);
      const before = floor.peek();
      const change = hold(before, speaking, there, atMs);
      floor.value = change.floor;
      const { layout: inForce, small } = scene.peek();
      const now = change.floor.speaker;
      // Who was large takes the place of who is: all others stay where they are.
      if (inForce === "speaker" && before.speaker !== null && now !== null) {
        move([[before.speaker, now]]);
      }
      const items = small.map((tile) => ({
        place: tile.place,
        speaking: speaking.includes(tile.place),
        spokeAtMs: spokeAtMs.get(tile.place) ?? -Infinity,
        fixed: isScreen(tile) || tile.direction === "up",
      }));
      if (pages.peek() > 1) move(promotions(items, pageSize.peek(), page.peek()));
      if (change.againAtMs === null) return;
      return options.after(Math.max(0, change.againAtMs - atMs), () => {
        looks.value += 1;
      });
    });
  };
  const stop = effect(() => {
    void looks.value;
    return follow();
  });

  return {
    tiles,
    scene,
    placed,
    area,
    pager: computed(() => rects.value.pager),
    pages,
    page,
    turnTo: (wanted) => {
      turnedTo.value = Math.min(Math.max(0, wanted), pages.peek() - 1);
    },
    main: computed(() => {
      const { large } = scene.value;
      const others = tiles.value.filter(({ direction }) => direction === "down");
      return large[0] ?? others.find((tile) => tile.place === speaker.value) ?? others[0] ??
        tiles.value[0] ?? null;
    }),
    has: (key) => tiles.value.some((tile) => tile.key === key),
    pinned,
    isPinned: (tile) => pinned.value.includes(tile.place),
    togglePinned: ({ place }) => {
      const others = pinned.peek().filter((one) => one !== place);
      const ends = others.length < pinned.peek().length;
      pinned.value = ends ? others : [...others, place].slice(-MOST_PINNED);
    },
    turnOf: (tile) => turns.value.get(tile.place) ?? 0,
    turn: ({ place }) => {
      turns.value = new Map(turns.peek()).set(place, ((turns.peek().get(place) ?? 0) + 90) % 360);
    },
    dispose: stop,
  };
}

function pair(
  tiles: readonly Tile[],
  rects: readonly Rect[],
  role: PlacedTile["role"],
): PlacedTile[] {
  return tiles.flatMap((tile, index) => {
    const rect = rects[index];
    return rect === undefined ? [] : [{ tile, rect, role }];
  });
}
