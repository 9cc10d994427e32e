/**
 * Spanish: all texts of the connection doctor. Areas that are missing stay English.
 * @module
 */
import type { doctor as english } from "../en/doctor.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Area by area. */
export const doctor: Translated<typeof english> = {
  title: "Diagnóstico de la conexión",
  heading: "Compruebe su conexión",
  lead:
    "Prueba la cámara, el micrófono y los altavoces, y el camino de ida y vuelta entre este equipo y el servidor.",
  privacy:
    "No se graba nada y nadie le ve ni le oye: al servidor solo viajan una imagen y un tono de prueba.",
  start: "Empezar las pruebas",
  again: "Probar de nuevo",
  stop: "Detener",
  copy: "Copiar el informe",
  copied: "Se ha copiado el informe.",
  notCopied: "No se ha podido copiar el informe. Selecciónelo abajo y cópielo a mano.",
  report: "El informe como texto",
  progress: "Progreso",
  done: (over, all) => `${over} de ${all} comprobaciones hechas`,
  measuring: (seconds) =>
    plural(seconds, {
      one: "Midiendo 1 segundo más",
      other: `Midiendo ${seconds} segundos más`,
    }),
  stopped: "Se han detenido las pruebas.",
  tell: "Para quien administra su red:",
  advice: "Qué puede hacer:",
  back: "Volver",

  summary: {
    good: "Todo está bien.",
    trouble: (count) =>
      plural(count, { one: "Hay un problema.", other: `Hay ${count} problemas.` }),
    asking: "Responda a la pregunta sobre el sonido.",
    stopped: "Las pruebas se detuvieron antes de terminar.",
  },

  states: {
    waiting: "Aún sin comprobar",
    running: "Comprobando…",
    asking: "Falta su respuesta",
    good: "Bien",
    trouble: "Problema",
    absent: "No disponible",
    skipped: "Sin comprobar",
  },

  names: {
    browser: "Navegador",
    camera: "Cámara",
    microphone: "Micrófono",
    speaker: "Altavoces",
    socket: "Conexión con el servidor (WebSocket)",
    udp: "Audio y vídeo por UDP",
    tcp: "Audio y vídeo por TCP",
    turn: "Audio y vídeo por un relé (TURN)",
    upload: "Envío",
    download: "Recepción",
    stability: "Pérdida y retardo",
  },

  facts: {
    version: "Navegador",
    address: "Dirección",
    pictures: "Códecs de vídeo",
    sound: "Códecs de audio",
    size: "Imagen",
    device: "Dispositivo",
    roundTrip: "Ida y vuelta",
    protocol: "Protocolo",
    way: "En uso",
    announced: "Anunciado por el servidor",
    seen: "Su dirección, tal como la ve el servidor",
    rate: "Velocidad",
    lossUp: "Pérdida al enviar",
    lossDown: "Pérdida al recibir",
    jitter: "Fluctuación (jitter)",
  },

  browser: {
    good: "Con su navegador puede participar.",
    old:
      "Con su navegador no se puede participar en videollamadas: use una versión actual de Firefox, Chrome, Edge o Safari.",
    insecure:
      "Esta página ha llegado sin cifrar, por lo que el navegador no da acceso a la cámara ni al micrófono: ábrala con https.",
    codecs:
      "A su navegador le faltan los códecs de audio (Opus) o de vídeo (VP8) que necesitan las reuniones.",
  },

  camera: {
    good: "Su cámara da imagen.",
    dark: "Su cámara está encendida, pero no da imagen.",
    darkAdvice:
      "Mire si la cámara tiene una tapa o un interruptor, y cierre otros programas que puedan estar usándola.",
  },

  microphone: {
    good: "Su micrófono le oye.",
    listening: "Diga algo…",
    level: "Nivel del micrófono",
    silent: "Su micrófono está encendido, pero no envía ningún sonido.",
    silentAdvice:
      "Mire si el micrófono o los auriculares tienen un botón de silencio, y revise los ajustes de sonido del sistema.",
    quiet: "Su micrófono no oye ninguna voz, solo ruido.",
    quietAdvice:
      "Si ha hablado, elija otro micrófono o suba su nivel en los ajustes de sonido del sistema.",
  },

  speaker: {
    question: "Reproduzca el sonido de prueba. ¿Lo oye?",
    play: "Reproducir sonido de prueba",
    heard: "Lo oigo",
    unheard: "No oigo nada",
    good: "Oye el sonido de prueba.",
    trouble: "No oye el sonido de prueba.",
    advice: "Suba el volumen y mire en los ajustes de sonido del sistema qué altavoz está en uso.",
    impossible: "Su navegador no ha podido reproducir el sonido de prueba.",
  },

  socket: {
    good: "El servidor responde por un WebSocket.",
    closed:
      "No se puede abrir ningún WebSocket con el servidor, así que no es posible unirse a reuniones.",
    closedAdvice: (site) =>
      `Permita los WebSockets (HTTPS con «upgrade», RFC 6455) desde este equipo hacia ${site} por TCP, y que los proxies dejen pasar el «upgrade».`,
    mute:
      "Se abre un WebSocket, pero las respuestas del servidor no llegan: algo las retiene por el camino.",
    muteAdvice: (site) =>
      `No inspeccione ni almacene en búfer el tráfico WebSocket entre este equipo y ${site} (TCP).`,
    strange: "Lo que responde por el WebSocket no habla el protocolo de esta página.",
  },

  media: {
    off: "Este servidor no ofrece la prueba de audio y vídeo: solo se verá en una reunión.",
    busy: (seconds) =>
      `Hay otras personas haciendo la prueba, así que no se han probado el audio y el vídeo: vuelva a intentarlo dentro de ${seconds} segundos.`,
    unreachable: "No se ha podido pedir al servidor una prueba de audio y vídeo.",
    unreachableAdvice: (site) => `Permita HTTPS desde este equipo hacia ${site} por TCP.`,
    refused: (reason) => `El servidor ha rechazado la prueba de audio y vídeo: ${reason}.`,
    impossible: "Su navegador no ha podido empezar la prueba de audio y vídeo.",
    unconnected: "Sin medir, porque no se ha establecido ninguna conexión de audio y vídeo.",
  },

  udp: {
    good: "El sonido y la imagen llegan al servidor y vuelven por UDP.",
    blocked:
      "Ningún paquete UDP llega al servidor y vuelve: podría unirse, pero no vería ni oiría a nadie.",
    bypassed: "No pasa ningún paquete UDP; el audio y el vídeo toman otro camino, con más retardo.",
    blockedAdvice: (places) =>
      `Permita UDP saliente desde este equipo hacia ${places}, y sus respuestas.`,
    fromAdvice: (address) => ` El servidor ve este equipo como ${address}.`,
    broken:
      "Los paquetes UDP pasan, pero no se establece ninguna conexión cifrada: algo los retiene o los altera por el camino.",
    brokenAdvice: (places) =>
      `No filtre ni inspeccione DTLS y SRTP sobre UDP entre este equipo y ${places}.`,
    noPlaces: "el puerto UDP del servidor",
  },

  tcp: {
    absent: "Este servidor no ofrece audio y vídeo por TCP, así que UDP tiene que poder pasar.",
    unused: "Este servidor ofrece audio y vídeo por TCP; no ha hecho falta y no se ha probado.",
    good: "El audio y el vídeo llegan al servidor por TCP.",
    trouble: "Este servidor ofrece audio y vídeo por TCP, pero tampoco pasan.",
    advice: (places) => `Permita TCP saliente desde este equipo hacia ${places}.`,
  },

  turn: {
    absent: "Este servidor no ofrece ningún relé (TURN).",
    good: "Se puede llegar al relé que indica este servidor.",
    trouble: "No se puede llegar al relé que indica este servidor.",
    advice: (urls) => `Permita que este equipo llegue a ${urls}.`,
  },

  rate: {
    upGood: "Suficiente para su cámara con buena calidad.",
    upLow: "Suficiente para el sonido y una imagen pequeña; se le verá con baja calidad.",
    upBad: "Apenas suficiente para el sonido: deje la cámara apagada y busque una red mejor.",
    downGood: "Suficiente para imágenes con buena calidad.",
    downLow: "Suficiente para el sonido e imágenes pequeñas; verá a los demás con baja calidad.",
    downBad:
      "Apenas suficiente para el sonido: elija recibir solo el sonido en los ajustes de la reunión.",
    busy:
      "Este equipo estaba demasiado ocupado para enviar más, así que esto dice poco de la red: cierre otros programas y pruebe de nuevo.",
    returned: "Ha vuelto todo lo enviado: el límite no está en la recepción.",
    advice: (rate) =>
      `Aquí el audio y el vídeo están limitados a ${rate}: busque un límite para UDP o una red wifi saturada.`,
    bound: "La prueba envía como máximo 2 Mb/s; puede que sea posible más.",
  },

  stability: {
    good: "Se pierden pocos paquetes y llegan a un ritmo regular.",
    loss:
      "Se pierden muchos paquetes por el camino: el sonido puede entrecortarse y la imagen, congelarse.",
    jitter: "Los paquetes llegan a un ritmo irregular: el sonido puede entrecortarse.",
    delay: "El camino hasta el servidor es largo: será fácil pisarse al hablar.",
    advice:
      "Se pierden o se retrasan paquetes por el camino: revise la red wifi, las colas llenas y los límites para UDP.",
  },

  paths: {
    host: "directo",
    srflx: "directo, con traducción de direcciones",
    prflx: "directo, con traducción de direcciones",
    relay: "por un relé",
  },

  reportHead: (site, time) => `Informe de la conexión con ${site}, ${time}`,
};
