/**
 * French: the settings.
 * @module
 */
import type * as english from "../en/settings.ts";
import type { Translated } from "../message.ts";

/** The settings. */
export const settingsText: Translated<typeof english.settingsText> = {
  title: "Paramètres",
  close: "Fermer les paramètres",
  parts: "Parties des paramètres",
  sections: {
    media: "Son et image",
    network: "Réseau",
    notifications: "Alertes",
    appearance: "Apparence",
    language: "Langue",
    keyboard: "Clavier",
  },
  camera: "Caméra",
  microphone: "Micro",
  speaker: "Haut-parleur",
  tryCamera: "Montrer ma caméra ici",
  tryCameraHint: "Personne d’autre ne la voit",
  tryMicrophone: "Tester mon micro",
  tryMicrophoneHint: "Personne d’autre ne l’entend",
  cameraMode: "Image",
  cameraModes: {
    small: "Petite : ménage la batterie et le réseau",
    standard: "Normale : 720 lignes",
    hd: "Grande : 1080 lignes, si la caméra le peut",
    board: "Tableau : plutôt nette que fluide",
  },
  turn: "Tourner l’image",
  turns: {
    "0": "Inchangée",
    "90": "Vers la droite",
    "180": "À l’envers",
    "270": "Vers la gauche",
  },
  flip: "Inverser ce que voient les autres",
  flipHint: "Pour les caméras qui montrent l’écriture à l’envers",
  mirror: "Voir mon image en miroir",
  mirrorHint: "Pour vous seulement : les autres vous voient à l’endroit",
  screen: "Écrans partagés",
  echoCancellation: "Supprimer l’écho",
  echoCancellationHint: "À désactiver seulement avec un casque",
  noiseSuppression: "Réduire le bruit",
  noiseSuppressionHint: "À désactiver pour la musique",
  autoGainControl: "Ajuster le volume",
  autoGainControlHint: "À désactiver pour la musique",
  screenHint: "Pour les écrans partagés, préférer",
  screenHints: { detail: "Un texte net", motion: "Un mouvement fluide" },
  send: "Ce que vous envoyez",
  sendLevels: {
    lowest: "Le moins possible",
    low: "Peu",
    normal: "Moyen",
    unlimited: "Autant qu’utile",
  },
  sendHints: {
    lowest: "150 kbit/s au plus : votre image est petite et floue. Pour les très mauvais réseaux.",
    low: "300 kbit/s au plus : pour les réseaux mobiles.",
    normal: "700 kbit/s au plus : bonne image dans les petits groupes.",
    unlimited: "Autant que votre réseau le permet et que les autres regardent.",
  },
  receive: "Ce que vous recevez",
  receiveWishes: {
    "": "Rien",
    "audio": "Seulement le son",
    "screenshare": "Le son et les écrans partagés",
    "everything-low": "Tout, images en basse qualité",
    "everything": "Tout",
  },
  receiveHints: {
    "": "Vous n’entendez et ne voyez personne. La discussion continue.",
    "audio":
      "Vous entendez tout le monde. Pour les très mauvais réseaux ; ménage aussi la batterie.",
    "screenshare":
      "Vous entendez tout le monde et voyez les écrans partagés, mais pas les caméras.",
    "everything-low": "Vous entendez et voyez tout le monde avec environ un dixième des données.",
    "everything": "Aussi bien que votre réseau le permet.",
  },
  theme: "Couleurs",
  themes: { system: "Comme le système", light: "Clair", dark: "Sombre" },
  language: "Langue",
  languageOfBrowser: "Comme le navigateur",
  lighter: "Passer aux couleurs claires",
  darker: "Passer aux couleurs sombres",
};
