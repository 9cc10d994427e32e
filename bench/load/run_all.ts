/**
 * Runs measurements one after the other, and tells how it goes.
 * @module
 */
import type { LoadCase } from "./load_cases.ts";
import { caveatOf } from "./report.ts";
import { type CaseResult, runCase } from "./run_case.ts";
import type { Subject } from "./subject.ts";

/** Writes a line on standard output. */
export function print(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
}

/** Those whose name contains one of the parts of `wanted`, which stand between semicolons; all if there is no part. */
export function selectByName<T extends { readonly name: string }>(
  all: readonly T[],
  wanted: string,
): T[] {
  const parts = wanted.split(";").map((part) => part.trim()).filter((part) => part !== "");
  return all.filter(({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)));
}

/** Measures each subject in each case. What fails is said and left out. */
export async function runAll(
  subjects: readonly Subject[],
  cases: readonly LoadCase[],
  seconds: number,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  for (const load of cases) {
    for (const subject of subjects) {
      try {
        const result = await runCase(subject, load, seconds);
        const caveat = caveatOf(result);
        const { cpuUsPerPacket, packetsOutPerS } = result;
        print(
          `${subject.name}, ${load.name}: ${cpuUsPerPacket.toFixed(2)} µs per packet at ` +
            `${packetsOutPerS.toFixed(0)} packets/s${caveat === "" ? "" : ` (${caveat})`}` +
            (result.details === "" ? "" : ` [${result.details}]`),
        );
        results.push(result);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        print(`left out: ${subject.name}, ${load.name}: ${reason}`);
      }
    }
  }
  return results;
}
