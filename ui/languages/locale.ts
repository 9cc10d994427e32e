/**
 * The language in use, for whatever counts, sorts, formats or points. Reading it while rendering renders again when it
 * changes.
 * @module
 */
import { signal } from "@preact/signals";

/** A BCP 47 tag, with the region of the browser where that suits the language. */
export const locale = signal("en");

/** Which way lines of text run. */
export const direction = signal<"ltr" | "rtl">("ltr");
