/**
 * German: invitations.
 * @module
 */
import type * as english from "../en/invitations.ts";
import type { Translated } from "../message.ts";

/** Invitations. */
export const inviteText: Translated<typeof english.inviteText> = {
  title: "Einladen",
  close: "Einladungen schließen",
  name: "Name des Gastes",
  nameHint: "Leer lassen, damit Gäste ihren Namen selbst wählen",
  rights: "Der Gast darf",
  rightsNames: {
    host: "Tun, was Hosts tun",
    present: "Bild und Ton senden und schreiben",
    message: "Zusehen und schreiben",
    watch: "Nur zusehen",
  },
  from: "Gültig ab",
  fromHint: "Leer lassen für: ab sofort",
  until: "Gültig bis",
  make: "Link erstellen",
  made: "Der Link ist fertig",
  copy: "Link kopieren",
  existing: "Einladungen",
  none: "Es gibt keine Einladungen.",
  loading: "Wird geladen…",
  anybody: "Beliebiger Name",
  by: (name) => `erstellt von ${name}`,
  valid: (time) => `gültig bis ${time}`,
  later: (time) => `gültig ab ${time}`,
  expired: (time) => `abgelaufen am ${time}`,
  forever: "unbegrenzt gültig",
  copyOf: (name) => `Link kopieren: ${name}`,
  prolong: "Einen Tag länger",
  prolongOf: (name) => `Einen Tag länger: ${name}`,
  revoke: "Widerrufen",
  revokeOf: (name) => `Widerrufen: ${name}`,
  timesWrong: "Eine Einladung muss nach ihrem Beginn und in der Zukunft enden.",
  chatMade: (link, until) => `Einladung (Ende: ${until}): ${link}`,
  chatChanged: (link, until) => `Neues Ende dieser Einladung (${until}): ${link}`,
  errors: {
    "not-authorised": "Sie dürfen diese Einladung nicht erstellen oder ändern.",
    "that username is taken":
      "In dieser Gruppe hat schon jemand diesen Namen. Wählen Sie einen anderen.",
    "this group has no such token": "Diese Einladung gibt es in dieser Gruppe nicht.",
    "the group has too many tokens: revoke some":
      "Die Gruppe hat zu viele Einladungen. Widerrufen Sie zuerst einige.",
    "the server has too many tokens": "Der Server hat zu viele Einladungen.",
    "the token could not be written": "Die Einladung konnte nicht gespeichert werden.",
  },
  failed: (reason) => `Das hat nicht geklappt: ${reason}`,
};
