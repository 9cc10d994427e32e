/**
 * French: logging in to the administration page, and its failures.
 * @module
 */
import type * as english from "../en/admin_login.ts";
import type { Translated } from "../message.ts";

/** Logging in. */
export const loginText: Translated<typeof english.loginText> = {
  heading: "Administration",
  lead: "Pour les personnes qui s’occupent de ce serveur ou d’un de ses groupes.",
  how: "Comment vous connectez-vous ?",
  byPassword: "Nom et mot de passe",
  byToken: "Jeton",
  username: "Votre nom",
  password: "Mot de passe",
  token: "Jeton",
  tokenHint:
    "Un jeton avec la permission « admin », ou une adresse qui se termine par un tel jeton",
  group: "Groupe",
  groupHint: "Laissez vide si vous administrez tout le serveur",
  remember: "Garder la connexion jusqu’à la fermeture de cet onglet",
  rememberHint: "Le mot de passe reste alors dans la mémoire du navigateur pour cet onglet",
  submit: "Se connecter",
  busy: "Connexion…",
  nameMissing: "Veuillez saisir votre nom.",
  tokenMissing: "Veuillez saisir le jeton.",
  badGroup: "Ce nom ne peut pas être celui d’un groupe.",
  refused:
    "L’accès a été refusé. Vérifiez le nom et le mot de passe ; si vous n’administrez qu’un groupe, indiquez-le aussi. Qui administre le serveur figure sous « users » dans config.json, avec la permission « admin ».",
};

/** Why a request failed. */
export const failureText: Translated<typeof english.failureText> = {
  "unreachable": "Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.",
  "unauthorised": "Vous n’avez plus accès. Connectez-vous à nouveau.",
  "read-only": "Sur ce serveur, les fichiers des groupes ne peuvent pas être modifiés d’ici.",
  "missing": "Cela n’existe plus. Quelqu’un vient peut-être de le supprimer.",
  "changed": "Quelqu’un l’a modifié entre-temps : regardez à nouveau avant de le modifier.",
  "busy": "Le serveur est occupé. Veuillez réessayer dans un instant.",
  "broken": "Le serveur n’a pas pu le faire. Son journal dit pourquoi.",
  "full": "Il n’y a plus de place. Supprimez d’abord quelque chose.",
  "refused": (reason) => reason === "" ? "Le serveur ne l’a pas accepté." : reason,
};
