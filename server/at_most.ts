/**
 * Waiting that comes to an end.
 * @module
 */

/** Waits for something, but not longer than so many milliseconds. No timer outlives the call. */
export async function atMost(limitMs: number, awaited: Promise<unknown>): Promise<void> {
  const limit = Promise.withResolvers<void>();
  const timer = setTimeout(limit.resolve, limitMs);
  try {
    await Promise.race([awaited, limit.promise]);
  } finally {
    clearTimeout(timer);
  }
}
