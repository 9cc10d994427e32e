/**
 * French: one's own connection, and what can be done about it.
 * @module
 */
import type * as english from "../en/connection.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The network menu, and what the room says while there is no connection. */
export const connectionText: Translated<typeof english.connectionText> = {
  open: "Réseau",
  short: "Réseau",
  shortcut: "réseau et données",
  title: "Votre réseau",
  good: "Votre connexion est bonne.",
  unknown: "Ce serveur ne dit pas comment va le réseau.",
  up: "De vous au serveur",
  down: "Du serveur à vous",
  grades: { good: "bon", weak: "faible", bad: "mauvais" },
  othersTitle: "Qui a des problèmes",
  othersUp: (name) => `On voit et on entend mal ${name}.`,
  othersDown: (name) => `${name} voit et entend mal les autres.`,
  soundOnly: "Recevoir seulement le son",
  everything: "Tout recevoir à nouveau",
  less: {
    "": "Vous ne recevez rien : vous n’entendez et ne voyez personne.",
    "audio": "Vous recevez seulement le son.",
    "screenshare": "Vous recevez seulement le son et les écrans partagés.",
  },
  lost: "Reconnexion…",
  lostFor: (seconds) =>
    plural(seconds, {
      one: `Pas de connexion depuis ${seconds} seconde. Nouveaux essais…`,
      other: `Pas de connexion depuis ${seconds} secondes. Nouveaux essais…`,
    }),
  lostForMinutes: (minutes) =>
    plural(minutes, {
      one: `Pas de connexion depuis ${minutes} minute. Nouveaux essais…`,
      other: `Pas de connexion depuis ${minutes} minutes. Nouveaux essais…`,
    }),
  trying: "Nouvel essai…",
  tryNow: "Essayer maintenant",
  offline: "Cet appareil n’a pas de réseau. Cela reprendra tout seul dès qu’il y en aura.",
};
