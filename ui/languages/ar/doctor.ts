/**
 * Arabic: all texts of the connection doctor. Areas that are missing stay English.
 * @module
 */
import type { doctor as english } from "../en/doctor.ts";
import type { Translated } from "../message.ts";

/** Area by area. */
export const doctor: Partial<Translated<typeof english>> = {};
