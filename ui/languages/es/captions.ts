/**
 * Spanish: captions.
 * @module
 */
import type * as english from "../en/captions.ts";
import type { Translated } from "../message.ts";

/** Captions. */
export const captionsText: Translated<typeof english.captionsText> = {
  title: "Subtítulos",
  show: "Mostrar subtítulos",
  hide: "Ocultar subtítulos",
  toggle: "mostrar u ocultar los subtítulos",
  hint: "Se muestran cuando alguien los envía",
  size: "Tamaño de los subtítulos",
  sizes: { small: "Pequeños", medium: "Medianos", large: "Grandes" },
  spoken: "Leer los subtítulos en voz alta",
  spokenHint: "Para lectores de pantalla",
  larger: "Más grandes",
  smaller: "Más pequeños",
};
