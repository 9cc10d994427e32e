/**
 * Bounds how often something may happen: so many times at once, and then at a steady rate.
 * @module
 */

/** Something that may happen so and so often. */
export interface Bucket {
  /** Counts one time, if there may be one now. Time in milliseconds, of any clock that only goes forward. */
  take(nowMs: number): boolean;
}

/** A bucket that holds `size`, and fills by `perSecond`. */
export function createBucket(size: number, perSecond: number): Bucket {
  let level = size;
  let atMs = -Infinity;
  return {
    take: (nowMs) => {
      level = Math.min(size, level + Math.max(0, nowMs - atMs) * perSecond / 1000);
      atMs = nowMs;
      if (level < 1) return false;
      level -= 1;
      return true;
    },
  };
}

/** Buckets of many, by name. */
export interface Buckets {
  take(name: string, nowMs: number): boolean;
}

/** More names than this are not remembered at once: then all begin anew. */
const MOST_NAMES = 1000;

/** A bucket for each name that occurs. */
export function createBuckets(size: number, perSecond: number): Buckets {
  const buckets = new Map<string, Bucket>();
  return {
    take: (name, nowMs) => {
      let bucket = buckets.get(name);
      if (bucket === undefined) {
        if (buckets.size >= MOST_NAMES) buckets.clear();
        bucket = createBucket(size, perSecond);
        buckets.set(name, bucket);
      }
      return bucket.take(nowMs);
    },
  };
}
