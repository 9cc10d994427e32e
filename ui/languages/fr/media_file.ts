/**
 * French: playing a file to the group, and sharing screens.
 * @module
 */
import type * as english from "../en/media_file.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Files that are played. */
export const mediaFileText: Translated<typeof english.mediaFileText> = {
  play: "Diffuser un fichier vidéo ou audio",
  slash: "diffuser un fichier vidéo ou audio à tout le monde",
  unplayable: (name) =>
    `Ce navigateur ne peut pas lire ${name}. Essayez avec du MP4, du WebM ou du MP3.`,
  broken: (name) => `La suite de ${name} ne peut pas être lue.`,
  muted: "Votre micro est coupé pendant la diffusion du fichier.",
  controls: (name) => `Commandes de ${name}`,
  start: "Lire",
  pause: "Mettre en pause",
  stop: "Arrêter la diffusion",
  position: "Endroit du fichier",
  volume: "Volume pour tout le monde",
  time: (at, length) => `${at} sur ${length}`,
};

/** Screens that are shared. */
export const sharingText: Translated<typeof english.sharingText> = {
  now: (screens) =>
    plural(screens, {
      one: "Vous partagez votre écran",
      other: `Vous partagez ${screens} écrans`,
    }),
  another: "En partager un autre",
  stop: "Arrêter le partage",
  hints: { detail: "Texte net", motion: "Mouvement fluide" },
  prefer: "Ce qui compte dans les écrans partagés",
};

/** The camera as a blackboard, and other cameras. */
export const boardText: Translated<typeof english.boardText> = {
  on: "Mode tableau",
  hint: "Des images nettes de ce que vous écrivez, avec moins de mouvement",
  slash: "activer ou désactiver le mode tableau",
  started: "Mode tableau : votre caméra envoie des images nettes de ce que vous écrivez.",
  ended: "Le mode tableau est désactivé.",
  switchCamera: "Utiliser l’autre caméra",
};
