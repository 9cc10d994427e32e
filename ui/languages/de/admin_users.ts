/**
 * German: users, their permissions, and keys in the administration page.
 * @module
 */
import type * as english from "../en/admin_users.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Permissions. */
export const permissionsText: Translated<typeof english.permissionsText> = {
  label: "Berechtigungen",
  list: "Einzelne Berechtigungen",
  listHint: "Durch Kommas getrennt: op, present, message, caption, token, record, admin",
  names: {
    op: "Host: leitet die Gruppe",
    present: "Teilnahme: sendet und schreibt",
    message: "Zuhören und schreiben",
    caption: "Schreibt Untertitel",
    observe: "Nur zusehen",
    admin: "Verwaltet diese Gruppe hier, ohne in ihr zu sein",
    none: "Keine",
    list: "Einzelne Berechtigungen…",
  },
};

/** The users of a group. */
export const usersText: Translated<typeof english.usersText> = {
  title: "Benutzer",
  lead:
    "Wer hier einen eigenen Namen hat. Niemand sonst kann dann diesen Namen benutzen. Passwörter lassen sich festlegen, aber nie ansehen.",
  named: "Benutzer mit Namen",
  special: "Sonstige",
  wildcard: "Alle anderen",
  wildcardHint: "Gilt für jeden Namen, der nicht in der Liste steht",
  empty: "Ohne Namen",
  emptyHint: "Gilt für alle, die ganz ohne Namen beitreten",
  notThere: "nicht eingerichtet",
  noUsers: "Es gibt keine Benutzer mit Namen.",
  search: "Benutzer suchen",
  add: "Neuer Benutzer",
  name: "Benutzername",
  password: "Passwort",
  passwordOptional: "Passwort",
  passwordHint:
    "Höchstens 72 Byte. Ohne Passwort ist keine Anmeldung möglich, bis es festgelegt ist.",
  create: "Benutzer hinzufügen",
  nameMissing: "Bitte geben Sie einen Namen ein.",
  badName: "Dieser Name geht nicht: Kein Teil davon darf mit einem Punkt beginnen.",
  exists: "Diesen Benutzernamen gibt es schon.",
  made: (name) => `${name} wurde hinzugefügt.`,
  madeWithoutPassword: (name, why) =>
    `${name} wurde hinzugefügt, aber das Passwort wurde nicht festgelegt: ${why}`,
  setUp: "Einrichten",
  savePermissions: "Berechtigungen speichern",
  saved: "Die Berechtigungen sind gespeichert.",
  newPassword: "Neues Passwort",
  setPassword: "Passwort festlegen",
  passwordMissing: "Bitte geben Sie ein Passwort ein.",
  passwordSet: "Das Passwort ist festgelegt.",
  anyPassword: "Mit jedem Passwort hereinlassen",
  anyPasswordSet: "Jetzt gilt jedes Passwort.",
  removePassword: "Passwort entfernen",
  removePasswordTitle: (name) => `Passwort von ${name} entfernen?`,
  removePasswordBody:
    "Unter diesem Namen kann sich dann niemand anmelden, bis ein neues Passwort festgelegt ist.",
  passwordRemoved: "Das Passwort ist entfernt.",
  remove: "Benutzer löschen",
  removeTitle: (name) => `${name} löschen?`,
  removeBody: "Wer unter diesem Namen da ist, muss die Gruppe verlassen.",
  removed: (name) => `${name} wurde gelöscht.`,
  close: (name) => `${name} schließen`,
};

/** A group's keys. */
export const keysText: Translated<typeof english.keysText> = {
  title: "Schlüssel",
  lead:
    "Ein anderer Server kann mit Tokens, die er unterschreibt, in diese Gruppe hereinlassen. Hierher gehört der Schlüssel, mit dem sie geprüft werden. Schlüssel lassen sich festlegen, aber nie ansehen.",
  paste: "Schlüsselsatz (JSON Web Key Set)",
  pasteHint: 'Ein Satz wie {"keys": [{"kty": "EC", …}]} oder ein einzelner Schlüssel',
  set: "Schlüssel festlegen",
  nothing: "Bitte fügen Sie einen Schlüsselsatz ein.",
  notJson: "Das ist kein JSON. Kopieren Sie den ganzen Text mit seinen Klammern.",
  noKeys: "Darin ist kein Schlüssel. Ein Satz enthält eine Liste namens „keys“.",
  done: (count) =>
    plural(count, {
      one: "Der Schlüssel ist festgelegt.",
      other: `${count} Schlüssel sind festgelegt.`,
    }),
  remove: "Alle Schlüssel entfernen",
  removeTitle: "Alle Schlüssel dieser Gruppe entfernen?",
  removeBody: "Tokens, die mit ihnen unterschrieben sind, gelten dann nicht mehr.",
  removed: "Die Schlüssel sind entfernt.",
};
