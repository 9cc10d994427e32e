/**
 * German: the change of one's own password.
 * @module
 */
import type * as english from "../en/password.ts";
import type { Translated } from "../message.ts";

/** The change of one's own password. */
export const passwordText: Translated<typeof english.passwordText> = {
  title: "Mein Passwort ändern",
  close: "Schließen",
  old: "Bisheriges Passwort",
  fresh: "Neues Passwort",
  again: "Neues Passwort wiederholen",
  change: "Passwort ändern",
  changed: "Ihr Passwort ist geändert.",
  empty: "Bitte geben Sie ein neues Passwort ein.",
  differ: "Die beiden neuen Passwörter sind nicht gleich.",
  wrong: "Das bisherige Passwort stimmt nicht.",
  noAccount: "Sie haben in dieser Gruppe kein eigenes Passwort.",
  tooLong: "Das neue Passwort ist zu lang. Wählen Sie ein kürzeres.",
  readOnly: "Auf diesem Server lassen sich Gruppen nicht ändern.",
  busy: "Der Server ist ausgelastet. Bitte versuchen Sie es gleich noch einmal.",
  failed: "Das Passwort konnte nicht geändert werden. Bitte versuchen Sie es noch einmal.",
};
