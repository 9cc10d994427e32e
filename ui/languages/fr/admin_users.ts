/**
 * French: users, their permissions, and keys in the administration page.
 * @module
 */
import type * as english from "../en/admin_users.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Permissions. */
export const permissionsText: Translated<typeof english.permissionsText> = {
  label: "Droits",
  list: "Permissions une à une",
  listHint: "Séparées par des virgules : op, present, message, caption, token, record, admin",
  names: {
    op: "Hôte : dirige le groupe",
    present: "Participe : envoie et écrit",
    message: "Écoute et écrit",
    caption: "Écrit les sous-titres",
    observe: "Regarde seulement",
    admin: "Administre ce groupe ici, sans y entrer",
    none: "Aucun droit",
    list: "Permissions une à une…",
  },
};

/** The users of a group. */
export const usersText: Translated<typeof english.usersText> = {
  title: "Utilisateurs",
  lead:
    "Les personnes qui ont ici un nom à elles. Personne d’autre ne peut alors prendre ce nom. On peut définir les mots de passe, mais jamais les voir.",
  named: "Utilisateurs avec un nom",
  special: "Les autres",
  wildcard: "Tous les autres noms",
  wildcardHint: "Vaut pour tout nom qui n’est pas dans la liste",
  empty: "Sans nom",
  emptyHint: "Vaut pour qui entre sans aucun nom",
  notThere: "non configuré",
  noUsers: "Il n’y a pas d’utilisateur avec un nom.",
  search: "Chercher un utilisateur",
  add: "Nouvel utilisateur",
  name: "Nom",
  password: "Mot de passe",
  passwordOptional: "Mot de passe",
  passwordHint:
    "72 octets au plus. Sans mot de passe, la connexion est impossible jusqu’à ce qu’il soit défini.",
  create: "Ajouter l’utilisateur",
  nameMissing: "Veuillez saisir un nom.",
  badName: "Ce nom ne convient pas : aucune de ses parties ne doit commencer par un point.",
  exists: "Un utilisateur porte déjà ce nom.",
  made: (name) => `Utilisateur ajouté : ${name}.`,
  madeWithoutPassword: (name, why) =>
    `Utilisateur ajouté : ${name}, mais son mot de passe n’a pas été défini : ${why}`,
  setUp: "Configurer",
  savePermissions: "Enregistrer les droits",
  saved: "Les droits sont enregistrés.",
  newPassword: "Nouveau mot de passe",
  setPassword: "Définir le mot de passe",
  passwordMissing: "Veuillez saisir un mot de passe.",
  passwordSet: "Le mot de passe est défini.",
  anyPassword: "Laisser entrer avec n’importe quel mot de passe",
  anyPasswordSet: "N’importe quel mot de passe convient maintenant.",
  removePassword: "Retirer le mot de passe",
  removePasswordTitle: (name) => `Retirer le mot de passe de ${name} ?`,
  removePasswordBody:
    "Personne ne pourra alors se connecter sous ce nom jusqu’à ce qu’un autre mot de passe soit défini.",
  passwordRemoved: "Le mot de passe est retiré.",
  remove: "Supprimer l’utilisateur",
  removeTitle: (name) => `Supprimer ${name} ?`,
  removeBody: "Qui est présent sous ce nom est exclu.",
  removed: (name) => `Utilisateur supprimé : ${name}.`,
  close: (name) => `Fermer ${name}`,
};

/** A group's keys. */
export const keysText: Translated<typeof english.keysText> = {
  title: "Clés",
  lead:
    "Un autre serveur peut laisser entrer dans ce groupe avec des jetons qu’il signe. Ici se place la clé qui sert à les vérifier. On peut définir les clés, mais jamais les voir.",
  paste: "Jeu de clés (JSON Web Key Set)",
  pasteHint: 'Un jeu tel que {"keys": [{"kty": "EC", …}]}, ou une seule clé',
  set: "Définir les clés",
  nothing: "Veuillez coller un jeu de clés.",
  notJson: "Ce n’est pas du JSON. Copiez tout le texte, avec ses accolades.",
  noKeys: "Il n’y a pas de clé là-dedans. Un jeu contient une liste nommée « keys ».",
  done: (count) =>
    plural(count, {
      one: `${count} clé est définie.`,
      other: `${count} clés sont définies.`,
    }),
  remove: "Retirer toutes les clés",
  removeTitle: "Retirer toutes les clés de ce groupe ?",
  removeBody: "Les jetons signés avec elles ne seront plus acceptés.",
  removed: "Les clés sont retirées.",
};
