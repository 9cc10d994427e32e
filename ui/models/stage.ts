/**
 * What is on stage: a tile for each stream, own ones included, in an order that stays.
 * @module
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { PeerState } from "../client/peer.ts";
import type { StreamFacts } from "../client/stream_stats.ts";
import type { Capture } from "./capture.ts";
import type { DownStream, DownStreams } from "../client/down.ts";
import type { Meter } from "./meter.ts";
import type { Session } from "../client/session.ts";
import type { UpStream, UpStreams } from "../client/up.ts";

/** One stream as people see it. */
export interface Tile {
  readonly key: string;
  readonly direction: "up" | "down";
  readonly label: string;
  readonly username: ReadonlySignal<string>;
  /** What to play: own sound is left out. */
  readonly media: ReadonlySignal<MediaStream>;
  readonly hasVideo: ReadonlySignal<boolean>;
  /** Nothing can be heard of it although it could be a voice. */
  readonly muted: ReadonlySignal<boolean>;
  readonly speaking: ReadonlySignal<boolean>;
  readonly state: ReadonlySignal<PeerState>;
  /** What flows; null before it has been measured. */
  readonly facts: ReadonlySignal<StreamFacts | null>;
  readonly up: UpStream | null;
  readonly down: DownStream | null;
}

/** The tiles, and which of them are large. */
export interface Stage {
  readonly large: ReadonlySignal<readonly Tile[]>;
  readonly small: ReadonlySignal<readonly Tile[]>;
  /** The tile that the person has enlarged. */
  readonly enlarged: ReadonlySignal<string | null>;
  /** Whether the tile is still there. */
  has(key: string): boolean;
  /** Enlarges a tile, or puts it back. */
  toggleEnlarged(key: string): void;
}

/** What the stage shows. */
export interface StageOptions {
  readonly up: UpStreams;
  readonly down: DownStreams;
  readonly session: Session;
  readonly microphone: Capture;
  readonly meter: Meter;
}

/** A stage that follows the streams. */
export function createStage(options: StageOptions): Stage {
  const tilesByStream = new WeakMap<UpStream | DownStream, Tile>();
  const enlarged = signal<string | null>(null);
  let places: readonly string[] = [];

  const tileOf = <T extends UpStream | DownStream>(stream: T, make: (stream: T) => Tile): Tile => {
    const known = tilesByStream.get(stream);
    if (known !== undefined) return known;
    const tile = make(stream);
    tilesByStream.set(stream, tile);
    return tile;
  };

  const tiles = computed(() => {
    const all = [
      ...options.up.streams.value.map((stream) =>
        tileOf(stream, (fresh) => createUpTile(fresh, options))
      ),
      ...options.down.streams.value.map((stream) => tileOf(stream, createDownTile)),
    ];
    const arranged = arrange(places, all, placeName);
    places = arranged.places;
    return arranged.items;
  });

  const isLarge = (tile: Tile) => {
    const chosen = tiles.value.some((other) => other.key === enlarged.value);
    if (chosen) return tile.key === enlarged.value;
    // One's own screen would only show itself in itself.
    return tile.label === "screenshare" && tile.direction === "down";
  };

  return {
    large: computed(() => tiles.value.filter(isLarge)),
    small: computed(() => tiles.value.filter((tile) => !isLarge(tile))),
    enlarged,
    has: (key) => tiles.value.some((tile) => tile.key === key),
    toggleEnlarged: (key) => {
      enlarged.value = enlarged.peek() === key ? null : key;
    },
  };
}

function createUpTile(stream: UpStream, options: StageOptions): Tile {
  const isCamera = stream.label === "camera";
  const videoTracks = computed(() => stream.tracks.value.filter((track) => track.kind === "video"));
  const hasSound = computed(() => stream.tracks.value.some((track) => track.kind === "audio"));
  return {
    key: stream.key,
    direction: "up",
    label: stream.label,
    username: computed(() => options.session.self.value.username),
    media: computed(() => new MediaStream([...videoTracks.value])),
    hasVideo: computed(() => videoTracks.value.length > 0),
    muted: computed(() => isCamera && (!hasSound.value || options.microphone.muted.value)),
    speaking: computed(() => isCamera && hasSound.value && options.meter.speaking.value),
    state: stream.state,
    facts: stream.facts,
    up: stream,
    down: null,
  };
}

function createDownTile(stream: DownStream): Tile {
  const hasSound = computed(() => stream.tracks.value.some((track) => track.kind === "audio"));
  const isCamera = stream.label === "camera";
  const muted = computed(() => isCamera && (!hasSound.value || stream.activity.value.silent));
  return {
    key: stream.key,
    direction: "down",
    label: stream.label,
    username: computed(() => stream.username),
    media: computed(() => new MediaStream([...stream.tracks.value])),
    hasVideo: computed(() => stream.tracks.value.some((track) => track.kind === "video")),
    // Before the first answer nothing is known.
    muted: computed(() => stream.tracks.value.length > 0 && muted.value),
    speaking: computed(() => hasSound.value && stream.activity.value.speaking),
    state: stream.state,
    facts: stream.facts,
    up: null,
    down: stream,
  };
}

/** By this name a tile finds its place again when its stream comes back. */
function placeName(tile: Tile): string {
  return `${tile.direction} ${tile.label} ${tile.username.peek()}`;
}

/** More places than this are not remembered. */
const MOST_PLACES = 500;

/** Items in order of their places, and the places to hand in the next time. */
export interface Arrangement<T> {
  readonly items: readonly T[];
  readonly places: readonly string[];
}

/**
 * Puts items where items of the same name have been before, and new ones at the end. Items of one name stay in the order
 * given.
 */
export function arrange<T>(
  places: readonly string[],
  items: readonly T[],
  nameOf: (item: T) => string,
): Arrangement<T> {
  const rank = new Map(places.map((name, index) => [name, index]));
  for (const item of items) {
    const name = nameOf(item);
    if (!rank.has(name)) rank.set(name, rank.size);
  }
  const place = (item: T) => rank.get(nameOf(item)) ?? Infinity;
  return {
    items: [...items].sort((a, b) => place(a) - place(b)),
    places: [...rank.keys()].slice(-MOST_PLACES),
  };
}
