/**
 * German: the pages before a group is joined.
 * @module
 */
import type * as english from "../en/start.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The first page of a server. */
export const landingText: Translated<typeof english.landingText> = {
  title: "Wohin möchten Sie?",
  groupName: "Name der Gruppe",
  enter: "Weiter",
  publicGroups: "Öffentliche Gruppen",
  noGroups:
    "Auf diesem Server gibt es keine öffentlichen Gruppen. Geben Sie oben den Namen Ihrer Gruppe ein.",
  groupsFailed: "Die Liste der Gruppen konnte nicht geladen werden.",
  people: (count) =>
    count === 0
      ? "Noch niemand da"
      : plural(count, { one: "1 Person", other: `${count} Personen` }),
  locked: "Gesperrt",
  elsewhere: "Auf einem anderen Server",
  unknownGroup: (name) => `Eine Gruppe namens „${name}“ gibt es hier nicht.`,
  nameMissing: "Bitte geben Sie den Namen einer Gruppe ein.",
  badName: "So kann keine Gruppe heißen.",
};

/** The page before joining. */
export const joinText: Translated<typeof english.joinText> = {
  heading: "Bereit?",
  name: "Ihr Name",
  password: "Passwort",
  passwordHint: "Leer lassen, wenn Sie keines bekommen haben",
  join: "Beitreten",
  joining: "Beitritt läuft…",
  cancel: "Abbrechen",
  camera: "Kamera",
  microphone: "Mikrofon",
  speaker: "Lautsprecher",
  chooseCamera: "Kamera wählen",
  chooseMicrophone: "Mikrofon wählen",
  level: "Mikrofonpegel",
  welcome: "Kamera und Mikrofon bleiben aus, bis Sie sie einschalten.",
  preview: "Ihre Kamera",
  cameraOff: "Ihre Kamera ist aus",
  cameraStarting: "Ihre Kamera startet…",
  peopleHere: (count) =>
    count === 0
      ? "Noch ist niemand da"
      : plural(count, { one: "1 Person ist da", other: `${count} Personen sind da` }),
  lockedGroup: "Diese Gruppe ist gesperrt",
  invited: "Sie sind eingeladen",
  invitedHint: "Eine Einladung kann schon einen Namen enthalten: Dann lassen Sie dies leer.",
  withoutInvitation: "Stattdessen mit Passwort beitreten",
  moved: (address) => `Diese Gruppe ist umgezogen: ${address}`,
  goThere: "Dorthin gehen",
  portal: "Für diese Gruppe melden Sie sich auf einer eigenen Seite an.",
  portalGo: "Dort anmelden",
  nameMissing: "Bitte geben Sie Ihren Namen ein.",
  otherGroup: "Zu einer anderen Gruppe",
  doctor: "Kamera, Mikrofon und Verbindung prüfen",
  left: "Sie haben die Gruppe verlassen.",
  noGroup: (name) => `Eine Gruppe namens „${name}“ gibt es hier nicht.`,
  statusFailed: "Der Server antwortet gerade nicht. Sie können trotzdem versuchen beizutreten.",
  wrongServer: "Die Gruppe ist an eine Adresse umgezogen, die diese Seite nicht öffnen kann.",
  browserTooOld:
    "Mit diesem Browser können Sie nicht an Videokonferenzen teilnehmen: Er ist zu alt, oder WebRTC ist in ihm ausgeschaltet. Schalten Sie es ein oder nehmen Sie eine aktuelle Version von Firefox, Chrome, Edge oder Safari.",
  clockWrong:
    "Die Uhr dieses Geräts geht falsch. Die Zeiten auf dieser Seite richten sich nach der Uhr des Servers.",
};
