/**
 * Spanish: the settings.
 * @module
 */
import type * as english from "../en/settings.ts";
import type { Translated } from "../message.ts";

/** The settings. */
export const settingsText: Translated<typeof english.settingsText> = {
  title: "Ajustes",
  close: "Cerrar ajustes",
  parts: "Partes de los ajustes",
  sections: {
    media: "Audio y vídeo",
    network: "Red",
    notifications: "Notificaciones",
    appearance: "Aspecto",
    language: "Idioma",
    keyboard: "Teclado",
  },
  camera: "Cámara",
  microphone: "Micrófono",
  speaker: "Altavoz",
  tryCamera: "Mostrar aquí mi cámara",
  tryCameraHint: "Nadie más la ve",
  tryMicrophone: "Probar mi micrófono",
  tryMicrophoneHint: "Nadie más lo oye",
  cameraMode: "Imagen",
  cameraModes: {
    small: "Pequeña: ahorra batería y red",
    standard: "Normal: 720 líneas",
    hd: "Grande: 1080 líneas, si la cámara puede",
    board: "Pizarra: nítida antes que fluida",
  },
  turn: "Girar la imagen",
  turns: {
    "0": "Tal como es",
    "90": "A la derecha",
    "180": "Boca abajo",
    "270": "A la izquierda",
  },
  flip: "Invertir lo que ven los demás",
  flipHint: "Para cámaras que muestran los textos al revés",
  mirror: "Invertir mi propia imagen",
  mirrorHint: "Solo para usted: los demás le ven del derecho",
  screen: "Pantallas compartidas",
  echoCancellation: "Cancelar el eco",
  echoCancellationHint: "Desactívelo solo si lleva auriculares",
  noiseSuppression: "Reducir el ruido",
  noiseSuppressionHint: "Desactívelo para música",
  autoGainControl: "Ajustar el volumen",
  autoGainControlHint: "Desactívelo para música",
  screenHint: "En las pantallas compartidas, preferir",
  screenHints: { detail: "Texto nítido", motion: "Movimiento fluido" },
  send: "Lo que envía",
  sendLevels: {
    lowest: "Mínimo",
    low: "Poco",
    normal: "Medio",
    unlimited: "Todo lo que convenga",
  },
  sendHints: {
    lowest: "Como máximo 150 kb/s: se le ve en pequeño y borroso. Para redes muy malas.",
    low: "Como máximo 300 kb/s: para redes móviles.",
    normal: "Como máximo 700 kb/s: se ve bien en grupos pequeños.",
    unlimited: "Todo lo que admita su red y miren los demás.",
  },
  receive: "Lo que recibe",
  receiveWishes: {
    "": "Nada",
    "audio": "Solo el sonido",
    "screenshare": "El sonido y las pantallas compartidas",
    "everything-low": "Todo, con imágenes de baja calidad",
    "everything": "Todo",
  },
  receiveHints: {
    "": "No ve ni oye a nadie. El chat sigue funcionando.",
    "audio": "Oye a todo el mundo. Para redes muy malas; también ahorra batería.",
    "screenshare": "Oye a todo el mundo y ve las pantallas compartidas, pero ninguna cámara.",
    "everything-low": "Ve y oye a todo el mundo con una décima parte de los datos, más o menos.",
    "everything": "Con toda la calidad que admita su red.",
  },
  theme: "Tema",
  themes: { system: "El del sistema", light: "Claro", dark: "Oscuro" },
  language: "Idioma",
  languageOfBrowser: "El del navegador",
  lighter: "Cambiar al tema claro",
  darker: "Cambiar al tema oscuro",
};
