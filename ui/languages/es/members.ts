/**
 * Spanish: the list of members.
 * @module
 */
import type * as english from "../en/members.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The list of members. */
export const membersText: Translated<typeof english.membersText> = {
  title: "Miembros",
  count: (count) => plural(count, { one: "1 persona", other: `${count} personas` }),
  operator: "Anfitrión",
  recorder: "Grabando",
  camera: "Cámara encendida",
  microphone: "Micrófono encendido",
  screen: "Compartiendo pantalla",
  write: (name) => `Escribir a ${name} en privado`,
  close: "Cerrar miembros",
};
