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
  offline: "You can write again once the connection is back.",
  notAllowed: "You may not write in this group.",
  heard: (name: string, message: string) => `${name}: ${message}`,
  close: "Close chat",
} as const;
