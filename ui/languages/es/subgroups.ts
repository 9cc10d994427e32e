/**
 * Spanish: subgroups.
 * @module
 */
import type * as english from "../en/subgroups.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Subgroups. */
export const subgroupsText: Translated<typeof english.subgroupsText> = {
  command: "Subgrupos…",
  title: "Subgrupos",
  close: "Cerrar",
  name: (name) => /^\d+$/.test(name) ? `Grupo ${name}` : name,
  main: "el grupo principal",
  here: (name) => `Está en ${name}`,
  back: "Volver al grupo principal",
  sent: (name) => `Un anfitrión le ha enviado a otro grupo: ${name}.`,
  calling: (left) => `Vuelta al grupo principal en ${left}`,
  calledTo: (name, left) => `Cambio de grupo en ${left}: ${name}`,
  calledBack: "El anfitrión llama a todo el mundo de vuelta al grupo principal.",
  goNow: "Ir ahora",
  turnedBack: (name) => `No ha podido entrar en ${name}. Está de nuevo en el grupo principal.`,

  how: "Repartir a la gente",
  hows: {
    groups: "Por número de grupos",
    people: "Por número de personas en cada uno",
    hand: "A mano",
  },
  count: { groups: "Grupos", people: "Personas en cada grupo" },
  mix: "Mezclar",
  last: "Como la última vez",
  addGroup: "Otro grupo",
  assign: (name) => `Grupo de ${name}`,
  nobody: "Aquí solo hay anfitriones.",
  stays: "Se queda aquí",
  badCount: "Escriba un número entero, 1 o más.",
  unavailable:
    "Este grupo no tiene subgrupos. Quien lo administra puede activar «Subgrupos automáticos» en sus ajustes.",
  unknown: "Este servidor no puede trasladar a la gente.",
  open: "Enviar a cada cual a su grupo",
  sendMore: "Enviar también a estas personas",
  running: (groups) =>
    plural(groups, { one: "1 grupo está abierto", other: `${groups} grupos están abiertos` }),
  empty: "No hay nadie",
  people: (names) => names,
  visit: (name) => `Visitar ${name}`,
  visitShort: "Visitar",
  announce: "Decir algo a todos los grupos",
  announceDo: "Anunciar",
  announced: "Se ha dicho a todos los grupos.",
  recall: "Llamar a todo el mundo de vuelta",
  recallIn: "Plazo",
  recallTimes: {
    "0": "De inmediato",
    "30": "30 segundos",
    "60": "1 minuto",
    "120": "2 minutos",
    "300": "5 minutos",
  },
  recalled: "Se ha llamado a todo el mundo de vuelta.",
  link: (name, address) => `Vaya a este grupo: ${name}, ${address}`,
  linkBack: (address) => `Vuelva al grupo principal: ${address}`,
};
