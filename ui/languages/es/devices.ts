/**
 * Spanish: cameras, microphones, speakers and backgrounds.
 * @module
 */
import type * as english from "../en/devices.ts";
import type { Translated } from "../message.ts";

/** Cameras, microphones and speakers. */
export const deviceText: Translated<typeof english.deviceText> = {
  camera: "Cámara",
  microphone: "Micrófono",
  speaker: "Altavoz",
  systemDefault: "Predeterminado del sistema",
  unnamed: (kind, number) => `${kind} ${number}`,
  lost: {
    camera: (name) =>
      `Se ha desconectado ${name} y su cámara está apagada. Todo lo demás sigue igual.`,
    microphone: (name) => `Se ha desconectado ${name} y nadie le oye. Todo lo demás sigue igual.`,
    speaker: (name) => `Se ha desconectado ${name}. Lo oye todo por el altavoz del sistema.`,
  },
  withdrawn: {
    camera: "Esta página ya no puede usar su cámara, que está apagada.",
    microphone: "Esta página ya no puede usar su micrófono, y nadie le oye.",
  },
  replaced: (name, instead) => `Se ha desconectado ${name}. En su lugar se usa ${instead}.`,
  back: (name) => `Se ha vuelto a conectar ${name}.`,
  backInUse: (name) => `Se ha vuelto a conectar ${name} y se está usando.`,
  allowed: {
    camera: "Esta página ya puede usar su cámara.",
    microphone: "Esta página ya puede usar su micrófono.",
  },
  found: {
    camera: "Ahora hay una cámara.",
    microphone: "Ahora hay un micrófono.",
  },
  turnOn: { camera: "Encender la cámara", microphone: "Encender el micrófono" },
  tryAgain: "Reintentar",
  asking: {
    camera: "Quizá su navegador pregunte si esta página puede usar su cámara: permítalo.",
    microphone: "Quizá su navegador pregunte si esta página puede usar su micrófono: permítalo.",
  },
  testSound: "Reproducir un sonido de prueba",
  testSoundFailed: "El sonido de prueba no se puede reproducir en este altavoz.",
  chooseSpeaker: "Elegir un altavoz",
  hearMyself: "Escucharme",
  recording: "Hable ahora…",
  playing: "Así se le oye",
  suggestion: {
    camera: "Este grupo propone entrar con la cámara encendida.",
    microphone: "Este grupo propone entrar con el micrófono encendido.",
    both: "Este grupo propone entrar con la cámara y el micrófono encendidos.",
  },
  follow: "Encender",
  problem: {
    denied: {
      camera: "Esta página no puede usar su cámara.",
      microphone: "Esta página no puede usar su micrófono.",
    },
    missing: {
      camera: "No se ha encontrado ninguna cámara. Conecte una: se encenderá por sí sola.",
      microphone: "No se ha encontrado ningún micrófono. Conecte uno: se encenderá por sí solo.",
    },
    busy: {
      camera:
        "No se puede encender la cámara. Quizá la esté usando otro programa u otra pestaña: ciérrelos y vuelva a intentarlo.",
      microphone:
        "No se puede encender el micrófono. Quizá lo esté usando otro programa: ciérrelo y vuelva a intentarlo.",
    },
    insecure: {
      camera:
        "Los navegadores solo permiten cámaras en páginas seguras: abra esta página con https.",
      microphone:
        "Los navegadores solo permiten micrófonos en páginas seguras: abra esta página con https.",
    },
    background: {
      camera:
        "En este dispositivo no se puede cambiar el fondo, así que su cámara se ha apagado. Elija «Tal como es» para usar la cámara.",
      microphone: "No se puede encender el micrófono.",
    },
    other: {
      camera: "No se puede encender la cámara.",
      microphone: "No se puede encender el micrófono.",
    },
  },
  allowing: {
    chromium:
      "Para permitirlo, pulse el icono a la izquierda de la dirección y actívelo allí. Se encenderá por sí solo.",
    firefox:
      "Para permitirlo, pulse el icono tachado a la izquierda de la dirección, quite el bloqueo y vuelva a intentarlo.",
    safari:
      "Para permitirlo, abra los ajustes para este sitio web en el menú de Safari (en un iPhone, el icono a la izquierda de la dirección), elija «Permitir» y vuelva a intentarlo.",
    android:
      "Para permitirlo, pulse el icono a la izquierda de la dirección y después «Permisos». Si no sirve, permítaselo al navegador en los ajustes del sistema, en «Aplicaciones».",
    other: "Permítalo en los ajustes de su navegador y vuelva a intentarlo.",
  },
  system:
    "Si no sirve, puede que los ajustes de privacidad del sistema se lo prohíban al navegador.",
};

/** What stands behind a person. */
export const backgroundText: Translated<typeof english.backgroundText> = {
  label: "Fondo",
  options: { none: "Tal como es", blur: "Desenfocado", picture: "Una imagen" },
  choose: "Elegir una imagen",
  badPicture: "Este archivo no es una imagen que se pueda usar.",
};
