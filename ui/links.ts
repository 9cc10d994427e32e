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
const TRAILING = /[.,;:!?*_~…]+$/;

const CLOSING: Readonly<Record<string, string>> = { ")": "(", "]": "[" };

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

/** Leaves off punctuation, and brackets that are not opened within the address. */
function trimAddress(address: string): string {
  let rest = address;
  while (true) {
    const shorter = trimBracket(rest.replace(TRAILING, ""));
    if (shorter === rest) return rest;
    rest = shorter;
  }
}

function trimBracket(address: string): string {
  const last = address.at(-1) ?? "";
  const opening = CLOSING[last];
  if (opening === undefined) return address;
  return count(address, last) > count(address, opening) ? address.slice(0, -1) : address;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function hrefOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
}
