/**
 * What a worker drops. Every datagram and packet that goes no further is counted under its reason.
 * @module
 */

/** How many were dropped, by reason. Reasons are constants of the code, so the map stays small. */
export type Drops = Map<string, number>;

/** Counts `count` more for a reason. */
export function countDrop(drops: Drops, reason: string, count = 1): void {
  drops.set(reason, (drops.get(reason) ?? 0) + count);
}
