/**
 * Who is in which group, and how each does: the records of `.stats` as a table shows them. Rates are in bits per second, times in
 * milliseconds, shares from 0 to 1.
 * @module
 */
import { recordOf, textsOf } from "./client.ts";

/** How well a network does. */
export type Grade = "good" | "weak" | "bad";

/** One group with somebody in it, or locked. */
export interface LiveGroup {
  readonly name: string;
  readonly locked: boolean;
  readonly members: readonly LiveMember[];
}

/** One member. */
export interface LiveMember {
  readonly id: string;
  /** "" for somebody without a name. */
  readonly username: string;
  readonly operator: boolean;
  /** The marks of its network: for what it sends, and what it receives. */
  readonly up: Grade;
  readonly down: Grade;
  readonly sends: Flow | null;
  readonly receives: Flow | null;
  readonly tracks: readonly LiveTrack[];
}

/** All that goes one way, null for nothing. */
export interface Flow {
  readonly streams: number;
  readonly bitrateBps: number;
  /** Of the track that does worst. */
  readonly lossShare: number;
  /** Of the track that does worst; null if none is known. */
  readonly rttMs: number | null;
}

/** One track, or one encoding of it. */
export interface LiveTrack {
  readonly direction: "up" | "down";
  readonly label: string;
  readonly kind: string;
  readonly codec: string;
  /** Name of the encoding received from a publisher, "" for the only one. */
  readonly encoding: string;
  /** Layers that are sent, counted from 1, and how many there are; null if there is but one. */
  readonly spatial: LayerPlace | null;
  readonly temporal: LayerPlace | null;
  readonly paused: boolean;
  readonly connected: boolean;
  readonly bitrateBps: number;
  readonly lossShare: number;
  readonly rttMs: number | null;
  readonly jitterMs: number | null;
}

/** The layer that is sent, and how many there are. */
export interface LayerPlace {
  readonly layer: number;
  readonly count: number;
}

/** Reads `.stats`: groups in which something is to be seen. What makes no sense is left out. */
export function readStatistics(value: unknown): LiveGroup[] {
  if (!Array.isArray(value)) return [];
  return value.map((each): LiveGroup => {
    const { name, locked, clients } = recordOf(each);
    return {
      name: textOf(name),
      locked: locked === true,
      members: readMembers(clients),
    };
  }).filter((group) => group.name !== "" && (group.members.length > 0 || group.locked));
}

/** Reads the members of one group, sorted by name, those without one last. */
export function readMembers(value: unknown): LiveMember[] {
  if (!Array.isArray(value)) return [];
  return value.map(readMember).sort((a, b) =>
    Number(a.username === "") - Number(b.username === "") ||
    a.username.localeCompare(b.username, undefined, { sensitivity: "base", numeric: true }) ||
    (a.id < b.id ? -1 : 1)
  );
}

function readMember(value: unknown): LiveMember {
  const { id, username, permissions, quality, up, down } = recordOf(value);
  const marks = recordOf(quality);
  const sent = readStreams("up", up);
  const received = readStreams("down", down);
  return {
    id: textOf(id),
    username: textOf(username),
    operator: textsOf(permissions).includes("op"),
    up: gradeOf(marks["up"]),
    down: gradeOf(marks["down"]),
    sends: flowOf(up, sent),
    receives: flowOf(down, received),
    tracks: [...sent, ...received],
  };
}

function readStreams(direction: "up" | "down", streams: unknown): LiveTrack[] {
  if (!Array.isArray(streams)) return [];
  return streams.flatMap((stream: unknown) => {
    const { tracks, label, connected } = recordOf(stream);
    if (!Array.isArray(tracks)) return [];
    return tracks.map((track: unknown) =>
      readTrack(direction, textOf(label), connected !== false, recordOf(track))
    );
  });
}

function readTrack(
  direction: "up" | "down",
  label: string,
  connected: boolean,
  track: Readonly<Record<string, unknown>>,
): LiveTrack {
  return {
    direction,
    label,
    connected,
    kind: textOf(track["kind"]),
    codec: textOf(track["codec"]),
    encoding: direction === "up" ? textOf(track["rid"]) : "",
    spatial: placeOf(track["sid"], track["maxSid"]),
    temporal: placeOf(track["tid"], track["maxTid"]),
    paused: track["paused"] === true,
    bitrateBps: numberOf(track["bitrate"]) ?? 0,
    lossShare: numberOf(track["loss"]) ?? 0,
    rttMs: numberOf(track["rtt"]),
    jitterMs: numberOf(track["jitter"]),
  };
}

function flowOf(streams: unknown, tracks: readonly LiveTrack[]): Flow | null {
  const count = Array.isArray(streams) ? streams.length : 0;
  if (count === 0) return null;
  const times = tracks.flatMap(({ rttMs }) => rttMs === null ? [] : [rttMs]);
  return {
    streams: count,
    bitrateBps: tracks.reduce((sum, { bitrateBps }) => sum + bitrateBps, 0),
    lossShare: tracks.reduce((worst, { lossShare }) => Math.max(worst, lossShare), 0),
    rttMs: times.length === 0 ? null : Math.max(...times),
  };
}

function placeOf(layer: unknown, max: unknown): LayerPlace | null {
  const highest = numberOf(max) ?? 0;
  return highest <= 0 ? null : { layer: (numberOf(layer) ?? 0) + 1, count: highest + 1 };
}

function gradeOf(value: unknown): Grade {
  return value === "weak" || value === "bad" ? value : "good";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
