/**
 * Conditional requests (RFC 9110, section 13) on things that have an entity tag as long as they exist. Tags are compared strongly.
 * @module
 */

/** What a request's conditions come to: go on, or answer with this status. */
export type Verdict = "proceed" | 304 | 412;

/**
 * Judges `If-Match` and `If-None-Match`. Without them a request is unconditional.
 * @param etag the tag of what is there; null if nothing is
 */
export function judgeConditions(request: Request, etag: string | null): Verdict {
  const ifMatch = request.headers.get("if-match");
  if (ifMatch !== null && !isInList(etag, ifMatch)) return 412;
  const ifNoneMatch = request.headers.get("if-none-match");
  if (ifNoneMatch === null || !isInList(etag, ifNoneMatch)) return "proceed";
  return request.method === "GET" || request.method === "HEAD" ? 304 : 412;
}

/** Whether a tag is one of those in the value of such a header; `*` is any. What does not exist is in no list. */
export function isInList(etag: string | null, list: string): boolean {
  if (etag === null) return false;
  for (let rest = list.trim(); rest !== ""; rest = rest.replace(/^[\s,]+/, "")) {
    if (rest.startsWith("*")) return true;
    // Each is cut off where it ends: commas may stand inside of the quotes.
    const tag = /^(?:W\/)?"[^\s"]*"/.exec(rest)?.[0];
    if (tag === undefined) return false;
    if (tag === etag) return true;
    rest = rest.slice(tag.length);
  }
  return false;
}
