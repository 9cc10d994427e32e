/**
 * Waiting that ends early when the tests are stopped.
 * @module
 */

/** Waits so many milliseconds, or until the signal. Never rejects. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener("abort", finish);
  });
}

/** Waits until `holds` gives something, looking every now and then; null if the time is over or the signal came. */
export async function awaitSome<T>(
  holds: () => T | null,
  limitMs: number,
  signal: AbortSignal,
): Promise<T | null> {
  const endMs = performance.now() + limitMs;
  while (!signal.aborted && performance.now() < endMs) {
    const value = holds();
    if (value !== null) return value;
    await pause(50, signal);
  }
  return signal.aborted ? null : holds();
}
