/**
 * French: invitations.
 * @module
 */
import type * as english from "../en/invitations.ts";
import type { Translated } from "../message.ts";

/** Invitations. */
export const inviteText: Translated<typeof english.inviteText> = {
  title: "Inviter",
  close: "Fermer les invitations",
  name: "Nom de la personne invitée",
  nameHint: "Laissez vide pour que chacun choisisse le sien",
  rights: "Cette personne peut",
  rightsNames: {
    host: "Faire ce que font les hôtes",
    present: "Envoyer son et image, et écrire",
    message: "Regarder et écrire",
    watch: "Seulement regarder",
  },
  from: "Valable à partir de",
  fromHint: "Laissez vide pour tout de suite",
  until: "Valable jusqu’à",
  make: "Créer un lien",
  made: "Le lien est prêt",
  copy: "Copier le lien",
  existing: "Invitations existantes",
  none: "Il n’y a pas d’invitation.",
  loading: "Chargement…",
  anybody: "N’importe qui",
  by: (name) => `créée par ${name}`,
  valid: (time) => `valable jusqu’au ${time}`,
  later: (time) => `valable à partir du ${time}`,
  expired: (time) => `expirée le ${time}`,
  forever: "sans limite de temps",
  copyOf: (name) => `Copier le lien : ${name}`,
  prolong: "Un jour de plus",
  prolongOf: (name) => `Un jour de plus : ${name}`,
  revoke: "Révoquer",
  revokeOf: (name) => `Révoquer : ${name}`,
  timesWrong: "Une invitation doit se terminer après son début, et dans l’avenir.",
  chatMade: (link, until) => `Invitation (fin : ${until}) : ${link}`,
  chatChanged: (link, until) => `Nouvelle fin de cette invitation (${until}) : ${link}`,
  errors: {
    "not-authorised": "Vous n’avez pas le droit de créer ou de modifier cette invitation.",
    "that username is taken": "Quelqu’un de ce groupe porte déjà ce nom. Choisissez-en un autre.",
    "this group has no such token": "Cette invitation n’existe pas dans ce groupe.",
    "the group has too many tokens: revoke some":
      "Le groupe a trop d’invitations. Révoquez-en d’abord quelques-unes.",
    "the server has too many tokens": "Le serveur a trop d’invitations.",
    "the token could not be written": "L’invitation n’a pas pu être enregistrée.",
  },
  failed: (reason) => `Cela n’a pas marché : ${reason}`,
};
