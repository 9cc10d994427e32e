/**
 * German: all texts of the connection doctor. Areas that are missing stay English.
 * @module
 */
import type { doctor as english } from "../en/doctor.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Area by area. */
export const doctor: Partial<Translated<typeof english>> = {
  title: "Verbindungstest",
  heading: "Prüfen Sie Ihre Verbindung",
  lead:
    "Prüft Kamera, Mikrofon und Lautsprecher und den Weg von diesem Computer zum Server und zurück.",
  privacy:
    "Nichts wird aufgezeichnet, und niemand sieht oder hört Sie: Zum Server gehen nur ein Testbild und ein Testton.",
  start: "Test starten",
  again: "Noch einmal testen",
  stop: "Abbrechen",
  copy: "Bericht kopieren",
  copied: "Der Bericht ist kopiert.",
  notCopied:
    "Der Bericht konnte nicht kopiert werden. Markieren Sie ihn unten und kopieren Sie ihn von Hand.",
  report: "Der Bericht als Text",
  progress: "Fortschritt",
  done: (over, all) => `${over} von ${all} Prüfungen fertig`,
  measuring: (seconds) =>
    plural(seconds, {
      one: "Die Messung dauert noch 1 Sekunde",
      other: `Die Messung dauert noch ${seconds} Sekunden`,
    }),
  stopped: "Der Test wurde abgebrochen.",
  tell: "Für die Fachleute, die Ihr Netzwerk betreuen:",
  advice: "Was Sie tun können:",
  back: "Zurück",

  summary: {
    good: "Alles in Ordnung.",
    trouble: (count) =>
      plural(count, {
        one: "Eine Sache ist nicht in Ordnung.",
        other: `${count} Sachen sind nicht in Ordnung.`,
      }),
    asking: "Bitte beantworten Sie die Frage zum Ton.",
    stopped: "Der Test wurde vor dem Ende abgebrochen.",
  },

  states: {
    waiting: "Noch nicht geprüft",
    running: "Wird geprüft…",
    asking: "Ihre Antwort, bitte",
    good: "Gut",
    trouble: "Problem",
    absent: "Nicht angeboten",
    skipped: "Nicht geprüft",
  },

  names: {
    browser: "Ihr Browser",
    camera: "Kamera",
    microphone: "Mikrofon",
    speaker: "Lautsprecher",
    socket: "Verbindung zum Server (WebSocket)",
    udp: "Bild und Ton über UDP",
    tcp: "Bild und Ton über TCP",
    turn: "Bild und Ton über ein Relay (TURN)",
    upload: "Senden",
    download: "Empfangen",
    stability: "Verlust und Verzögerung",
  },

  facts: {
    version: "Programm",
    address: "Adresse",
    pictures: "Codecs für Bilder",
    sound: "Codecs für Ton",
    size: "Bild",
    device: "Gerät",
    roundTrip: "Umlaufzeit",
    protocol: "Protokoll",
    way: "In Gebrauch",
    announced: "Vom Server angegeben",
    seen: "Ihre Adresse aus Sicht des Servers",
    rate: "Datenrate",
    lossUp: "Verlust beim Senden",
    lossDown: "Verlust beim Empfangen",
    jitter: "Schwankung (Jitter)",
  },

  browser: {
    good: "Mit Ihrem Browser können Sie teilnehmen.",
    old:
      "Mit Ihrem Browser können Sie nicht an Videokonferenzen teilnehmen: Nehmen Sie eine aktuelle Version von Firefox, Chrome, Edge oder Safari.",
    insecure:
      "Diese Seite kam unverschlüsselt, daher gibt der Browser weder Kamera noch Mikrofon frei: Öffnen Sie sie mit https.",
    codecs:
      "Ihrem Browser fehlen die Codecs für Ton (Opus) oder Bilder (VP8), die Konferenzen brauchen.",
  },

  camera: {
    good: "Ihre Kamera liefert Bilder.",
    dark: "Ihre Kamera ist an, liefert aber kein Bild.",
    darkAdvice:
      "Sehen Sie nach, ob die Kamera abgedeckt oder mit einem Schalter ausgeschaltet ist, und schließen Sie andere Programme, die sie vielleicht benutzen.",
  },

  microphone: {
    good: "Ihr Mikrofon hört Sie.",
    listening: "Sagen Sie etwas…",
    level: "Mikrofonpegel",
    silent: "Ihr Mikrofon ist an, sendet aber gar keinen Ton.",
    silentAdvice:
      "Sehen Sie nach, ob das Mikrofon oder Headset einen Stummschalter hat, und prüfen Sie die Toneinstellungen des Systems.",
    quiet: "Ihr Mikrofon hört keine Stimme, nur Rauschen.",
    quietAdvice:
      "Wenn Sie gesprochen haben, wählen Sie ein anderes Mikrofon oder stellen Sie es in den Toneinstellungen des Systems lauter.",
  },

  speaker: {
    question: "Spielen Sie den Testton ab. Können Sie ihn hören?",
    play: "Testton abspielen",
    heard: "Ich höre ihn",
    unheard: "Ich höre nichts",
    good: "Sie hören den Testton.",
    trouble: "Sie hören den Testton nicht.",
    advice:
      "Stellen Sie die Lautstärke höher und prüfen Sie in den Toneinstellungen des Systems, welcher Lautsprecher benutzt wird.",
    impossible: "Ihr Browser konnte den Testton nicht abspielen.",
  },

  socket: {
    good: "Der Server antwortet über einen WebSocket.",
    closed:
      "Zum Server lässt sich kein WebSocket öffnen, daher können Sie keiner Konferenz beitreten.",
    closedAdvice: (site) =>
      `Erlauben Sie WebSockets (HTTPS mit Upgrade, RFC 6455) von diesem Computer zu ${site} über TCP, und lassen Sie Proxys das Upgrade weitergeben.`,
    mute:
      "Ein WebSocket lässt sich öffnen, aber die Antworten des Servers kommen nicht an: Etwas auf dem Weg hält sie zurück.",
    muteAdvice: (site) =>
      `Untersuchen und puffern Sie den WebSocket-Verkehr zwischen diesem Computer und ${site} (TCP) nicht.`,
    strange: "Was über den WebSocket antwortet, spricht nicht das Protokoll dieser Seite.",
  },

  media: {
    off:
      "Dieser Server bietet den Test von Bild und Ton nicht an: Erst eine Konferenz wird es zeigen.",
    busy: (seconds) =>
      `Gerade testen andere, daher wurden Bild und Ton nicht geprüft: Versuchen Sie es in ${seconds} Sekunden noch einmal.`,
    unreachable: "Der Server war für einen Test von Bild und Ton nicht zu erreichen.",
    unreachableAdvice: (site) => `Erlauben Sie HTTPS von diesem Computer zu ${site} über TCP.`,
    refused: (reason) => `Der Server hat den Test von Bild und Ton abgelehnt: ${reason}.`,
    impossible: "Ihr Browser konnte den Test von Bild und Ton nicht beginnen.",
    unconnected: "Nicht gemessen, da keine Verbindung für Bild und Ton zustande kam.",
  },

  udp: {
    good: "Bild und Ton gehen über UDP zum Server und zurück.",
    blocked:
      "Es kommen keine UDP-Pakete zum Server und zurück: Sie könnten beitreten, würden aber niemanden sehen oder hören.",
    bypassed:
      "Es kommen keine UDP-Pakete durch; Bild und Ton nehmen einen anderen Weg mit mehr Verzögerung.",
    blockedAdvice: (places) =>
      `Erlauben Sie ausgehendes UDP von diesem Computer an ${places} und die Antworten darauf.`,
    fromAdvice: (address) => ` Der Server sieht diesen Computer als ${address}.`,
    broken:
      "UDP-Pakete kommen durch, aber keine verschlüsselte Verbindung kommt zustande: Etwas auf dem Weg hält sie zurück oder verändert sie.",
    brokenAdvice: (places) =>
      `Lassen Sie DTLS und SRTP in UDP von diesem Computer an ${places} und zurück ungefiltert und unverändert durch.`,
    noPlaces: "den UDP-Port des Servers",
  },

  tcp: {
    absent: "Bild und Ton über TCP bietet dieser Server nicht an, daher muss UDP durchkommen.",
    unused:
      "Bild und Ton über TCP bietet dieser Server an; es wurde nicht gebraucht und nicht geprüft.",
    good: "Bild und Ton erreichen den Server über TCP.",
    trouble: "Bild und Ton über TCP bietet dieser Server an, aber auch das kommt nicht durch.",
    advice: (places) => `Erlauben Sie ausgehendes TCP von diesem Computer an ${places}.`,
  },

  turn: {
    absent: "Ein Relay (TURN) bietet dieser Server nicht an.",
    good: "Das Relay, das dieser Server nennt, ist erreichbar.",
    trouble: "Das Relay, das dieser Server nennt, ist nicht erreichbar.",
    advice: (urls) => `Erlauben Sie diesem Computer, ${urls} zu erreichen.`,
  },

  rate: {
    upGood: "Genug für Ihre Kamera in guter Qualität.",
    upLow: "Genug für Ton und ein kleines Bild; andere sehen Sie in niedriger Qualität.",
    upBad: "Kaum genug für Ton: Lassen Sie die Kamera aus und suchen Sie sich ein besseres Netz.",
    downGood: "Genug für Bilder in guter Qualität.",
    downLow: "Genug für Ton und kleine Bilder; Sie sehen andere in niedriger Qualität.",
    downBad:
      "Kaum genug für Ton: Wählen Sie in den Einstellungen der Konferenz, nur Ton zu empfangen.",
    busy:
      "Dieser Computer war zu beschäftigt, um mehr zu senden; das sagt also wenig über das Netz: Schließen Sie andere Programme und testen Sie noch einmal.",
    returned: "Alles Gesendete kam zurück: Am Empfangen liegt es nicht.",
    advice: (rate) =>
      `Bild und Ton sind hier auf ${rate} begrenzt: Suchen Sie nach einer Begrenzung von UDP oder einem überfüllten WLAN.`,
    bound: "Der Test sendet höchstens 2 Mb/s; vielleicht ist mehr möglich.",
  },

  stability: {
    good: "Wenige Pakete gehen verloren, und sie kommen gleichmäßig an.",
    loss:
      "Unterwegs gehen viele Pakete verloren: Der Ton kann stottern, und Bilder bleiben stehen.",
    jitter: "Pakete kommen ungleichmäßig an: Der Ton kann stottern.",
    delay: "Der Weg zum Server ist lang: Man wird sich leicht ins Wort fallen.",
    advice:
      "Unterwegs gehen Pakete verloren oder verspäten sich: Achten Sie auf das WLAN, volle Warteschlangen und Begrenzungen von UDP.",
  },

  paths: {
    host: "direkt",
    srflx: "direkt, mit Adressübersetzung",
    prflx: "direkt, mit Adressübersetzung",
    relay: "über ein Relay",
  },

  reportHead: (site, time) => `Verbindungsbericht für ${site}, ${time}`,
};
