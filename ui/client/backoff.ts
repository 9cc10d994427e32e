/**
 * How long to wait before the next attempt to connect.
 * @module
 */

/** Waiting times of the first attempts, in milliseconds; the last one repeats. */
const STEPS_MS = [0, 500, 1000, 2000, 4000, 5000] as const;
const LAST_STEP_MS = 5000;

/**
 * The wait before attempt number `attempt` (0 is the first after a loss), in milliseconds. `random` in [0, 1) spreads it by a
 * fifth to either side, so that a whole class does not come back to a restarted server in the same instant.
 */
export function backoffMs(attempt: number, random: number): number {
  const stepMs = STEPS_MS[attempt] ?? LAST_STEP_MS;
  return Math.round(stepMs * (0.8 + 0.4 * random));
}
