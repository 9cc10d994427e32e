/**
 * French: who is where, in the administration page.
 * @module
 */
import type * as english from "../en/admin_live.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** Who is where, and how they do. */
export const liveViewText: Translated<typeof english.liveViewText> = {
  title: "En direct",
  lead: "Qui est où, et comment ça va. L’affichage suit de lui-même.",
  nobody: "Il n’y a personne dans les groupes en ce moment.",
  nobodyHere: "Il n’y a personne dans ce groupe en ce moment.",
  people: (count) =>
    count === 0
      ? "Personne"
      : plural(count, { one: `${count} personne`, other: `${count} personnes` }),
  total: (people, groups) =>
    `${plural(people, { one: `${people} personne`, other: `${people} personnes` })} dans ${
      plural(groups, { one: `${groups} groupe`, other: `${groups} groupes` })
    }`,
  locked: "Verrouillé",
  operator: "Hôte",
  anonymous: "Sans nom",
  tableOf: (group) => `Participants : ${group}`,
  columns: {
    name: "Nom",
    network: "Réseau",
    sends: "Envoie",
    receives: "Reçoit",
    actions: "À faire",
  },
  nothing: "rien",
  grades: { good: "Bon", weak: "Faible", bad: "Mauvais" },
  bothGrades: (up, down) => `Envoi : ${up}, réception : ${down}`,
  flow: (streams, rate) =>
    `${plural(streams, { one: `${streams} flux`, other: `${streams} flux` })}, ${rate}`,
  lossAndTime: (loss, time) =>
    time === "" ? `perte ${loss}` : `perte ${loss}, aller-retour ${time}`,
  show: (name) => `Pistes de ${name}`,
  noTracks: "Aucune piste n’est connue.",
  trackColumns: {
    direction: "Sens",
    what: "Quoi",
    codec: "Codec",
    layer: "Niveau",
    rate: "Débit",
    loss: "Perte",
    rtt: "Aller-retour",
    jitter: "Gigue",
  },
  directions: { up: "envoie", down: "reçoit" },
  encodings: { l: "bas", m: "moyen", h: "haut" },
  paused: "en pause",
  notConnected: "non connecté",
  unknown: "–",
  place: (layer, count) => `${layer} sur ${count}`,
  layers: (spatial, temporal) =>
    spatial === ""
      ? `cadence ${temporal}`
      : temporal === ""
      ? `taille ${spatial}`
      : `taille ${spatial}, cadence ${temporal}`,
  kick: "Exclure",
  kickLabel: (name) => `Exclure ${name}`,
  kickTitle: (name, group) => `Exclure ${name} de ${group} ?`,
  message: "Votre message",
  messageHint: "Affiché à la personne exclue",
  ban: "Retour",
  banHint: "Quand la personne exclue peut revenir",
  bans: {
    "0": "tout de suite",
    "5": "après 5 minutes",
    "60": "après une heure",
    "1440": "après un jour",
  },
  address: "Les autres à la même adresse réseau également",
  kickConfirm: "Exclure",
  kicked: (name) => `Exclusion faite : ${name}.`,
  gone: (name) => `${name} n’était déjà plus là.`,
  close: "Fermer",
  closeLabel: (group) => `Fermer ${group}`,
  closeTitle: (group) => `Exclure tout le monde de ${group} ?`,
  closeBody: "Les hôtes aussi. Le groupe lui-même reste.",
  closeLock: "Le verrouiller, pour que seuls les hôtes puissent revenir",
  closeConfirm: "Exclure tout le monde",
  closed: (group) => `Tout le monde a été exclu de ${group}.`,
  lock: "Verrouiller",
  lockLabel: (group) => `Verrouiller ${group}`,
  lockedNow: (group) => `${group} est verrouillé : seuls les hôtes peuvent entrer.`,
  unlock: "Déverrouiller",
  unlockLabel: (group) => `Déverrouiller ${group}`,
  unlocked: (group) => `${group} est de nouveau ouvert.`,
  stale: "Ce que vous voyez n’est pas à jour.",
};
