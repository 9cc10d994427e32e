/**
 * German: all texts of the administration page. Areas that are missing stay English.
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
  title: "Verwaltung",
  pageTitle: (part) => `${part} – Verwaltung – Lectern`,
  nav: "Teile dieser Seite",
  groups: "Gruppen",
  live: "Live",
  tokens: "Einladungen in alle Gruppen",
  logOut: "Abmelden",
  loggedInAs: (name) => name === "" ? "Mit einem Token angemeldet" : `Angemeldet als ${name}`,
  readOnly:
    'Auf diesem Server lassen sich die Gruppendateien von hier aus nicht ändern. Um das zu erlauben, tragen Sie "writableGroups": true in config.json im Datenordner ein. Was gerade läuft und Einladungen können Sie trotzdem verwalten.',
  loading: "Wird geladen…",
  retry: "Noch einmal versuchen",
  save: "Speichern",
  saving: "Wird gespeichert…",
  cancel: "Abbrechen",
  copy: "Kopieren",
  copied: "Kopiert.",
  notCopied:
    "Das Kopieren hat nicht geklappt. Markieren Sie den Text und kopieren Sie ihn von Hand.",
  lookAgain: "Aktuellen Stand laden",
  optional: "freiwillig",
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
