/**
 * German: the chat.
 * @module
 */
import type * as english from "../en/chat.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The chat. */
export const chatText: Translated<typeof english.chatText> = {
  title: "Chat",
  message: "Nachricht",
  placeholder: "Nachricht schreiben",
  send: "Senden",
  empty: "Noch keine Nachrichten",
  emptyHint: "Was Sie hier schreiben, sehen alle in der Gruppe.",
  to: (name) => `Nur an ${name}`,
  toAll: "Wieder an alle schreiben",
  privateFrom: "nur an Sie",
  privateTo: (name) => `nur an ${name}`,
  server: "Vom Server",
  unread: (count) =>
    plural(count, {
      one: "1 ungelesene Nachricht",
      other: `${count} ungelesene Nachrichten`,
    }),
  newMessages: "Neue Nachrichten",
  newFromHere: "Neu",
  latest: "Zu den neuesten Nachrichten",
  recipient: "An",
  everybody: "Alle",
  recipientLabel: (whom) => `${whom}. Jemand anderen wählen`,
  tooManyNames: "Schreiben Sie @ und einen Namen, um weitere zu finden.",
  onlyThis: "Nur dieses Gespräch",
  onlyThisHint: (name) => `Nur zeigen, was zwischen Ihnen und ${name} geschrieben wurde`,
  nothingPrivate: (name) => `Zwischen Ihnen und ${name} wurde noch nichts geschrieben.`,
  answering: (name) => `Antwort an ${name}`,
  stopAnswering: "Doch nicht auf diese Nachricht antworten",
  quoteOf: (name) => `${name} hat geschrieben`,
  goToQuoted: "Die zitierte Nachricht zeigen",
  answer: "Antworten",
  copy: "Kopieren",
  copied: "Die Nachricht ist kopiert.",
  notCopied:
    "Die Nachricht konnte nicht kopiert werden. Markieren Sie sie und kopieren Sie sie von Hand.",
  showAll: "Ganz anzeigen",
  emoji: "Emoji einfügen",
  suggestions: "Vorschläge zum Weiterschreiben",
  writeTo: (name) => `nur an ${name} schreiben`,
  attach: "Datei senden",
  offline: "Sobald die Verbindung wieder da ist, können Sie weiterschreiben.",
  notAllowed: "In dieser Gruppe dürfen Sie nicht schreiben.",
  heard: (name, message) => `${name}: ${message}`,
  close: "Chat schließen",
};
