/**
 * The words that lines of SDP are made of.
 * @module
 */

/** Most words in a line that is a list: formats, mids, SSRCs. There are 128 payload types. */
export const MAX_LIST = 256;

/** Longest mid, rid, ufrag and the like. RFC 8839 allows 256 for the credentials. */
const MAX_WORD = 256;

/** The words between single blanks, blanks at the ends left out; null if they are too many. */
export function wordsOf(value: string): string[] | null {
  const words = value.trim().split(" ", MAX_LIST + 1);
  return words.length > MAX_LIST ? null : words.filter((word) => word !== "");
}

/** A decimal number of 0 to `max`; -1 if it is not one. */
export function parseNumber(text: string, max: number): number {
  if (text.length > 10 || !isDigits(text)) return -1;
  const value = Number(text);
  return value <= max ? value : -1;
}

/** An SSRC in decimal digits; -1 if it is not one. */
export function parseSsrc(text: string): number {
  return parseNumber(text, 0xffffffff);
}

/** Decimal digits, as many as 64 bits need at most. */
export function isDigits(text: string): boolean {
  return /^[0-9]{1,20}$/.test(text);
}

/** RFC 8866, section 9: `token`. */
export function isToken(text: string): boolean {
  return text.length <= MAX_WORD && /^[!#$%&'*+\-.0-9A-Z^_`a-z{|}~]+$/.test(text);
}

/** RFC 8851, section 10, and RFC 8852: letters and digits; older rids have also `-` and `_`. */
export function isRid(text: string): boolean {
  return text.length <= MAX_WORD && /^[0-9A-Za-z_-]+$/.test(text);
}

/**
 * RFC 8839, section 5.4: ice-char. Four characters more, which libwebrtc's `p2p/base/transport_description.cc` takes from
 * older peers, do no harm.
 */
export function isIceText(text: string, minLength: number): boolean {
  return text.length >= minLength && text.length <= MAX_WORD && /^[0-9A-Za-z+/=#_-]+$/.test(text);
}

/** Pairs of hexadecimal digits with colons between. */
export function isFingerprint(text: string): boolean {
  return text.length <= MAX_WORD && /^[0-9A-F]{2}(?::[0-9A-F]{2})*$/.test(text);
}
