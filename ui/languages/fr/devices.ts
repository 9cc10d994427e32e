/**
 * French: cameras, microphones, speakers and backgrounds.
 * @module
 */
import type * as english from "../en/devices.ts";
import type { Translated } from "../message.ts";

/** Cameras, microphones and speakers. */
export const deviceText: Translated<typeof english.deviceText> = {
  camera: "Caméra",
  microphone: "Micro",
  speaker: "Haut-parleur",
  systemDefault: "Par défaut du système",
  unnamed: (kind, number) => `${kind} ${number}`,
  lost: {
    camera: (name) =>
      `Appareil débranché : ${name}. Votre caméra est éteinte ; tout le reste continue.`,
    microphone: (name) =>
      `Appareil débranché : ${name}. Personne ne vous entend ; tout le reste continue.`,
    speaker: (name) =>
      `Appareil débranché : ${name}. Vous entendez tout sur le haut-parleur du système.`,
  },
  withdrawn: {
    camera: "Cette page n’a plus accès à votre caméra, qui est éteinte.",
    microphone: "Cette page n’a plus accès à votre micro : personne ne vous entend.",
  },
  replaced: (name, instead) => `Appareil débranché : ${name}. ${instead} le remplace.`,
  back: (name) => `Appareil rebranché : ${name}.`,
  backInUse: (name) => `Appareil rebranché et utilisé : ${name}.`,
  allowed: {
    camera: "Cette page a maintenant accès à votre caméra.",
    microphone: "Cette page a maintenant accès à votre micro.",
  },
  found: {
    camera: "Il y a maintenant une caméra.",
    microphone: "Il y a maintenant un micro.",
  },
  turnOn: { camera: "Allumer la caméra", microphone: "Activer le micro" },
  tryAgain: "Réessayer",
  asking: {
    camera:
      "Votre navigateur va peut-être demander si cette page peut utiliser votre caméra : acceptez.",
    microphone:
      "Votre navigateur va peut-être demander si cette page peut utiliser votre micro : acceptez.",
  },
  testSound: "Jouer un son de test",
  testSoundFailed: "Le son de test ne peut pas être joué sur ce haut-parleur.",
  chooseSpeaker: "Choisir un haut-parleur",
  hearMyself: "M’écouter",
  recording: "Parlez maintenant…",
  playing: "Voici comment on vous entend",
  suggestion: {
    camera: "Ce groupe vous propose d’entrer avec la caméra allumée.",
    microphone: "Ce groupe vous propose d’entrer avec le micro activé.",
    both: "Ce groupe vous propose d’entrer avec la caméra et le micro.",
  },
  follow: "Allumer",
  problem: {
    denied: {
      camera: "Cette page n’a pas accès à votre caméra.",
      microphone: "Cette page n’a pas accès à votre micro.",
    },
    missing: {
      camera: "Aucune caméra n’a été trouvée. Branchez-en une : elle démarrera toute seule.",
      microphone: "Aucun micro n’a été trouvé. Branchez-en un : il démarrera tout seul.",
    },
    busy: {
      camera:
        "La caméra ne démarre pas. Un autre programme ou un autre onglet l’utilise peut-être : fermez-le, puis réessayez.",
      microphone:
        "Le micro ne démarre pas. Un autre programme l’utilise peut-être : fermez-le, puis réessayez.",
    },
    insecure: {
      camera:
        "Les navigateurs n’autorisent la caméra que sur les pages sécurisées : ouvrez cette page avec https.",
      microphone:
        "Les navigateurs n’autorisent le micro que sur les pages sécurisées : ouvrez cette page avec https.",
    },
    background: {
      camera:
        "L’arrière-plan ne peut pas être changé sur cet appareil, donc votre caméra a été éteinte. Choisissez « Inchangé » pour utiliser la caméra.",
      microphone: "Le micro ne démarre pas.",
    },
    other: {
      camera: "La caméra ne démarre pas.",
      microphone: "Le micro ne démarre pas.",
    },
  },
  allowing: {
    chromium:
      "Pour l’autoriser, appuyez sur le symbole à gauche de l’adresse et activez l’accès. Il démarrera alors tout seul.",
    firefox:
      "Pour l’autoriser, appuyez sur le symbole barré à gauche de l’adresse, levez le blocage, puis réessayez.",
    safari:
      "Pour l’autoriser, ouvrez les réglages de ce site web dans le menu de Safari (sur un iPhone : le symbole à gauche de l’adresse), choisissez « Autoriser », puis réessayez.",
    android:
      "Pour l’autoriser, appuyez sur le symbole à gauche de l’adresse, puis sur « Autorisations ». Si cela ne suffit pas, autorisez le navigateur dans les paramètres du système, sous « Applications ».",
    other: "Autorisez-le dans les paramètres de votre navigateur, puis réessayez.",
  },
  system:
    "Si cela ne suffit pas, les réglages de confidentialité du système l’interdisent peut-être au navigateur.",
};

/** What stands behind a person. */
export const backgroundText: Translated<typeof english.backgroundText> = {
  label: "Arrière-plan",
  options: { none: "Inchangé", blur: "Flou", picture: "Une image" },
  choose: "Choisir une image",
  badPicture: "Ce fichier n’est pas une image utilisable.",
};
