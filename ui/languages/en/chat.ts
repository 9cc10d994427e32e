/**
 * English: the chat.
 * @module
 */
import { plural } from "../plural.ts";

/** The chat. */
export const chatText = {
  title: "Chat",
  message: "Message",
  placeholder: "Write a message",
  send: "Send",
  empty: "No messages yet",
  emptyHint: "What you write here is seen by everybody in the group.",
  to: (name: string) => `Only to ${name}`,
  toAll: "Write to everybody again",
  privateFrom: "to you alone",
  privateTo: (name: string) => `to ${name} alone`,
  server: "Server",
  unread: (count: number) =>
    plural(count, { one: "1 unread message", other: `${count} unread messages` }),
  newMessages: "New messages",
  newFromHere: "New",
  latest: "To the latest messages",
  recipient: "To",
  everybody: "Everybody",
  recipientLabel: (whom: string) => `${whom}. Choose somebody else`,
  tooManyNames: "Write @ and a name to find others.",
  onlyThis: "Only this conversation",
  onlyThisHint: (name: string) => `Show only what was said between you and ${name}`,
  nothingPrivate: (name: string) => `Nothing has been said between you and ${name} yet.`,
  answering: (name: string) => `Answering ${name}`,
  stopAnswering: "Do not answer this message",
  quoteOf: (name: string) => `${name} wrote`,
  goToQuoted: "Show the message that is quoted",
  answer: "Answer",
  copy: "Copy",
  copied: "The message is copied.",
  notCopied: "The message could not be copied. Mark it and copy it by hand.",
  showAll: "Show all of it",
  emoji: "Insert an emoji",
  suggestions: "Ways to go on",
  writeTo: (name: string) => `write to ${name} alone`,
  attach: "Send a file",
  offline: "You can write again once the connection is back.",
  notAllowed: "You may not write in this group.",
  heard: (name: string, message: string) => `${name}: ${message}`,
  close: "Close chat",
} as const;
