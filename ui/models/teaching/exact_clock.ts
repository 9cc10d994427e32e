/**
 * What time it is for the server, to half a second, so that a timer ends for everybody at once, however wrong their clocks are. It is read from the `Date` of an answer
 * (RFC 9110, 6.6.1), which has whole seconds, and counted on by a clock that nobody sets.
 * @module
 */

/** The server's time, as exactly as HTTP tells it. */
export interface ExactClock {
  /** Unix time in milliseconds, to about half a second; that of this machine as long as the server's is not known. */
  nowMs(): number;
  /** Asks the server, once; again only if that has failed. Never rejects. */
  sync(): Promise<void>;
}

/** What it takes. */
export interface ExactClockOptions {
  /** The value of an answer's `Date` header; null if there is none. May reject. */
  fetchDate(): Promise<string | null>;
  /** A clock that nobody sets, in milliseconds. */
  steadyMs(): number;
  /** This machine's idea of Unix time, in milliseconds. */
  wallMs(): number;
}

/** A header of whole seconds was written half a second later, on average. */
const HALF_SECOND_MS = 500;

/** Nothing is asked yet. */
export function createExactClock(options: ExactClockOptions): ExactClock {
  const { fetchDate, steadyMs, wallMs } = options;
  /** Server's time less that of the steady clock. */
  let offsetMs: number | null = null;
  let asking: Promise<void> | null = null;
  const ask = async () => {
    try {
      const beforeMs = steadyMs();
      const timeMs = Date.parse(await fetchDate() ?? "");
      const afterMs = steadyMs();
      if (!Number.isNaN(timeMs)) offsetMs = timeMs + HALF_SECOND_MS - (beforeMs + afterMs) / 2;
    } catch {
      // The next time, perhaps.
    } finally {
      asking = null;
    }
  };
  return {
    nowMs: () => offsetMs === null ? wallMs() : steadyMs() + offsetMs,
    sync: () => {
      if (offsetMs !== null) return Promise.resolve();
      asking ??= ask();
      return asking;
    },
  };
}

/** Asks the server of a page for the `Date` of an answer that costs it little. */
export async function fetchServerDate(server: string): Promise<string | null> {
  const response = await fetch(new URL("/public-groups.json", server), {
    method: "HEAD",
    cache: "no-store",
  });
  return response.headers.get("date");
}
