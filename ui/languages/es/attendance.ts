/**
 * Spanish: the attendance list, and handing the group over.
 * @module
 */
import type * as english from "../en/attendance.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The attendance list. */
export const attendanceText: Translated<typeof english.attendanceText> = {
  command: "Lista de asistencia…",
  title: "Lista de asistencia",
  close: "Cerrar",
  notice: (by) =>
    `${by} lleva una lista de quién está aquí y cuándo. Solo la guarda ${by}: no se guarda en el servidor.`,
  chip: (by) => `${by} lleva una lista de asistencia`,
  explain:
    "La lista contiene los nombres de quienes vienen y cuándo llegan y salen. Se queda en esta pestaña del navegador hasta que la cierre. Todo el mundo puede ver que la lleva.",
  start: "Empezar la lista",
  restart: "Empezar una lista nueva",
  stop: "Terminar la lista",
  clear: "Eliminar la lista",
  save: "Guardar como archivo para hojas de cálculo (CSV)",
  file: (group) => `asistencia ${group}.csv`,
  running: (people) =>
    plural(people, {
      one: "Lista en curso: 1 persona hasta ahora.",
      other: `Lista en curso: ${people} personas hasta ahora.`,
    }),
  stopped: (people) =>
    plural(people, {
      one: "La lista ha terminado: 1 persona.",
      other: `La lista ha terminado: ${people} personas.`,
    }),
  byOther: (by) => `${by} ya lleva una lista.`,
  columns: { name: "Nombre", from: "Llegada", until: "Salida", minutes: "Minutos" },
  stillHere: "Sigue aquí",
};

/** Handing the group over. */
export const handOverText: Translated<typeof english.handOverText> = {
  command: "Ceder el grupo…",
  title: (name) => `¿Ceder el grupo a ${name}?`,
  body: (name) =>
    `${name} pasa a dirigir el grupo y usted deja de hacerlo. Solo un anfitrión puede devolvérselo.`,
  doIt: "Ceder",
  done: (name) => `Ahora ${name} dirige el grupo.`,
  failed: (name) => `No se ha podido ceder el grupo a ${name}. Lo sigue dirigiendo usted.`,
  allow: (name) => `Dejar hablar y presentar: ${name}`,
  allowShort: "Dejar hablar",
  allowed: (name) => `${name} ya puede hablar y presentar.`,
};
