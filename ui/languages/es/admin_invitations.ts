/**
 * Spanish: invitations in the administration page.
 * @module
 */
import type * as english from "../en/admin_invitations.ts";
import type { Translated } from "../message.ts";

/** Invitations. */
export const invitationsText: Translated<typeof english.invitationsText> = {
  title: "Invitaciones",
  titleAll: "Invitaciones a todos los grupos",
  lead:
    "Una invitación es un enlace que deja entrar en el grupo a quien lo tenga hasta que caduque.",
  leadAll:
    "Estas abren todos los grupos de este servidor y, con el permiso «admin», también esta página. Repártalas con cuidado.",
  create: "Nueva invitación",
  kind: "¿Qué permite hacer?",
  kinds: {
    present: "Participar: enviar y escribir",
    message: "Escuchar y escribir",
    observe: "Solo mirar",
    op: "Dirigir el grupo como anfitrión",
    admin: "Administrar",
    list: "Permisos concretos…",
  },
  username: "Nombre de la persona invitada",
  usernameHint: "Déjelo vacío si cada cual puede elegir su nombre",
  lifetime: "Validez",
  lifetimes: {
    hour: "Una hora",
    day: "Un día",
    week: "Una semana",
    month: "30 días",
    until: "Hasta…",
  },
  until: "Hasta",
  untilMissing: "Escriba una fecha y una hora futuras.",
  subgroups: "También para los subgrupos",
  make: "Crear la invitación",
  making: "Creando…",
  made: "La invitación está creada. Copie su enlace:",
  madeToken: "El token está creado. Cópielo:",
  link: "Enlace de invitación",
  tokenField: "El token",
  tokenHint: (example) => `Va al final de la dirección de cualquier grupo: ${example}`,
  list: "Invitaciones existentes",
  none: "No hay invitaciones.",
  anyName: "Cualquier nombre",
  ends: (time) => `Caduca: ${time}`,
  ended: (time) => time === "" ? "Caducada" : `Caducó: ${time}`,
  begins: (time) => `Empieza: ${time}`,
  withSubgroups: "con subgrupos",
  by: (name) => `de ${name}`,
  copyLink: (name) => `Copiar el enlace de la invitación ${name}`,
  prolong: "Una semana más",
  prolongLabel: (name) => `Una semana más para la invitación ${name}`,
  prolonged: (time) => `Ahora caduca: ${time}.`,
  revoke: "Revocar",
  revokeLabel: (name) => `Revocar la invitación ${name}`,
  revoked: "Ya no es válida. Todavía se puede prolongar.",
  remove: "Eliminar",
  removeLabel: (name) => `Eliminar la invitación ${name}`,
  removeTitle: "¿Eliminar esta invitación?",
  removeBody: "Su enlace deja de funcionar y no se puede prolongar.",
  removed: "Se ha eliminado la invitación.",
  more: (count) => `Mostrar ${count} más`,
};
