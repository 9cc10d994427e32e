/**
 * Words of people inside of our sentences, in whichever direction both are written (Unicode Standard Annex #9).
 * @module
 */
import { direction } from "./locale.ts";

/** First strong isolate, and its end: what is between does not turn what is around. */
const BEGIN = "\u2068";
const END = "\u2069";

/** Left-to-right mark: unlike isolates it may stand in what is isolated once more. */
const MARK = "\u200e";

/** Embeddings, overrides and isolates, which might end ours or run on after it. */
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Letters that run from right to left: Hebrew, Arabic and their neighbours, also beyond the first plane. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Words that lie right in any sentence, among them the names by which functions tell cases apart; and addresses. */
const PLAIN = /^(?:[\w-]*|https?:\/\/\S+)$/;

/** A text that keeps to itself where it stands in a sentence; unchanged where it does so anyway. */
export function isolate(text: string): string {
  const bare = text.replace(CONTROLS, "");
  const runsAgainst = RIGHT_TO_LEFT.test(bare) ||
    direction.value === "rtl" && !PLAIN.test(bare);
  return runsAgainst ? BEGIN + bare + END : bare;
}

/** What runs from left to right even where it begins or ends with a sign, such as an address with a port. */
export function leftToRight(text: string): string {
  return direction.value === "rtl" ? MARK + text + MARK : text;
}

/** A record of texts whose functions isolate the texts that they are given. */
export function isolateArguments(texts: object): object {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, isolateIn(value)]),
  );
}

function isolateIn(value: unknown): unknown {
  if (typeof value === "function") {
    return (...values: unknown[]) =>
      value(...values.map((one) => typeof one === "string" ? isolate(one) : one));
  }
  return typeof value === "object" && value !== null ? isolateArguments(value) : value;
}
