/**
 * For how long there has been no connection.
 * @module
 */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Environment } from "../client/connection.ts";

/** A loss of the connection, as long as it lasts. */
export interface Outage {
  /** Whole seconds since the loss; null while there is a connection. */
  readonly seconds: ReadonlySignal<number | null>;
  dispose(): void;
}

/** Counts while `lost` holds. */
export function createOutage(
  lost: ReadonlySignal<boolean>,
  { nowMs, after }: Pick<Environment, "nowMs" | "after">,
): Outage {
  const seconds = signal<number | null>(null);
  const stop = effect(() => {
    if (!lost.value) {
      seconds.value = null;
      return;
    }
    const sinceMs = nowMs();
    let cancel = () => {};
    const tick = () => {
      const elapsedMs = nowMs() - sinceMs;
      seconds.value = Math.floor(elapsedMs / 1000);
      cancel = after(1000 - elapsedMs % 1000, tick);
    };
    tick();
    return () => cancel();
  });
  return { seconds, dispose: stop };
}
