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
