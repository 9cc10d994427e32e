/**
 * Spanish: the pages before a group is joined.
 * @module
 */
import type * as english from "../en/start.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The first page of a server. */
export const landingText: Translated<typeof english.landingText> = {
  title: "¿Adónde quiere ir?",
  groupName: "Nombre del grupo",
  enter: "Entrar",
  publicGroups: "Grupos públicos",
  noGroups: "En este servidor no hay grupos públicos. Escriba arriba el nombre del suyo.",
  groupsFailed: "No se ha podido cargar la lista de grupos.",
  people: (count) =>
    count === 0 ? "Todavía nadie" : plural(count, { one: "1 persona", other: `${count} personas` }),
  locked: "Bloqueado",
  elsewhere: "En otro servidor",
  unknownGroup: (name) => `Aquí no hay ningún grupo llamado «${name}».`,
  nameMissing: "Escriba el nombre de un grupo.",
  badName: "Un grupo no puede llamarse así.",
};

/** The page before joining. */
export const joinText: Translated<typeof english.joinText> = {
  heading: "¿Todo listo para unirse?",
  name: "Su nombre",
  password: "Contraseña",
  passwordHint: "Déjela vacía si no se le ha dado ninguna",
  join: "Unirse",
  joining: "Uniéndose…",
  cancel: "Cancelar",
  camera: "Cámara",
  microphone: "Micrófono",
  speaker: "Altavoz",
  chooseCamera: "Elegir la cámara",
  chooseMicrophone: "Elegir el micrófono",
  level: "Nivel del micrófono",
  welcome: "La cámara y el micrófono siguen apagados hasta que los encienda.",
  preview: "Su cámara",
  cameraOff: "Su cámara está apagada",
  cameraStarting: "Encendiendo la cámara…",
  peopleHere: (count) =>
    count === 0
      ? "Todavía no hay nadie"
      : plural(count, { one: "Hay 1 persona", other: `Hay ${count} personas` }),
  lockedGroup: "Este grupo está bloqueado",
  invited: "Tiene una invitación",
  invitedHint: "Una invitación puede incluir ya un nombre: en ese caso, deje esto vacío.",
  withoutInvitation: "Unirse con una contraseña",
  moved: (address) => `Este grupo se ha trasladado a ${address}`,
  goThere: "Ir allí",
  portal: "En este grupo se inicia sesión en una página propia.",
  portalGo: "Iniciar sesión allí",
  nameMissing: "Escriba su nombre.",
  otherGroup: "Ir a otro grupo",
  doctor: "Comprobar la cámara, el micrófono y la conexión",
  left: "Ha salido del grupo.",
  noGroup: (name) => `Aquí no hay ningún grupo llamado «${name}».`,
  statusFailed: "El servidor no responde en este momento. Aun así, puede intentar unirse.",
  wrongServer: "El grupo se ha trasladado a una dirección que esta página no puede abrir.",
  browserTooOld:
    "Con este navegador no se puede participar en videollamadas: es demasiado antiguo o tiene WebRTC desactivado. Actívelo o use una versión actual de Firefox, Chrome, Edge o Safari.",
  clockWrong:
    "El reloj de este dispositivo va mal. Las horas de esta página siguen el reloj del servidor.",
};
