/**
 * Spanish: groups in the administration page.
 * @module
 */
import type * as english from "../en/admin_groups.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The list of groups. */
export const groupListText: Translated<typeof english.groupListText> = {
  search: "Buscar grupos",
  count: (shown, all) =>
    shown === all
      ? plural(all, { one: "1 grupo", other: `${all} grupos` })
      : `${shown} de ${all} grupos`,
  none: "Todavía no hay grupos. Cree el primero.",
  noMatch: (query) => `Ningún grupo tiene «${query}» en su nombre.`,
  create: "Nuevo grupo",
};

/** A new group. */
export const newGroupText: Translated<typeof english.newGroupText> = {
  title: "Nuevo grupo",
  name: "Nombre",
  nameHint:
    "Forma parte de la dirección. Una barra pone un grupo por debajo de otro: curso/practicas.",
  create: "Crear el grupo",
  creating: "Creando…",
  nameMissing: "Escriba un nombre.",
  badName:
    "Un grupo no puede llamarse así: ninguna parte del nombre puede estar vacía ni empezar por un punto.",
  exists: "Ya hay un grupo con este nombre. Elija otro.",
  next: "Nadie podrá entrar hasta que haya usuarios o invitaciones: eso viene a continuación.",
  made: (name) => `Se ha creado el grupo «${name}».`,
};

/** One group. */
export const groupText: Translated<typeof english.groupText> = {
  back: "Todos los grupos",
  open: "Ir al grupo",
  tabs: {
    settings: "Ajustes",
    users: "Usuarios",
    tokens: "Invitaciones",
    keys: "Claves",
    live: "Quién está dentro",
  },
  tabList: "Partes de este grupo",
  saved: "Guardado. Se aplica de inmediato, también a quienes están dentro.",
  notANumber: "Escriba un número entero, en cifras.",
  notATime: "Escriba una fecha y una hora.",
  unknownCodec: (name, known) => `No existe el códec «${name}». Se conocen ${known}.`,
  problems: (count) =>
    plural(count, {
      one: "Hay un campo que revisar.",
      other: `Hay ${count} campos que revisar.`,
    }),
  delete: "Eliminar este grupo",
  deleteHint: "Se pierden su definición, sus usuarios y sus contraseñas. No se puede deshacer.",
  deleteTitle: (name) => `¿Eliminar el grupo «${name}»?`,
  deleteBody:
    "Se eliminan su definición, sus usuarios y las contraseñas de estos. Quienes están dentro siguen hasta que salgan.",
  deleteConfirm: "Eliminar el grupo",
  deleted: (name) => `Se ha eliminado el grupo «${name}».`,
};

/** Headings of a group’s settings. */
export const sectionsText: Translated<typeof english.sectionsText> = {
  about: "Lo que se lee",
  admission: "Quién puede entrar y cuándo",
  inside: "Dentro del grupo",
  elsewhere: "Inicio de sesión en otro sitio",
};

/** Labels and helps of a group's fields, by their names in its definition. */
export const fieldsText: Translated<typeof english.fieldsText> = {
  "displayName": { label: "Título", help: "Se muestra en lugar del nombre de la dirección" },
  "description": { label: "Descripción", help: "Se muestra en la página previa a unirse" },
  "contact": {
    label: "Contacto",
    help:
      "A quién preguntar, por ejemplo, una dirección de correo. No se muestra a los participantes",
  },
  "comment": { label: "Comentario", help: "Solo para administradores" },
  "public": { label: "Público", help: "Aparece en la primera página de este servidor" },
  "max-clients": {
    label: "Máximo de participantes",
    help: "Los anfitriones siempre pueden entrar. Vacío: sin límite",
  },
  "not-before": { label: "Se abre", help: "Antes solo pueden entrar los anfitriones" },
  "expires": { label: "Se cierra", help: "Después solo pueden entrar los anfitriones" },
  "autolock": {
    label: "Bloquear sin anfitrión",
    help: "Bloqueado mientras no haya ningún anfitrión dentro",
  },
  "lobby": {
    label: "Sala de espera",
    help:
      "Quien llega espera hasta que un anfitrión le deje entrar. El Galène original no acepta archivos que lo indiquen",
  },
  "autokick": {
    label: "Terminar sin anfitrión",
    help: "Se expulsa a todo el mundo cuando sale el último anfitrión",
  },
  "auto-subgroups": {
    label: "Subgrupos automáticos",
    help:
      "Las direcciones por debajo de la de este grupo funcionan sin configurarlas, con los mismos usuarios",
  },
  "redirect": {
    label: "Enviar a otro sitio",
    help: "Quien llega pasa a esta dirección web, por ejemplo, https://example.org/group/name/",
  },
  "max-history-age": {
    label: "Conservar el chat",
    help: "Segundos de chat anterior que ve quien llega. Vacío: 14400, es decir, cuatro horas",
  },
  "suggest": {
    label: "Entrar con",
    help: "Lo que se propone activar antes de entrar. Siempre se puede hacer otra cosa",
  },
  "codecs": {
    label: "Códecs",
    help: "Por orden de preferencia, separados por comas. Vacío: vp8, opus",
  },
  "allow-recording": { label: "Grabación", help: "Los anfitriones pueden grabar" },
  "unrestricted-tokens": {
    label: "Todo el mundo puede invitar",
    help: "También los participantes, y no solo los anfitriones, pueden crear invitaciones",
  },
  "authServer": {
    label: "Servidor de autenticación",
    help: "Dirección web de un servidor que comprueba contraseñas y firma tokens",
  },
  "authPortal": {
    label: "Portal de acceso",
    help: "Dirección web donde inicia sesión quien llega sin token",
  },
};

/** What a group may ask people to turn on. */
export const deviceChoicesText: Translated<typeof english.deviceChoicesText> = {
  "": "Nada: al principio ambos están apagados",
  "microphone": "Micrófono",
  "camera": "Cámara",
  "camera, microphone": "Cámara y micrófono",
};
