/**
 * What is offered while somebody writes in the chat: ways to go on with a command, and whom to write to behind an `@`.
 * @module
 */
import { sortMembers } from "../client/members.ts";
import type { App } from "../models/app.ts";
import { nameOf } from "../models/member_name.ts";
import { text } from "../text.ts";
import { completionsOf } from "./completion.ts";

/** One thing that is offered. */
export interface Suggestion {
  readonly key: string;
  readonly label: string;
  /** What it means; "" where the label says it. */
  readonly help: string;
  /** Puts it into the field, or does what it says. */
  take(): void;
}

/** More than these are not offered at once: a letter more finds the rest. */
const MOST = 8;

/** What is offered for what stands in the field; nothing for what is complete, or is no more than a text. */
export function suggestionsOf(app: App, typed: string): Suggestion[] {
  const all = typed.startsWith("@") ? recipients(app, typed.slice(1)) : commands(app, typed);
  return all.slice(0, MOST);
}

function commands(app: App, typed: string): Suggestion[] {
  const completions = completionsOf(app, typed);
  // Then Enter has to send it.
  if (completions.some((one) => one.typed === typed)) return [];
  return completions.map((one) => ({
    key: one.label,
    label: one.label,
    help: one.help,
    take: () => {
      app.chat.draft.value = one.typed;
    },
  }));
}

/** At the beginning of a message an `@` and a name choose whom to write to alone. */
function recipients({ session, chat }: App, beginning: string): Suggestion[] {
  if (/\s/.test(beginning) || !session.may("message")) return [];
  const self = session.self.value.id;
  const wanted = beginning.toLowerCase();
  const words = (name: string) => name.toLowerCase().split(/\s+/);
  return sortMembers(session.members.value, self)
    .filter(({ id, username }) => id !== self && username !== "")
    .filter(({ username }) => words(username).some((word) => word.startsWith(wanted)))
    .map((member) => ({
      key: member.id,
      label: `@${nameOf(member)}`,
      help: text.chat.writeTo(nameOf(member)),
      take: () => {
        chat.recipient.value = member;
        chat.draft.value = "";
      },
    }));
}
