/**
 * Putting what a page has made, or received, where the browser puts what it fetches.
 * @module
 */

/** The browser may take its time to begin; after this long it has, in milliseconds. */
const KEEP_MS = 60_000;

/** Saves `content` under `name`. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_MS);
}
