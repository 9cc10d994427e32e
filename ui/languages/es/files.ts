/**
 * Spanish: files between members.
 * @module
 */
import type * as english from "../en/files.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Sending and receiving files. */
export const filesText: Translated<typeof english.filesText> = {
  title: "Archivos",
  count: (count) => plural(count, { one: "1 archivo", other: `${count} archivos` }),
  send: "Enviar un archivo…",
  sendTitle: "Enviar archivos",
  sendTo: (name) => `Enviar un archivo a ${name}`,
  help: "enviar un archivo a una persona",
  toWhom: "Para",
  nobody: "No hay nadie más que pueda recibir un archivo.",
  choose: "Elegir archivos",
  noneChosen: "Todavía no ha elegido ningún archivo. También puede soltar archivos aquí.",
  offer: "Enviar",
  cancel: "Cancelar",
  direct:
    "El archivo va directamente de su navegador al de la otra persona. Cada una ve la dirección de red de la otra.",
  limits: (size, count) => `Hasta ${size} cada uno, y ${count} a la vez.`,
  drop: "Suelte archivos para enviarlos",
  close: "Cerrar",
  unnamed: "archivo",
  from: (name) => `de ${name}`,
  to: (name) => `para ${name}`,
  waitingFor: (name) => `Esperando a que ${name} acepte`,
  accept: "Aceptar",
  refuse: "Rechazar",
  withdraw: "Retirar",
  stop: "Detener",
  again: "Reintentar",
  save: "Guardar",
  dismiss: "Quitar de la lista",
  dismissAll: "Vaciar la lista",
  connecting: "Conectando…",
  cannotTake: (size) => `Es demasiado grande para su navegador; el máximo es ${size}.`,
  progress: (file) => `Progreso de ${file}`,
  done: "Terminado",
  offeredBy: (name, file) => `${name} quiere enviarle «${file}».`,
  arrived: (file) => `Ha llegado «${file}».`,
  sent: (file, name) => `${name} ha recibido «${file}».`,
  tooLarge: (file, size) => `«${file}» es demasiado grande para enviarlo; el máximo es ${size}.`,
  tooMany: (count) =>
    `Solo puede haber ${count} archivos en camino a la vez. Espere a que llegue alguno.`,
  ends: {
    refused: (name) => `${name} no quiere este archivo.`,
    withdrawn: (name) => `${name} ha retirado el archivo.`,
    cancelled: (name) => `${name} lo ha detenido.`,
    stopped: () => "Detenido.",
    lost: (name) => `Se ha perdido la conexión con ${name}; el archivo no ha llegado.`,
    gone: (name) => `${name} ya no está aquí.`,
    faulty: (name) => `Lo que ha llegado de ${name} no es el archivo ofrecido.`,
    unreadable: () => "El archivo ya no se puede leer. Elíjalo otra vez.",
  },
  askAgain: (name) => `Pida a ${name} que lo envíe otra vez.`,
  ofSize: (moved, all) => `${moved} de ${all}`,
  left: (span) => `quedan ${span}`,
};
