/**
 * Saying something in the chat.
 * @module
 */
import { findMember, type Member } from "../client/members.ts";
import type { App } from "../models/app.ts";

/** Says something to whoever the chat is set to. */
export function say(app: App, words: string, kind: "text" | "me"): void {
  if (words.trim() !== "") app.chat.say(words, kind, recipientOf(app));
}

/** Whom the next message goes to. */
function recipientOf({ chat, session }: App): Member | null {
  const chosen = chat.recipient.peek();
  if (chosen === null) return null;
  // Somebody who has come back since is known by the name.
  const members = session.members.peek();
  return members.get(chosen.id) ?? findMember(members, chosen.username) ?? chosen;
}

/** Opens the chat with words in its field, for the person to go on from there. */
export function compose(app: App, words: string): void {
  app.chat.draft.value = words;
  app.panel.value = "chat";
  requestAnimationFrame(() => document.querySelector<HTMLElement>("#chat-message")?.focus());
}
