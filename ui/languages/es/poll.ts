/**
 * Spanish: polls.
 * @module
 */
import type * as english from "../en/poll.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Polls. */
export const pollText: Translated<typeof english.pollText> = {
  command: "Encuesta…",
  title: "Encuesta",
  close: "Cerrar",
  chip: "Encuesta",
  asked: (by, question) =>
    by === "" ? `Una pregunta para usted: ${question}` : `${by} pregunta: ${question}`,
  answer: "Responder",
  question: "Pregunta",
  questionPlaceholder: "¿Qué quiere saber?",
  answerLabel: (place) => `Respuesta ${place}`,
  addAnswer: "Otra respuesta",
  removeAnswer: (place) => `Quitar la respuesta ${place}`,
  multiple: "Se pueden elegir varias respuestas",
  live: "Todo el mundo ve el resultado al momento",
  liveHint: "Si no, todo el mundo lo ve cuando termine la encuesta",
  ask: "Preguntar",
  tooFew: "Escriba una pregunta y al menos dos respuestas.",
  privacy: "Los demás participantes no ven lo que elige. Su respuesta llega a los anfitriones.",
  chooseOne: "Elija una respuesta",
  chooseSeveral: "Elija una o varias respuestas",
  cannotVote: "En este grupo no puede escribir, así que no puede responder.",
  changed: "Puede cambiar su respuesta hasta que termine la encuesta.",
  hidden: "El resultado se muestra cuando termine la encuesta.",
  voters: (count) =>
    plural(count, {
      one: "1 persona ha respondido",
      other: `${count} personas han respondido`,
    }),
  share: (count, share) => `${count} (${share})`,
  ended: "La encuesta ha terminado.",
  end: "Terminar la encuesta y mostrar el resultado",
  remove: "Quitar",
  again: "Preguntar otra cosa",
  slash: "hacer una pregunta a todo el mundo",
};
