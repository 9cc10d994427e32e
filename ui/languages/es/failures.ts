/**
 * Spanish: what has gone wrong.
 * @module
 */
import type * as english from "../en/failures.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** What has gone wrong. */
export const failureText: Translated<typeof english.failureText> = {
  unreachable: "No se puede llegar al servidor. Compruebe su conexión y vuelva a intentarlo.",
  notAuthorised: "El nombre y la contraseña no coinciden. Compruebe ambos y vuelva a intentarlo.",
  nameTaken: "Otra persona está usando este nombre. Elija otro.",
  nameNeeded: "Escriba su nombre.",
  noGroup: "Este grupo ya no existe.",
  badGroupName: "Un grupo no puede llamarse así.",
  notOpenYet: "Este grupo todavía no está abierto. Vuelva más tarde.",
  closed: "Este grupo está cerrado. Su tiempo ha terminado: pregunte a quien le invitó.",
  noOperator: "El grupo empieza cuando llegue su anfitrión. Vuelva a intentarlo en un momento.",
  full: "El grupo está lleno. Vuelva a intentarlo cuando haya salido alguien.",
  locked: "El grupo está bloqueado. Pida a un anfitrión que le deje entrar y vuelva a intentarlo.",
  internal: "Algo ha fallado en el servidor. Vuelva a intentarlo.",
  banned: (minutes) =>
    plural(minutes, {
      one: "Se le ha expulsado de este grupo. Puede volver dentro de un minuto.",
      other: `Se le ha expulsado de este grupo. Puede volver dentro de ${minutes} minutos.`,
    }),
  tooManyLogins: (seconds) =>
    plural(seconds, {
      one:
        "Ha habido demasiados intentos fallidos desde su dirección. Vuelva a intentarlo dentro de un segundo.",
      other:
        `Ha habido demasiados intentos fallidos desde su dirección. Vuelva a intentarlo dentro de ${seconds} segundos.`,
    }),
  busy: "Ahora mismo se está uniendo demasiada gente. Vuelva a intentarlo en un momento.",
  badInvitation:
    "Esta invitación no es válida, o ya no lo es. Pida una nueva o únase con una contraseña.",
  authServer: "El servidor que comprueba las contraseñas de este grupo no responde.",
  noLongerUser: "Ya no tiene acceso a este grupo.",
  waitsElsewhere: "Ya está esperando en otra ventana.",
  kicked: (by, reason) =>
    (by === "" ? "Se le ha expulsado del grupo" : `${by} le ha expulsado del grupo`) +
    (reason === "" ? "." : `: ${reason}`),
  lostForGood: "Se ha perdido la conexión y no se ha podido recuperar. Únase de nuevo para seguir.",
  share: "No se puede compartir la pantalla.",
  shareDenied: "Su sistema no permite que este navegador comparta la pantalla.",
  mayNotPresent: "En este grupo no puede enviar audio ni vídeo.",
  publish: "No se ha podido enviar su audio o vídeo. Reintentando…",
  publishRefused: "El servidor ha detenido su audio o vídeo.",
  receive: (name) => `No se ha podido recibir el audio o vídeo de ${name}.`,
  load:
    "No se ha podido cargar esta parte de la página. Compruebe su conexión y vuelva a intentarlo.",
  autoplay: "Su navegador está reteniendo el sonido.",
  autoplayAction: "Reproducir el sonido",
  speaker: "No se puede usar el altavoz.",
  fromServer: (value) => value.charAt(0).toUpperCase() + value.slice(1),
  fromPerson: (name, value) => `${name}: ${value}`,
};

/** Sentences of the server (of Galène too) that can be said better. */
export const serverText: Translated<typeof english.serverText> = {
  "permission denied": "En este grupo no puede enviar audio ni vídeo.",
  "this message is too long": "Este mensaje es demasiado largo.",
  "bad value in kick": "El servidor no lo ha entendido.",
  "bad value in clearchat": "El servidor no lo ha entendido.",
  "Bad value in setdata": "El servidor no lo ha entendido.",
  "the user data is too long": "Es demasiado largo.",
  "the group's data is too long": "Es demasiado largo.",
  "this server cannot record": "Este servidor no puede grabar.",
  "that member does not receive this stream": "Esta persona no recibe esta transmisión.",
  "no such stream": "Esta transmisión ha terminado.",
  "not authorised": "No tiene permiso para hacerlo.",
  "user unknown": "Esta persona ya no está aquí.",
  "no such user": "Esta persona ya no está aquí.",
  "join a group first": "Ya no está en el grupo.",
  "you are not joined": "Ya no está en el grupo.",
};
