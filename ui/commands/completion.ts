/**
 * How a slash command that is being typed may go on.
 * @module
 */
import { sortMembers } from "../client/members.ts";
import type { App } from "../models/app.ts";
import { hasRight, type SlashWord } from "./command.ts";
import { parseSlash } from "./parse_slash.ts";
import { PREFERENCE_NAMES } from "./preferences.ts";
import { SLASH_WORDS } from "./slash_words.ts";
import { kindOf, usageOf } from "./usage.ts";

/** One way to go on. */
export interface Completion {
  /** The whole text of the field then. */
  readonly typed: string;
  /** What is offered: a command with its parameters, a name. */
  readonly label: string;
  /** What the command does; "" for a name. */
  readonly help: string;
}

/** Ways to go on from what stands in the field, the likeliest first; none for a text that is no command. */
export function completionsOf(app: App, typed: string): Completion[] {
  const { word, rest } = parseSlash(typed);
  if (word === null) return [];
  const hasArgument = /\s/.test(typed);
  if (!hasArgument) return wordsBeginning(app, word);
  const found = SLASH_WORDS.find((one) => one.word === word && hasRight(app, one.needs));
  return found === undefined ? [] : argumentsBeginning(app, found, rest);
}

function wordsBeginning(app: App, beginning: string): Completion[] {
  return SLASH_WORDS
    .filter((one) => one.word.startsWith(beginning) && hasRight(app, one.needs))
    .sort((a, b) => a.word < b.word ? -1 : 1)
    .map((one) => ({
      typed: one.parameters.length > 0 ? `/${one.word} ` : `/${one.word}`,
      label: `/${usageOf(one)}`,
      help: one.help(),
    }));
}

function argumentsBeginning(app: App, slash: SlashWord, rest: string): Completion[] {
  const first = slash.parameters[0];
  if (first === undefined) return [];
  const candidates = candidatesOf(app, kindOf(first));
  const beginning = rest.replace(/^["']/, "").toLowerCase();
  // A blank ends a parameter, once the parameter is there.
  const last = slash.parameters.length === 1 ? "" : " ";
  return candidates
    .filter((name) => name.toLowerCase().startsWith(beginning))
    .map((name) => ({ typed: `/${slash.word} ${quoted(name)}${last}`, label: name, help: "" }));
}

function candidatesOf(app: App, kind: string): readonly string[] {
  if (kind === "setting") return PREFERENCE_NAMES;
  if (kind !== "name") return [];
  const self = app.session.self.value.id;
  const names = sortMembers(app.session.members.value, self)
    .filter(({ id, username }) => id !== self && username !== "")
    .map(({ username }) => username);
  return [...new Set(names)];
}

/** A name as `splitRecipient` reads it. */
function quoted(name: string): string {
  return /[\s"'\\]/.test(name) ? `"${name.replace(/["\\]/g, "\\$&")}"` : name;
}
