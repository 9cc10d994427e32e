/**
 * Spanish: the chat.
 * @module
 */
import type * as english from "../en/chat.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The chat. */
export const chatText: Translated<typeof english.chatText> = {
  title: "Chat",
  message: "Mensaje",
  placeholder: "Escriba un mensaje",
  send: "Enviar",
  empty: "Todavía no hay mensajes",
  emptyHint: "Lo que escriba aquí lo ve todo el grupo.",
  to: (name) => `Solo para ${name}`,
  toAll: "Volver a escribir a todo el mundo",
  privateFrom: "solo para usted",
  privateTo: (name) => `solo para ${name}`,
  server: "Servidor",
  unread: (count) =>
    plural(count, { one: "1 mensaje sin leer", other: `${count} mensajes sin leer` }),
  newMessages: "Mensajes nuevos",
  newFromHere: "Nuevo",
  latest: "Ir a los últimos mensajes",
  recipient: "Para",
  everybody: "Todo el mundo",
  recipientLabel: (whom) => `${whom}. Elegir a otra persona`,
  tooManyNames: "Escriba @ y un nombre para encontrar a más personas.",
  onlyThis: "Solo esta conversación",
  onlyThisHint: (name) => `Mostrar solo lo hablado entre usted y ${name}`,
  nothingPrivate: (name) => `Usted y ${name} todavía no se han escrito.`,
  answering: (name) => `Respondiendo a ${name}`,
  stopAnswering: "No responder a este mensaje",
  quoteOf: (name) => `${name} escribió`,
  goToQuoted: "Mostrar el mensaje citado",
  answer: "Responder",
  copy: "Copiar",
  copied: "Se ha copiado el mensaje.",
  notCopied: "No se ha podido copiar el mensaje. Selecciónelo y cópielo a mano.",
  showAll: "Mostrarlo todo",
  emoji: "Insertar un emoji",
  suggestions: "Sugerencias para seguir",
  writeTo: (name) => `escribir solo a ${name}`,
  attach: "Enviar un archivo",
  offline: "Podrá volver a escribir cuando se recupere la conexión.",
  notAllowed: "En este grupo no puede escribir.",
  heard: (name, message) => `${name}: ${message}`,
  close: "Cerrar chat",
};
