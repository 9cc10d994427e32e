/**
 * French: invitations in the administration page.
 * @module
 */
import type * as english from "../en/admin_invitations.ts";
import type { Translated } from "../message.ts";

/** Invitations. */
export const invitationsText: Translated<typeof english.invitationsText> = {
  title: "Invitations",
  titleAll: "Invitations pour tous les groupes",
  lead: "Une invitation est un lien : qui l’a peut entrer dans le groupe jusqu’à son échéance.",
  leadAll:
    "Celles-ci ouvrent tous les groupes de ce serveur et, avec la permission « admin », cette page. Donnez-les avec prudence.",
  create: "Nouvelle invitation",
  kind: "Que permet-elle ?",
  kinds: {
    present: "Participer : envoyer et écrire",
    message: "Écouter et écrire",
    observe: "Regarder seulement",
    op: "Diriger le groupe en tant qu’hôte",
    admin: "Administrer",
    list: "Permissions une à une…",
  },
  username: "Nom de la personne invitée",
  usernameHint: "Laissez vide si chacun peut choisir son nom",
  lifetime: "Valable",
  lifetimes: {
    hour: "Une heure",
    day: "Un jour",
    week: "Une semaine",
    month: "30 jours",
    until: "Jusqu’à…",
  },
  until: "Jusqu’à",
  untilMissing: "Saisissez une date et une heure à venir.",
  subgroups: "Aussi pour les sous-groupes",
  make: "Créer l’invitation",
  making: "Création…",
  made: "L’invitation est prête. Copiez son lien :",
  madeToken: "Le jeton est prêt. Copiez-le :",
  link: "Lien d’invitation",
  tokenField: "Jeton",
  tokenHint: (example) => `Il se place à la fin de l’adresse de n’importe quel groupe : ${example}`,
  list: "Invitations existantes",
  none: "Il n’y a pas d’invitation.",
  anyName: "N’importe quel nom",
  ends: (time) => `Se termine le ${time}`,
  ended: (time) => time === "" ? "Terminée" : `Terminée le ${time}`,
  begins: (time) => `Commence le ${time}`,
  withSubgroups: "avec les sous-groupes",
  by: (name) => `par ${name}`,
  copyLink: (name) => `Copier le lien de l’invitation ${name}`,
  prolong: "Une semaine de plus",
  prolongLabel: (name) => `Une semaine de plus pour l’invitation ${name}`,
  prolonged: (time) => `Elle se termine désormais le ${time}.`,
  revoke: "Terminer",
  revokeLabel: (name) => `Terminer l’invitation ${name}`,
  revoked: "Elle est terminée. On peut encore la prolonger.",
  remove: "Supprimer",
  removeLabel: (name) => `Supprimer l’invitation ${name}`,
  removeTitle: "Supprimer cette invitation ?",
  removeBody: "Son lien ne marchera plus, et on ne pourra pas la prolonger.",
  removed: "L’invitation est supprimée.",
  more: (count) => `En afficher ${count} de plus`,
};
