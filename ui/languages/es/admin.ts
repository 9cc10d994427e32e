/**
 * Spanish: all texts of the administration page. Areas that are missing stay English.
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
export const admin: Translated<typeof english> = {
  title: "Administración",
  pageTitle: (part) => `${part} – Administración – Lectern`,
  nav: "Partes de esta página",
  groups: "Grupos",
  live: "En directo",
  tokens: "Invitaciones a todos los grupos",
  logOut: "Cerrar sesión",
  loggedInAs: (name) => name === "" ? "Sesión iniciada con un token" : `Sesión iniciada: ${name}`,
  readOnly:
    'Este servidor no permite cambiar desde aquí los archivos de sus grupos. Para permitirlo, ponga "writableGroups": true en config.json, en la carpeta de datos. Lo que está en directo y las invitaciones sí se pueden gestionar.',
  loading: "Cargando…",
  retry: "Reintentar",
  save: "Guardar",
  saving: "Guardando…",
  cancel: "Cancelar",
  copy: "Copiar",
  copied: "Copiado.",
  notCopied: "No se ha podido copiar. Seleccione el texto y cópielo a mano.",
  lookAgain: "Cargar lo que hay ahora",
  optional: "opcional",
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
