/**
 * German: cameras, microphones, speakers and backgrounds.
 * @module
 */
import type * as english from "../en/devices.ts";
import type { Translated } from "../message.ts";

/** Cameras, microphones and speakers. */
export const deviceText: Translated<typeof english.deviceText> = {
  camera: "Kamera",
  microphone: "Mikrofon",
  speaker: "Lautsprecher",
  systemDefault: "Standard des Systems",
  unnamed: (kind, number) => `${kind} ${number}`,
  lost: {
    camera: (name) => `${name} wurde getrennt, und Ihre Kamera ist aus. Alles andere geht weiter.`,
    microphone: (name) => `${name} wurde getrennt, und niemand hört Sie. Alles andere geht weiter.`,
    speaker: (name) => `${name} wurde getrennt. Sie hören alles über den Lautsprecher des Systems.`,
  },
  withdrawn: {
    camera: "Diese Seite darf Ihre Kamera nicht mehr benutzen; sie ist aus.",
    microphone: "Diese Seite darf Ihr Mikrofon nicht mehr benutzen; niemand hört Sie.",
  },
  replaced: (name, instead) => `${name} wurde getrennt. Stattdessen läuft jetzt ${instead}.`,
  back: (name) => `${name} ist wieder verbunden.`,
  backInUse: (name) => `${name} ist wieder verbunden und in Gebrauch.`,
  allowed: {
    camera: "Diese Seite darf jetzt Ihre Kamera benutzen.",
    microphone: "Diese Seite darf jetzt Ihr Mikrofon benutzen.",
  },
  found: {
    camera: "Jetzt ist eine Kamera da.",
    microphone: "Jetzt ist ein Mikrofon da.",
  },
  turnOn: { camera: "Kamera einschalten", microphone: "Mikrofon einschalten" },
  tryAgain: "Noch einmal versuchen",
  asking: {
    camera:
      "Vielleicht fragt Ihr Browser, ob diese Seite die Kamera benutzen darf: Erlauben Sie es.",
    microphone:
      "Vielleicht fragt Ihr Browser, ob diese Seite das Mikrofon benutzen darf: Erlauben Sie es.",
  },
  testSound: "Testton abspielen",
  testSoundFailed: "Der Testton lässt sich auf diesem Lautsprecher nicht abspielen.",
  chooseSpeaker: "Lautsprecher wählen",
  hearMyself: "Mich selbst hören",
  recording: "Sprechen Sie jetzt…",
  playing: "So klingen Sie",
  suggestion: {
    camera: "Diese Gruppe schlägt vor, mit eingeschalteter Kamera beizutreten.",
    microphone: "Diese Gruppe schlägt vor, mit eingeschaltetem Mikrofon beizutreten.",
    both: "Diese Gruppe schlägt vor, mit Kamera und Mikrofon beizutreten.",
  },
  follow: "Einschalten",
  problem: {
    denied: {
      camera: "Diese Seite darf Ihre Kamera nicht benutzen.",
      microphone: "Diese Seite darf Ihr Mikrofon nicht benutzen.",
    },
    missing: {
      camera: "Es wurde keine Kamera gefunden. Schließen Sie eine an: Sie startet dann von selbst.",
      microphone:
        "Es wurde kein Mikrofon gefunden. Schließen Sie eines an: Es startet dann von selbst.",
    },
    busy: {
      camera:
        "Die Kamera startet nicht. Vielleicht benutzt sie ein anderes Programm oder ein anderer Tab: Schließen Sie das und versuchen Sie es noch einmal.",
      microphone:
        "Das Mikrofon startet nicht. Vielleicht benutzt es ein anderes Programm: Schließen Sie es und versuchen Sie es noch einmal.",
    },
    insecure: {
      camera: "Browser erlauben Kameras nur auf sicheren Seiten: Öffnen Sie diese Seite mit https.",
      microphone:
        "Browser erlauben Mikrofone nur auf sicheren Seiten: Öffnen Sie diese Seite mit https.",
    },
    background: {
      camera:
        "Auf diesem Gerät lässt sich der Hintergrund nicht ändern, daher wurde Ihre Kamera ausgeschaltet. Wählen Sie „Unverändert“, um die Kamera zu benutzen.",
      microphone: "Das Mikrofon startet nicht.",
    },
    other: {
      camera: "Die Kamera startet nicht.",
      microphone: "Das Mikrofon startet nicht.",
    },
  },
  allowing: {
    chromium:
      "So erlauben Sie es: Drücken Sie auf das Zeichen links von der Adresse und schalten Sie es dort ein. Es startet dann von selbst.",
    firefox:
      "So erlauben Sie es: Drücken Sie auf das durchgestrichene Zeichen links von der Adresse, heben Sie die Sperre auf und versuchen Sie es noch einmal.",
    safari:
      "So erlauben Sie es: Öffnen Sie in Safaris Menü die Einstellungen für diese Website (auf dem iPhone: das Zeichen links von der Adresse), wählen Sie „Erlauben“ und versuchen Sie es noch einmal.",
    android:
      "So erlauben Sie es: Drücken Sie auf das Zeichen links von der Adresse, dann auf „Berechtigungen“. Wenn das nicht hilft, erlauben Sie es dem Browser in den Einstellungen des Systems unter „Apps“.",
    other: "Erlauben Sie es in den Einstellungen Ihres Browsers und versuchen Sie es noch einmal.",
  },
  system:
    "Wenn das nicht hilft, verbieten es vielleicht die Datenschutz-Einstellungen des Systems dem Browser.",
};

/** What stands behind a person. */
export const backgroundText: Translated<typeof english.backgroundText> = {
  label: "Hintergrund",
  options: { none: "Unverändert", blur: "Unscharf", picture: "Ein Bild" },
  choose: "Bild wählen",
  badPicture: "Diese Datei ist kein brauchbares Bild.",
};
