/**
 * How fast something moves, and how long it still takes.
 * @module
 */

/** What is to be known of a thing on its way. */
export interface Progress {
  /** From 0 to 1. */
  readonly share: number;
  /** Bytes per second; 0 as long as that cannot be told. */
  readonly rate: number;
  /** Until the end at this rate, in seconds; null as long as that cannot be told. */
  readonly secondsLeft: number | null;
}

/** Follows one thing. */
export interface ProgressMeter {
  /** So many bytes have moved at that time, in milliseconds. */
  measure(bytes: number, nowMs: number): Progress;
}

/** The rate is that of the last few seconds, in milliseconds. */
const WINDOW_MS = 5000;

/** From less than this nothing is concluded, in milliseconds. */
const LEAST_MS = 500;

/** A meter for `size` bytes. */
export function createProgressMeter(size: number): ProgressMeter {
  let samples: { readonly atMs: number; readonly bytes: number }[] = [];
  return {
    measure: (bytes, nowMs) => {
      samples = [...samples, { atMs: nowMs, bytes }];
      while (samples.length > 2 && samples[1]!.atMs <= nowMs - WINDOW_MS) samples.shift();
      const [first] = samples;
      const spanMs = nowMs - (first?.atMs ?? nowMs);
      const rate = spanMs < LEAST_MS ? 0 : (bytes - (first?.bytes ?? 0)) / (spanMs / 1000);
      return {
        share: size === 0 ? 1 : Math.min(1, bytes / size),
        rate,
        secondsLeft: rate > 0 ? (size - bytes) / rate : null,
      };
    },
  };
}
