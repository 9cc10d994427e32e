/**
 * The findings as plain text, to be sent to whoever looks after the network.
 * @module
 */
import { CHECKS, type Rows } from "./row.ts";
import { text } from "./text.ts";

/** What heads the report. */
export interface ReportHead {
  /** Host and port of the server. */
  readonly site: string;
  /** The time of the test, for people and machines. */
  readonly time: string;
  readonly userAgent: string;
}

/** Writes the report: a line for each check, what it means and what is to be done below it. */
export function writeReport(rows: Rows, { site, time, userAgent }: ReportHead): string {
  const lines = [text.reportHead(site, time), userAgent, ""];
  for (const id of CHECKS) {
    const { state, meaning, advice, facts } = rows[id];
    lines.push(`[${text.states[state]}] ${text.names[id]}`);
    if (meaning !== "") lines.push(`  ${meaning}`);
    for (const { name, value } of facts) lines.push(`  ${name}: ${value}`);
    if (advice !== "") lines.push(`  > ${advice}`);
  }
  return lines.join("\n") + "\n";
}
