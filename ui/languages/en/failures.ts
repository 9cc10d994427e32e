/**
 * English: what has gone wrong.
 * @module
 */
import { plural } from "../plural.ts";

/** What has gone wrong. */
export const failureText = {
  unreachable: "The server cannot be reached. Check your connection, then try again.",
  notAuthorised: "This name and password do not match. Check both, then try again.",
  nameTaken: "Somebody else is using this name. Please choose another one.",
  nameNeeded: "Please enter your name.",
  noGroup: "There is no such group any more.",
  badGroupName: "This cannot be the name of a group.",
  notOpenYet: "This group is not open yet. Please come back later.",
  closed: "This group is closed. Its time is over: ask whoever invited you.",
  noOperator: "The group starts when its host arrives. Please try again in a moment.",
  full: "The group is full. Try again when somebody has left.",
  locked: "The group is locked. Ask a host to let you in, then try again.",
  internal: "Something went wrong on the server. Please try again.",
  banned: (minutes: number) =>
    plural(minutes, {
      one: "You were put out of this group. You may come back in a minute.",
      other: `You were put out of this group. You may come back in ${minutes} minutes.`,
    }),
  tooManyLogins: (seconds: number) =>
    plural(seconds, {
      one: "There were too many failed attempts from your address. Try again in a second.",
      other:
        `There were too many failed attempts from your address. Try again in ${seconds} seconds.`,
    }),
  busy: "Too many people are joining just now. Please try again in a moment.",
  badInvitation:
    "This invitation is not valid, or not any more. Ask for a new one, or join with a password.",
  authServer: "The server that checks passwords for this group does not answer.",
  noLongerUser: "You are no longer a user of this group.",
  waitsElsewhere: "You are waiting in another window already.",
  kicked: (by: string, reason: string) =>
    (by === "" ? "You were removed from the group" : `${by} has removed you from the group`) +
    (reason === "" ? "." : `: ${reason}`),
  lostForGood: "The connection was lost and could not be restored. Join again to go on.",
  share: "The screen cannot be shared.",
  shareDenied: "Your system does not allow this browser to share the screen.",
  mayNotPresent: "You may not send audio or video in this group.",
  publish: "Your stream could not be sent. Trying again…",
  publishRefused: "The server has stopped your stream.",
  receive: (name: string) => `The stream of ${name} could not be received.`,
  load: "This part of the page could not be loaded. Check your connection, then try again.",
  autoplay: "Your browser is holding back the sound.",
  autoplayAction: "Play sound",
  speaker: "The speaker cannot be used.",
  fromServer: (value: string) => value.charAt(0).toUpperCase() + value.slice(1),
  fromPerson: (name: string, value: string) => `${name}: ${value}`,
} as const;

/** Sentences of the server (of Galène too) that can be said better. */
export const serverText = {
  "permission denied": "You may not send audio or video in this group.",
  "this message is too long": "This message is too long.",
  "bad value in kick": "The server has not understood this.",
  "bad value in clearchat": "The server has not understood this.",
  "Bad value in setdata": "The server has not understood this.",
  "the user data is too long": "This is too long.",
  "the group's data is too long": "This is too long.",
  "this server cannot record": "This server cannot record.",
  "that member does not receive this stream": "This person does not receive this stream.",
  "no such stream": "This stream has ended.",
  "not authorised": "You may not do this.",
  "user unknown": "This person is not here any more.",
  "no such user": "This person is not here any more.",
  "join a group first": "You are not in the group any more.",
  "you are not joined": "You are not in the group any more.",
} as const;
