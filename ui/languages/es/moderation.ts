/**
 * Spanish: what hosts do to members, messages and the group.
 * @module
 */
import type * as english from "../en/moderation.ts";
import type { Translated } from "../message.ts";

/** What can be done to a member. */
export const memberText: Translated<typeof english.memberText> = {
  actions: (name) => `Acciones para ${name}`,
  mute: "Silenciar micrófono",
  muted: (name) => `Se ha pedido silencio a ${name}.`,
  op: "Nombrar anfitrión",
  unop: "Quitar como anfitrión",
  present: "Permitir sonido e imagen",
  unpresent: "Prohibir sonido e imagen",
  unshutup: "Permitir escribir",
  shutup: "Prohibir escribir",
  warn: "Advertir…",
  identify: "Mostrar dirección de red",
  clear: "Eliminar todos los mensajes",
  kick: "Expulsar…",
  identified: (name, address) => `${name} se conecta desde ${address}`,

  warnTitle: (name) => `Advertir a ${name}`,
  warnLabel: "Advertencia",
  warnSend: "Advertir",
  warned: (name) => `Se ha mostrado la advertencia a ${name}.`,

  kickTitle: (name) => `Expulsar a ${name} del grupo`,
  kickReason: "Motivo",
  kickReasonHint: "Se muestra a la persona expulsada",
  kickTime: "Puede volver",
  kickTimes: {
    "0": "De inmediato",
    "5": "Dentro de 5 minutos",
    "15": "Dentro de 15 minutos",
    "60": "Dentro de una hora",
    "1440": "Dentro de un día",
  },
  kickAddress: "Nadie desde la misma dirección",
  kickAddressHint: "Sea cual sea el nombre; puede afectar a todo un hogar o centro",
  kickDo: "Expulsar",
  cancel: "Cancelar",

  raised: "Mano levantada",
  newlyRaised: (name) => `${name} ha levantado la mano`,
};

/** What can be done to a message. */
export const messageText: Translated<typeof english.messageText> = {
  actions: (name) => `Acciones para este mensaje de ${name}`,
  write: "Escribir en privado",
  clear: "Eliminar mensaje",
  clearAll: (name) => `Eliminar todos los mensajes de ${name}`,
};

/** What can be done to the group. */
export const groupText: Translated<typeof english.groupText> = {
  lock: "Bloquear grupo…",
  unlock: "Desbloquear grupo",
  record: "Empezar a grabar",
  unrecord: "Detener la grabación",
  muteAll: "Silenciar a todo el mundo",
  mutedAll: "Se ha pedido silencio a todas las demás personas.",
  announce: "Anunciar a todo el mundo…",
  clearChat: "Vaciar el chat…",
  subgroups: "Mostrar subgrupos",
  invite: "Invitar a gente…",
  password: "Cambiar mi contraseña…",

  locked: "El grupo está bloqueado: solo pueden entrar los anfitriones.",
  unlocked: "El grupo está abierto de nuevo.",
  isLocked: "Bloqueado",

  lockTitle: "Bloquear el grupo",
  lockLabel: "Qué se dice a quien llega",
  lockHint: "Déjelo vacío para el texto habitual",
  lockDo: "Bloquear",

  announceTitle: "Anunciar a todo el mundo",
  announceLabel: "Anuncio",
  announceDo: "Anunciar",

  clearTitle: "¿Vaciar el chat?",
  clearText: "Se eliminan todos los mensajes, para todo el mundo, y no se pueden recuperar.",
  clearDo: "Eliminar",
  noSubgroups: "No hay nadie en ningún subgrupo.",
};
