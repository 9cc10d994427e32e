/**
 * German: logging in to the administration page, and its failures.
 * @module
 */
import type * as english from "../en/admin_login.ts";
import type { Translated } from "../message.ts";

/** Logging in. */
export const loginText: Translated<typeof english.loginText> = {
  heading: "Verwaltung",
  lead: "Für alle, die diesen Server oder eine seiner Gruppen betreuen.",
  how: "Wie melden Sie sich an?",
  byPassword: "Name und Passwort",
  byToken: "Mit Token",
  username: "Ihr Name",
  password: "Passwort",
  token: "Ihr Token",
  tokenHint:
    "Ein Token mit der Berechtigung „admin“ oder eine Adresse, die mit einem solchen endet",
  group: "Gruppe",
  groupHint: "Leer lassen, wenn Sie den ganzen Server verwalten",
  remember: "Angemeldet bleiben, bis dieser Tab geschlossen wird",
  rememberHint: "Das Passwort bleibt dann im Speicher des Browsers für diesen Tab",
  submit: "Anmelden",
  busy: "Anmeldung läuft…",
  nameMissing: "Bitte geben Sie Ihren Namen ein.",
  tokenMissing: "Bitte geben Sie das Token ein.",
  badGroup: "So kann keine Gruppe heißen.",
  refused:
    "Die Anmeldung wurde abgelehnt. Prüfen Sie Name und Passwort; wer nur eine Gruppe verwaltet, muss sie auch angeben. Wer den Server verwaltet, steht in config.json unter „users“ mit der Berechtigung „admin“.",
};

/** Why a request failed. */
export const failureText: Translated<typeof english.failureText> = {
  "unreachable":
    "Der Server antwortet nicht. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
  "unauthorised": "Sie haben keinen Zugang mehr. Melden Sie sich neu an.",
  "read-only": "Auf diesem Server lassen sich die Gruppendateien von hier aus nicht ändern.",
  "missing": "Das gibt es nicht mehr. Vielleicht hat es gerade jemand gelöscht.",
  "changed":
    "Jemand hat das inzwischen geändert: Sehen Sie es sich noch einmal an, bevor Sie es ändern.",
  "busy": "Der Server ist ausgelastet. Bitte versuchen Sie es gleich noch einmal.",
  "broken": "Der Server konnte das nicht ausführen. Sein Protokoll sagt, warum.",
  "full": "Hier ist kein Platz mehr. Löschen Sie zuerst etwas.",
  "refused": (reason) => reason === "" ? "Der Server hat das nicht angenommen." : reason,
};
