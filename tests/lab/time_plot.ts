/**
 * Plots over time: rates above, and below them on the same axis the encoding that is sent and when the picture stood still.
 * @module
 */
import {
  axisFor,
  COLOURS,
  format,
  GREY,
  label,
  round,
  rule,
  svg,
  ticks,
  WIDTH,
} from "../../bench/load/plot.ts";

/** Values by time in seconds. */
export type Points = readonly (readonly [atS: number, value: number])[];

/** A line of the upper part. */
export interface Line {
  readonly name: string;
  readonly points: Points;
  /** Whether a value holds until the next, rather than to be joined with it. */
  readonly steps?: boolean;
}

/** What is drawn. */
export interface TimePlot {
  readonly title: string;
  readonly seconds: number;
  /** In Mb/s. */
  readonly rates: readonly Line[];
  /** Names of the encodings, the least first, and the place of the one that is sent; -1 for none. */
  readonly encodings: readonly string[];
  readonly encoding: Points;
  /** From when to when the picture stood still, in seconds. */
  readonly freezes: readonly (readonly [fromS: number, toS: number])[];
}

const LEFT = 60;
const RIGHT = 150;
const TOP = 40;
const RATES_BOTTOM = 210;
const LANES_TOP = 232;
const LANE = 16;
const BOTTOM = 44;

/** Draws a plot. */
export function timePlot(plot: TimePlot): string {
  const lanesBottom = LANES_TOP + LANE * (plot.encodings.length + 1);
  const height = lanesBottom + BOTTOM;
  const xOf = (s: number) => LEFT + (WIDTH - LEFT - RIGHT) * s / plot.seconds;
  const legendX = WIDTH - RIGHT + 12;
  const times = axisFor(plot.seconds);
  return svg(plot.title, height, [
    ...ticks(times.end, times.step).filter((s) => s <= plot.seconds).flatMap((s) => [
      rule(xOf(s), TOP, xOf(s), lanesBottom),
      label(xOf(s), lanesBottom + 16, format(s), "middle"),
    ]),
    label((LEFT + WIDTH - RIGHT) / 2, height - 8, "seconds", "middle"),
    ...drawRates(plot.rates, xOf),
    ...plot.encodings.map((name, i) => label(LEFT - 8, laneOf(plot, i) + 4, name, "end")),
    label(LEFT - 8, laneOf(plot, -1) + 4, "none", "end"),
    label(legendX, laneOf(plot, plot.encodings.length - 1) + 4, "encoding", "start"),
    ...plot.freezes.map(([fromS, toS]) => {
      const width = round(Math.max(1.5, xOf(toS) - xOf(fromS)));
      return `<rect x="${round(xOf(fromS))}" y="${LANES_TOP}" width="${width}" ` +
        `height="${lanesBottom - LANES_TOP}" fill="${FREEZE}" fill-opacity="0.35"/>`;
    }),
    path(stepped(plot.encoding, plot.seconds), xOf, (place) => laneOf(plot, place), COLOURS[2]),
    ...(plot.freezes.length === 0 ? [] : [
      `<rect x="${legendX}" y="${
        LANES_TOP + LANE + 8
      }" width="12" height="12" fill="${FREEZE}" fill-opacity="0.35"/>`,
      label(legendX + 18, LANES_TOP + LANE + 18, "picture stands still", "start"),
    ]),
  ]);
}

const FREEZE = "#e0301e";

/** The middle of an encoding's lane, the best at the top and none at the bottom. */
function laneOf({ encodings }: TimePlot, place: number): number {
  return LANES_TOP + LANE * (encodings.length - 1 - place) + LANE / 2;
}

function drawRates(lines: readonly Line[], xOf: (s: number) => number): string[] {
  const highest = Math.max(0, ...lines.flatMap(({ points }) => points.map(([, value]) => value)));
  const { end, step } = axisFor(highest);
  const yOf = (value: number) => RATES_BOTTOM - (RATES_BOTTOM - TOP) * value / end;
  return [
    ...ticks(end, step).flatMap((value) => [
      rule(LEFT, yOf(value), WIDTH - RIGHT, yOf(value)),
      label(LEFT - 8, yOf(value) + 4, format(value), "end"),
    ]),
    label(LEFT - 40, TOP - 14, "Mb/s", "start"),
    ...lines.flatMap(({ name, points, steps }, i) => {
      const colour = steps ? GREY : COLOURS[i % 2]!;
      const y = TOP + 20 * i + 6;
      const drawn = steps ? stepped(points, points.at(-1)?.[0] ?? 0) : points;
      return [
        path(drawn, xOf, yOf, colour),
        `<rect x="${WIDTH - RIGHT + 12}" y="${y - 9}" width="12" height="12" fill="${colour}"/>`,
        label(WIDTH - RIGHT + 30, y + 1, name, "start"),
      ];
    }),
  ];
}

/** Points of a line that keeps each value until the next. */
function stepped(points: Points, endS: number): Points {
  return points.flatMap(([atS, value], i): Points => [
    [atS, value],
    [points[i + 1]?.[0] ?? endS, value],
  ]);
}

function path(
  points: Points,
  xOf: (s: number) => number,
  yOf: (value: number) => number,
  colour: string,
): string {
  const places = points.map(([s, value]) => `${round(xOf(s))},${round(yOf(value))}`);
  return `<polyline points="${places.join(" ")}" fill="none" stroke="${colour}" ` +
    `stroke-width="1.8" stroke-linejoin="round"/>`;
}
