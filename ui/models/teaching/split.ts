/**
 * Sharing people out among groups.
 * @module
 */

/** How people are to be shared out: among so many groups, or in groups of so many. */
export type SplitWish =
  | { readonly type: "groups"; readonly count: number }
  | { readonly type: "people"; readonly count: number };

/** More groups than that nobody looks after. */
export const MOST_GROUPS = 50;

/** How many groups that makes, of so many people: no group is empty, and none has more than was wished. */
export function groupCount(wish: SplitWish, people: number): number {
  const count = Math.max(1, Math.floor(wish.count) || 1);
  const groups = wish.type === "groups" ? count : Math.ceil(people / count);
  return Math.max(1, Math.min(groups, people, MOST_GROUPS));
}

/** Shares things out by chance, so that no group has two more than another. `random` gives numbers in [0, 1). */
export function splitRandomly<T>(
  things: readonly T[],
  groups: number,
  random: () => number,
): T[][] {
  const left = [...things];
  // Fisher and Yates.
  for (let i = left.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [left[i], left[j]] = [left[j]!, left[i]!];
  }
  return Array.from(
    { length: groups },
    (_, group) => left.filter((_, index) => index % groups === group),
  );
}
