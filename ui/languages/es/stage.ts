/**
 * Spanish: the room, its stage and the network.
 * @module
 */
import type * as english from "../en/stage.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The room and its stage. */
export const roomText: Translated<typeof english.roomText> = {
  reconnecting: "Reconectando…",
  reconnected: "Ya vuelve a tener conexión.",
  you: "Yo",
  nameAndYou: (name) => name === "" ? "Yo" : `${name} (yo)`,
  anonymous: "Sin nombre",
  tile: (name, label) =>
    label === "screenshare"
      ? `Pantalla de ${name}`
      : label === "video"
      ? `Vídeo de ${name}`
      : `Cámara de ${name}`,
  screenOf: (name) => `${name} · pantalla`,
  muted: "Micrófono silenciado",
  connecting: "Conectando…",
  interrupted: "Conexión interrumpida",
  stage: "Participantes",
  aloneTitle: "Por ahora no hay nadie más",
  aloneHint: "Otras personas pueden unirse con este enlace:",
  quietTitle: (count) => plural(count, { one: "Hay 1 persona", other: `Hay ${count} personas` }),
  quietHint: "Ahora mismo nadie envía sonido ni imagen.",
  copyLink: "Copiar enlace",
  linkCopied: "Se ha copiado el enlace.",
  linkNotCopied: "No se ha podido copiar el enlace. Selecciónelo y cópielo a mano.",
  fullscreen: "Pantalla completa",
  stopThisShare: "Dejar de compartir esto",
  mutedBy: (name) =>
    name === "" ? "Se le ha silenciado el micrófono." : `${name} le ha silenciado el micrófono.`,
  joined: (name) => `${name} se ha unido`,
  left: (name) => `${name} ha salido`,
  close: "Cerrar",
  dismiss: "Descartar",
  controls: "Controles",
};

/** How the stage is arranged, and what can be done with what is on it. */
export const stageText: Translated<typeof english.stageText> = {
  layout: "Diseño",
  layouts: {
    automatic: "Automático",
    grid: "Cuadrícula",
    speaker: "Quien habla",
    side: "Pantalla y personas",
  },
  hideQuiet: "Ocultar a quien no tiene imagen",
  own: "Mi imagen",
  ownPlaces: {
    automatic: "Donde mejor quepa",
    grid: "Entre las demás",
    corner: "En una esquina",
    hidden: "Oculta",
  },
  move: "Mover mi imagen con las flechas",
  pin: "Fijar para mí",
  unpin: "Dejar de fijar",
  unpinAll: "Dejar de fijar todo",
  pinned: "Fijado",
  spotlight: "Destacar para todo el mundo",
  unspotlight: "Dejar de destacar",
  endSpotlight: "Quitar todos los destacados",
  spotlit: "Vídeo destacado",
  spotlightHelp: "destacar a alguien para todo el mundo, o dejar de hacerlo",
  options: (name) => `Opciones para ${name}`,
  person: "Esta persona",
  volume: "Volumen para mí",
  percent: (percent) => `${percent}\u00a0%`,
  muteHere: "Silenciar para mí",
  unmuteHere: "Volver a oír",
  silenced: "En silencio para usted",
  rotate: "Girar para mí",
  pip: "Imagen en imagen",
  endPip: "Cerrar imagen en imagen",
  roomPip: "La sala en una ventana pequeña",
  pipFailed: "Este navegador no puede abrir ahora la ventana pequeña.",
  pipTitle: "La sala",
  back: "Volver a la sala",
  fullscreenKey: "Pantalla completa",
  endFullscreen: "Salir de pantalla completa",
  pages: "Páginas de personas",
  nextPage: "Página siguiente",
  previousPage: "Página anterior",
  pageOf: (page, pages) => `Página ${page} de ${pages}`,
  pageShort: (page, pages) => `${page} / ${pages}`,
};

/** How well the network carries. */
export const networkText: Translated<typeof english.networkText> = {
  grades: { good: "Buena conexión", weak: "Conexión débil", bad: "Mala conexión" },
  ownUp: "Su conexión es lenta: se le ve con baja calidad.",
  ownDown: "Su conexión es lenta: ve a los demás con baja calidad.",
  ownDownBad:
    "Su conexión es muy lenta: el vídeo se pone en pausa donde hace falta para mantener el sonido.",
  ownBad: "Su conexión es muy mala: el sonido y la imagen pueden cortarse.",
  unstable: (name) => `La conexión de ${name} es inestable`,
  paused: "Vídeo en pausa para mantener el sonido",
};

/** The details of a stream. */
export const detailsText: Translated<typeof english.detailsText> = {
  open: "Detalles",
  title: (name) => `Detalles: ${name}`,
  measuring: "Midiendo…",
  quality: "Mostrar como máximo",
  pins: { automatic: "Automático", medium: "Calidad media", low: "Calidad baja" },
  picture: "Imagen",
  layers: { l: "Capa pequeña", m: "Capa media", h: "Capa grande" },
  nothing: "Ahora mismo no se envía nada",
  sound: "Sonido",
  loss: "Paquetes perdidos",
  roundTrip: "Ida y vuelta",
  perSecond: (frames) => `${Math.round(frames)}\u00a0imágenes/s`,
  unknown: "desconocido",
};
