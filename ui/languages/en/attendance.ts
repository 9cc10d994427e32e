/**
 * English: the attendance list, and handing the group over.
 * @module
 */
import { plural } from "../plural.ts";

/** The attendance list. */
export const attendanceText = {
  command: "Attendance list…",
  title: "Attendance list",
  close: "Close",
  notice: (by: string) =>
    `${by} keeps a list of who is here and when. It stays with ${by}, and is not kept on the server.`,
  chip: (by: string) => `${by} keeps an attendance list`,
  explain:
    "The list has the names of all who come, and when they come and go. It stays in this browser tab until you close it. Everybody can see that you keep it.",
  start: "Begin the list",
  restart: "Begin a new list",
  stop: "End the list",
  clear: "Delete the list",
  save: "Save as a file for spreadsheets (CSV)",
  file: (group: string) => `attendance ${group}.csv`,
  running: (people: number) =>
    plural(people, {
      one: "The list is kept: 1 person so far.",
      other: `The list is kept: ${people} people so far.`,
    }),
  stopped: (people: number) =>
    plural(people, {
      one: "The list has ended: 1 person.",
      other: `The list has ended: ${people} people.`,
    }),
  byOther: (by: string) => `${by} keeps a list already.`,
  columns: { name: "Name", from: "Came", until: "Left", minutes: "Minutes" },
  stillHere: "Still here",
} as const;

/** Handing the group over. */
export const handOverText = {
  command: "Hand the group over…",
  title: (name: string) => `Hand the group over to ${name}?`,
  body: (name: string) =>
    `${name} becomes host, and you are none any more. Only a host can give that back to you.`,
  doIt: "Hand over",
  done: (name: string) => `${name} is host now.`,
  failed: (name: string) => `${name} could not be made host. You still are.`,
  allow: (name: string) => `Let speak and show: ${name}`,
  allowShort: "Let speak",
  allowed: (name: string) => `${name} may speak and show now.`,
} as const;
