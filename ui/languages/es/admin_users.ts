/**
 * Spanish: users, their permissions, and keys in the administration page.
 * @module
 */
import type * as english from "../en/admin_users.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Permissions. */
export const permissionsText: Translated<typeof english.permissionsText> = {
  label: "Permisos",
  list: "Permisos concretos",
  listHint: "Separados por comas: op, present, message, caption, token, record, admin",
  names: {
    op: "Anfitrión: dirige el grupo",
    present: "Participante: envía y escribe",
    message: "Oyente que escribe",
    caption: "Escribe subtítulos",
    observe: "Solo mira",
    admin: "Administra este grupo aquí, sin estar dentro",
    none: "Ninguno",
    list: "Permisos concretos…",
  },
};

/** The users of a group. */
export const usersText: Translated<typeof english.usersText> = {
  title: "Usuarios",
  lead:
    "Quienes tienen aquí un nombre propio, que nadie más puede usar. Las contraseñas se pueden poner, pero nunca ver.",
  named: "Usuarios con nombre",
  special: "Otros",
  wildcard: "Todos los demás",
  wildcardHint: "Vale para cualquier nombre que no esté en la lista",
  empty: "Sin nombre",
  emptyHint: "Vale para quienes se unen sin ningún nombre",
  notThere: "sin configurar",
  noUsers: "No hay usuarios con nombre.",
  search: "Buscar usuarios",
  add: "Nuevo usuario",
  name: "Nombre",
  password: "Contraseña",
  passwordOptional: "Contraseña",
  passwordHint: "Hasta 72 bytes. Sin ella, el usuario no puede entrar hasta que se ponga una.",
  create: "Añadir el usuario",
  nameMissing: "Escriba un nombre.",
  badName: "Un usuario no puede llamarse así: ninguna parte del nombre puede empezar por un punto.",
  exists: "Ya hay un usuario con este nombre.",
  made: (name) => `Se ha añadido a ${name}.`,
  madeWithoutPassword: (name, why) =>
    `Se ha añadido a ${name}, pero no se ha podido poner la contraseña: ${why}`,
  setUp: "Configurar",
  savePermissions: "Guardar permisos",
  saved: "Se han guardado los permisos.",
  newPassword: "Contraseña nueva",
  setPassword: "Poner contraseña",
  passwordMissing: "Escriba una contraseña.",
  passwordSet: "La contraseña está puesta.",
  anyPassword: "Dejar entrar con cualquier contraseña",
  anyPasswordSet: "Ahora vale cualquier contraseña.",
  removePassword: "Quitar contraseña",
  removePasswordTitle: (name) => `¿Quitar la contraseña de ${name}?`,
  removePasswordBody: "Nadie podrá entrar con este nombre hasta que se ponga otra contraseña.",
  passwordRemoved: "Se ha quitado la contraseña.",
  remove: "Eliminar usuario",
  removeTitle: (name) => `¿Eliminar a ${name}?`,
  removeBody: "Se expulsa a quien esté dentro con este nombre.",
  removed: (name) => `Se ha eliminado a ${name}.`,
  close: (name) => `Cerrar ${name}`,
};

/** A group's keys. */
export const keysText: Translated<typeof english.keysText> = {
  title: "Claves",
  lead:
    "Otro servidor puede dejar entrar en este grupo con tokens firmados por él. Aquí va la clave con la que se comprueban. Las claves se pueden poner, pero nunca ver.",
  paste: "Conjunto de claves (JSON Web Key Set)",
  pasteHint: 'Un conjunto como {"keys": [{"kty": "EC", …}]} o una sola clave',
  set: "Poner claves",
  nothing: "Pegue un conjunto de claves.",
  notJson: "Esto no es JSON. Copie el texto entero, con sus llaves.",
  noKeys: "Aquí no hay ninguna clave. Un conjunto tiene una lista llamada «keys».",
  done: (count) =>
    plural(count, { one: "La clave está puesta.", other: `${count} claves están puestas.` }),
  remove: "Quitar todas las claves",
  removeTitle: "¿Quitar todas las claves de este grupo?",
  removeBody: "Los tokens firmados con ellas dejan de aceptarse.",
  removed: "Se han quitado las claves.",
};
