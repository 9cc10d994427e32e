/**
 * English: playing a file to the group, and sharing screens.
 * @module
 */
import { plural } from "../plural.ts";

/** Files that are played. */
export const mediaFileText = {
  play: "Play a video or audio file",
  slash: "play a video or audio file to everybody",
  unplayable: (name: string) => `${name} cannot be played by this browser. Try MP4, WebM or MP3.`,
  broken: (name: string) => `${name} cannot be played any further.`,
  muted: "Your microphone is muted while the file plays.",
  controls: (name: string) => `Controls of ${name}`,
  start: "Play",
  pause: "Pause",
  stop: "Stop playing to everybody",
  position: "Position",
  volume: "Volume for everybody",
  time: (at: string, length: string) => `${at} of ${length}`,
} as const;

/** Screens that are shared. */
export const sharingText = {
  now: (screens: number) =>
    plural(screens, {
      one: "You are sharing your screen",
      other: `You are sharing ${screens} screens`,
    }),
  another: "Share another",
  stop: "Stop sharing",
  hints: { detail: "Sharp text", motion: "Smooth motion" },
  prefer: "What matters in shared screens",
} as const;

/** The camera as a blackboard, and other cameras. */
export const boardText = {
  on: "Blackboard mode",
  hint: "Sharp pictures of what you write, with less motion",
  slash: "turn blackboard mode on or off",
  started: "Blackboard mode: your camera sends sharp pictures of what you write.",
  ended: "Blackboard mode is off.",
  switchCamera: "Use the other camera",
} as const;
