/**
 * German: files between members.
 * @module
 */
import type * as english from "../en/files.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Sending and receiving files. */
export const filesText: Translated<typeof english.filesText> = {
  title: "Dateien",
  count: (count) => plural(count, { one: "1 Datei", other: `${count} Dateien` }),
  send: "Datei senden…",
  sendTitle: "Dateien senden",
  sendTo: (name) => `Datei an ${name} senden`,
  help: "einer Person eine Datei senden",
  toWhom: "An",
  nobody: "Sonst ist niemand da, der eine Datei empfangen könnte.",
  choose: "Dateien wählen",
  noneChosen: "Noch ist keine Datei gewählt. Sie können Dateien auch mit der Maus hierher ziehen.",
  offer: "Senden",
  cancel: "Abbrechen",
  direct:
    "Die Datei geht direkt von Ihrem Browser zum anderen. Beide sehen die Netzadresse des anderen.",
  limits: (size, count) => `Je höchstens ${size}, und ${count} auf einmal.`,
  drop: "Dateien hier ablegen, um sie zu senden",
  close: "Schließen",
  unnamed: "Datei",
  from: (name) => `von ${name}`,
  to: (name) => `an ${name}`,
  waitingFor: (name) => `Warten, bis ${name} annimmt`,
  accept: "Annehmen",
  refuse: "Ablehnen",
  withdraw: "Zurückziehen",
  stop: "Abbrechen",
  again: "Noch einmal versuchen",
  save: "Speichern",
  dismiss: "Aus der Liste nehmen",
  dismissAll: "Liste leeren",
  connecting: "Verbindung wird hergestellt…",
  cannotTake: (size) => `Das ist zu groß für Ihren Browser; höchstens ${size} sind möglich.`,
  progress: (file) => `Fortschritt von ${file}`,
  done: "Fertig",
  offeredBy: (name, file) => `${name} möchte Ihnen „${file}“ senden.`,
  arrived: (file) => `„${file}“ ist angekommen.`,
  sent: (file, name) => `${name} hat „${file}“ erhalten.`,
  tooLarge: (file, size) => `„${file}“ ist zu groß zum Senden; höchstens ${size} sind möglich.`,
  tooMany: (count) =>
    `Nur ${count} Dateien können gleichzeitig unterwegs sein. Warten Sie, bis eine angekommen ist.`,
  ends: {
    refused: (name) => `${name} möchte diese Datei nicht.`,
    withdrawn: (name) => `${name} hat das Angebot zurückgezogen.`,
    cancelled: (name) => `${name} hat es abgebrochen.`,
    stopped: () => "Abgebrochen.",
    lost: (name) => `Die Verbindung mit ${name} ist abgebrochen; die Datei ist nicht angekommen.`,
    gone: (name) => `${name} ist nicht mehr da.`,
    faulty: (name) => `Was von ${name} kam, ist nicht die angebotene Datei.`,
    unreadable: () => "Die Datei lässt sich nicht mehr lesen. Wählen Sie sie noch einmal.",
  },
  askAgain: (name) => `Bitten Sie ${name}, sie noch einmal zu senden.`,
  ofSize: (moved, all) => `${moved} von ${all}`,
  left: (span) => `noch ${span}`,
};
