/**
 * Lengths of time.
 * @module
 */

const MINUTE_MS = 60_000;

/** Lengths of time, in milliseconds. */
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const WEEK_MS = 7 * DAY_MS;
