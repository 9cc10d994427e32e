/**
 * French: the change of one's own password.
 * @module
 */
import type * as english from "../en/password.ts";
import type { Translated } from "../message.ts";

/** The change of one's own password. */
export const passwordText: Translated<typeof english.passwordText> = {
  title: "Changer mon mot de passe",
  close: "Fermer",
  old: "Mot de passe actuel",
  fresh: "Nouveau mot de passe",
  again: "Nouveau mot de passe, encore une fois",
  change: "Changer le mot de passe",
  changed: "Votre mot de passe est changé.",
  empty: "Veuillez saisir un nouveau mot de passe.",
  differ: "Les deux nouveaux mots de passe ne sont pas les mêmes.",
  wrong: "Le mot de passe actuel n’est pas le bon.",
  noAccount: "Vous n’avez pas de mot de passe à vous dans ce groupe.",
  tooLong: "Le nouveau mot de passe est trop long. Choisissez-en un plus court.",
  readOnly: "Sur ce serveur, les groupes ne peuvent pas être modifiés.",
  busy: "Le serveur est occupé. Veuillez réessayer dans un instant.",
  failed: "Le mot de passe n’a pas pu être changé. Veuillez réessayer.",
};
