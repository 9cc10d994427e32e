/**
 * Numbers and times for people.
 * @module
 */

const MINUTE_MS = 60_000;

/** Lengths of time, in milliseconds. */
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;

/** A rate in bits per second, such as `1.2 Mb/s`. */
export function formatRate(bps: number): string {
  if (bps < 1000) return `${Math.round(bps)} b/s`;
  if (bps < 999_500) return `${Math.round(bps / 1000)} kb/s`;
  return `${(bps / 1e6).toFixed(1)} Mb/s`;
}

/** A share from 0 to 1, such as `0.4 %`. */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return "< 0.1 %";
  return percent < 10 ? `${Number(percent.toFixed(1))} %` : `${Math.round(percent)} %`;
}

/** A length of time in milliseconds, such as `31 ms`. */
export function formatMs(ms: number): string {
  return ms < 10 ? `${Number(ms.toFixed(1))} ms` : `${Math.round(ms)} ms`;
}

/** A moment, by the customs of the browser's language. */
export function formatTime(timeMs: number): string {
  return new Date(timeMs).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
