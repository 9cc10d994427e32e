/**
 * French: files between members.
 * @module
 */
import type * as english from "../en/files.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Sending and receiving files. */
export const filesText: Translated<typeof english.filesText> = {
  title: "Fichiers",
  count: (count) => plural(count, { one: `${count} fichier`, other: `${count} fichiers` }),
  send: "Envoyer un fichier…",
  sendTitle: "Envoyer des fichiers",
  sendTo: (name) => `Envoyer un fichier à ${name}`,
  help: "envoyer un fichier à une personne",
  toWhom: "À",
  nobody: "Il n’y a personne d’autre ici qui puisse recevoir un fichier.",
  choose: "Choisir des fichiers",
  noneChosen: "Aucun fichier n’est encore choisi. Vous pouvez aussi déposer des fichiers ici.",
  offer: "Envoyer",
  cancel: "Annuler",
  direct:
    "Le fichier va tout droit de votre navigateur à l’autre. Chacun voit l’adresse réseau de l’autre.",
  limits: (size, count) => `${size} au plus par fichier, et ${count} à la fois.`,
  drop: "Déposez des fichiers pour les envoyer",
  close: "Fermer",
  unnamed: "fichier",
  from: (name) => `de ${name}`,
  to: (name) => `à ${name}`,
  waitingFor: (name) => `En attente de l’accord de ${name}`,
  accept: "Accepter",
  refuse: "Refuser",
  withdraw: "Retirer",
  stop: "Arrêter",
  again: "Réessayer",
  save: "Enregistrer",
  dismiss: "Retirer de la liste",
  dismissAll: "Vider la liste",
  connecting: "Connexion…",
  cannotTake: (size) => `C’est trop gros pour votre navigateur : ${size} au plus.`,
  progress: (file) => `Avancement de ${file}`,
  done: "Terminé",
  offeredBy: (name, file) => `${name} veut vous envoyer « ${file} ».`,
  arrived: (file) => `« ${file} » est arrivé.`,
  sent: (file, name) => `${name} a reçu « ${file} ».`,
  tooLarge: (file, size) => `« ${file} » est trop gros pour être envoyé : ${size} au plus.`,
  tooMany: (count) =>
    `Seuls ${count} fichiers peuvent être en route à la fois. Attendez qu’un soit arrivé.`,
  ends: {
    refused: (name) => `${name} ne veut pas de ce fichier.`,
    withdrawn: (name) => `${name} a retiré son offre.`,
    cancelled: (name) => `${name} a arrêté l’envoi.`,
    stopped: () => "Arrêté.",
    lost: (name) => `La connexion avec ${name} s’est perdue ; le fichier n’est pas arrivé.`,
    gone: (name) => `${name} n’est plus là.`,
    faulty: (name) => `Ce qui est venu de ${name} n’est pas le fichier proposé.`,
    unreadable: () => "Le fichier n’est plus lisible. Choisissez-le à nouveau.",
  },
  askAgain: (name) => `Demandez à ${name} de l’envoyer à nouveau.`,
  ofSize: (moved, all) => `${moved} sur ${all}`,
  left: (span) => `encore ${span}`,
};
