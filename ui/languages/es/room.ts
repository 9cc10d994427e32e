/**
 * Spanish: all texts of the room and of the pages before it. Areas that are missing stay English.
 * @module
 */
import type { room as english } from "../en/room.ts";
import type { Translated } from "../message.ts";

/** Area by area. */
export const room: Partial<Translated<typeof english>> = {};
