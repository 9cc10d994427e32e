/**
 * Keys that sign tokens, as they are pasted.
 * @module
 */

/** A JSON Web Key Set (RFC 7517, section 5) ready to send, or that the text is none. */
export type PastedKeys =
  | { readonly type: "keys"; readonly text: string; readonly count: number }
  | { readonly type: "nothing" | "not-json" | "no-keys" };

/** Reads a set, and also what people paste in its stead: one key, or a list of keys. */
export function readPastedKeys(pasted: string): PastedKeys {
  if (pasted.trim() === "") return { type: "nothing" };
  let value: unknown;
  try {
    value = JSON.parse(pasted);
  } catch {
    return { type: "not-json" };
  }
  const keys = keysIn(value);
  if (keys === null || keys.length === 0) return { type: "no-keys" };
  return { type: "keys", text: JSON.stringify({ keys }), count: keys.length };
}

function keysIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) return null;
  if ("keys" in value) return Array.isArray(value.keys) ? value.keys : null;
  return "kty" in value ? [value] : null;
}
