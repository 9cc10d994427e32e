/**
 * Every text of the connection doctor, in the language in use: a record of its own, so that the room does not load it.
 * @module
 */
import { doctor } from "../languages/en/doctor.ts";
import { createMessages } from "../languages/message.ts";

/** The texts, and how they change. */
export const doctorMessages = createMessages(doctor);

/** Area by area. `site` is the server's name with its port, `places` where it wants media. */
export const text = doctorMessages.text;
