/**
 * Keeps the screen of a phone lit during a call.
 * @module
 */
import { effect, type ReadonlySignal } from "@preact/signals";

/**
 * Holds a wake lock while `wanted` says so. The browser takes it away whenever the page is hidden, so that `wanted` has to
 * fall and rise with that. Returns the end of it all.
 */
export function keepAwake(wanted: ReadonlySignal<boolean>): () => void {
  // Absent in older browsers and on insecure pages.
  const wakeLock: WakeLock | undefined = navigator.wakeLock;
  if (wakeLock === undefined) return () => {};
  return effect(() => {
    if (!wanted.value) return;
    // A refusal (battery saver) only means that the screen goes dark as usual.
    const held = wakeLock.request("screen").catch(() => null);
    return () => void held.then((lock) => lock?.release());
  });
}
