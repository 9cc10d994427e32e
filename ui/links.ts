/**
 * Finds web addresses in plain text, so that they can be shown as links without any HTML.
 * @module
 */

/** A piece of text; with `href` when it is a link. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`\\^{|}\p{Cc}]+/giu;

/** Signs that end a sentence rather than an address. */
const TRAILING: ReadonlySet<string> = new Set(".,;:!?*_~…");

/** What each closing bracket closes. */
const OPENING: ReadonlyMap<string, string> = new Map([[")", "("], ["]", "["]]);

/** Splits the text into plain parts and links, in order; joining the parts' texts gives the text again. */
export function findLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimAddress(match[0]);
    const href = hrefOf(address);
    if (href === null) continue;
    if (match.index > done) parts.push({ text: text.slice(done, match.index) });
    parts.push({ text: address, href });
    done = match.index + address.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}

/**
 * Leaves off punctuation, and brackets that are not opened within the address. In one go over the text: anybody in the
 * room may send one that is made of nothing else.
 */
function trimAddress(address: string): string {
  const unopened = new Map(
    [...OPENING].map((
      [closing, opening],
    ) => [closing, count(address, closing) - count(address, opening)]),
  );
  let end = address.length;
  for (; end > 0; end--) {
    const sign = address[end - 1]!;
    const excess = unopened.get(sign) ?? 0;
    if (excess > 0) unopened.set(sign, excess - 1);
    else if (!TRAILING.has(sign)) break;
  }
  return address.slice(0, end);
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function hrefOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
}
