/**
 * French: what has gone wrong.
 * @module
 */
import type * as english from "../en/failures.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** What has gone wrong. */
export const failureText: Translated<typeof english.failureText> = {
  unreachable: "Le serveur est injoignable. Vérifiez votre connexion, puis réessayez.",
  notAuthorised:
    "Ce nom et ce mot de passe ne vont pas ensemble. Vérifiez les deux, puis réessayez.",
  nameTaken: "Quelqu’un utilise déjà ce nom. Veuillez en choisir un autre.",
  nameNeeded: "Veuillez saisir votre nom.",
  noGroup: "Ce groupe n’existe plus.",
  badGroupName: "Ce nom ne peut pas être celui d’un groupe.",
  notOpenYet: "Ce groupe n’est pas encore ouvert. Revenez plus tard.",
  closed:
    "Ce groupe est fermé. Son temps est écoulé : adressez-vous à la personne qui a créé l’invitation.",
  noOperator: "Le groupe commence quand un hôte arrive. Veuillez réessayer dans un instant.",
  full: "Le groupe est complet. Réessayez quand quelqu’un sera parti.",
  locked: "Le groupe est verrouillé. Demandez à un hôte de vous laisser entrer, puis réessayez.",
  internal: "Quelque chose s’est mal passé sur le serveur. Veuillez réessayer.",
  banned: (minutes) =>
    plural(minutes, {
      one: "On vous a fait sortir de ce groupe. Vous pourrez revenir dans une minute.",
      other: `On vous a fait sortir de ce groupe. Vous pourrez revenir dans ${minutes} minutes.`,
    }),
  tooManyLogins: (seconds) =>
    plural(seconds, {
      one: "Il y a eu trop d’échecs depuis votre adresse. Réessayez dans une seconde.",
      other: `Il y a eu trop d’échecs depuis votre adresse. Réessayez dans ${seconds} secondes.`,
    }),
  busy: "Trop de personnes arrivent en même temps. Veuillez réessayer dans un instant.",
  badInvitation:
    "Cette invitation n’est pas valable, ou ne l’est plus. Demandez-en une nouvelle, ou entrez avec un mot de passe.",
  authServer: "Le serveur qui vérifie les mots de passe de ce groupe ne répond pas.",
  noLongerUser: "Vous n’avez plus accès à ce groupe.",
  waitsElsewhere: "Vous attendez déjà dans une autre fenêtre.",
  kicked: (by, reason) =>
    (by === "" ? "On vous a fait sortir du groupe" : `${by} vous a fait sortir du groupe`) +
    (reason === "" ? "." : ` : ${reason}`),
  lostForGood:
    "La connexion s’est perdue et n’a pas pu être rétablie. Rejoignez à nouveau le groupe pour continuer.",
  share: "L’écran ne peut pas être partagé.",
  shareDenied: "Votre système ne permet pas à ce navigateur de partager l’écran.",
  mayNotPresent: "Vous ne pouvez envoyer ni son ni image dans ce groupe.",
  publish: "Votre flux n’a pas pu être envoyé. Nouvel essai…",
  publishRefused: "Le serveur a arrêté votre flux.",
  receive: (name) => `Le flux de ${name} n’a pas pu être reçu.`,
  load:
    "Cette partie de la page n’a pas pu être chargée. Vérifiez votre connexion, puis réessayez.",
  autoplay: "Votre navigateur retient le son.",
  autoplayAction: "Activer le son",
  speaker: "Le haut-parleur ne peut pas être utilisé.",
  fromServer: (value) => value.charAt(0).toUpperCase() + value.slice(1),
  fromPerson: (name, value) => `${name} : ${value}`,
};

/** Sentences of the server (of Galène too) that can be said better. */
export const serverText: Translated<typeof english.serverText> = {
  "permission denied": "Vous ne pouvez envoyer ni son ni image dans ce groupe.",
  "this message is too long": "Ce message est trop long.",
  "bad value in kick": "Le serveur n’a pas compris.",
  "bad value in clearchat": "Le serveur n’a pas compris.",
  "Bad value in setdata": "Le serveur n’a pas compris.",
  "the user data is too long": "C’est trop long.",
  "the group's data is too long": "C’est trop long.",
  "this server cannot record": "Ce serveur ne peut pas enregistrer.",
  "that member does not receive this stream": "Cette personne ne reçoit pas ce flux.",
  "no such stream": "Ce flux est terminé.",
  "not authorised": "Vous n’avez pas le droit de faire cela.",
  "user unknown": "Cette personne n’est plus là.",
  "no such user": "Cette personne n’est plus là.",
  "join a group first": "Vous n’êtes plus dans le groupe.",
  "you are not joined": "Vous n’êtes plus dans le groupe.",
};
