/**
 * Spanish: one's own connection, and what can be done about it.
 * @module
 */
import type * as english from "../en/connection.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The network menu, and what the room says while there is no connection. */
export const connectionText: Translated<typeof english.connectionText> = {
  open: "Red",
  short: "Red",
  shortcut: "red y datos",
  title: "Su red",
  good: "Su conexión es buena.",
  unknown: "Este servidor no dice cómo van las redes.",
  up: "De usted al servidor",
  down: "Del servidor a usted",
  grades: { good: "buena", weak: "débil", bad: "mala" },
  othersTitle: "Otras personas con problemas",
  othersUp: (name) => `A ${name} se le ve y se le oye mal.`,
  othersDown: (name) => `${name} ve y oye mal a los demás.`,
  soundOnly: "Recibir solo el sonido",
  everything: "Volver a recibir todo",
  less: {
    "": "No recibe nada: no ve ni oye a nadie.",
    "audio": "Solo recibe el sonido.",
    "screenshare": "Solo recibe el sonido y las pantallas compartidas.",
  },
  lost: "Reconectando…",
  lostFor: (seconds) =>
    plural(seconds, {
      one: "Sin conexión desde hace 1 segundo. Reintentando…",
      other: `Sin conexión desde hace ${seconds} segundos. Reintentando…`,
    }),
  lostForMinutes: (minutes) =>
    plural(minutes, {
      one: "Sin conexión desde hace 1 minuto. Reintentando…",
      other: `Sin conexión desde hace ${minutes} minutos. Reintentando…`,
    }),
  trying: "Intentándolo ahora…",
  tryNow: "Intentarlo ahora",
  offline: "Este dispositivo no tiene red. Todo sigue por sí solo en cuanto la haya.",
};
