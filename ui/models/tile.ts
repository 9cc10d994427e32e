/**
 * A stream as people see it, whether it is one's own or somebody else's.
 * @module
 */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { DownStream } from "../client/down.ts";
import type { PeerState } from "../client/peer.ts";
import type { Session } from "../client/session.ts";
import type { StreamFacts } from "../client/stream_stats.ts";
import type { UpStream } from "../client/up.ts";
import type { Capture } from "./capture.ts";
import type { Meter } from "./meter.ts";

/** One stream as people see it. */
export interface Tile {
  readonly key: string;
  /** The same for a stream that comes in the place of an earlier one: by it a tile finds its place, its pin and its volume again. */
  readonly place: string;
  readonly direction: "up" | "down";
  readonly label: string;
  readonly username: ReadonlySignal<string>;
  /** Whose it is, by client id; that changes with every connection. */
  memberId(): string;
  /** The picture. */
  readonly media: ReadonlySignal<MediaStream>;
  readonly hasVideo: ReadonlySignal<boolean>;
  /** Something of it can be heard here, if it is not silent. */
  readonly hasSound: ReadonlySignal<boolean>;
  /** Nothing can be heard of it although it could be a voice. */
  readonly muted: ReadonlySignal<boolean>;
  readonly speaking: ReadonlySignal<boolean>;
  readonly state: ReadonlySignal<PeerState>;
  /** What flows; null before it has been measured. */
  readonly facts: ReadonlySignal<StreamFacts | null>;
  readonly up: UpStream | null;
  readonly down: DownStream | null;
}

/** What the tiles of one's own streams follow. */
export interface OwnTileOptions {
  readonly session: Pick<Session, "self">;
  readonly microphone: Pick<Capture, "muted">;
  readonly meter: Pick<Meter, "speaking">;
}

/** The tile of a stream that we send. */
export function createUpTile(stream: UpStream, options: OwnTileOptions): Tile {
  const { session, microphone, meter } = options;
  const isCamera = stream.label === "camera";
  const video = computed(() => videoOf(stream.tracks.value));
  const sends = computed(() => stream.tracks.value.some(isSound));
  return {
    key: stream.key,
    place: placeOf("up", stream.label, "", stream.key),
    direction: "up",
    label: stream.label,
    username: computed(() => session.self.value.username),
    memberId: () => session.self.value.id,
    media: computed(() => new MediaStream(video.value)),
    hasVideo: computed(() => video.value.length > 0),
    hasSound: computed(() => false),
    muted: computed(() => isCamera && (!sends.value || microphone.muted.value)),
    speaking: computed(() => isCamera && sends.value && meter.speaking.value),
    state: stream.state,
    facts: stream.facts,
    up: stream,
    down: null,
  };
}

/** The tile of a stream that we receive. */
export function createDownTile(stream: DownStream): Tile {
  const video = computed(() => videoOf(stream.tracks.value));
  const hasSound = computed(() => stream.tracks.value.some(isSound));
  const isCamera = stream.label === "camera";
  const muted = computed(() => isCamera && (!hasSound.value || stream.activity.value.silent));
  return {
    key: stream.key,
    place: placeOf("down", stream.label, stream.username, stream.key),
    direction: "down",
    label: stream.label,
    username: computed(() => stream.username),
    memberId: () => stream.source,
    media: computed(() => new MediaStream(video.value)),
    hasVideo: computed(() => video.value.length > 0),
    hasSound,
    // Before the first answer nothing is known.
    muted: computed(() => stream.tracks.value.length > 0 && muted.value),
    speaking: computed(() => hasSound.value && stream.activity.value.speaking),
    state: stream.state,
    facts: stream.facts,
    up: null,
    down: stream,
  };
}

/** Those without a name cannot be told apart but by their streams. */
function placeOf(direction: string, label: string, username: string, key: string): string {
  const name = direction === "down" && username === "" ? `#${key}` : username;
  return `${direction} ${label} ${name}`;
}

function videoOf(tracks: readonly MediaStreamTrack[]): MediaStreamTrack[] {
  return tracks.filter(({ kind }) => kind === "video");
}

function isSound({ kind }: MediaStreamTrack): boolean {
  return kind === "audio";
}

/** It shows a screen. */
export function isScreen({ label }: Pick<Tile, "label">): boolean {
  return label === "screenshare";
}

/** It is the own camera. */
export function isOwnCamera({ direction, label }: Pick<Tile, "direction" | "label">): boolean {
  return direction === "up" && label === "camera";
}
