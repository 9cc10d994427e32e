/**
 * French: subgroups.
 * @module
 */
import type * as english from "../en/subgroups.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Subgroups. */
export const subgroupsText: Translated<typeof english.subgroupsText> = {
  command: "Sous-groupes…",
  title: "Sous-groupes",
  close: "Fermer",
  name: (name) => /^\d+$/.test(name) ? `Groupe ${name}` : name,
  main: "Groupe principal",
  here: (name) => `Vous êtes ici : ${name}`,
  back: "Retour au groupe principal",
  sent: (name) => `Un hôte vous envoie ici : ${name}.`,
  calling: (left) => `Retour au groupe principal dans ${left}`,
  calledTo: (name, left) => `Dans ${left} : ${name}`,
  calledBack: "L’hôte rappelle tout le monde au groupe principal.",
  goNow: "Y aller",
  turnedBack: (name) => `Accès refusé : ${name}. Vous êtes de nouveau dans le groupe principal.`,

  how: "Répartir les personnes",
  hows: {
    groups: "Par nombre de groupes",
    people: "Par nombre de personnes dans chacun",
    hand: "À la main",
  },
  count: { groups: "Groupes", people: "Personnes par groupe" },
  mix: "Mélanger",
  last: "Comme la dernière fois",
  addGroup: "Ajouter un groupe",
  assign: (name) => `Groupe de ${name}`,
  nobody: "Il n’y a ici que des hôtes.",
  stays: "Reste ici",
  badCount: "Saisissez un nombre entier, au moins 1.",
  unavailable:
    "Ce groupe n’a pas de sous-groupes. L’administration peut activer « Sous-groupes automatiques » dans ses paramètres.",
  unknown: "Ce serveur ne sait pas déplacer les personnes.",
  open: "Envoyer dans les groupes",
  sendMore: "Envoyer aussi ces personnes",
  running: (groups) =>
    plural(groups, {
      one: `${groups} groupe est ouvert`,
      other: `${groups} groupes sont ouverts`,
    }),
  empty: "Il n’y a personne",
  people: (names) => names,
  visit: (name) => `Aller voir ${name}`,
  visitShort: "Aller voir",
  announce: "Dire quelque chose à tous les groupes",
  announceDo: "Annoncer",
  announced: "L’annonce est envoyée à tous les groupes.",
  recall: "Rappeler tout le monde",
  recallIn: "Quand",
  recallTimes: {
    "0": "Tout de suite",
    "30": "Dans 30 secondes",
    "60": "Dans 1 minute",
    "120": "Dans 2 minutes",
    "300": "Dans 5 minutes",
  },
  recalled: "Tout le monde est rappelé.",
  link: (name, address) => `Merci d’aller ici (${name}) : ${address}`,
  linkBack: (address) => `Merci de revenir au groupe principal : ${address}`,
};
