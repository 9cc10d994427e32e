/**
 * French: polls.
 * @module
 */
import type * as english from "../en/poll.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Polls. */
export const pollText: Translated<typeof english.pollText> = {
  command: "Sondage…",
  title: "Sondage",
  close: "Fermer",
  chip: "Sondage",
  asked: (by, question) =>
    by === "" ? `Une question pour vous : ${question}` : `${by} demande : ${question}`,
  answer: "Répondre",
  question: "Votre question",
  questionPlaceholder: "Que voulez-vous savoir ?",
  answerLabel: (place) => `Réponse ${place}`,
  addAnswer: "Ajouter une réponse",
  removeAnswer: (place) => `Supprimer la réponse ${place}`,
  multiple: "Plusieurs réponses possibles",
  live: "Tout le monde voit le résultat tout de suite",
  liveHint: "Sinon, il s’affiche quand vous terminez le sondage",
  ask: "Poser la question",
  tooFew: "Saisissez une question et au moins deux réponses.",
  privacy:
    "Les autres participants ne voient pas ce que vous choisissez. Votre réponse va aux hôtes.",
  chooseOne: "Choisissez une réponse",
  chooseSeveral: "Choisissez une ou plusieurs réponses",
  cannotVote: "Vous n’avez pas le droit d’écrire dans ce groupe, donc vous ne pouvez pas répondre.",
  changed: "Vous pouvez changer votre réponse jusqu’à la fin du sondage.",
  hidden: "Le résultat s’affiche à la fin du sondage.",
  voters: (count) =>
    plural(count, {
      one: `${count} personne a répondu`,
      other: `${count} personnes ont répondu`,
    }),
  share: (count, share) => `${count} (${share})`,
  ended: "Le sondage est terminé.",
  end: "Terminer le sondage et afficher le résultat",
  remove: "Enlever",
  again: "Poser une autre question",
  slash: "poser une question à tout le monde",
};
