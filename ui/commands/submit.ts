/**
 * What becomes of a text in the chat's field: a message, or a command.
 * @module
 */
import type { App } from "../models/app.ts";
import { text } from "../text.ts";
import { hasRight } from "./command.ts";
import { parseSlash } from "./parse_slash.ts";
import { say } from "./say.ts";
import { SLASH_WORDS } from "./slash_words.ts";

/** Sends what was typed into the chat, or does what it says; false if the text should stay in the field. */
export function submitChat(app: App, typed: string): boolean {
  const entry = parseSlash(typed);
  if (entry.word === null) {
    say(app, entry.rest, "text");
    return true;
  }
  const problem = performSlash(app, entry.word, entry.rest);
  if (problem !== null) app.chat.note(problem);
  return problem === null;
}

/** Does what a slash word says. A text says why that was impossible. */
function performSlash(app: App, word: string, rest: string): string | null {
  const found = SLASH_WORDS.find((one) => one.word === word);
  if (found === undefined) return text.slash.unknown(word);
  if (!hasRight(app, found.needs)) return text.slash.mayNot(word);
  return found.perform(app, rest);
}
