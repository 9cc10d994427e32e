/**
 * French: what hosts do to members, messages and the group.
 * @module
 */
import type * as english from "../en/moderation.ts";
import type { Translated } from "../message.ts";

/** What can be done to a member. */
export const memberText: Translated<typeof english.memberText> = {
  actions: (name) => `Actions pour ${name}`,
  mute: "Couper le micro",
  muted: (name) => `Demande de silence envoyée à ${name}.`,
  op: "Nommer hôte",
  unop: "Retirer le rôle d’hôte",
  present: "Autoriser le son et l’image",
  unpresent: "Interdire le son et l’image",
  unshutup: "Autoriser à écrire",
  shutup: "Interdire d’écrire",
  warn: "Avertir…",
  identify: "Afficher l’adresse réseau",
  clear: "Supprimer tous les messages",
  kick: "Exclure…",
  identified: (name, address) => `${name} vient de ${address}`,

  warnTitle: (name) => `Avertir ${name}`,
  warnLabel: "Avertissement",
  warnSend: "Avertir",
  warned: (name) => `L’avertissement a été montré à ${name}.`,

  kickTitle: (name) => `Exclure ${name} du groupe`,
  kickReason: "Motif",
  kickReasonHint: "Il est montré à la personne exclue",
  kickTime: "Peut revenir",
  kickTimes: {
    "0": "Tout de suite",
    "5": "Après 5 minutes",
    "15": "Après 15 minutes",
    "60": "Après une heure",
    "1440": "Après un jour",
  },
  kickAddress: "Personne d’autre de la même adresse",
  kickAddressHint: "Quel que soit le nom ; cela peut toucher tout un foyer ou toute une école",
  kickDo: "Exclure",
  cancel: "Annuler",

  raised: "Main levée",
  newlyRaised: (name) => `${name} a levé la main`,
};

/** What can be done to a message. */
export const messageText: Translated<typeof english.messageText> = {
  actions: (name) => `Actions pour ce message de ${name}`,
  write: "Écrire en privé",
  clear: "Supprimer le message",
  clearAll: (name) => `Supprimer tous les messages de ${name}`,
};

/** What can be done to the group. */
export const groupText: Translated<typeof english.groupText> = {
  lock: "Verrouiller le groupe…",
  unlock: "Déverrouiller le groupe",
  record: "Démarrer l’enregistrement",
  unrecord: "Arrêter l’enregistrement",
  muteAll: "Couper tous les micros",
  mutedAll: "Demande de silence envoyée à tous les autres.",
  announce: "Annonce à tout le monde…",
  clearChat: "Effacer la discussion…",
  subgroups: "Afficher les sous-groupes",
  invite: "Inviter…",
  password: "Changer mon mot de passe…",

  locked: "Le groupe est verrouillé : seuls les hôtes peuvent entrer.",
  unlocked: "Le groupe est de nouveau ouvert.",
  isLocked: "Verrouillé",

  lockTitle: "Verrouiller le groupe",
  lockLabel: "Ce que liront les autres",
  lockHint: "Laissez vide pour le message habituel",
  lockDo: "Verrouiller",

  announceTitle: "Annonce à tout le monde",
  announceLabel: "Annonce",
  announceDo: "Annoncer",

  clearTitle: "Effacer la discussion ?",
  clearText: "Tous les messages disparaissent, pour tout le monde et sans retour.",
  clearDo: "Effacer",
  noSubgroups: "Il n’y a personne dans les sous-groupes.",
};
