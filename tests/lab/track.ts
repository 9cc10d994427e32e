/**
 * What a call was like for one who took part: the readings of pages, server and network.
 * @module
 */
import type { PageSample } from "./page.ts";
import type { Role } from "./scenes.ts";

/** A reading of the server, of one viewer. */
export interface ServerSample {
  /** Unix time in milliseconds. */
  readonly atMs: number;
  readonly estimateBps: number;
  readonly reason: string;
  readonly wantedBps: number;
  readonly lossShare: number;
  readonly rttMs: number;
  /** How long packets wait in the pacer. */
  readonly pacerMs: number;
  /** What is sent of the video, and of which encoding; -1 for none. */
  readonly sentBps: number;
  readonly encoding: number;
  readonly temporal: number;
}

/** A reading of what waits in front of a participant's wire. */
export interface QueueSample {
  readonly atMs: number;
  /** What the last in it has yet to wait. */
  readonly delayMs: number;
  readonly capacityBps: number;
}

/** All about one participant. Readings of the way to which `publishes` belongs: up or down. */
export interface Track {
  readonly role: Role;
  readonly startMs: number;
  readonly endMs: number;
  readonly page: readonly PageSample[];
  readonly server: readonly ServerSample[];
  readonly queue: readonly QueueSample[];
  /** What its publisher sent; its own if it is one. */
  readonly publisher: readonly PageSample[];
}

/** What a publisher sends, or a viewer gets, headers included, reading by reading. */
export function ratesOf(track: Track): { readonly atMs: number; readonly bps: number }[] {
  const bytes = track.role.publishes ? "bytesSent" : "bytesCome";
  return track.page.slice(1).map((sample, i) => {
    const before = track.page[i]!;
    const bps = (sample[bytes] - before[bytes]) * 8000 / (sample.atMs - before.atMs);
    return { atMs: sample.atMs, bps };
  });
}
