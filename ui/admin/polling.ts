/**
 * Asking again and again while somebody looks.
 * @module
 */

/** Time and sight, given by the browser. */
export interface PollingWorld {
  /** Calls back after that many milliseconds, unless cancelled. */
  after(ms: number, callback: () => void): () => void;
  isVisible(): boolean;
  /** Calls back whenever that may have changed, until cancelled. */
  onVisibility(callback: () => void): () => void;
}

/**
 * Runs `ask` now and `everyMs` after its end each time, while the page is visible; at once when it becomes so. Ends when the
 * returned function is called; an answer that comes later is `ask`'s own to leave.
 */
export function startPolling(
  world: PollingWorld,
  everyMs: number,
  ask: () => Promise<void>,
): () => void {
  let ended = false;
  let busy = false;
  let cancel: (() => void) | null = null;
  const run = async () => {
    cancel = null;
    if (ended || busy || !world.isVisible()) return;
    busy = true;
    try {
      await ask();
    } finally {
      busy = false;
      if (!ended) cancel = world.after(everyMs, () => void run());
    }
  };
  const unwatch = world.onVisibility(() => {
    if (!world.isVisible()) return;
    cancel?.();
    void run();
  });
  void run();
  return () => {
    ended = true;
    cancel?.();
    unwatch();
  };
}

/** The browser as it is. */
export function createPollingWorld(): PollingWorld {
  return {
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    isVisible: () => document.visibilityState === "visible",
    onVisibility: (callback) => {
      document.addEventListener("visibilitychange", callback);
      return () => document.removeEventListener("visibilitychange", callback);
    },
  };
}
