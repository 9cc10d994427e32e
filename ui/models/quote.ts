/**
 * Replies: a message that begins with a quotation of another, in lines that begin with `>`, as people have always written it.
 * So every program shows it in a way that makes sense, and what others quote by hand is understood too.
 * @module
 */

/** What is quoted. */
export interface Quote {
  /** Whose words they are; "" if that is not said. */
  readonly name: string;
  readonly text: string;
}

/** A message taken apart. */
export interface Quoted {
  readonly quote: Quote | null;
  /** The rest. */
  readonly text: string;
}

/** So much of a message is quoted, in UTF-16 units. */
const MOST_CHARACTERS = 160;

/** Longest name that is told from the text. */
const MOST_NAME = 80;

/** More lines than this are no quotation but a text. */
const MOST_LINES = 20;

/** A reply as it is sent: the quotation, and below it the words. */
export function withQuote(quote: Quote, words: string): string {
  const flat = quote.text.replace(/\s+/g, " ").trim();
  // Half of a pair of surrogates is no sign.
  const cut = flat.slice(0, MOST_CHARACTERS).replace(/[\ud800-\udbff]$/, "");
  const name = quote.name.replace(/\s+/g, " ").trim();
  return `> ${name === "" ? "" : `${name}: `}${cut}${
    cut.length < flat.length ? "…" : ""
  }\n${words}`;
}

/** Takes a message apart; one that has no words of its own below the quotation stays as it is. */
export function splitQuote(message: string): Quoted {
  const whole = { quote: null, text: message };
  if (!message.startsWith(">")) return whole;
  const lines = message.split("\n", MOST_LINES + 1);
  const first = lines.findIndex((line) => !line.startsWith(">"));
  if (first < 0 || first > MOST_LINES) return whole;
  const quoted = lines.slice(0, first).map((line) => line.replace(/^>+\s?/, ""));
  const begin = lines.slice(0, first).reduce((sum, line) => sum + line.length + 1, 0);
  const text = message.slice(begin).replace(/^\n+/, "");
  if (text.trim() === "" || quoted.join("").trim() === "") return whole;
  return { quote: named(quoted.join("\n").trim()), text };
}

function named(quoted: string): Quote {
  const at = quoted.indexOf(": ");
  const name = quoted.slice(0, Math.max(0, at));
  const isName = at > 0 && at <= MOST_NAME && !name.includes("\n");
  return isName ? { name, text: quoted.slice(at + 2) } : { name: "", text: quoted };
}
