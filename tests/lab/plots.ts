/**
 * Which plots are made of the records.
 * @module
 */
import { FINE } from "./network.ts";
import type { PageSample } from "./page.ts";
import { ratesOf, type Track } from "./track.ts";
import { ENCODINGS } from "./scenes.ts";
import { type Points, timePlot } from "./time_plot.ts";

/** The plots: the name of the file, whose record it shows, and what is said of it. */
const PLOTS: readonly { readonly file: string; readonly role: string; readonly title: string }[] = [
  { file: "lab-valley.svg", role: "valley", title: "Viewer, capacity 3 → 0.6 → 3 Mb/s" },
  { file: "lab-steady.svg", role: "steady", title: "Viewer, capacity 1.2 Mb/s" },
  { file: "lab-slow.svg", role: "slow", title: "Viewer, capacity 200 kb/s from 5 s on" },
  { file: "lab-loss5.svg", role: "loss5", title: "Viewer, 5 % loss, RTT 60 ms" },
  { file: "lab-loss15.svg", role: "loss15", title: "Viewer, 15 % loss, RTT 60 ms" },
  { file: "lab-gaps.svg", role: "gaps", title: "Viewer, an outage of 300 ms each 8 s" },
  { file: "lab-uplink.svg", role: "climber", title: "Publisher, capacity 3 → 0.8 → 3 Mb/s" },
  {
    file: "lab-leak.svg",
    role: "listener",
    title: "Viewer of a publisher with 5 % loss from 10 s on",
  },
];

/** A gap between pictures this long is drawn; a usual one is 42 ms. */
const STANDSTILL_MS = 250;

/** Draws all that was recorded, by the names of the files. */
export function plotTracks(tracks: ReadonlyMap<string, Track>): Map<string, string> {
  const plots = new Map<string, string>();
  for (const { file, role, title } of PLOTS) {
    const track = tracks.get(role);
    if (track !== undefined) plots.set(file, plotTrack(track, title, tracks));
  }
  return plots;
}

function plotTrack(track: Track, title: string, tracks: ReadonlyMap<string, Track>): string {
  const seconds = (track.endMs - track.startMs) / 1000;
  const atS = ({ atMs }: { readonly atMs: number }) => (atMs - track.startMs) / 1000;
  // Of a publisher it shows its own estimate, and what its first viewer gets.
  const viewer = track.role.publishes
    ? [...tracks.values()].find(({ role, publisher }) =>
      !role.publishes && publisher[0]?.atMs === track.page[0]?.atMs
    )
    : track;
  const mega = (points: Points): Points => points.map(([s, bps]) => [s, bps / 1e6]);
  const estimate: Points = track.role.publishes
    ? track.page.map((sample) => [atS(sample), sample.availableBps])
    : track.server.map((sample) => [atS(sample), sample.estimateBps]);
  const moved: Points = ratesOf(track).map((sample) => [atS(sample), sample.bps]);
  const capacity = capacityOf(track);
  return timePlot({
    title,
    seconds,
    rates: [
      { name: "estimate", points: mega(estimate) },
      { name: track.role.publishes ? "sent" : "arrives", points: mega(moved) },
      ...(capacity.length > 0 ? [{ name: "capacity", points: mega(capacity), steps: true }] : []),
    ],
    encodings: ENCODINGS.map(({ bps }) => `${bps / 1000} k`),
    encoding: (viewer?.server ?? []).map((sample) => [atS(sample), sample.encoding]),
    freezes: standstills(viewer?.page ?? [], track.startMs),
  });
}

/** What the wire carries over time; nothing if that was never bounded. */
function capacityOf({ role, startMs, endMs }: Track): Points {
  const points: [number, number][] = [];
  for (const { atS, upBps, downBps } of role.steps) {
    const bps = role.publishes ? upBps : downBps;
    if (bps !== undefined && bps < FINE.upBps) points.push([atS, bps]);
  }
  const last = points.at(-1);
  return last === undefined ? [] : [...points, [(endMs - startMs) / 1000, last[1]]];
}

/** From when to when no picture was shown, in seconds. A gap that goes on is in several readings, and grows. */
function standstills(
  samples: readonly PageSample[],
  startMs: number,
): (readonly [number, number])[] {
  return samples.filter(({ gapMs }) => gapMs > STANDSTILL_MS).map(({ atMs, gapMs }) => {
    const toS = (atMs - startMs) / 1000;
    return [Math.max(0, toS - gapMs / 1000), toS] as const;
  });
}
