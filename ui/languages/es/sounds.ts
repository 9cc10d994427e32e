/**
 * Spanish: sounds and notifications.
 * @module
 */
import type * as english from "../en/sounds.ts";
import type { Translated } from "../message.ts";

/** Sounds and notifications. */
export const soundsText: Translated<typeof english.soundsText> = {
  title: "Sonidos y notificaciones",
  sounds: "Reproducir un sonido cuando",
  kinds: {
    hand: "alguien levanta la mano",
    waiting: "alguien espera para entrar",
    private: "alguien le escribe en privado",
    message: "alguien escribe a todo el mundo",
    join: "alguien se une",
    timer: "se acaba el tiempo del temporizador",
  },
  hints: {
    hand: "Solo para anfitriones",
    waiting: "Solo para anfitriones",
    private: "",
    message: "",
    join: "No en grupos grandes",
    timer: "",
  },
  try: (what) => `Reproducir el sonido: ${what}`,
  notifications: "Notificarme mientras miro otra cosa",
  notificationsHint: "Mensajes privados, archivos y, para anfitriones, manos levantadas",
  refused:
    "Su navegador no permite notificaciones de esta página. Permítalas primero en sus ajustes.",
};
