/**
 * German: the attendance list, and handing the group over.
 * @module
 */
import type * as english from "../en/attendance.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The attendance list. */
export const attendanceText: Translated<typeof english.attendanceText> = {
  command: "Anwesenheitsliste…",
  title: "Anwesenheitsliste",
  close: "Schließen",
  notice: (by) =>
    `${by} führt eine Liste, wer wann da ist. Sie bleibt bei ${by} und wird nicht auf dem Server gespeichert.`,
  chip: (by) => `${by} führt eine Anwesenheitsliste`,
  explain:
    "In der Liste stehen die Namen aller, die kommen, und wann sie kommen und gehen. Sie bleibt in diesem Tab des Browsers, bis Sie ihn schließen. Alle können sehen, dass Sie sie führen.",
  start: "Liste beginnen",
  restart: "Neue Liste beginnen",
  stop: "Liste beenden",
  clear: "Liste löschen",
  save: "Für die Tabellenkalkulation speichern (CSV)",
  file: (group) => `Anwesenheit ${group}.csv`,
  running: (people) =>
    plural(people, {
      one: "Die Liste läuft: bisher 1 Person.",
      other: `Die Liste läuft: bisher ${people} Personen.`,
    }),
  stopped: (people) =>
    plural(people, {
      one: "Die Liste ist beendet: 1 Person.",
      other: `Die Liste ist beendet: ${people} Personen.`,
    }),
  byOther: (by) => `${by} führt schon eine Liste.`,
  columns: { name: "Person", from: "Gekommen", until: "Gegangen", minutes: "Dauer (Min.)" },
  stillHere: "Noch da",
};

/** Handing the group over. */
export const handOverText: Translated<typeof english.handOverText> = {
  command: "Gruppe übergeben…",
  title: (name) => `Gruppe an ${name} übergeben?`,
  body: (name) =>
    `${name} wird Host, und Sie sind es nicht mehr. Nur ein Host kann Ihnen das zurückgeben.`,
  doIt: "Übergeben",
  done: (name) => `${name} ist jetzt Host.`,
  failed: (name) => `${name} konnte nicht zum Host gemacht werden. Sie sind es noch.`,
  allow: (name) => `Sprechen lassen: ${name}`,
  allowShort: "Sprechen lassen",
  allowed: (name) => `${name} darf jetzt sprechen und zeigen.`,
};
