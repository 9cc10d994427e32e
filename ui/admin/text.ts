/**
 * Every text of the administration page, in the language in use. Apart from those of the room, so that nobody loads them
 * there.
 * @module
 */
import { admin } from "../languages/en/admin.ts";
import { createMessages } from "../languages/message.ts";

/** The texts, and how they change. */
export const adminMessages = createMessages(admin, {
  fr: async () => (await import("../languages/fr/admin.ts")).admin,
  de: async () => (await import("../languages/de/admin.ts")).admin,
  es: async () => (await import("../languages/es/admin.ts")).admin,
  zh: async () => (await import("../languages/zh/admin.ts")).admin,
  ar: async () => (await import("../languages/ar/admin.ts")).admin,
});

/** Area by area. */
export const adminText = adminMessages.text;
