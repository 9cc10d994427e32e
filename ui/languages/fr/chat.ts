/**
 * French: the chat.
 * @module
 */
import type * as english from "../en/chat.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The chat. */
export const chatText: Translated<typeof english.chatText> = {
  title: "Discussion",
  message: "Votre message",
  placeholder: "Écrire un message",
  send: "Envoyer",
  empty: "Pas encore de message",
  emptyHint: "Ce que vous écrivez ici est vu par tout le groupe.",
  to: (name) => `Seulement à ${name}`,
  toAll: "Écrire de nouveau à tout le monde",
  privateFrom: "à vous seulement",
  privateTo: (name) => `à ${name} seulement`,
  server: "Serveur",
  unread: (count) =>
    plural(count, {
      one: `${count} message non lu`,
      other: `${count} messages non lus`,
    }),
  newMessages: "Nouveaux messages",
  newFromHere: "Nouveau",
  latest: "Aux derniers messages",
  recipient: "À",
  everybody: "Tout le monde",
  recipientLabel: (whom) => `${whom}. Choisir quelqu’un d’autre`,
  tooManyNames: "Écrivez @ et un nom pour en trouver d’autres.",
  onlyThis: "Seulement cette conversation",
  onlyThisHint: (name) => `N’afficher que ce qui s’est écrit entre vous et ${name}`,
  nothingPrivate: (name) => `Rien ne s’est encore écrit entre vous et ${name}.`,
  answering: (name) => `Réponse à ${name}`,
  stopAnswering: "Ne pas répondre à ce message",
  quoteOf: (name) => `${name} a écrit`,
  goToQuoted: "Afficher le message cité",
  answer: "Répondre",
  copy: "Copier",
  copied: "Le message est copié.",
  notCopied: "Le message n’a pas pu être copié. Sélectionnez-le et copiez-le à la main.",
  showAll: "Tout afficher",
  emoji: "Insérer un émoji",
  suggestions: "Suggestions pour continuer",
  writeTo: (name) => `écrire à ${name} seulement`,
  attach: "Envoyer un fichier",
  offline: "Vous pourrez écrire dès que la connexion sera rétablie.",
  notAllowed: "Vous n’avez pas le droit d’écrire dans ce groupe.",
  heard: (name, message) => `${name} : ${message}`,
  close: "Fermer la discussion",
};
