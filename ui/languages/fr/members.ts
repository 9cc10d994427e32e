/**
 * French: the list of members.
 * @module
 */
import type * as english from "../en/members.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The list of members. */
export const membersText: Translated<typeof english.membersText> = {
  title: "Participants",
  count: (count) => plural(count, { one: `${count} personne`, other: `${count} personnes` }),
  operator: "Hôte",
  recorder: "Enregistre",
  camera: "Caméra allumée",
  microphone: "Micro activé",
  screen: "Partage un écran",
  write: (name) => `Écrire à ${name} en privé`,
  close: "Fermer la liste des participants",
};
