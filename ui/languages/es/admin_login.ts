/**
 * Spanish: logging in to the administration page, and its failures.
 * @module
 */
import type * as english from "../en/admin_login.ts";
import type { Translated } from "../message.ts";

/** Logging in. */
export const loginText: Translated<typeof english.loginText> = {
  heading: "Administración",
  lead: "Para quienes se ocupan de este servidor o de uno de sus grupos.",
  how: "¿Cómo quiere iniciar sesión?",
  byPassword: "Con nombre y contraseña",
  byToken: "Con un token",
  username: "Nombre",
  password: "Contraseña",
  token: "Su token",
  tokenHint: "Un token con el permiso «admin» o una dirección que termine en uno",
  group: "Grupo",
  groupHint: "Déjelo vacío si administra todo el servidor",
  remember: "Mantener la sesión hasta que se cierre esta pestaña",
  rememberHint: "La contraseña se guarda en la memoria del navegador para esta pestaña",
  submit: "Iniciar sesión",
  busy: "Iniciando sesión…",
  nameMissing: "Escriba su nombre.",
  tokenMissing: "Escriba el token.",
  badGroup: "Un grupo no puede llamarse así.",
  refused:
    "Acceso denegado. Compruebe el nombre y la contraseña; quien administra un solo grupo debe indicar también el grupo. Quienes administran el servidor figuran en «users», en config.json, con el permiso «admin».",
};

/** Why a request failed. */
export const failureText: Translated<typeof english.failureText> = {
  "unreachable": "El servidor no responde. Compruebe su conexión y vuelva a intentarlo.",
  "unauthorised": "Ya no tiene acceso. Vuelva a iniciar sesión.",
  "read-only": "Este servidor no permite cambiar desde aquí los archivos de sus grupos.",
  "missing": "Ya no existe. Quizá alguien lo acaba de eliminar.",
  "changed": "Alguien lo ha cambiado mientras tanto: vuelva a mirarlo antes de cambiarlo.",
  "busy": "El servidor está ocupado. Vuelva a intentarlo en un momento.",
  "broken": "El servidor no ha podido hacerlo. Su registro indica el motivo.",
  "full": "No hay espacio para más. Elimine algo primero.",
  "refused": (reason) => reason === "" ? "El servidor no lo ha aceptado." : reason,
};
