/**
 * Waiting for something to become true: the only way in which tests wait.
 * @module
 */

/** How often a condition is asked, in milliseconds. */
const INTERVAL_MS = 25;

/**
 * Asks `condition` again and again until it gives something truthy, and returns that. After `timeoutMs` it throws, with
 * what was awaited and what was seen last; an error in the condition counts as "not yet".
 */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  timeoutMs = 30_000,
): Promise<Exclude<T, false | null | undefined | 0 | "">> {
  const deadlineMs = Date.now() + timeoutMs;
  let seen: unknown;
  while (true) {
    try {
      const value = await condition();
      if (value) return value as Exclude<T, false | null | undefined | 0 | "">;
      seen = value;
    } catch (error) {
      seen = error;
    }
    if (Date.now() > deadlineMs) {
      throw new Error(`waited ${timeoutMs / 1000} s in vain for: ${what} (last seen: ${seen})`);
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}
