/**
 * French: all texts of the connection doctor. Areas that are missing stay English.
 * @module
 */
import type { doctor as english } from "../en/doctor.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Area by area. */
export const doctor: Partial<Translated<typeof english>> = {
  title: "Test de connexion",
  heading: "Testez votre connexion",
  lead:
    "Teste votre caméra, votre micro, vos haut-parleurs, et le chemin de cet ordinateur à ce serveur, aller et retour.",
  privacy:
    "Rien n’est enregistré, et personne ne vous voit ni ne vous entend : seuls une image et un son de test vont jusqu’au serveur.",
  start: "Lancer le test",
  again: "Recommencer",
  stop: "Arrêter",
  copy: "Copier le rapport",
  copied: "Le rapport est copié.",
  notCopied: "Le rapport n’a pas pu être copié. Sélectionnez-le ci-dessous et copiez-le à la main.",
  report: "Le rapport en texte",
  progress: "Avancement",
  done: (over, all) => `${over} vérifications sur ${all} terminées`,
  measuring: (seconds) =>
    plural(seconds, {
      one: `Mesure encore pendant ${seconds} seconde`,
      other: `Mesure encore pendant ${seconds} secondes`,
    }),
  stopped: "Le test a été arrêté.",
  tell: "Pour la personne qui gère votre réseau :",
  advice: "Ce que vous pouvez faire :",
  back: "Retour",

  summary: {
    good: "Tout va bien.",
    trouble: (count) =>
      plural(count, {
        one: `${count} chose ne va pas.`,
        other: `${count} choses ne vont pas.`,
      }),
    asking: "Veuillez répondre à la question sur le son.",
    stopped: "Le test a été arrêté avant la fin.",
  },

  states: {
    waiting: "Pas encore testé",
    running: "Test en cours…",
    asking: "Répondez, s’il vous plaît",
    good: "Bon",
    trouble: "Problème",
    absent: "Non proposé",
    skipped: "Non testé",
  },

  names: {
    browser: "Navigateur",
    camera: "Caméra",
    microphone: "Micro",
    speaker: "Haut-parleurs",
    socket: "Connexion au serveur (WebSocket)",
    udp: "Son et image par UDP",
    tcp: "Son et image par TCP",
    turn: "Son et image par un relais (TURN)",
    upload: "Envoi",
    download: "Réception",
    stability: "Perte et délai",
  },

  facts: {
    version: "Navigateur",
    address: "Adresse",
    pictures: "Codecs pour l’image",
    sound: "Codecs pour le son",
    size: "Image",
    device: "Appareil",
    roundTrip: "Aller-retour",
    protocol: "Protocole",
    way: "Utilisé",
    announced: "Annoncé par le serveur",
    seen: "Votre adresse, vue par le serveur",
    rate: "Débit",
    lossUp: "Perdu à l’envoi",
    lossDown: "Perdu à la réception",
    jitter: "Gigue",
  },

  browser: {
    good: "Votre navigateur permet de participer.",
    old:
      "Votre navigateur ne permet pas de participer à des visioconférences : utilisez une version actuelle de Firefox, Chrome, Edge ou Safari.",
    insecure:
      "Cette page est arrivée sans chiffrement, donc le navigateur ne donne ni caméra ni micro : ouvrez-la avec https.",
    codecs:
      "Il manque à votre navigateur les codecs pour le son (Opus) ou l’image (VP8) dont les réunions ont besoin.",
  },

  camera: {
    good: "Votre caméra donne des images.",
    dark: "Votre caméra est allumée mais ne donne pas d’image.",
    darkAdvice:
      "Cherchez un cache ou un interrupteur sur la caméra, et fermez les autres programmes qui l’utilisent peut-être.",
  },

  microphone: {
    good: "Votre micro vous entend.",
    listening: "Dites quelque chose…",
    level: "Niveau du micro",
    silent: "Votre micro est allumé mais n’envoie aucun son.",
    silentAdvice:
      "Cherchez un bouton de coupure sur le micro ou le casque, et vérifiez les réglages du son du système.",
    quiet: "Votre micro n’entend pas de voix, seulement du bruit.",
    quietAdvice:
      "Si vous avez bien parlé, choisissez un autre micro ou augmentez son niveau dans les réglages du son du système.",
  },

  speaker: {
    question: "Écoutez le son de test. L’entendez-vous ?",
    play: "Jouer le son de test",
    heard: "Je l’entends",
    unheard: "Je n’entends rien",
    good: "Vous entendez le son de test.",
    trouble: "Vous n’entendez pas le son de test.",
    advice:
      "Augmentez le volume, et vérifiez dans les réglages du son du système quel haut-parleur est utilisé.",
    impossible: "Votre navigateur n’a pas pu jouer le son de test.",
  },

  socket: {
    good: "Le serveur répond par un WebSocket.",
    closed:
      "Aucun WebSocket vers le serveur ne s’ouvre, donc on ne peut entrer dans aucune réunion.",
    closedAdvice: (site) =>
      `Autorisez les WebSockets (HTTPS avec mise à niveau, RFC 6455) de cet ordinateur vers ${site} par TCP, et faites en sorte que les proxys transmettent la mise à niveau.`,
    mute:
      "Un WebSocket s’ouvre, mais les réponses du serveur n’arrivent pas : quelque chose les retient en chemin.",
    muteAdvice: (site) =>
      `N’inspectez pas et ne retenez pas le trafic WebSocket entre cet ordinateur et ${site} (TCP).`,
    strange: "Ce qui répond par le WebSocket ne parle pas le protocole de cette page.",
  },

  media: {
    off:
      "Ce serveur ne propose pas le test du son et de l’image : seule une vraie réunion le dira.",
    busy: (seconds) =>
      `D’autres personnes font un test en ce moment, donc le son et l’image n’ont pas été testés : réessayez dans ${seconds} secondes.`,
    unreachable: "Le serveur n’a pas pu être joint pour un test du son et de l’image.",
    unreachableAdvice: (site) => `Autorisez HTTPS de cet ordinateur vers ${site} par TCP.`,
    refused: (reason) => `Le serveur a refusé le test du son et de l’image : ${reason}.`,
    impossible: "Votre navigateur n’a pas pu commencer le test du son et de l’image.",
    unconnected: "Non mesuré, car aucune connexion pour le son et l’image n’a pu être établie.",
  },

  udp: {
    good: "Le son et l’image vont jusqu’au serveur et en reviennent par UDP.",
    blocked:
      "Aucun paquet UDP ne va jusqu’au serveur et n’en revient : vous pourriez entrer, mais vous ne verriez ni n’entendriez personne.",
    bypassed:
      "Aucun paquet UDP ne passe ; le son et l’image prennent un autre chemin, avec plus de délai.",
    blockedAdvice: (places) =>
      `Autorisez l’UDP sortant de cet ordinateur vers ${places}, et les réponses.`,
    fromAdvice: (address) => ` Le serveur voit cet ordinateur sous l’adresse ${address}.`,
    broken:
      "Les paquets UDP passent, mais aucune connexion chiffrée ne s’établit : quelque chose les retient ou les modifie en chemin.",
    brokenAdvice: (places) =>
      `Ne filtrez pas et n’inspectez pas DTLS et SRTP dans l’UDP entre cet ordinateur et ${places}.`,
    noPlaces: "le port UDP du serveur",
  },

  tcp: {
    absent: "Ce serveur ne propose pas le son et l’image par TCP, donc l’UDP doit passer.",
    unused: "Ce serveur propose le son et l’image par TCP ; cela n’a pas été nécessaire ni testé.",
    good: "Le son et l’image vont jusqu’au serveur par TCP.",
    trouble: "Ce serveur propose le son et l’image par TCP, mais cela ne passe pas non plus.",
    advice: (places) => `Autorisez le TCP sortant de cet ordinateur vers ${places}.`,
  },

  turn: {
    absent: "Ce serveur ne propose pas de relais (TURN).",
    good: "Le relais que ce serveur indique est joignable.",
    trouble: "Le relais que ce serveur indique n’est pas joignable.",
    advice: (urls) => `Autorisez cet ordinateur à joindre ${urls}.`,
  },

  rate: {
    upGood: "Assez pour votre caméra en bonne qualité.",
    upLow: "Assez pour le son et une petite image ; on vous verra en basse qualité.",
    upBad:
      "À peine assez pour le son : laissez votre caméra éteinte et cherchez un meilleur réseau.",
    downGood: "Assez pour des images en bonne qualité.",
    downLow: "Assez pour le son et de petites images ; vous verrez les autres en basse qualité.",
    downBad:
      "À peine assez pour le son : dans les paramètres de la réunion, choisissez de ne recevoir que le son.",
    busy:
      "Cet ordinateur était trop occupé pour envoyer plus, donc cela dit peu de chose du réseau : fermez d’autres programmes et recommencez.",
    returned: "Tout ce qui a été envoyé est revenu : ce n’est pas la réception qui limite.",
    advice: (rate) =>
      `Le son et l’image sont limités à ${rate} ici : cherchez une limite sur l’UDP, ou un réseau sans fil encombré.`,
    bound: "Le test envoie 2 Mbit/s au plus ; davantage est peut-être possible.",
  },

  stability: {
    good: "Peu de paquets se perdent, et ils arrivent à un rythme régulier.",
    loss: "Beaucoup de paquets se perdent en chemin : le son peut hacher, et l’image se figer.",
    jitter: "Les paquets arrivent à un rythme irrégulier : le son peut hacher.",
    delay: "Le chemin vers le serveur est long : on se coupera souvent la parole.",
    advice:
      "Des paquets se perdent ou tardent en chemin : regardez le réseau sans fil, les files d’attente pleines et les limites sur l’UDP.",
  },

  paths: {
    host: "direct, sans détour",
    srflx: "direct, avec traduction d’adresse",
    prflx: "direct, avec traduction d’adresse",
    relay: "par un relais",
  },

  reportHead: (site, time) => `Rapport de connexion pour ${site}, ${time}`,
};
