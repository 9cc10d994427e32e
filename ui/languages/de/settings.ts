/**
 * German: the settings.
 * @module
 */
import type * as english from "../en/settings.ts";
import type { Translated } from "../message.ts";

/** The settings. */
export const settingsText: Translated<typeof english.settingsText> = {
  title: "Einstellungen",
  close: "Einstellungen schließen",
  parts: "Teile der Einstellungen",
  sections: {
    media: "Bild und Ton",
    network: "Netz",
    notifications: "Hinweise",
    appearance: "Aussehen",
    language: "Sprache",
    keyboard: "Tastatur",
  },
  camera: "Kamera",
  microphone: "Mikrofon",
  speaker: "Lautsprecher",
  tryCamera: "Meine Kamera hier zeigen",
  tryCameraHint: "Niemand sonst sieht es",
  tryMicrophone: "Mein Mikrofon testen",
  tryMicrophoneHint: "Niemand sonst hört es",
  cameraMode: "Bild",
  cameraModes: {
    small: "Klein: schont Akku und Netz",
    standard: "Normal: 720 Zeilen",
    hd: "Groß: 1080 Zeilen, wenn die Kamera es kann",
    board: "Tafel: lieber scharf als flüssig",
  },
  turn: "Bild drehen",
  turns: {
    "0": "Unverändert",
    "90": "Nach rechts",
    "180": "Auf den Kopf",
    "270": "Nach links",
  },
  flip: "Spiegeln, was andere sehen",
  flipHint: "Für Kameras, die Schrift verkehrt herum zeigen",
  mirror: "Mein eigenes Bild spiegeln",
  mirrorHint: "Nur für Sie: Andere sehen Sie richtig herum",
  screen: "Geteilte Bildschirme",
  echoCancellation: "Echo unterdrücken",
  echoCancellationHint: "Nur ausschalten, wenn Sie Kopfhörer tragen",
  noiseSuppression: "Geräusche unterdrücken",
  noiseSuppressionHint: "Für Musik ausschalten",
  autoGainControl: "Lautstärke anpassen",
  autoGainControlHint: "Für Musik ausschalten",
  screenHint: "Bei geteilten Bildschirmen wichtiger",
  screenHints: { detail: "Scharfer Text", motion: "Flüssige Bewegung" },
  send: "Was Sie senden",
  sendLevels: {
    lowest: "Am wenigsten",
    low: "Wenig",
    normal: "Mittel",
    unlimited: "So viel wie sinnvoll",
  },
  sendHints: {
    lowest: "Höchstens 150 kb/s: Andere sehen Sie klein und unscharf. Für sehr schlechte Netze.",
    low: "Höchstens 300 kb/s: für Mobilfunk.",
    normal: "Höchstens 700 kb/s: sieht in kleinen Gruppen gut aus.",
    unlimited: "So viel, wie Ihr Netz trägt und andere ansehen.",
  },
  receive: "Was Sie empfangen",
  receiveWishes: {
    "": "Nichts",
    "audio": "Nur Ton",
    "screenshare": "Ton und geteilte Bildschirme",
    "everything-low": "Alles, Bilder in niedriger Qualität",
    "everything": "Alles",
  },
  receiveHints: {
    "": "Sie hören und sehen niemanden. Der Chat geht weiter.",
    "audio": "Sie hören alle. Für sehr schlechte Netze; schont auch den Akku.",
    "screenshare": "Sie hören alle und sehen geteilte Bildschirme, aber keine Kameras.",
    "everything-low": "Sie hören und sehen alle mit etwa einem Zehntel der Daten.",
    "everything": "So gut, wie Ihr Netz es trägt.",
  },
  theme: "Farben",
  themes: { system: "Wie das System", light: "Hell", dark: "Dunkel" },
  language: "Sprache",
  languageOfBrowser: "Wie der Browser",
  lighter: "Zu hellen Farben wechseln",
  darker: "Zu dunklen Farben wechseln",
};
