/**
 * German: playing a file to the group, and sharing screens.
 * @module
 */
import type * as english from "../en/media_file.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Files that are played. */
export const mediaFileText: Translated<typeof english.mediaFileText> = {
  play: "Video- oder Tondatei vorspielen",
  slash: "allen eine Video- oder Tondatei vorspielen",
  unplayable: (name) =>
    `Dieser Browser kann ${name} nicht abspielen. Versuchen Sie es mit MP4, WebM oder MP3.`,
  broken: (name) => `${name} lässt sich nicht weiter abspielen.`,
  muted: "Ihr Mikrofon ist stumm, solange die Datei läuft.",
  controls: (name) => `Bedienung von ${name}`,
  start: "Abspielen",
  pause: "Anhalten",
  stop: "Vorspielen beenden",
  position: "Stelle",
  volume: "Lautstärke für alle",
  time: (at, length) => `${at} von ${length}`,
};

/** Screens that are shared. */
export const sharingText: Translated<typeof english.sharingText> = {
  now: (screens) =>
    plural(screens, {
      one: "Sie teilen Ihren Bildschirm",
      other: `Sie teilen ${screens} Bildschirme`,
    }),
  another: "Noch einen teilen",
  stop: "Teilen beenden",
  hints: { detail: "Scharfer Text", motion: "Flüssige Bewegung" },
  prefer: "Was bei geteilten Bildschirmen wichtiger ist",
};

/** The camera as a blackboard, and other cameras. */
export const boardText: Translated<typeof english.boardText> = {
  on: "Tafelmodus",
  hint: "Scharfe Bilder von dem, was Sie schreiben, mit weniger Bewegung",
  slash: "den Tafelmodus ein- oder ausschalten",
  started: "Tafelmodus: Ihre Kamera sendet scharfe Bilder von dem, was Sie schreiben.",
  ended: "Der Tafelmodus ist aus.",
  switchCamera: "Die andere Kamera benutzen",
};
