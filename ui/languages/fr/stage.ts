/**
 * French: the room, its stage and the network.
 * @module
 */
import type * as english from "../en/stage.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The room and its stage. */
export const roomText: Translated<typeof english.roomText> = {
  reconnecting: "Reconnexion…",
  reconnected: "La connexion est rétablie.",
  you: "Vous",
  nameAndYou: (name) => name === "" ? "Vous" : `${name} (vous)`,
  anonymous: "Sans nom",
  tile: (name, label) =>
    label === "screenshare"
      ? `Écran de ${name}`
      : label === "video"
      ? `Vidéo de ${name}`
      : `Caméra de ${name}`,
  screenOf: (name) => `${name} · écran`,
  muted: "Micro coupé",
  connecting: "Connexion…",
  interrupted: "Connexion interrompue",
  stage: "Images des participants",
  aloneTitle: "Il n’y a encore que vous ici",
  aloneHint: "On peut vous rejoindre avec ce lien :",
  quietTitle: (count) =>
    plural(count, { one: `${count} personne est là`, other: `${count} personnes sont là` }),
  quietHint: "Personne n’envoie de son ni d’image en ce moment.",
  copyLink: "Copier le lien",
  linkCopied: "Le lien est copié.",
  linkNotCopied: "Le lien n’a pas pu être copié. Sélectionnez-le et copiez-le à la main.",
  fullscreen: "Plein écran",
  stopThisShare: "Arrêter ce partage",
  mutedBy: (name) => name === "" ? "Votre micro a été coupé." : `${name} a coupé votre micro.`,
  joined: (name) => `${name} a rejoint le groupe`,
  left: (name) => `${name} a quitté le groupe`,
  close: "Fermer",
  dismiss: "Masquer",
  controls: "Commandes",
};

/** How the stage is arranged, and what can be done with what is on it. */
export const stageText: Translated<typeof english.stageText> = {
  layout: "Disposition",
  layouts: {
    automatic: "Automatique",
    grid: "Mosaïque",
    speaker: "Qui parle",
    side: "Écran et personnes",
  },
  hideQuiet: "Masquer les personnes sans image",
  own: "Mon image",
  ownPlaces: {
    automatic: "Au meilleur endroit",
    grid: "Parmi les autres",
    corner: "Dans un coin",
    hidden: "Masquée",
  },
  move: "Déplacer mon image avec les flèches",
  pin: "Épingler pour moi",
  unpin: "Désépingler",
  unpinAll: "Tout désépingler",
  pinned: "Épinglé",
  spotlight: "Mettre en avant pour tout le monde",
  unspotlight: "Ne plus mettre en avant",
  endSpotlight: "Terminer la mise en avant",
  spotlit: "En avant",
  spotlightHelp: "mettre quelqu’un en avant pour tout le monde, ou ne plus le faire",
  options: (name) => `Options pour ${name}`,
  person: "Cette personne",
  volume: "Volume pour moi",
  percent: (percent) => `${percent} %`,
  muteHere: "Couper le son pour moi",
  unmuteHere: "Rétablir le son pour moi",
  silenced: "Son coupé pour vous",
  rotate: "Tourner pour moi",
  pip: "Image dans l’image",
  endPip: "Fermer l’image dans l’image",
  roomPip: "Salle dans une petite fenêtre",
  pipFailed: "Ce navigateur ne peut pas ouvrir la petite fenêtre en ce moment.",
  pipTitle: "La salle",
  back: "Retour à la salle",
  fullscreenKey: "Plein écran",
  endFullscreen: "Quitter le plein écran",
  pages: "Pages de personnes",
  nextPage: "Page suivante",
  previousPage: "Page précédente",
  pageOf: (page, pages) => `Page ${page} sur ${pages}`,
  pageShort: (page, pages) => `${page} / ${pages}`,
};

/** How well the network carries. */
export const networkText: Translated<typeof english.networkText> = {
  grades: {
    good: "Bonne connexion",
    weak: "Connexion faible",
    bad: "Mauvaise connexion",
  },
  ownUp: "Votre connexion est lente : on vous voit en basse qualité.",
  ownDown: "Votre connexion est lente : vous voyez les autres en basse qualité.",
  ownDownBad: "Votre connexion est très lente : l’image s’arrête s’il le faut, pour garder le son.",
  ownBad: "Votre connexion est très mauvaise : son et image peuvent se couper.",
  unstable: (name) => `La connexion de ${name} est instable`,
  paused: "Image arrêtée pour garder le son",
};

/** The details of a stream. */
export const detailsText: Translated<typeof english.detailsText> = {
  open: "Détails",
  title: (name) => `Détails : ${name}`,
  measuring: "Mesure…",
  quality: "Afficher au plus",
  pins: { automatic: "Automatique", medium: "Moyen", low: "Bas" },
  picture: "Image",
  layers: { l: "Petit niveau", m: "Niveau moyen", h: "Grand niveau" },
  nothing: "Rien n’est envoyé en ce moment",
  sound: "Son",
  loss: "Paquets perdus",
  roundTrip: "Aller-retour",
  perSecond: (frames) => `${Math.round(frames)} images/s`,
  unknown: "inconnu",
};
