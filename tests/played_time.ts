/**
 * Time that passes when a test says so.
 * @module
 */

/** A clock with timers. All times are milliseconds. */
export interface PlayedTime {
  nowMs(): number;
  /** Calls once, in so long; the result takes that back. */
  after(delayMs: number, callback: () => void): () => void;
  /** How many calls are still to come. */
  pending(): number;
  /** Goes to the next call that is due until then, and makes it; false if there is none, and it is then that time. */
  step(untilMs: number): boolean;
  /** Makes all calls of the time that passes, in order. */
  pass(ms: number): void;
}

/** It begins at `nowMs`. */
export function createPlayedTime(nowMs = 0): PlayedTime {
  let timers: { readonly atMs: number; readonly callback: () => void }[] = [];
  const step = (untilMs: number) => {
    const [next] = timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
    if (next === undefined) {
      nowMs = untilMs;
      return false;
    }
    timers = timers.filter((timer) => timer !== next);
    nowMs = next.atMs;
    next.callback();
    return true;
  };
  return {
    nowMs: () => nowMs,
    after: (delayMs, callback) => {
      const timer = { atMs: nowMs + delayMs, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    pending: () => timers.length,
    step,
    pass: (ms) => {
      const untilMs = nowMs + ms;
      while (step(untilMs));
    },
  };
}
