/**
 * Answers that are not pages: JSON, and a line of text.
 * @module
 */

/** An answer that no cache keeps. */
export function json(value: unknown): Response {
  return new Response(JSON.stringify(value) + "\n", {
    headers: {
      "content-type": "application/json",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    },
  });
}

/** A status and a line for people. */
export function plain(
  status: number,
  text: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(text + "\n", {
    status,
    headers: { "content-type": "text/plain; charset=UTF-8", ...headers },
  });
}
