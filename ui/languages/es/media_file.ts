/**
 * Spanish: playing a file to the group, and sharing screens.
 * @module
 */
import type * as english from "../en/media_file.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Files that are played. */
export const mediaFileText: Translated<typeof english.mediaFileText> = {
  play: "Reproducir un archivo de vídeo o audio",
  slash: "reproducir un archivo de vídeo o audio para todo el mundo",
  unplayable: (name) => `Este navegador no puede reproducir ${name}. Pruebe con MP4, WebM o MP3.`,
  broken: (name) => `No se puede seguir reproduciendo ${name}.`,
  muted: "Su micrófono está silenciado mientras se reproduce el archivo.",
  controls: (name) => `Controles de ${name}`,
  start: "Reproducir",
  pause: "Pausar",
  stop: "Dejar de reproducir para todo el mundo",
  position: "Posición",
  volume: "Volumen para todo el mundo",
  time: (at, length) => `${at} de ${length}`,
};

/** Screens that are shared. */
export const sharingText: Translated<typeof english.sharingText> = {
  now: (screens) =>
    plural(screens, {
      one: "Está compartiendo su pantalla",
      other: `Está compartiendo ${screens} pantallas`,
    }),
  another: "Compartir otra",
  stop: "Dejar de compartir",
  hints: { detail: "Texto nítido", motion: "Movimiento fluido" },
  prefer: "Qué importa en las pantallas compartidas",
};

/** The camera as a blackboard, and other cameras. */
export const boardText: Translated<typeof english.boardText> = {
  on: "Modo pizarra",
  hint: "Imágenes nítidas de lo que escribe, con menos movimiento",
  slash: "activar o desactivar el modo pizarra",
  started: "Modo pizarra: su cámara envía imágenes nítidas de lo que escribe.",
  ended: "El modo pizarra está desactivado.",
  switchCamera: "Usar la otra cámara",
};
