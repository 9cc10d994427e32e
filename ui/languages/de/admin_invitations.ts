/**
 * German: invitations in the administration page.
 * @module
 */
import type * as english from "../en/admin_invitations.ts";
import type { Translated } from "../message.ts";

/** Invitations. */
export const invitationsText: Translated<typeof english.invitationsText> = {
  title: "Einladungen",
  titleAll: "Einladungen in alle Gruppen",
  lead: "Eine Einladung ist ein Link: Wer ihn hat, kommt in die Gruppe, bis die Einladung endet.",
  leadAll:
    "Diese öffnen jede Gruppe dieses Servers und mit der Berechtigung „admin“ auch diese Seite. Geben Sie sie mit Bedacht weiter.",
  create: "Neue Einladung",
  kind: "Was darf, wer sie hat?",
  kinds: {
    present: "Teilnehmen: senden und schreiben",
    message: "Zuhören und schreiben",
    observe: "Nur zusehen",
    op: "Die Gruppe als Host leiten",
    admin: "Verwalten",
    list: "Einzelne Berechtigungen…",
  },
  username: "Name des Gastes",
  usernameHint: "Leer lassen, wenn alle ihren Namen selbst wählen dürfen",
  lifetime: "Gültig für",
  lifetimes: {
    hour: "Eine Stunde",
    day: "Einen Tag",
    week: "Eine Woche",
    month: "30 Tage",
    until: "Bis…",
  },
  until: "Bis",
  untilMissing: "Geben Sie Datum und Uhrzeit in der Zukunft ein.",
  subgroups: "Auch für Untergruppen",
  make: "Einladung erstellen",
  making: "Wird erstellt…",
  made: "Die Einladung ist fertig. Kopieren Sie den Link:",
  madeToken: "Das Token ist fertig. Kopieren Sie es:",
  link: "Einladungslink",
  tokenField: "Das Token",
  tokenHint: (example) => `Es gehört ans Ende der Adresse einer beliebigen Gruppe: ${example}`,
  list: "Vorhandene Einladungen",
  none: "Es gibt keine Einladungen.",
  anyName: "Beliebiger Name",
  ends: (time) => `Endet am ${time}`,
  ended: (time) => time === "" ? "Beendet" : `Beendet am ${time}`,
  begins: (time) => `Beginnt am ${time}`,
  withSubgroups: "mit Untergruppen",
  by: (name) => `von ${name}`,
  copyLink: (name) => `Link der Einladung ${name} kopieren`,
  prolong: "Eine Woche länger",
  prolongLabel: (name) => `Eine Woche länger: Einladung ${name}`,
  prolonged: (time) => `Sie endet jetzt am ${time}.`,
  revoke: "Jetzt beenden",
  revokeLabel: (name) => `Jetzt beenden: Einladung ${name}`,
  revoked: "Sie ist beendet. Sie lässt sich noch verlängern.",
  remove: "Löschen",
  removeLabel: (name) => `Einladung ${name} löschen`,
  removeTitle: "Diese Einladung löschen?",
  removeBody: "Ihr Link gilt dann nicht mehr, und sie lässt sich nicht verlängern.",
  removed: "Die Einladung ist gelöscht.",
  more: (count) => `${count} weitere anzeigen`,
};
