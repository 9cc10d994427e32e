/**
 * Plots as SVG text that reads on light and dark ground alike: lines of a middle grey, colours of middle brightness, no background.
 * @module
 */

/** A line of a plot. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A plot of lines over an axis of numbers, which is logarithmic: numbers of receivers are. */
export interface LinePlot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
}

/** A plot of horizontal bars. */
export interface BarPlot {
  readonly title: string;
  readonly xLabel: string;
  readonly bars: readonly { readonly name: string; readonly value: number }[];
}

/** Width of every plot, in pixels. */
export const WIDTH = 720;
const HEIGHT = 360;
const LEFT = 60;
const RIGHT = 200;
const TOP = 40;
const BOTTOM = 48;
const BAR_HEIGHT = 26;
const BAR_LEFT = 240;
/** Told apart by eyes that see few colours (Okabe and Ito), and of middle brightness. */
export const COLOURS = ["#0087c8", "#d55e00", "#009e73", "#c0659a", "#a5821a", "#777777"] as const;
/** For what is not data. */
export const GREY = "#808080";

/** Ends of an axis from 0 and the distance of its ticks: 1, 2 or 5 times a power of ten, so that there are 4 to 8 ticks. */
export function axisFor(highest: number): { readonly end: number; readonly step: number } {
  if (!(highest > 0)) return { end: 1, step: 0.2 };
  const rough = highest / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  return { end: Math.ceil(highest / step - 1e-9) * step, step };
}

/** Draws lines. Points that are no finite numbers are left out; x must be above 0. */
export function linePlot(plot: LinePlot): string {
  const series = plot.series.map(({ name, points }) => ({
    name,
    points: points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y)),
  }));
  const xs = [...new Set(series.flatMap(({ points }) => points.map(([x]) => x)))]
    .sort((a, b) => a - b);
  const { end, step } = axisFor(Math.max(0, ...series.flatMap((s) => s.points.map(([, y]) => y))));
  const first = Math.log(xs[0] ?? 1);
  const span = Math.log(xs.at(-1) ?? 1) - first || 1;
  const xOf = (x: number) => LEFT + (WIDTH - LEFT - RIGHT) * (Math.log(x) - first) / span;
  const yOf = (y: number) => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * y / end;
  const body = [
    ...ticks(end, step).flatMap((y) => [
      rule(LEFT, yOf(y), WIDTH - RIGHT, yOf(y)),
      label(LEFT - 8, yOf(y) + 4, format(y), "end"),
    ]),
    ...xs.map((x) => label(xOf(x), HEIGHT - BOTTOM + 18, format(x), "middle")),
    label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, plot.xLabel, "middle"),
    label(LEFT - 40, TOP - 14, plot.yLabel, "start"),
    ...series.flatMap(({ name, points }, i) => {
      const colour = COLOURS[i % COLOURS.length]!;
      const places = points.map(([x, y]) => `${round(xOf(x))},${round(yOf(y))}`);
      const y = TOP + 20 * i + 6;
      return [
        `<polyline points="${places.join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>`,
        ...points.map(([x, y]) =>
          `<circle cx="${round(xOf(x))}" cy="${round(yOf(y))}" r="3.5" fill="${colour}"/>`
        ),
        `<rect x="${WIDTH - RIGHT + 16}" y="${y - 9}" width="12" height="12" fill="${colour}"/>`,
        label(WIDTH - RIGHT + 34, y + 1, name, "start"),
      ];
    }),
  ];
  return svg(plot.title, HEIGHT, body);
}

/** Draws bars, each with its value. */
export function barPlot(plot: BarPlot): string {
  const height = TOP + plot.bars.length * BAR_HEIGHT + BOTTOM;
  const { end, step } = axisFor(Math.max(0, ...plot.bars.map(({ value }) => value)));
  const xOf = (value: number) => BAR_LEFT + (WIDTH - BAR_LEFT - 70) * value / end;
  const bottom = height - BOTTOM;
  const body = [
    ...ticks(end, step).flatMap((value) => [
      rule(xOf(value), TOP - 6, xOf(value), bottom),
      label(xOf(value), bottom + 18, format(value), "middle"),
    ]),
    label((BAR_LEFT + WIDTH - 70) / 2, height - 10, plot.xLabel, "middle"),
    ...plot.bars.flatMap(({ name, value }, i) => {
      const y = TOP + i * BAR_HEIGHT;
      const width = round(xOf(value) - BAR_LEFT);
      const colour = COLOURS[name.startsWith("Lectern") ? 0 : 5];
      return [
        `<rect x="${BAR_LEFT}" y="${y}" width="${width}" height="${
          BAR_HEIGHT - 8
        }" fill="${colour}"/>`,
        label(BAR_LEFT - 8, y + 13, name, "end"),
        label(xOf(value) + 6, y + 13, value.toFixed(1), "start"),
      ];
    }),
  ];
  return svg(plot.title, height, body);
}

/** The values from 0 to `end` at which there are ticks. */
export function ticks(end: number, step: number): number[] {
  return Array.from({ length: Math.round(end / step) + 1 }, (_, i) => i * step);
}

/** A whole plot of what is in it. */
export function svg(title: string, height: number, body: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" ` +
    `font-family="system-ui, sans-serif" font-size="12" fill="${GREY}">`,
    `<title>${escape(title)}</title>`,
    `<text x="${WIDTH / 2}" y="16" text-anchor="middle" font-size="14">${escape(title)}</text>`,
    ...body,
    "</svg>\n",
  ].join("\n");
}

/** A thin line. */
export function rule(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" ` +
    `stroke="${GREY}" stroke-opacity="0.3"/>`;
}

/** A text; `anchor` says which of its ends is at (`x`, `y`). */
export function label(
  x: number,
  y: number,
  text: string,
  anchor: "start" | "middle" | "end",
): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escape(text)}</text>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Coordinates to a tenth. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A number without the noise of binary fractions. */
export function format(value: number): string {
  return String(Number(value.toPrecision(6)));
}
