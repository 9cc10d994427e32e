/**
 * German: the list of members.
 * @module
 */
import type * as english from "../en/members.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The list of members. */
export const membersText: Translated<typeof english.membersText> = {
  title: "Personen",
  count: (count) => plural(count, { one: "1 Person", other: `${count} Personen` }),
  operator: "Host",
  recorder: "Zeichnet auf",
  camera: "Kamera an",
  microphone: "Mikrofon an",
  screen: "Teilt den Bildschirm",
  write: (name) => `Privat an ${name} schreiben`,
  close: "Liste der Personen schließen",
};
