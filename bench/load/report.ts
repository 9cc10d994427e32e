/**
 * Results as tables, for the terminal and for Markdown.
 * @module
 */
import { cpus, release, totalmem } from "node:os";
import type { CaseResult } from "./run_case.ts";
import type { Percentiles } from "./statistics.ts";

interface Column {
  readonly title: string;
  readonly cell: (result: CaseResult) => string;
}

const COLUMNS: readonly Column[] = [
  { title: "server", cell: (r) => r.subject },
  { title: "case", cell: (r) => r.case },
  { title: "packets/s in", cell: (r) => r.packetsInPerS.toFixed(0) },
  { title: "out", cell: (r) => r.packetsOutPerS.toFixed(0) },
  { title: "µs/packet", cell: (r) => r.cpuUsPerPacket.toFixed(2) },
  { title: "core", cell: (r) => percent(r.coreShare, 0) },
  { title: "RSS MB", cell: (r) => (r.rssBytes / 1e6).toFixed(0) },
  { title: "latency ms p50/p95/p99", cell: (r) => triple(r.latencyUs, 1000, 2) },
  { title: "loss", cell: (r) => r.loss === 0 ? "0" : percent(r.loss, 3) },
  { title: "join ms p50/p95/p99", cell: (r) => r.joinMs === null ? "–" : triple(r.joinMs, 1, 0) },
  { title: "CPU ms/join", cell: (r) => r.cpuMsPerJoin?.toFixed(1) ?? "–" },
  { title: "clients", cell: (r) => percent(r.clientShare, 0) },
  { title: "others", cell: (r) => percent(r.otherShare, 0) },
];

/** The table in fixed columns: the first two flush left, the others flush right. */
export function formatTable(results: readonly CaseResult[]): string {
  const rows = [COLUMNS.map(({ title }) => title), ...results.map(cellsOf)];
  const widths = COLUMNS.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) =>
    row.map((cell, i) => i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)).join("  ")
  ).join("\n");
}

/** The same table in Markdown. */
export function formatMarkdown(results: readonly CaseResult[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(COLUMNS.map(({ title }) => title)),
    line(COLUMNS.map((_, i) => i < 2 ? "---" : "--:")),
    ...results.map((result) => line(cellsOf(result))),
  ].join("\n");
}

/** What is wrong with a result, in words; "" if it can be trusted. */
export function caveatOf(result: CaseResult): string {
  const caveats: string[] = [];
  if (result.missing > 0) caveats.push(`${result.missing} participants got no media`);
  const [failure] = result.failedHandshakes;
  if (failure !== undefined) {
    caveats.push(`${result.failedHandshakes.length} handshakes failed, the first: ${failure}`);
  }
  if (result.broken > 0) caveats.push(`${result.broken} samples did not decrypt`);
  if (result.overflowed > 0) {
    caveats.push(`${result.overflowed} packets were lost in the clients' own sockets`);
  }
  return caveats.join("; ");
}

/** The machine in one line. */
export function describeMachine(): string {
  const model = cpus()[0]?.model ?? "unknown processor";
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${cpus().length} × ${model}, ${memory} GiB, Linux ${release()}, Deno ${Deno.version.deno}`;
}

function cellsOf(result: CaseResult): string[] {
  return COLUMNS.map(({ cell }) => cell(result));
}

function triple({ p50, p95, p99 }: Percentiles, unit: number, digits: number): string {
  return [p50, p95, p99].map((value) => (value / unit).toFixed(digits)).join(" / ");
}

function percent(share: number, digits: number): string {
  return `${(100 * share).toFixed(digits)} %`;
}
