/**
 * French: the timer.
 * @module
 */
import type * as english from "../en/timer.ts";
import type { Translated } from "../message.ts";

/** The timer. */
export const timerText: Translated<typeof english.timerText> = {
  command: "Minuteur…",
  title: "Minuteur",
  close: "Fermer",
  shown: (left) => `Minuteur : encore ${left}`,
  paused: (left) => `Minuteur arrêté à ${left}`,
  over: "C’est l’heure",
  minutes: "Durée en minutes",
  minutesHint: "Tout le monde le voit",
  quick: (minutes) => `${minutes} min`,
  start: "Démarrer",
  pause: "Mettre en pause",
  resume: "Reprendre",
  add: "Une minute de plus",
  end: "Enlever",
  badMinutes: "Saisissez un nombre de minutes, de 1 à 600.",
  slash: "montrer à tout le monde un minuteur de tant de minutes ; sans nombre, l’enlever",
};
