/**
 * French: all texts of the administration page. Areas that are missing stay English.
 * @module
 */
import type { admin as english } from "../en/admin.ts";
import type { Translated } from "../message.ts";
import {
  deviceChoicesText,
  fieldsText,
  groupListText,
  groupText,
  newGroupText,
  sectionsText,
} from "./admin_groups.ts";
import { invitationsText } from "./admin_invitations.ts";
import { liveViewText } from "./admin_live.ts";
import { failureText, loginText } from "./admin_login.ts";
import { keysText, permissionsText, usersText } from "./admin_users.ts";

/** Area by area. */
export const admin: Partial<Translated<typeof english>> = {
  title: "Administration",
  pageTitle: (part) => `${part} – Administration – Lectern`,
  nav: "Parties de cette page",
  groups: "Groupes",
  live: "En direct",
  tokens: "Invitations pour tous les groupes",
  logOut: "Se déconnecter",
  loggedInAs: (name) => name === "" ? "Connexion avec un jeton" : `Connexion au nom de ${name}`,
  readOnly:
    'Sur ce serveur, les fichiers des groupes ne peuvent pas être modifiés d’ici. Pour l’autoriser, ajoutez "writableGroups": true à config.json dans le dossier des données. Vous pouvez quand même gérer les invitations et ce qui se passe en direct.',
  loading: "Chargement…",
  retry: "Réessayer",
  save: "Enregistrer",
  saving: "Enregistrement…",
  cancel: "Annuler",
  copy: "Copier",
  copied: "C’est copié.",
  notCopied: "La copie n’a pas marché. Sélectionnez le texte et copiez-le à la main.",
  lookAgain: "Charger la version actuelle",
  optional: "facultatif",
  login: loginText,
  failure: failureText,
  groupList: groupListText,
  newGroup: newGroupText,
  group: groupText,
  sections: sectionsText,
  fields: fieldsText,
  deviceChoices: deviceChoicesText,
  permissions: permissionsText,
  users: usersText,
  keys: keysText,
  invitations: invitationsText,
  liveView: liveViewText,
};
