/**
 * Spanish: waiting at the door of a group, and letting people in.
 * @module
 */
import type * as english from "../en/lobby.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Waiting, and letting in. */
export const lobbyText: Translated<typeof english.lobbyText> = {
  fact: "El anfitrión decide quién entra",
  waitTitle: "Esperando al anfitrión",
  wait: "Pronto podrá entrar. Quédese en esta página.",
  waitAs: (name) => `Está esperando como ${name}.`,
  trying: "Se ha perdido la conexión. Seguimos intentándolo, y se le guarda el sitio.",
  giveUp: "Dejar de esperar",
  denied: (reason) =>
    reason === ""
      ? "El anfitrión no le ha dejado entrar."
      : `El anfitrión no le ha dejado entrar: ${reason}`,

  title: "Sala de espera",
  count: (count) =>
    plural(count, { one: "1 persona está esperando", other: `${count} personas están esperando` }),
  knocks: (name) => `${name} espera para entrar`,
  show: "Mostrar",
  letIn: "Admitir",
  letInPerson: (name) => `Admitir a ${name}`,
  letInAll: "Admitir a todo el mundo",
  sendAway: (name) => `No admitir a ${name}…`,
  denyTitle: (name) => `¿No admitir a ${name}?`,
  denyReason: "Motivo",
  denyHint: "Se muestra a la persona rechazada. Puede quedar vacío",
  denyDo: "No admitir",
  since: (minutes) =>
    minutes < 1
      ? "ahora mismo"
      : plural(minutes, { one: "desde hace un minuto", other: `desde hace ${minutes} minutos` }),

  open: "Activar la sala de espera…",
  openTitle: "¿Activar la sala de espera?",
  openText:
    "A partir de ahora, quien llegue espera hasta que un anfitrión le deje entrar. Quienes están aquí se quedan. Quien use otro programa encontrará el grupo bloqueado.",
  openDo: "Activar",
  close: "Desactivar la sala de espera",
  opened: "Quien llegue ahora espera en la sala de espera.",
  isOpen: "Sala de espera activada",
};
