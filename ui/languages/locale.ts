/**
 * The language in use, for whatever counts, sorts or formats. Reading it while rendering renders again when it changes.
 * @module
 */
import { signal } from "@preact/signals";

/** A BCP 47 tag, with the region and other wishes of the browser where they suit the language. */
export const locale = signal("en");
