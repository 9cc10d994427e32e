/**
 * Spanish: reactions.
 * @module
 */
import type * as english from "../en/reactions.ts";
import type { Translated } from "../message.ts";

/** Reactions. */
export const reactionsText: Translated<typeof english.reactionsText> = {
  react: "Reaccionar",
  key: "reaccionar",
  help: "reaccionar con uno de los signos, por su nombre",
  names: {
    agree: "Sí",
    disagree: "No",
    applause: "Aplauso",
    heart: "Corazón",
    laughter: "Risa",
    surprise: "Sorpresa",
    celebration: "Celebración",
    thinking: "Pensando",
  },
  recent: "Reacciones recientes",
  one: (name, count) => count === 1 ? name : `${name} × ${count}`,
  summary: (list) => `Reacciones: ${list}`,
  tooMany: "¡Despacio! Podrá volver a reaccionar en un momento.",
  unknown: (names) => `Escriba una de estas: ${names}.`,
};
