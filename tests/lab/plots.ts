/** @module */
import type { Track } from "./record.ts";
/** x */
export function plotTracks(_tracks: ReadonlyMap<string, Track>): Map<string, string> {
  return new Map();
}
