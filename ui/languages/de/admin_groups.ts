/**
 * German: groups in the administration page.
 * @module
 */
import type * as english from "../en/admin_groups.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The list of groups. */
export const groupListText: Translated<typeof english.groupListText> = {
  search: "Gruppen suchen",
  count: (shown, all) =>
    shown === all
      ? plural(all, { one: "1 Gruppe", other: `${all} Gruppen` })
      : `${shown} von ${all} Gruppen`,
  none: "Es gibt noch keine Gruppen. Legen Sie die erste an.",
  noMatch: (query) => `Keine Gruppe hat „${query}“ im Namen.`,
  create: "Neue Gruppe",
};

/** A new group. */
export const newGroupText: Translated<typeof english.newGroupText> = {
  title: "Neue Gruppe",
  name: "Name der Gruppe",
  nameHint:
    "Er wird Teil der Adresse. Ein Schrägstrich stellt eine Gruppe unter eine andere: kurs/uebung.",
  create: "Gruppe anlegen",
  creating: "Wird angelegt…",
  nameMissing: "Bitte geben Sie einen Namen ein.",
  badName:
    "So kann keine Gruppe heißen: Kein Teil des Namens darf leer sein oder mit einem Punkt beginnen.",
  exists: "Eine Gruppe mit diesem Namen gibt es schon. Wählen Sie einen anderen.",
  next:
    "Solange es keine Benutzer und keine Einladungen gibt, kann niemand herein: Die folgen als Nächstes.",
  made: (name) => `Die Gruppe „${name}“ ist angelegt.`,
};

/** One group. */
export const groupText: Translated<typeof english.groupText> = {
  back: "Alle Gruppen",
  open: "Zur Gruppe",
  tabs: {
    settings: "Einstellungen",
    users: "Benutzer",
    tokens: "Einladungen",
    keys: "Schlüssel",
    live: "Wer ist da",
  },
  tabList: "Teile dieser Gruppe",
  saved: "Gespeichert. Es gilt sofort, auch für alle, die gerade da sind.",
  notANumber: "Geben Sie eine ganze Zahl in Ziffern ein.",
  notATime: "Geben Sie Datum und Uhrzeit ein.",
  unknownCodec: (name, known) => `Einen Codec „${name}“ gibt es nicht. Bekannt sind ${known}.`,
  problems: (count) =>
    plural(count, {
      one: "Ein Feld braucht Ihre Aufmerksamkeit.",
      other: `${count} Felder brauchen Ihre Aufmerksamkeit.`,
    }),
  delete: "Diese Gruppe löschen",
  deleteHint:
    "Beschreibung, Benutzer und Passwörter verschwinden. Das lässt sich nicht rückgängig machen.",
  deleteTitle: (name) => `Gruppe „${name}“ löschen?`,
  deleteBody:
    "Ihre Beschreibung, ihre Benutzer und deren Passwörter werden gelöscht. Wer gerade da ist, bleibt, bis er oder sie geht.",
  deleteConfirm: "Gruppe löschen",
  deleted: (name) => `Die Gruppe „${name}“ wurde gelöscht.`,
};

/** Headings of a group’s settings. */
export const sectionsText: Translated<typeof english.sectionsText> = {
  about: "Was alle lesen",
  admission: "Wer wann herein darf",
  inside: "In der Gruppe",
  elsewhere: "Anmeldung anderswo",
};

/** Labels and helps of a group's fields, by their names in its definition. */
export const fieldsText: Translated<typeof english.fieldsText> = {
  "displayName": {
    label: "Titel",
    help: "Wird statt des Namens aus der Adresse angezeigt",
  },
  "description": { label: "Beschreibung", help: "Wird vor dem Beitreten angezeigt" },
  "contact": {
    label: "Kontakt",
    help: "Wen man fragen kann, etwa eine E-Mail-Adresse. Wird in der Gruppe nicht angezeigt",
  },
  "comment": { label: "Bemerkung", help: "Nur für die Verwaltung" },
  "public": { label: "Öffentlich", help: "Steht auf der ersten Seite dieses Servers" },
  "max-clients": {
    label: "Höchstzahl an Personen",
    help: "Hosts dürfen immer herein. Leer: beliebig viele",
  },
  "not-before": { label: "Öffnet", help: "Früher können nur Hosts herein" },
  "expires": { label: "Schließt", help: "Später können nur Hosts herein" },
  "autolock": { label: "Ohne Host sperren", help: "Gesperrt, solange kein Host da ist" },
  "lobby": {
    label: "Warteraum",
    help:
      "Wer kommt, wartet, bis ein Host öffnet. Das ursprüngliche Galène nimmt keine Datei an, in der das steht",
  },
  "autokick": {
    label: "Ohne Host beenden",
    help: "Alle müssen gehen, wenn der letzte Host geht",
  },
  "auto-subgroups": {
    label: "Untergruppen von selbst",
    help:
      "Adressen unterhalb dieser Gruppe gelten, ohne eingerichtet zu sein, mit denselben Benutzern",
  },
  "redirect": {
    label: "Umleiten",
    help: "Wer kommt, wird zu dieser Adresse geschickt, etwa https://example.org/group/name/",
  },
  "max-history-age": {
    label: "Chat aufbewahren",
    help:
      "So viele Sekunden sehen neu Hinzugekommene im Chat zurück. Leer: 14400, also vier Stunden",
  },
  "suggest": {
    label: "Beim Beitreten",
    help: "Was vor dem Beitreten vorgeschlagen wird. Niemand muss dem folgen",
  },
  "codecs": {
    label: "Codecs",
    help: "In der gewünschten Reihenfolge, durch Kommas getrennt. Leer: vp8, opus",
  },
  "allow-recording": { label: "Aufzeichnung", help: "Hosts dürfen aufzeichnen" },
  "unrestricted-tokens": {
    label: "Alle dürfen einladen",
    help: "Nicht nur Hosts, alle in der Gruppe können Einladungen erstellen",
  },
  "authServer": {
    label: "Anmeldeserver",
    help: "Adresse eines Servers, der Passwörter prüft und Tokens unterschreibt",
  },
  "authPortal": {
    label: "Anmeldeseite",
    help: "Adresse, an der sich anmeldet, wer ohne Token kommt",
  },
};

/** What a group may ask people to turn on. */
export const deviceChoicesText: Translated<typeof english.deviceChoicesText> = {
  "": "Nichts: Beides ist zuerst aus",
  "microphone": "Mikrofon",
  "camera": "Kamera",
  "camera, microphone": "Kamera und Mikrofon",
};
