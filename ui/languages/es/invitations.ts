/**
 * Spanish: invitations.
 * @module
 */
import type * as english from "../en/invitations.ts";
import type { Translated } from "../message.ts";

/** Invitations. */
export const inviteText: Translated<typeof english.inviteText> = {
  title: "Invitar a gente",
  close: "Cerrar invitaciones",
  name: "Nombre de la persona invitada",
  nameHint: "Déjelo vacío para que cada cual elija el suyo",
  rights: "Quien entra puede",
  rightsNames: {
    host: "Hacer lo mismo que un anfitrión",
    present: "Enviar sonido e imagen, y escribir",
    message: "Mirar y escribir",
    watch: "Solo mirar",
  },
  from: "Válida desde",
  fromHint: "Déjelo vacío para que valga ya",
  until: "Válida hasta",
  make: "Crear un enlace",
  made: "El enlace está listo",
  copy: "Copiar enlace",
  existing: "Invitaciones",
  none: "No hay invitaciones.",
  loading: "Cargando…",
  anybody: "Cualquiera",
  by: (name) => `creada por ${name}`,
  valid: (time) => `válida hasta: ${time}`,
  later: (time) => `válida desde: ${time}`,
  expired: (time) => `caducó: ${time}`,
  forever: "válida para siempre",
  copyOf: (name) => `Copiar enlace: ${name}`,
  prolong: "Un día más",
  prolongOf: (name) => `Un día más: ${name}`,
  revoke: "Revocar",
  revokeOf: (name) => `Revocar: ${name}`,
  timesWrong: "Una invitación debe terminar después de empezar, y en el futuro.",
  chatMade: (link, until) => `Invitación hasta ${until}: ${link}`,
  chatChanged: (link, until) => `Esta invitación vale ahora hasta ${until}: ${link}`,
  errors: {
    "not-authorised": "No puede crear ni cambiar esta invitación.",
    "that username is taken": "Alguien de este grupo tiene ya ese nombre. Elija otro.",
    "this group has no such token": "Esa invitación no existe en este grupo.",
    "the group has too many tokens: revoke some":
      "El grupo tiene demasiadas invitaciones. Revoque primero algunas.",
    "the server has too many tokens": "El servidor tiene demasiadas invitaciones.",
    "the token could not be written": "No se ha podido guardar la invitación.",
  },
  failed: (reason) => `No ha funcionado: ${reason}`,
};
