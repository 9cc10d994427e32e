/**
 * Percentiles of what was measured.
 * @module
 */

/** The three that are printed; NaN where nothing was measured. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/**
 * The value that `percent` of the samples do not exceed, by the nearest rank. `sorted` is in ascending order; NaN if it is
 * empty.
 */
export function percentile(sorted: ArrayLike<number>, percent: number): number {
  const rank = Math.ceil(percent / 100 * sorted.length);
  return sorted[Math.max(0, rank - 1)] ?? NaN;
}

/** The percentiles of samples in any order. */
export function percentilesOf(samples: Iterable<number>): Percentiles {
  const sorted = Float64Array.from(samples).sort();
  return {
    p50: percentile(sorted, 50),
    p95: percentile(sorted, 95),
    p99: percentile(sorted, 99),
  };
}
