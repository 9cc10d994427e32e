/**
 * French: captions.
 * @module
 */
import type * as english from "../en/captions.ts";
import type { Translated } from "../message.ts";

/** Captions. */
export const captionsText: Translated<typeof english.captionsText> = {
  title: "Sous-titres",
  show: "Afficher les sous-titres",
  hide: "Masquer les sous-titres",
  toggle: "afficher ou masquer les sous-titres",
  hint: "Affichés quand quelqu’un en envoie",
  size: "Taille des sous-titres",
  sizes: { small: "Petite", medium: "Moyenne", large: "Grande" },
  spoken: "Lire les sous-titres à voix haute",
  spokenHint: "Pour les lecteurs d’écran",
  larger: "Plus grand",
  smaller: "Plus petit",
};
