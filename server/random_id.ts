/**
 * Names that nobody can guess.
 * @module
 */

/** 64 random bits in letters that suit URLs, as Galène makes them. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}
