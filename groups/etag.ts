/**
 * Entity tags (RFC 9110, section 8.8.3) of what is kept in files.
 * @module
 */
import { createHash } from "node:crypto";

/** A strong entity tag of a text, with its quotes: the same for the same text, whenever and by whom it was written. */
export function entityTag(text: string): string {
  return `"${createHash("sha256").update(text).digest("hex").slice(0, 32)}"`;
}
