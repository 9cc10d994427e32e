/**
 * The order of tiles, which stays as it is as long as it can: what comes back takes its old place, what is new goes to the end, and who
 * speaks out of sight changes places with somebody in sight who has been silent for longest.
 * @module
 */

/** More places than this are not remembered. */
const MOST_PLACES = 500;

/** Items in order of their places, and the places to hand in the next time. */
export interface Arrangement<T> {
  readonly items: readonly T[];
  readonly places: readonly string[];
}

/**
 * Puts items where items of the same name have been before, and new ones at the end. Items of one name stay in the order
 * given.
 */
export function arrange<T>(
  places: readonly string[],
  items: readonly T[],
  nameOf: (item: T) => string,
): Arrangement<T> {
  const rank = new Map(places.map((name, index) => [name, index]));
  for (const item of items) {
    const name = nameOf(item);
    if (!rank.has(name)) rank.set(name, rank.size);
  }
  const place = (item: T) => rank.get(nameOf(item)) ?? Infinity;
  return {
    items: [...items].sort((a, b) => place(a) - place(b)),
    places: [...rank.keys()].slice(-MOST_PLACES),
  };
}

/** The places after two have changed; the same places if one of them is not known. */
export function exchange(places: readonly string[], a: string, b: string): readonly string[] {
  const atA = places.indexOf(a);
  const atB = places.indexOf(b);
  if (atA < 0 || atB < 0 || atA === atB) return places;
  return places.with(atA, b).with(atB, a);
}

/** Somebody who may change places. */
export interface Placed {
  readonly place: string;
  readonly speaking: boolean;
  /** When it was heard last, on any clock; -Infinity for never. */
  readonly spokeAtMs: number;
  /** It stays where it is. */
  readonly fixed: boolean;
}

/** Two places to be exchanged. */
export type Exchange = readonly [from: string, to: string];

/**
 * Who comes to the first page: those who speak, if they are neither there nor on the page in sight. Each takes the place of who was silent
 * there for longest; nobody who speaks has to go. (The rule of LiveKit's `updatePages`, in `packages/core/src/sorting`.)
 */
export function promotions(
  items: readonly Placed[],
  pageSize: number,
  page: number,
): readonly Exchange[] {
  const isInSight = (index: number) =>
    index < pageSize || Math.floor(index / Math.max(1, pageSize)) === page;
  const coming = items.filter(({ speaking, fixed }, index) =>
    speaking && !fixed && !isInSight(index)
  );
  const going = items.slice(0, pageSize)
    .filter(({ speaking, fixed }) => !speaking && !fixed)
    .sort((a, b) => a.spokeAtMs < b.spokeAtMs ? -1 : a.spokeAtMs > b.spokeAtMs ? 1 : 0);
  return coming.slice(0, going.length).map(({ place }, index) => [place, going[index]!.place]);
}
