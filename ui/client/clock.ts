/**
 * The server's time: clocks of the machines that people have may be wrong by hours or days. It is read from the `Date` of an answer
 * (RFC 9110, 6.6.1), and counted on by the machine's own clock.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals-core";

/** A clock that goes by the server's, as soon as that is known. */
export interface ServerClock {
  /** Unix time in milliseconds, to about half a second; that of this machine as long as the server's is not known. */
  nowMs(): number;
  /** By how much the machine's own clock is late; below 0 if it is fast, 0 if the difference is none that people notice. */
  readonly lateMs: ReadonlySignal<number>;
  /** Notes that the server is being asked for something; the result takes the field `Date` of its answer, and ignores what is no time. */
  asked(): (date: string | null) => void;
  /** Asks the server, unless its time is known; also when the machine slept since, or its clock was set. Never rejects. */
  sync(): Promise<void>;
}

/** What it takes. */
export interface ServerClockOptions {
  /** The field `Date` of an answer that costs the server little; null if there is none. May reject. */
  fetchDate(): Promise<string | null>;
  /** A clock that nobody sets, in milliseconds. */
  steadyMs(): number;
  /** This machine's idea of Unix time, in milliseconds. */
  wallMs(): number;
}

/** Less is no difference for people. */
const LEAST_MS = 10_000;

/** A field of whole seconds was written half a second later, on average. */
const HALF_SECOND_MS = 500;

/** Two clocks of one machine run apart by less, unless something has happened to one of them. */
const APART_MS = 1000;

/** Goes by the machine's own clock at first. */
export function createServerClock(options: ServerClockOptions): ServerClock {
  const { fetchDate, steadyMs, wallMs } = options;
  const lateMs = signal(0);
  let offsetMs = 0;
  /** By how much the wall clock was ahead of the steady one when the server's time was read; null before. */
  let aheadMs: number | null = null;
  let asking: Promise<void> | null = null;

  const asked = () => {
    const beforeMs = steadyMs();
    return (date: string | null) => {
      const timeMs = Date.parse(date ?? "");
      if (Number.isNaN(timeMs)) return;
      // It was written half of the way back.
      const serverMs = timeMs + HALF_SECOND_MS + (steadyMs() - beforeMs) / 2;
      offsetMs = serverMs - wallMs();
      aheadMs = wallMs() - steadyMs();
      lateMs.value = Math.abs(offsetMs) < LEAST_MS ? 0 : offsetMs;
    };
  };
  const ask = async () => {
    const take = asked();
    try {
      take(await fetchDate());
    } catch {
      // The next time, perhaps.
    } finally {
      asking = null;
    }
  };
  return {
    nowMs: () => wallMs() + offsetMs,
    lateMs,
    asked,
    sync: () => {
      const isKnown = aheadMs !== null && Math.abs(wallMs() - steadyMs() - aheadMs) < APART_MS;
      if (isKnown) return Promise.resolve();
      asking ??= ask();
      return asking;
    },
  };
}
