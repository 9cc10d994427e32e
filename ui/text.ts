/**
 * Every text of the room and of the pages before it that a person can read or hear, in the language in use. Components
 * take their words from nowhere else. A module that kept a text while it loads would stay English: read texts while
 * rendering, or in functions.
 * @module
 */
import { room } from "./languages/en/room.ts";
import { createMessages } from "./languages/message.ts";

/** The texts, and how they change. */
export const messages = createMessages(room, {
  fr: async () => (await import("./languages/fr/room.ts")).room,
  de: async () => (await import("./languages/de/room.ts")).room,
  es: async () => (await import("./languages/es/room.ts")).room,
  zh: async () => (await import("./languages/zh/room.ts")).room,
  ar: async () => (await import("./languages/ar/room.ts")).room,
});

/** Area by area, as `text.chat.title`. */
export const text = messages.text;
