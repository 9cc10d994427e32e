/**
 * Every text of the connection doctor, in the language in use: a record of its own, so that the room does not load it.
 * @module
 */
import { doctor } from "../languages/en/doctor.ts";
import { createMessages } from "../languages/message.ts";

/** The texts, and how they change. */
export const doctorMessages = createMessages(doctor, {
  fr: async () => (await import("../languages/fr/doctor.ts")).doctor,
  de: async () => (await import("../languages/de/doctor.ts")).doctor,
  es: async () => (await import("../languages/es/doctor.ts")).doctor,
  zh: async () => (await import("../languages/zh/doctor.ts")).doctor,
  ar: async () => (await import("../languages/ar/doctor.ts")).doctor,
});

/** Area by area. `site` is the server's name with its port, `places` where it wants media. */
export const text = doctorMessages.text;
