/**
 * French: sounds and notifications.
 * @module
 */
import type * as english from "../en/sounds.ts";
import type { Translated } from "../message.ts";

/** Sounds and notifications. */
export const soundsText: Translated<typeof english.soundsText> = {
  title: "Sons et notifications",
  sounds: "Jouer un son quand",
  kinds: {
    hand: "quelqu’un lève la main",
    waiting: "quelqu’un est dans la salle d’attente",
    private: "quelqu’un n’écrit qu’à vous",
    message: "quelqu’un écrit à tout le monde",
    join: "quelqu’un rejoint le groupe",
    timer: "le temps du minuteur est écoulé",
  },
  hints: {
    hand: "Seulement pour les hôtes",
    waiting: "Seulement pour les hôtes",
    private: "",
    message: "",
    join: "Pas dans les grands groupes",
    timer: "",
  },
  try: (what) => `Jouer le son : ${what}`,
  notifications: "M’avertir quand je regarde ailleurs",
  notificationsHint: "Des messages privés, des fichiers, et des mains levées si vous êtes hôte",
  refused:
    "Votre navigateur n’autorise pas les notifications de cette page. Autorisez-les d’abord dans ses paramètres.",
};
