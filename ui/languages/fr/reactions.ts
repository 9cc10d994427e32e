/**
 * French: reactions.
 * @module
 */
import type * as english from "../en/reactions.ts";
import type { Translated } from "../message.ts";

/** Reactions. */
export const reactionsText: Translated<typeof english.reactionsText> = {
  react: "Réagir",
  key: "réagir",
  help: "réagir par un des signes, en donnant son nom",
  names: {
    agree: "Oui",
    disagree: "Non",
    applause: "Bravo",
    heart: "Cœur",
    laughter: "Rire",
    surprise: "Étonnement",
    celebration: "Hourra",
    thinking: "Réflexion",
  },
  recent: "Réactions à l’instant",
  one: (name, count) => count === 1 ? name : `${name} × ${count}`,
  summary: (list) => `Réactions : ${list}`,
  tooMany: "Doucement ! Vous pourrez réagir à nouveau dans un instant.",
  unknown: (names) => `Écrivez un de ces mots : ${names}.`,
};
