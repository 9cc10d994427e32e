/**
 * Entity tags (RFC 9110, section 8.8.3) of what is kept in files.
 * @module
 */

/** A strong entity tag of a text: the same for the same text, whenever and by whom it was written. */
export async function entityTag(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const hex = [...new Uint8Array(digest, 0, 16)].map((byte) => byte.toString(16).padStart(2, "0"));
  return `"${hex.join("")}"`;
}
