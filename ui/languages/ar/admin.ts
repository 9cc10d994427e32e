/**
 * Arabic: all texts of the administration page. Areas that are missing stay English.
 * @module
 */
import type { admin as english } from "../en/admin.ts";
import type { Translated } from "../message.ts";

/** Area by area. */
export const admin: Partial<Translated<typeof english>> = {};
