/**
 * German: subgroups.
 * @module
 */
import type * as english from "../en/subgroups.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Subgroups. */
export const subgroupsText: Translated<typeof english.subgroupsText> = {
  command: "Untergruppen…",
  title: "Untergruppen",
  close: "Schließen",
  name: (name) => /^\d+$/.test(name) ? `Gruppe ${name}` : name,
  main: "die Hauptgruppe",
  here: (name) => `Sie sind in ${name}`,
  back: "Zurück in die Hauptgruppe",
  sent: (name) => `Ein Host hat Sie in ${name} geschickt.`,
  calling: (left) => `In ${left} zurück in die Hauptgruppe`,
  calledTo: (name, left) => `In ${left} geht es in ${name}`,
  calledBack: "Der Host ruft alle in die Hauptgruppe zurück.",
  goNow: "Jetzt gehen",
  turnedBack: (name) => `Sie wurden nicht in ${name} gelassen. Sie sind wieder in der Hauptgruppe.`,

  how: "Personen aufteilen",
  hows: {
    groups: "Nach der Zahl der Gruppen",
    people: "Nach der Zahl der Personen in jeder",
    hand: "Von Hand",
  },
  count: { groups: "Gruppen", people: "Personen je Gruppe" },
  mix: "Mischen",
  last: "Wie letztes Mal",
  addGroup: "Weitere Gruppe",
  assign: (name) => `Gruppe von ${name}`,
  nobody: "Außer Hosts ist niemand da.",
  stays: "Bleibt hier",
  badCount: "Geben Sie eine ganze Zahl ab 1 ein.",
  unavailable:
    "Diese Gruppe hat keine Untergruppen. Die Verwaltung kann in den Einstellungen „Untergruppen von selbst“ einschalten.",
  unknown: "Dieser Server kann niemanden in andere Gruppen schicken.",
  open: "In die Gruppen schicken",
  sendMore: "Auch diese Personen schicken",
  running: (groups) =>
    plural(groups, { one: "1 Gruppe ist offen", other: `${groups} Gruppen sind offen` }),
  empty: "Niemand da",
  people: (names) => names,
  visit: (name) => `${name} besuchen`,
  visitShort: "Besuchen",
  announce: "Allen Gruppen etwas sagen",
  announceDo: "Senden",
  announced: "Die Durchsage ging an alle Gruppen.",
  recall: "Alle zurückrufen",
  recallIn: "Wann",
  recallTimes: {
    "0": "Sofort",
    "30": "In 30 Sekunden",
    "60": "In 1 Minute",
    "120": "In 2 Minuten",
    "300": "In 5 Minuten",
  },
  recalled: "Alle werden zurückgerufen.",
  link: (name, address) => `Bitte gehen Sie in ${name}: ${address}`,
  linkBack: (address) => `Bitte kommen Sie zurück in die Hauptgruppe: ${address}`,
};
