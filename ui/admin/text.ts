/**
 * Every text of the administration page, in the language in use. Apart from those of the room, so that nobody loads them
 * there.
 * @module
 */
import { admin } from "../languages/en/admin.ts";
import { createMessages } from "../languages/message.ts";

/** The texts, and how they change. */
export const adminMessages = createMessages(admin);

/** Area by area. */
export const adminText = adminMessages.text;
