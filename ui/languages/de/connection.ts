/**
 * German: one's own connection, and what can be done about it.
 * @module
 */
import type * as english from "../en/connection.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The network menu, and what the room says while there is no connection. */
export const connectionText: Translated<typeof english.connectionText> = {
  open: "Netz",
  short: "Netz",
  shortcut: "Netz und Datenmenge",
  title: "Ihr Netz",
  good: "Ihre Verbindung ist gut.",
  unknown: "Dieser Server sagt nicht, wie gut das Netz ist.",
  up: "Von Ihnen zum Server",
  down: "Vom Server zu Ihnen",
  grades: { good: "gut", weak: "schwach", bad: "schlecht" },
  othersTitle: "Andere mit Problemen",
  othersUp: (name) => `Sie und andere sehen und hören ${name} schlecht.`,
  othersDown: (name) => `${name} sieht und hört andere schlecht.`,
  soundOnly: "Nur Ton empfangen",
  everything: "Wieder alles empfangen",
  less: {
    "": "Sie empfangen nichts: Sie hören und sehen niemanden.",
    "audio": "Sie empfangen nur Ton.",
    "screenshare": "Sie empfangen nur Ton und geteilte Bildschirme.",
  },
  lost: "Verbindung wird wiederhergestellt…",
  lostFor: (seconds) =>
    plural(seconds, {
      one: "Seit 1 Sekunde keine Verbindung. Es wird weiter versucht…",
      other: `Seit ${seconds} Sekunden keine Verbindung. Es wird weiter versucht…`,
    }),
  lostForMinutes: (minutes) =>
    plural(minutes, {
      one: "Seit 1 Minute keine Verbindung. Es wird weiter versucht…",
      other: `Seit ${minutes} Minuten keine Verbindung. Es wird weiter versucht…`,
    }),
  trying: "Neuer Versuch…",
  tryNow: "Jetzt versuchen",
  offline: "Dieses Gerät hat kein Netz. Sobald es wieder da ist, geht es von selbst weiter.",
};
