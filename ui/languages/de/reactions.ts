/**
 * German: reactions.
 * @module
 */
import type * as english from "../en/reactions.ts";
import type { Translated } from "../message.ts";

/** Reactions. */
export const reactionsText: Translated<typeof english.reactionsText> = {
  react: "Reagieren",
  key: "reagieren",
  help: "mit einem der Zeichen reagieren, nach seinem Namen",
  names: {
    agree: "Ja",
    disagree: "Nein",
    applause: "Applaus",
    heart: "Herz",
    laughter: "Lachen",
    surprise: "Staunen",
    celebration: "Hurra",
    thinking: "Nachdenken",
  },
  recent: "Reaktionen von eben",
  one: (name, count) => count === 1 ? name : `${name} × ${count}`,
  summary: (list) => `Reaktionen: ${list}`,
  tooMany: "Langsam! Sie können gleich wieder reagieren.",
  unknown: (names) => `Schreiben Sie eines davon: ${names}.`,
};
