/**
 * Spanish: the change of one's own password.
 * @module
 */
import type * as english from "../en/password.ts";
import type { Translated } from "../message.ts";

/** The change of one's own password. */
export const passwordText: Translated<typeof english.passwordText> = {
  title: "Cambiar mi contraseña",
  close: "Cerrar",
  old: "Contraseña actual",
  fresh: "Contraseña nueva",
  again: "Repetir la contraseña nueva",
  change: "Cambiar contraseña",
  changed: "Se ha cambiado su contraseña.",
  empty: "Escriba una contraseña nueva.",
  differ: "Las dos contraseñas nuevas no coinciden.",
  wrong: "La contraseña actual no es correcta.",
  noAccount: "No tiene contraseña propia en este grupo.",
  tooLong: "La contraseña nueva es demasiado larga. Elija una más corta.",
  readOnly: "Este servidor no permite cambiar sus grupos.",
  busy: "El servidor está ocupado. Vuelva a intentarlo en un momento.",
  failed: "No se ha podido cambiar la contraseña. Vuelva a intentarlo.",
};
