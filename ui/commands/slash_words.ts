/**
 * All words behind slashes.
 * @module
 */
import type { App } from "../models/app.ts";
import { text } from "../text.ts";
import { hasRight, type SlashWord, wordOf } from "./command.ts";
import { COMMANDS, MEMBER_COMMANDS } from "./table.ts";
import { usageOf } from "./usage.ts";

const help = wordOf("help", "", () => text.slash.help, (app) => app.chat.note(listOf(app)));

/** Those of the commands, and the one that lists them. */
export const SLASH_WORDS: readonly SlashWord[] = [
  help,
  ...[...COMMANDS, ...MEMBER_COMMANDS].flatMap(({ slash = [] }) => slash),
];

/** The words that make sense for us. */
function listOf(app: App): string {
  return SLASH_WORDS.filter(({ needs }) => hasRight(app, needs))
    .map((one) => `/${usageOf(one)} – ${one.help()}`)
    .sort()
    .join("\n");
}
