/**
 * The clipboard, where the browser lets us.
 * @module
 */

/** Puts a text there. False where that is not allowed, as on pages that did not come over TLS. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
