/**
 * Which plots are made of the results.
 * @module
 */
import { barPlot, linePlot, type Series } from "./plot.ts";
import type { CaseResult } from "./run_case.ts";

/** Plots by the names of their files. */
export type Plots = ReadonlyMap<string, string>;

/** Cost, latency and memory over the number of receivers. */
export function plotLoad(results: readonly CaseResult[]): Plots {
  const xLabel = "receivers of one stream";
  const lectures = (variant: string, value: (result: CaseResult) => number): Series => ({
    name: variant,
    points: results.filter((result) => lectureVariant(result) === variant)
      .map((result) => [result.streams, value(result)]),
  });
  const both = (value: (result: CaseResult) => number) => [
    lectures("bursts", value),
    lectures("even", value),
  ];
  const latencies = (["p50", "p95", "p99"] as const).map((rank) => ({
    ...lectures("bursts", (result) => result.latencyUs[rank] / 1000),
    name: `${rank}, bursts`,
  }));
  return new Map([
    [
      "cost.svg",
      linePlot({
        title: "CPU time of the server for each forwarded packet",
        xLabel,
        yLabel: "µs",
        series: both((result) => result.cpuUsPerPacket),
      }),
    ],
    [
      "latency.svg",
      linePlot({
        title: "From the publisher's socket to the receiver's",
        xLabel,
        yLabel: "ms",
        series: latencies,
      }),
    ],
    [
      "memory.svg",
      linePlot({
        title: "Resident memory of the server",
        xLabel,
        yLabel: "MB",
        series: [lectures("bursts", (result) => result.rssBytes / 1e6)],
      }),
    ],
  ]);
}

/** A server that loses more than this is overloaded, and what its packets cost says nothing. */
const OVERLOAD_LOSS = 0.05;

/** One plot of bars for each case: what a packet costs each server that can keep up. */
export function plotPeers(results: readonly CaseResult[]): Plots {
  const names = [...new Set(results.map((result) => result.case))];
  return new Map(names.map((name, i) => [
    `peers-${i + 1}.svg`,
    barPlot({
      title: `CPU time for each forwarded packet, ${name}`,
      xLabel: "µs",
      bars: results.filter((result) => result.case === name && result.loss < OVERLOAD_LOSS)
        .map(({ subject, cpuUsPerPacket }) => ({ name: subject, value: cpuUsPerPacket })),
    }),
  ]));
}

/** Writes plots into a folder, which is made if need be. */
export async function writePlots(folder: string, plots: Plots): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  for (const [name, text] of plots) await Deno.writeTextFile(`${folder}/${name}`, text);
}

/** "bursts" or "even" of the case `1 → N, …`; null for other cases. */
function lectureVariant(result: CaseResult): string | null {
  return /^1 → \d+, (bursts|even)$/.exec(result.case)?.[1] ?? null;
}
