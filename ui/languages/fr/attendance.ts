/**
 * French: the attendance list, and handing the group over.
 * @module
 */
import type * as english from "../en/attendance.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The attendance list. */
export const attendanceText: Translated<typeof english.attendanceText> = {
  command: "Liste de présence…",
  title: "Liste de présence",
  close: "Fermer",
  notice: (by) =>
    `${by} tient une liste de qui est là et quand. Seule cette personne la garde, pas le serveur.`,
  chip: (by) => `${by} tient une liste de présence`,
  explain:
    "La liste contient les noms de toutes les personnes qui viennent, et les heures d’arrivée et de départ. Elle reste dans cet onglet du navigateur jusqu’à ce que vous le fermiez. Tout le monde peut voir que vous la tenez.",
  start: "Commencer la liste",
  restart: "Commencer une nouvelle liste",
  stop: "Terminer la liste",
  clear: "Supprimer la liste",
  save: "Enregistrer pour un tableur (CSV)",
  file: (group) => `presence ${group}.csv`,
  running: (people) =>
    plural(people, {
      one: `La liste est en cours : ${people} personne pour l’instant.`,
      other: `La liste est en cours : ${people} personnes pour l’instant.`,
    }),
  stopped: (people) =>
    plural(people, {
      one: `La liste est terminée : ${people} personne.`,
      other: `La liste est terminée : ${people} personnes.`,
    }),
  byOther: (by) => `${by} tient déjà une liste.`,
  columns: { name: "Nom", from: "Arrivée", until: "Départ", minutes: "Durée (min)" },
  stillHere: "Toujours là",
};

/** Handing the group over. */
export const handOverText: Translated<typeof english.handOverText> = {
  command: "Confier le groupe…",
  title: (name) => `Confier le groupe à ${name} ?`,
  body: (name) =>
    `Le rôle d’hôte passe à ${name}, et vous ne l’avez plus. Seul un hôte peut vous le rendre.`,
  doIt: "Confier",
  done: (name) => `Le rôle d’hôte est à ${name}.`,
  failed: (name) => `Le rôle d’hôte n’a pas pu passer à ${name}. Vous l’avez toujours.`,
  allow: (name) => `Laisser parler et montrer : ${name}`,
  allowShort: "Laisser parler",
  allowed: (name) => `${name} peut maintenant parler et montrer.`,
};
