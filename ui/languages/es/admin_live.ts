/**
 * Spanish: who is where, in the administration page.
 * @module
 */
import type * as english from "../en/admin_live.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Who is where, and how they do. */
export const liveViewText: Translated<typeof english.liveViewText> = {
  title: "En directo",
  lead: "Quién está dónde y cómo le va. Se actualiza por sí solo.",
  nobody: "Ahora mismo no hay nadie en ningún grupo.",
  nobodyHere: "Ahora mismo no hay nadie en este grupo.",
  people: (count) =>
    count === 0 ? "Nadie" : plural(count, { one: "1 persona", other: `${count} personas` }),
  total: (people, groups) =>
    `${plural(people, { one: "1 persona", other: `${people} personas` })} en ${
      plural(groups, { one: "1 grupo", other: `${groups} grupos` })
    }`,
  locked: "Bloqueado",
  operator: "Anfitrión",
  anonymous: "Sin nombre",
  tableOf: (group) => `Miembros de ${group}`,
  columns: {
    name: "Nombre",
    network: "Red",
    sends: "Envía",
    receives: "Recibe",
    actions: "Acciones",
  },
  nothing: "nada",
  grades: { good: "Buena", weak: "Débil", bad: "Mala" },
  bothGrades: (up, down) => `Al enviar: ${up}; al recibir: ${down}`,
  flow: (streams, rate) =>
    `${plural(streams, { one: "1 flujo", other: `${streams} flujos` })}, ${rate}`,
  lossAndTime: (loss, time) =>
    time === "" ? `pérdida ${loss}` : `pérdida ${loss}, ida y vuelta ${time}`,
  show: (name) => `Pistas de ${name}`,
  noTracks: "No se conoce ninguna pista.",
  trackColumns: {
    direction: "Sentido",
    what: "Qué",
    codec: "Códec",
    layer: "Capa",
    rate: "Tasa",
    loss: "Pérdida",
    rtt: "Ida y vuelta",
    jitter: "Fluctuación",
  },
  directions: { up: "envía", down: "recibe" },
  encodings: { l: "baja", m: "media", h: "alta" },
  paused: "en pausa",
  notConnected: "sin conexión",
  unknown: "–",
  place: (layer, count) => `${layer} de ${count}`,
  layers: (spatial, temporal) =>
    spatial === ""
      ? `tiempo ${temporal}`
      : temporal === ""
      ? `tamaño ${spatial}`
      : `tamaño ${spatial}, tiempo ${temporal}`,
  kick: "Expulsar",
  kickLabel: (name) => `Expulsar a ${name}`,
  kickTitle: (name, group) => `¿Expulsar a ${name} de ${group}?`,
  message: "Mensaje",
  messageHint: "Se muestra a quien se expulsa",
  ban: "Volver",
  banHint: "Cuándo puede volver quien se expulsa",
  bans: {
    "0": "de inmediato",
    "5": "dentro de 5 minutos",
    "60": "dentro de una hora",
    "1440": "dentro de un día",
  },
  address: "Lo mismo para quienes tengan la misma dirección de red",
  kickConfirm: "Expulsar",
  kicked: (name) => `Se ha expulsado a ${name}.`,
  gone: (name) => `${name} ya había salido.`,
  close: "Desalojar",
  closeLabel: (group) => `Desalojar ${group}`,
  closeTitle: (group) => `¿Expulsar a todo el mundo de ${group}?`,
  closeBody: "También a los anfitriones. El grupo en sí se conserva.",
  closeLock: "Bloquearlo, para que solo puedan volver los anfitriones",
  closeConfirm: "Expulsar a todo el mundo",
  closed: (group) => `Se ha expulsado a todo el mundo de ${group}.`,
  lock: "Bloquear",
  lockLabel: (group) => `Bloquear ${group}`,
  lockedNow: (group) => `${group} está bloqueado: solo pueden entrar los anfitriones.`,
  unlock: "Desbloquear",
  unlockLabel: (group) => `Desbloquear ${group}`,
  unlocked: (group) => `${group} está abierto de nuevo.`,
  stale: "Lo que ve no está actualizado.",
};
