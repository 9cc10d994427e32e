/**
 * French: groups in the administration page.
 * @module
 */
import type * as english from "../en/admin_groups.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The list of groups. */
export const groupListText: Translated<typeof english.groupListText> = {
  search: "Chercher un groupe",
  count: (shown, all) =>
    shown === all
      ? plural(all, { one: `${all} groupe`, other: `${all} groupes` })
      : `${shown} sur ${all} groupes`,
  none: "Il n’y a pas encore de groupe. Créez le premier.",
  noMatch: (query) => `Aucun groupe n’a « ${query} » dans son nom.`,
  create: "Nouveau groupe",
};

/** A new group. */
export const newGroupText: Translated<typeof english.newGroupText> = {
  title: "Nouveau groupe",
  name: "Nom du groupe",
  nameHint:
    "Il fera partie de l’adresse. Une barre oblique place un groupe sous un autre : cours/tp.",
  create: "Créer le groupe",
  creating: "Création…",
  nameMissing: "Veuillez saisir un nom.",
  badName:
    "Ce nom ne peut pas être celui d’un groupe : aucune de ses parties ne doit être vide ni commencer par un point.",
  exists: "Un groupe porte déjà ce nom. Choisissez-en un autre.",
  next: "Personne ne peut entrer tant qu’il n’y a ni utilisateur ni invitation : c’est la suite.",
  made: (name) => `Le groupe « ${name} » est créé.`,
};

/** One group. */
export const groupText: Translated<typeof english.groupText> = {
  back: "Tous les groupes",
  open: "Aller dans le groupe",
  tabs: {
    settings: "Paramètres",
    users: "Utilisateurs",
    tokens: "Invitations",
    keys: "Clés",
    live: "Qui est là",
  },
  tabList: "Parties de ce groupe",
  saved: "C’est enregistré et vaut tout de suite, même pour les personnes présentes.",
  notANumber: "Saisissez un nombre entier, en chiffres.",
  notATime: "Saisissez une date et une heure.",
  unknownCodec: (name, known) =>
    `Il n’y a pas de codec « ${name} ». Les codecs connus sont ${known}.`,
  problems: (count) =>
    plural(count, {
      one: `${count} champ demande votre attention.`,
      other: `${count} champs demandent votre attention.`,
    }),
  delete: "Supprimer ce groupe",
  deleteHint:
    "Sa définition, ses utilisateurs et leurs mots de passe disparaissent. C’est irréversible.",
  deleteTitle: (name) => `Supprimer le groupe « ${name} » ?`,
  deleteBody:
    "Sa définition, ses utilisateurs et leurs mots de passe sont supprimés. Les personnes présentes restent jusqu’à leur départ.",
  deleteConfirm: "Supprimer le groupe",
  deleted: (name) => `Le groupe « ${name} » a été supprimé.`,
};

/** Headings of a group’s settings. */
export const sectionsText: Translated<typeof english.sectionsText> = {
  about: "Ce que tout le monde lit",
  admission: "Qui peut être là, et quand",
  inside: "Dans le groupe",
  elsewhere: "Connexion ailleurs",
};

/** Labels and helps of a group's fields, by their names in its definition. */
export const fieldsText: Translated<typeof english.fieldsText> = {
  "displayName": {
    label: "Titre",
    help: "Affiché à la place du nom qui est dans l’adresse",
  },
  "description": { label: "Présentation", help: "Affichée sur la page avant d’entrer" },
  "contact": {
    label: "Contact",
    help:
      "À qui s’adresser, par exemple une adresse électronique. N’est pas affiché dans le groupe",
  },
  "comment": { label: "Remarque", help: "Pour l’administration seulement" },
  "public": { label: "Groupe public", help: "Figure sur la première page de ce serveur" },
  "max-clients": {
    label: "Nombre maximal de participants",
    help: "Les hôtes peuvent toujours entrer. Vide : sans limite",
  },
  "not-before": { label: "Ouverture", help: "Avant, seuls les hôtes peuvent entrer" },
  "expires": { label: "Fermeture", help: "Après, seuls les hôtes peuvent entrer" },
  "autolock": {
    label: "Verrouiller sans hôte",
    help: "Verrouillé tant qu’aucun hôte n’est là",
  },
  "lobby": {
    label: "Salle d’attente",
    help:
      "Qui arrive attend qu’un hôte ouvre. Galène d’origine n’accepte aucun fichier qui le demande",
  },
  "autokick": {
    label: "Terminer sans hôte",
    help: "Tout le monde est exclu quand le dernier hôte s’en va",
  },
  "auto-subgroups": {
    label: "Sous-groupes automatiques",
    help:
      "Les adresses sous celle de ce groupe fonctionnent sans préparation, avec les mêmes utilisateurs",
  },
  "redirect": {
    label: "Rediriger",
    help: "Qui arrive est dirigé vers cette adresse, par exemple https://example.org/group/name/",
  },
  "max-history-age": {
    label: "Garder la discussion",
    help:
      "Nombre de secondes de discussion que voient les personnes qui arrivent. Vide : 14400, soit quatre heures",
  },
  "suggest": {
    label: "Entrer avec",
    help: "Ce qu’on propose d’allumer avant d’entrer. Chacun reste libre",
  },
  "codecs": {
    label: "Codecs",
    help: "Par ordre de préférence, séparés par des virgules. Vide : vp8, opus",
  },
  "allow-recording": { label: "Enregistrement", help: "Les hôtes peuvent enregistrer" },
  "unrestricted-tokens": {
    label: "Tout le monde peut inviter",
    help: "Tous les participants, pas seulement les hôtes, peuvent créer des invitations",
  },
  "authServer": {
    label: "Serveur d’authentification",
    help: "Adresse d’un serveur qui vérifie les mots de passe et signe les jetons",
  },
  "authPortal": {
    label: "Portail",
    help: "Adresse où se connectent les personnes qui arrivent sans jeton",
  },
};

/** What a group may ask people to turn on. */
export const deviceChoicesText: Translated<typeof english.deviceChoicesText> = {
  "": "Rien : les deux sont d’abord éteints",
  "microphone": "Micro",
  "camera": "Caméra",
  "camera, microphone": "Caméra et micro",
};
