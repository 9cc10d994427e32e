/**
 * German: what has gone wrong.
 * @module
 */
import type * as english from "../en/failures.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** What has gone wrong. */
export const failureText: Translated<typeof english.failureText> = {
  unreachable:
    "Der Server ist nicht zu erreichen. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
  notAuthorised:
    "Name und Passwort passen nicht zusammen. Prüfen Sie beides und versuchen Sie es noch einmal.",
  nameTaken: "Diesen Namen benutzt schon jemand. Bitte wählen Sie einen anderen.",
  nameNeeded: "Bitte geben Sie Ihren Namen ein.",
  noGroup: "Diese Gruppe gibt es nicht mehr.",
  badGroupName: "So kann keine Gruppe heißen.",
  notOpenYet: "Diese Gruppe ist noch nicht geöffnet. Bitte kommen Sie später wieder.",
  closed:
    "Diese Gruppe ist geschlossen. Ihre Zeit ist vorbei: Fragen Sie die Person, die Sie eingeladen hat.",
  noOperator:
    "Die Gruppe beginnt, wenn ein Host da ist. Bitte versuchen Sie es gleich noch einmal.",
  full: "Die Gruppe ist voll. Versuchen Sie es noch einmal, wenn jemand gegangen ist.",
  locked:
    "Die Gruppe ist gesperrt. Bitten Sie einen Host, Sie hereinzulassen, und versuchen Sie es noch einmal.",
  internal: "Auf dem Server ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.",
  banned: (minutes) =>
    plural(minutes, {
      one: "Sie wurden aus dieser Gruppe entfernt. In einer Minute dürfen Sie wiederkommen.",
      other:
        `Sie wurden aus dieser Gruppe entfernt. In ${minutes} Minuten dürfen Sie wiederkommen.`,
    }),
  tooManyLogins: (seconds) =>
    plural(seconds, {
      one:
        "Von Ihrer Adresse gab es zu viele Fehlversuche. Versuchen Sie es in einer Sekunde noch einmal.",
      other:
        `Von Ihrer Adresse gab es zu viele Fehlversuche. Versuchen Sie es in ${seconds} Sekunden noch einmal.`,
    }),
  busy: "Gerade treten zu viele bei. Bitte versuchen Sie es gleich noch einmal.",
  badInvitation:
    "Diese Einladung gilt nicht oder nicht mehr. Bitten Sie um eine neue oder treten Sie mit einem Passwort bei.",
  authServer: "Der Server, der die Passwörter für diese Gruppe prüft, antwortet nicht.",
  noLongerUser: "Sie haben in dieser Gruppe keinen Zugang mehr.",
  waitsElsewhere: "Sie warten schon in einem anderen Fenster.",
  kicked: (by, reason) =>
    (by === "" ? "Sie wurden aus der Gruppe entfernt" : `${by} hat Sie aus der Gruppe entfernt`) +
    (reason === "" ? "." : `: ${reason}`),
  lostForGood:
    "Die Verbindung ist abgebrochen und ließ sich nicht wiederherstellen. Treten Sie noch einmal bei, um weiterzumachen.",
  share: "Der Bildschirm lässt sich nicht teilen.",
  shareDenied: "Ihr System erlaubt diesem Browser nicht, den Bildschirm zu teilen.",
  mayNotPresent: "In dieser Gruppe dürfen Sie weder Bild noch Ton senden.",
  publish: "Ihr Stream konnte nicht gesendet werden. Neuer Versuch…",
  publishRefused: "Der Server hat Ihren Stream beendet.",
  receive: (name) => `Der Stream von ${name} konnte nicht empfangen werden.`,
  load:
    "Dieser Teil der Seite konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
  autoplay: "Ihr Browser hält den Ton zurück.",
  autoplayAction: "Ton abspielen",
  speaker: "Der Lautsprecher lässt sich nicht benutzen.",
  fromServer: (value) => value.charAt(0).toUpperCase() + value.slice(1),
  fromPerson: (name, value) => `${name}: ${value}`,
};

/** Sentences of the server (of Galène too) that can be said better. */
export const serverText: Translated<typeof english.serverText> = {
  "permission denied": "In dieser Gruppe dürfen Sie weder Bild noch Ton senden.",
  "this message is too long": "Diese Nachricht ist zu lang.",
  "bad value in kick": "Der Server hat das nicht verstanden.",
  "bad value in clearchat": "Der Server hat das nicht verstanden.",
  "Bad value in setdata": "Der Server hat das nicht verstanden.",
  "the user data is too long": "Das ist zu lang.",
  "the group's data is too long": "Das ist zu lang.",
  "this server cannot record": "Dieser Server kann nicht aufzeichnen.",
  "that member does not receive this stream": "Diese Person empfängt diesen Stream nicht.",
  "no such stream": "Dieser Stream ist zu Ende.",
  "not authorised": "Das dürfen Sie nicht.",
  "user unknown": "Diese Person ist nicht mehr da.",
  "no such user": "Diese Person ist nicht mehr da.",
  "join a group first": "Sie sind nicht mehr in der Gruppe.",
  "you are not joined": "Sie sind nicht mehr in der Gruppe.",
};
