/**
 * French: the pages before a group is joined.
 * @module
 */
import type * as english from "../en/start.ts";
import type { Translated } from "../message.ts";
import { plural } from "../plural.ts";

/** The first page of a server. */
export const landingText: Translated<typeof english.landingText> = {
  title: "Où voulez-vous aller ?",
  groupName: "Nom du groupe",
  enter: "Entrer",
  publicGroups: "Groupes publics",
  noGroups: "Il n’y a pas de groupe public sur ce serveur. Saisissez ci-dessus le nom du vôtre.",
  groupsFailed: "La liste des groupes n’a pas pu être chargée.",
  people: (count) =>
    count === 0
      ? "Encore personne"
      : plural(count, { one: `${count} personne`, other: `${count} personnes` }),
  locked: "Verrouillé",
  elsewhere: "Sur un autre serveur",
  unknownGroup: (name) => `Il n’y a pas de groupe « ${name} » ici.`,
  nameMissing: "Veuillez saisir le nom d’un groupe.",
  badName: "Ce nom ne peut pas être celui d’un groupe.",
};

/** The page before joining. */
export const joinText: Translated<typeof english.joinText> = {
  heading: "On y va ?",
  name: "Votre nom",
  password: "Mot de passe",
  passwordHint: "Laissez vide si vous n’en avez pas reçu",
  join: "Rejoindre",
  joining: "Connexion…",
  cancel: "Annuler",
  camera: "Caméra",
  microphone: "Micro",
  speaker: "Haut-parleur",
  chooseCamera: "Choix de la caméra",
  chooseMicrophone: "Choix du micro",
  level: "Niveau du micro",
  welcome: "Votre caméra et votre micro restent éteints jusqu’à ce que vous les allumiez.",
  preview: "Votre caméra",
  cameraOff: "Votre caméra est éteinte",
  cameraStarting: "Votre caméra démarre…",
  peopleHere: (count) =>
    count === 0 ? "Il n’y a encore personne" : plural(count, {
      one: `${count} personne est là`,
      other: `${count} personnes sont là`,
    }),
  lockedGroup: "Ce groupe est verrouillé",
  invited: "Vous avez une invitation",
  invitedHint: "Une invitation peut déjà contenir un nom : dans ce cas, laissez vide.",
  withoutInvitation: "Rejoindre plutôt avec un mot de passe",
  moved: (address) => `Ce groupe a déménagé : ${address}`,
  goThere: "Y aller",
  portal: "Pour ce groupe, la connexion se fait sur une page à part.",
  portalGo: "S’y connecter",
  nameMissing: "Veuillez saisir votre nom.",
  otherGroup: "Aller dans un autre groupe",
  doctor: "Tester caméra, micro et connexion",
  left: "Vous avez quitté le groupe.",
  noGroup: (name) => `Il n’y a pas de groupe « ${name} » ici.`,
  statusFailed:
    "Le serveur ne répond pas en ce moment. Vous pouvez quand même essayer de rejoindre le groupe.",
  wrongServer: "Le groupe a déménagé à une adresse que cette page ne peut pas ouvrir.",
  browserTooOld:
    "Ce navigateur ne permet pas de participer à des visioconférences : il est trop ancien, ou WebRTC y est désactivé. Activez-le, ou utilisez une version actuelle de Firefox, Chrome, Edge ou Safari.",
  clockWrong:
    "L’horloge de cet appareil n’est pas à l’heure. Les heures de cette page suivent l’horloge du serveur.",
};
