/**
 * Who is shown large because of speaking: a pure state machine that does not follow every cough.
 * @module
 */

/** Who has the floor, and since when; who may take it. Times in milliseconds of any clock. */
export interface Floor {
  /** Null before anybody has spoken. */
  readonly speaker: string | null;
  readonly sinceMs: number;
  /** When those began who speak now. */
  readonly beganMs: ReadonlyMap<string, number>;
}

/** The floor after a look, and when to look again though nobody begins or ends; null for no need. */
export interface FloorChange {
  readonly floor: Floor;
  readonly againAtMs: number | null;
}

/** Somebody has to speak for so long to take the floor from another one, in milliseconds, */
export const TAKE_MS = 1000;
/** who has it for at least so long. */
export const KEEP_MS = 2000;

/** Nobody has spoken. */
export const EMPTY_FLOOR: Floor = { speaker: null, sinceMs: -Infinity, beganMs: new Map() };

/**
 * Looks who has the floor at `nowMs`.
 * @param speaking those who speak now, in an order that stays
 * @param present whether somebody is still there
 */
export function hold(
  floor: Floor,
  speaking: readonly string[],
  present: (name: string) => boolean,
  nowMs: number,
): FloorChange {
  const beganMs = new Map(speaking.map((name) => [name, floor.beganMs.get(name) ?? nowMs]));
  const speaker = floor.speaker !== null && present(floor.speaker) ? floor.speaker : null;
  const stay = (againAtMs: number | null): FloorChange => ({
    floor: { speaker, sinceMs: floor.sinceMs, beganMs },
    againAtMs,
  });
  const next = longest(beganMs);
  if (next === null) return stay(null);
  // Nobody has to be interrupted.
  if (speaker === null) return take(next, beganMs, nowMs);
  if (beganMs.has(speaker)) return stay(null);
  const dueMs = Math.max(beganMs.get(next)! + TAKE_MS, floor.sinceMs + KEEP_MS);
  return nowMs >= dueMs ? take(next, beganMs, nowMs) : stay(dueMs);
}

function take(speaker: string, beganMs: ReadonlyMap<string, number>, nowMs: number): FloorChange {
  return { floor: { speaker, sinceMs: nowMs, beganMs }, againAtMs: null };
}

function longest(beganMs: ReadonlyMap<string, number>): string | null {
  let first: string | null = null;
  for (const [name, ms] of beganMs) {
    if (first === null || ms < beganMs.get(first)!) first = name;
  }
  return first;
}
