/**
 * For tests: what comes out in another language.
 * @module
 */
import { locale } from "./locale.ts";

/** Calls `make` with another language in use. */
export function inLocale<T>(tag: string, make: () => T): T {
  const before = locale.peek();
  locale.value = tag;
  try {
    return make();
  } finally {
    locale.value = before;
  }
}
