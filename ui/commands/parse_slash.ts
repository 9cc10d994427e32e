/**
 * Slash words in the chat, as Galène's clients write them.
 * @module
 */

/** What was typed: a command and its argument, or (`word` null) plain text. */
export interface SlashEntry {
  readonly word: string | null;
  readonly rest: string;
}

/** Reads what was typed. `/word rest` is a command, `//text` is the text `/text`. */
export function parseSlash(typed: string): SlashEntry {
  if (!typed.startsWith("/")) return { word: null, rest: typed };
  if (typed.startsWith("//")) return { word: null, rest: typed.slice(1) };
  const [, word = "", rest = ""] = /^\/(\S*)\s*([^]*)$/.exec(typed) ?? [];
  return { word: word.toLowerCase(), rest };
}

/** A message and whom it is for. */
export interface Addressed {
  readonly recipient: string;
  readonly message: string;
}

/** Splits `NAME text`; a name with blanks stands in quotation marks, and a backslash takes a sign as it is. */
export function splitRecipient(rest: string): Addressed {
  let recipient = "";
  let quote = "";
  for (let at = 0; at < rest.length; at++) {
    const sign = rest[at]!;
    if (sign === "\\" && at + 1 < rest.length) recipient += rest[++at];
    else if (quote !== "") {
      if (sign === quote) quote = "";
      else recipient += sign;
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (/\s/.test(sign)) return { recipient, message: rest.slice(at).trim() };
    else recipient += sign;
  }
  return { recipient, message: "" };
}
