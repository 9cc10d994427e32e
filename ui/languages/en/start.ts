/**
 * English: the pages before a group is joined.
 * @module
 */
import { plural } from "../plural.ts";

/** The first page of a server. */
export const landingText = {
  title: "Where do you want to go?",
  groupName: "Group name",
  enter: "Enter",
  publicGroups: "Public groups",
  noGroups: "There are no public groups on this server. Enter the name of yours above.",
  groupsFailed: "The list of groups could not be loaded.",
  people: (count: number) =>
    count === 0 ? "Nobody there yet" : plural(count, { one: "1 person", other: `${count} people` }),
  locked: "Locked",
  elsewhere: "On another server",
  unknownGroup: (name: string) => `There is no group called “${name}” here.`,
  nameMissing: "Please enter the name of a group.",
  badName: "This cannot be the name of a group.",
} as const;

/** The page before joining. */
export const joinText = {
  heading: "Ready to join?",
  name: "Your name",
  password: "Password",
  passwordHint: "Leave it empty if you were not given one",
  join: "Join",
  joining: "Joining…",
  cancel: "Cancel",
  camera: "Camera",
  microphone: "Microphone",
  speaker: "Speaker",
  chooseCamera: "Camera device",
  chooseMicrophone: "Microphone device",
  level: "Microphone level",
  welcome: "Your camera and microphone stay off until you turn them on.",
  preview: "Your camera",
  cameraOff: "Your camera is off",
  cameraStarting: "Starting your camera…",
  peopleHere: (count: number) =>
    count === 0
      ? "Nobody is here yet"
      : plural(count, { one: "1 person is here", other: `${count} people are here` }),
  lockedGroup: "This group is locked",
  invited: "You are invited",
  invitedHint: "An invitation may bring a name of its own: then leave this empty.",
  withoutInvitation: "Join with a password instead",
  moved: (address: string) => `This group has moved to ${address}`,
  goThere: "Go there",
  portal: "You log in to this group on a page of its own.",
  portalGo: "Log in there",
  nameMissing: "Please enter your name.",
  otherGroup: "Go to another group",
  doctor: "Check your camera, microphone and connection",
  left: "You have left the group.",
  noGroup: (name: string) => `There is no group called “${name}” here.`,
  statusFailed: "The server does not answer just now. You can still try to join.",
  wrongServer: "The group has moved to an address that this page cannot open.",
  browserTooOld:
    "This browser cannot take part in video calls: it is too old, or WebRTC is switched off in it. Switch it on, or use a current version of Firefox, Chrome, Edge or Safari.",
  clockWrong: "The clock of this device is wrong. The times on this page go by the server’s clock.",
} as const;
