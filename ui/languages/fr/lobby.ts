/**
 * French: waiting at the door of a group, and letting people in.
 * @module
 */
import type * as english from "../en/lobby.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Waiting, and letting in. */
export const lobbyText: Translated<typeof english.lobbyText> = {
  fact: "Un hôte vous fera entrer",
  waitTitle: "En attente d’un hôte",
  wait: "On vous fera bientôt entrer. Restez sur cette page.",
  waitAs: (name) => `Vous attendez sous le nom de ${name}.`,
  trying: "La connexion s’est perdue. Nouveaux essais ; votre place est gardée.",
  giveUp: "Ne plus attendre",
  denied: (reason) =>
    reason === ""
      ? "L’hôte ne vous a pas fait entrer."
      : `L’hôte ne vous a pas fait entrer : ${reason}`,

  title: "Salle d’attente",
  count: (count) =>
    plural(count, {
      one: `${count} personne attend`,
      other: `${count} personnes attendent`,
    }),
  knocks: (name) => `${name} attend pour entrer`,
  show: "Afficher",
  letIn: "Faire entrer",
  letInPerson: (name) => `Faire entrer ${name}`,
  letInAll: "Faire entrer tout le monde",
  sendAway: (name) => `Refuser ${name}…`,
  denyTitle: (name) => `Refuser ${name} ?`,
  denyReason: "Motif",
  denyHint: "Il est montré à la personne refusée. Il peut rester vide",
  denyDo: "Refuser",
  since: (minutes) =>
    minutes < 1 ? "à l’instant" : plural(minutes, {
      one: `depuis ${minutes} minute`,
      other: `depuis ${minutes} minutes`,
    }),

  open: "Ouvrir la salle d’attente…",
  openTitle: "Ouvrir la salle d’attente ?",
  openText:
    "Désormais, qui arrive attend qu’un hôte fasse entrer. Les personnes présentes restent. Avec d’autres programmes que celui-ci, le groupe paraît verrouillé.",
  openDo: "Faire attendre",
  close: "Laisser entrer tout le monde sans attente",
  opened: "Qui arrive passe maintenant par la salle d’attente.",
  isOpen: "Salle d’attente ouverte",
};
