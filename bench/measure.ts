/**
 * Measures in CPU time of the process, all its threads and the kernel included: other programs on the machine cost time on the
 * clock, but hardly any here.
 * @module
 */
import process from "node:process";

/** Rounds of one measurement. The best counts: whatever disturbs a round only adds to it. */
const ROUNDS = 5;

/** CPU time of the process so far in microseconds. */
export function cpuTimeUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** CPU time in microseconds for each of `count` operations that `run` does, once `warmUp` has made the code hot. */
export function cpuUsPerOperation(count: number, warmUp: () => void, run: () => void): number {
  warmUp();
  let best = Infinity;
  for (let i = 0; i < ROUNDS; i++) {
    const startUs = cpuTimeUs();
    run();
    best = Math.min(best, (cpuTimeUs() - startUs) / count);
  }
  return best;
}

/** Makes V8 collect all garbage, where it was started with `--expose-gc`. */
function collectGarbage(): void {
  const gc: unknown = Reflect.get(globalThis, "gc");
  if (typeof gc === "function") gc();
}

/** What `run` leaves behind in bytes: on V8's heap once garbage is collected, and in the whole process. */
export function memoryGrowth(run: () => void): { heapBytes: number; residentBytes: number } {
  collectGarbage();
  const before = Deno.memoryUsage();
  run();
  collectGarbage();
  const after = Deno.memoryUsage();
  return {
    heapBytes: after.heapUsed - before.heapUsed,
    residentBytes: after.rss - before.rss,
  };
}

/**
 * Garbage in bytes that each of `count` operations of `run` makes: the median over many short runs, most of which no collection
 * disturbs.
 */
export function garbagePerOperation(count: number, run: () => void): number {
  const growths: number[] = [];
  for (let i = 0; i < 201; i++) {
    const before = Deno.memoryUsage().heapUsed;
    run();
    growths.push((Deno.memoryUsage().heapUsed - before) / count);
  }
  return growths.sort((a, b) => a - b)[100]!;
}
