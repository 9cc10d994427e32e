/**
 * Measures every few seconds what flows in each stream, shows it to who wants to see it, and reports to the server how received pictures
 * play.
 * @module
 */
import type { Signal } from "@preact/signals-core";
import { hearSilence } from "./activity.ts";
import type { Connection } from "./connection.ts";
import { compareReadings, type Reading, readReports, type StreamFacts } from "./stream_stats.ts";
import type { DownStream, DownStreams } from "./down.ts";
import type { UpStreams } from "./up.ts";

/** Between two measurements, in milliseconds. The server takes a report of each stream per second at most. */
const INTERVAL_MS = 3000;

/** What is measured, and to whom it is reported. */
export interface StatisticsOptions {
  readonly connection: Connection;
  readonly up: UpStreams;
  readonly down: DownStreams;
}

/** Whatever has statistics. */
interface Measurable {
  statistics(): Promise<RTCStatsReport>;
}

/** Measures until the result is called. */
export function measureStreams({ connection, up, down }: StatisticsOptions): () => void {
  /** By peer: a stream that has a new one begins anew. */
  const readings = new WeakMap<Measurable, Reading>();

  const measure = async (
    peer: Measurable | null,
    facts: Signal<StreamFacts | null>,
  ): Promise<Reading | null> => {
    if (peer === null) return null;
    const before = readings.get(peer);
    const report = await peer.statistics().catch(() => null);
    if (report === null) return null;
    const after = readReports(report.values(), performance.now());
    readings.set(peer, after);
    facts.value = before === undefined ? null : compareReadings(before, after);
    return after;
  };

  const measureDown = async (stream: DownStream) => {
    const reading = await measure(stream.peer.peek(), stream.facts);
    if (reading === null || stream.stale || !connection.extended.peek()) return;
    const level = stream.facts.peek()?.level ?? null;
    if (level !== null) stream.activity.value = hearSilence(stream.activity.peek(), level);
    const video = reading.media.find(({ kind, frames }) => kind === "video" && frames > 0);
    if (video === undefined) return;
    const { freezes, freezeMs, framesPerSecond } = video;
    connection.send({ type: "playback", id: stream.id, freezes, freezeMs, framesPerSecond });
  };

  const timer = setInterval(() => {
    for (const stream of up.streams.peek()) void measure(stream.peer.peek(), stream.facts);
    for (const stream of down.streams.peek()) void measureDown(stream);
  }, INTERVAL_MS);
  return () => clearInterval(timer);
}
