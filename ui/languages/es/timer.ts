/**
 * Spanish: the timer.
 * @module
 */
import type * as english from "../en/timer.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The timer. */
export const timerText: Translated<typeof english.timerText> = {
  command: "Temporizador…",
  title: "Temporizador",
  close: "Cerrar",
  shown: (left) => `Temporizador: quedan ${left}`,
  paused: (left) => `Temporizador parado en ${left}`,
  over: "Se acabó el tiempo",
  minutes: "Minutos",
  minutesHint: "Todo el mundo lo ve",
  quick: (minutes) => plural(minutes, { one: "1 minuto", other: `${minutes} minutos` }),
  start: "Empezar",
  pause: "Parar el reloj",
  resume: "Continuar",
  add: "Un minuto más",
  end: "Quitar",
  badMinutes: "Escriba un número de minutos, de 1 a 600.",
  slash: "mostrar a todo el mundo un temporizador de tantos minutos; sin número, quitarlo",
};
