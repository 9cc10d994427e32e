/**
 * The server's time: clocks of the machines that people have may be wrong by hours or days.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals-core";

/** A clock that goes by the server's, as soon as that is known. */
export interface ServerClock {
  /** Unix time in milliseconds. */
  nowMs(): number;
  /** By how much the machine's own clock is late; below 0 if it is fast. */
  readonly lateMs: ReadonlySignal<number>;
  /** Takes the field `Date` of a response that has just come; nothing happens without one. */
  setByHeader(date: string | null): void;
}

/** HTTP tells whole seconds, and takes a while: less is no difference. */
const LEAST_MS = 10_000;

/** Goes by the machine's own clock at first. */
export function createServerClock(ownMs: () => number = Date.now): ServerClock {
  const lateMs = signal(0);
  return {
    nowMs: () => ownMs() + lateMs.peek(),
    lateMs,
    setByHeader: (date) => {
      const serverMs = Date.parse(date ?? "");
      if (Number.isNaN(serverMs)) return;
      const differenceMs = serverMs - ownMs();
      lateMs.value = Math.abs(differenceMs) < LEAST_MS ? 0 : differenceMs;
    },
  };
}
