/**
 * German: the room, its stage and the network.
 * @module
 */
import type * as english from "../en/stage.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The room and its stage. */
export const roomText: Translated<typeof english.roomText> = {
  reconnecting: "Verbindung wird wiederhergestellt…",
  reconnected: "Sie sind wieder verbunden.",
  you: "Sie",
  nameAndYou: (name) => name === "" ? "Sie" : `${name} (Sie)`,
  anonymous: "Ohne Namen",
  tile: (name, label) =>
    label === "screenshare"
      ? `Bildschirm von ${name}`
      : label === "video"
      ? `Film von ${name}`
      : `Kamera von ${name}`,
  screenOf: (name) => `${name} · Bildschirm`,
  muted: "Stumm",
  connecting: "Verbindung wird hergestellt…",
  interrupted: "Verbindung unterbrochen",
  stage: "Bilder der Personen",
  aloneTitle: "Noch sind Sie allein hier",
  aloneHint: "Mit diesem Link können andere beitreten:",
  quietTitle: (count) =>
    plural(count, { one: "1 Person ist da", other: `${count} Personen sind da` }),
  quietHint: "Gerade sendet niemand Bild oder Ton.",
  copyLink: "Link kopieren",
  linkCopied: "Der Link ist kopiert.",
  linkNotCopied:
    "Der Link konnte nicht kopiert werden. Markieren Sie ihn und kopieren Sie ihn von Hand.",
  fullscreen: "Vollbild",
  stopThisShare: "Das nicht mehr teilen",
  mutedBy: (name) =>
    name === "" ? "Sie wurden stummgeschaltet." : `${name} hat Sie stummgeschaltet.`,
  joined: (name) => `${name} ist beigetreten`,
  left: (name) => `${name} ist gegangen`,
  close: "Schließen",
  dismiss: "Ausblenden",
  controls: "Bedienelemente",
};

/** How the stage is arranged, and what can be done with what is on it. */
export const stageText: Translated<typeof english.stageText> = {
  layout: "Ansicht",
  layouts: {
    automatic: "Automatisch",
    grid: "Galerie",
    speaker: "Wer spricht",
    side: "Bildschirm und Personen",
  },
  hideQuiet: "Personen ohne Bild ausblenden",
  own: "Mein Bild",
  ownPlaces: {
    automatic: "Wo es am besten passt",
    grid: "Bei den anderen",
    corner: "In einer Ecke",
    hidden: "Ausgeblendet",
  },
  move: "Mein Bild mit den Pfeiltasten verschieben",
  pin: "Für mich anheften",
  unpin: "Lösen",
  unpinAll: "Alle lösen",
  pinned: "Angeheftet",
  spotlight: "Für alle hervorheben",
  unspotlight: "Nicht mehr hervorheben",
  endSpotlight: "Hervorheben beenden",
  spotlit: "Hervorgehoben",
  spotlightHelp: "jemanden für alle hervorheben oder das beenden",
  options: (name) => `Optionen für ${name}`,
  person: "Diese Person",
  volume: "Lautstärke für mich",
  percent: (percent) => `${percent}\u00a0%`,
  muteHere: "Für mich stummschalten",
  unmuteHere: "Für mich wieder hörbar",
  silenced: "Für Sie stumm",
  rotate: "Für mich drehen",
  pip: "Bild im Bild",
  endPip: "Bild im Bild schließen",
  roomPip: "Raum in einem kleinen Fenster",
  pipFailed: "Dieser Browser kann das kleine Fenster gerade nicht öffnen.",
  pipTitle: "Der Raum",
  back: "Zurück zum Raum",
  fullscreenKey: "Vollbild",
  endFullscreen: "Vollbild beenden",
  pages: "Seiten mit Personen",
  nextPage: "Nächste Seite",
  previousPage: "Vorige Seite",
  pageOf: (page, pages) => `Seite ${page} von ${pages}`,
  pageShort: (page, pages) => `${page} / ${pages}`,
};

/** How well the network carries. */
export const networkText: Translated<typeof english.networkText> = {
  grades: {
    good: "Gute Verbindung",
    weak: "Schwache Verbindung",
    bad: "Schlechte Verbindung",
  },
  ownUp: "Ihre Verbindung ist langsam: Andere sehen Sie in niedriger Qualität.",
  ownDown: "Ihre Verbindung ist langsam: Sie sehen andere in niedriger Qualität.",
  ownDownBad: "Ihre Verbindung ist sehr langsam: Wo nötig, hält das Bild an, damit der Ton bleibt.",
  ownBad: "Ihre Verbindung ist sehr schlecht: Bild und Ton können aussetzen.",
  unstable: (name) => `Die Verbindung von ${name} ist instabil`,
  paused: "Bild angehalten, damit der Ton bleibt",
};

/** The details of a stream. */
export const detailsText: Translated<typeof english.detailsText> = {
  open: "Einzelheiten",
  title: (name) => `Einzelheiten: ${name}`,
  measuring: "Wird gemessen…",
  quality: "Höchstens anzeigen",
  pins: { automatic: "Automatisch", medium: "Mittel", low: "Niedrig" },
  picture: "Bild",
  layers: { l: "Kleine Stufe", m: "Mittlere Stufe", h: "Große Stufe" },
  nothing: "Gerade wird nichts gesendet",
  sound: "Ton",
  loss: "Verlorene Pakete",
  roundTrip: "Umlaufzeit",
  perSecond: (frames) => `${Math.round(frames)}\u00a0Bilder/s`,
  unknown: "unbekannt",
};
