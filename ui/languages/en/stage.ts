/**
 * English: the room, its stage and the network.
 * @module
 */
import { plural } from "../plural.ts";

/** The room and its stage. */
export const roomText = {
  reconnecting: "Reconnecting…",
  reconnected: "You are connected again.",
  you: "You",
  nameAndYou: (name: string) => name === "" ? "You" : `${name} (you)`,
  anonymous: "Anonymous",
  tile: (name: string, label: string) =>
    label === "screenshare"
      ? `Screen of ${name}`
      : label === "video"
      ? `Video of ${name}`
      : `Camera of ${name}`,
  screenOf: (name: string) => `${name} · screen`,
  muted: "Muted",
  connecting: "Connecting…",
  interrupted: "Connection interrupted",
  stage: "Participants",
  aloneTitle: "You are the only one here",
  aloneHint: "Others can join with this link:",
  quietTitle: (count: number) =>
    plural(count, { one: "1 person is here", other: `${count} people are here` }),
  quietHint: "Nobody is sending sound or pictures just now.",
  copyLink: "Copy link",
  linkCopied: "The link is copied.",
  linkNotCopied: "The link could not be copied. Mark it and copy it by hand.",
  fullscreen: "Full screen",
  stopThisShare: "Stop this share",
  mutedBy: (name: string) =>
    name === "" ? "Your microphone was muted." : `${name} has muted your microphone.`,
  joined: (name: string) => `${name} has joined`,
  left: (name: string) => `${name} has left`,
  close: "Close",
  dismiss: "Dismiss",
  controls: "Controls",
} as const;

/** How the stage is arranged, and what can be done with what is on it. */
export const stageText = {
  layout: "Layout",
  layouts: {
    automatic: "Automatic",
    grid: "Grid",
    speaker: "Speaker",
    side: "Screen and people",
  },
  hideQuiet: "Hide people without a picture",
  own: "My picture",
  ownPlaces: {
    automatic: "Where it fits best",
    grid: "Among the others",
    corner: "In a corner",
    hidden: "Hidden",
  },
  move: "Move my picture with the arrow keys",
  pin: "Pin for me",
  unpin: "Unpin",
  unpinAll: "Unpin all",
  pinned: "Pinned",
  spotlight: "Spotlight for everyone",
  unspotlight: "Take out of the spotlight",
  endSpotlight: "End the spotlight",
  spotlit: "In the spotlight",
  spotlightHelp: "put somebody in the spotlight for everyone, or take them out",
  options: (name: string) => `Options for ${name}`,
  person: "This person",
  volume: "Volume for me",
  percent: (percent: number) => `${percent} %`,
  muteHere: "Mute for me",
  unmuteHere: "Unmute for me",
  silenced: "Muted for you",
  rotate: "Rotate for me",
  pip: "Picture in picture",
  endPip: "Close picture in picture",
  roomPip: "Room in a small window",
  pipFailed: "This browser cannot open the small window now.",
  pipTitle: "The room",
  back: "Back to the room",
  fullscreenKey: "Full screen",
  endFullscreen: "End full screen",
  pages: "Pages of people",
  nextPage: "Next page",
  previousPage: "Previous page",
  pageOf: (page: number, pages: number) => `Page ${page} of ${pages}`,
  pageShort: (page: number, pages: number) => `${page} / ${pages}`,
} as const;

/** How well the network carries. */
export const networkText = {
  grades: { good: "Good connection", weak: "Weak connection", bad: "Bad connection" },
  ownUp: "Your connection is slow: others see you in low quality.",
  ownDown: "Your connection is slow: you see others in low quality.",
  ownDownBad: "Your connection is very slow: video is paused where needed to keep the sound.",
  ownBad: "Your connection is very bad: sound and pictures may break up.",
  unstable: (name: string) => `${name}’s connection is unstable`,
  paused: "Video paused to keep the sound",
} as const;

/** The details of a stream. */
export const detailsText = {
  open: "Details",
  title: (name: string) => `Details: ${name}`,
  measuring: "Measuring…",
  quality: "Show at most",
  pins: { automatic: "Automatic", medium: "Medium", low: "Low" },
  picture: "Picture",
  layers: { l: "Small layer", m: "Medium layer", h: "Large layer" },
  nothing: "Nothing is sent just now",
  sound: "Sound",
  loss: "Lost packets",
  roundTrip: "Round trip",
  perSecond: (frames: number) => `${Math.round(frames)}\u00a0pictures/s`,
  unknown: "unknown",
} as const;
