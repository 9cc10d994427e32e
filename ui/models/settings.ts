/**
 * What a person prefers, kept in the browser's local storage.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Corner } from "../layout.ts";
import type { LayoutChoice, OwnPlace } from "./scene.ts";
import type { ReceiveWish } from "../client/requests.ts";
import { type Language, LANGUAGE_CODES } from "../languages/languages.ts";

/** Most that a camera or a screen may send. */
export type SendLevel = "lowest" | "low" | "normal" | "unlimited";

/** The look: that of the system, or one of one's own choice. */
export type Theme = "system" | "light" | "dark";

/** What is behind a person: what is there, the same softened, or a picture. */
export type Background = "none" | "blur" | "picture";

/** How the camera takes pictures: small, usual, large, or sharp for what is written on a board. */
export type CameraMode = "small" | "standard" | "hd" | "board";

/** By how much the camera's picture is turned to the right before it is sent, in degrees. */
export type Turn = "0" | "90" | "180" | "270";

/** What matters in a shared screen: letters, or movement. */
export type ScreenHint = "detail" | "motion";

/** What the space bar does to the microphone: switch it at each press, or turn it on or off for as long as it is held. */
export type SpaceKey = "toggle" | "talk" | "mute";

/** How large captions are written. */
export type CaptionSize = "small" | "medium" | "large";

/** All that is remembered. Device ids are "" for the system's default. */
export interface Preferences {
  readonly username: string;
  readonly cameraId: string;
  readonly microphoneId: string;
  readonly speakerId: string;
  readonly send: SendLevel;
  readonly receive: ReceiveWish;
  readonly theme: Theme;
  /** "" for that of the browser. */
  readonly language: Language | "";
  readonly cameraMode: CameraMode;
  readonly turn: Turn;
  /** Others see the camera's picture the wrong way round, as some cameras need it. */
  readonly flip: boolean;
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
  readonly screenHint: ScreenHint;
  /** Whether oneself sees the own picture as in a mirror. */
  readonly mirror: boolean;
  readonly layout: LayoutChoice;
  /** Where one's own picture is, and in which corner if it is in one. */
  readonly own: OwnPlace;
  readonly ownCorner: Corner;
  /** People who send no picture are left out of the stage. */
  readonly hideQuiet: boolean;
  readonly background: Background;
  /** A JPEG as a `data:` URL; "" for none. */
  readonly backgroundPicture: string;
  readonly shortcuts: boolean;
  /** Which sounds are heard: of raised hands, of people at the door, of what is written to us alone, to everybody, of who comes, of the timer. */
  readonly soundHand: boolean;
  readonly soundWaiting: boolean;
  readonly soundPrivate: boolean;
  readonly soundMessage: boolean;
  readonly soundJoin: boolean;
  readonly soundTimer: boolean;
  /** The system tells of what happens while the page is out of sight. */
  readonly notifications: boolean;
  readonly captions: boolean;
  readonly captionSize: CaptionSize;
  /** Screen readers read captions aloud. */
  readonly captionsSpoken: boolean;
  readonly spaceKey: SpaceKey;
}

/** What holds before anybody has chosen anything. */
export const DEFAULTS: Preferences = {
  username: "",
  cameraId: "",
  microphoneId: "",
  speakerId: "",
  send: "unlimited",
  receive: "everything",
  theme: "system",
  language: "",
  cameraMode: "standard",
  turn: "0",
  flip: false,
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  screenHint: "detail",
  mirror: true,
  layout: "automatic",
  own: "automatic",
  ownCorner: "bottom-end",
  hideQuiet: false,
  background: "none",
  backgroundPicture: "",
  shortcuts: true,
  soundHand: true,
  soundWaiting: true,
  soundPrivate: true,
  soundMessage: false,
  soundJoin: false,
  soundTimer: true,
  notifications: false,
  captions: true,
  captionSize: "medium",
  captionsSpoken: false,
  spaceKey: "talk",
};

const CHOICES: Partial<Record<keyof Preferences, readonly string[]>> = {
  send: ["lowest", "low", "normal", "unlimited"],
  receive: ["", "audio", "screenshare", "everything-low", "everything"],
  theme: ["system", "light", "dark"],
  layout: ["automatic", "grid", "speaker", "side"],
  own: ["automatic", "grid", "corner", "hidden"],
  ownCorner: ["top-start", "top-end", "bottom-start", "bottom-end"],
  language: ["", ...LANGUAGE_CODES],
  cameraMode: ["small", "standard", "hd", "board"],
  turn: ["0", "90", "180", "270"],
  screenHint: ["detail", "motion"],
  background: ["none", "blur", "picture"],
  captionSize: ["small", "medium", "large"],
  spaceKey: ["toggle", "talk", "mute"],
};

/** Most bits per second of the main encoding; Infinity for no limit. */
export const SEND_BPS: Readonly<Record<SendLevel, number>> = {
  lowest: 150_000,
  low: 300_000,
  normal: 700_000,
  unlimited: Infinity,
};

/** Preferences that are remembered. */
export interface Settings {
  readonly values: ReadonlySignal<Preferences>;
  change(part: Partial<Preferences>): void;
}

const KEY = "lectern.preferences";

/** Reads stored preferences; what is missing or makes no sense there takes its default. */
export function parsePreferences(stored: string | null): Preferences {
  let record: unknown;
  try {
    record = JSON.parse(stored ?? "{}");
  } catch {
    return DEFAULTS;
  }
  if (typeof record !== "object" || record === null) return DEFAULTS;
  const sound = Object.entries(record).filter(([key, value]) => isPreference(key, value));
  return { ...DEFAULTS, ...Object.fromEntries(sound) };
}

/** Whether there is a preference of that name which can take the value. */
export function isPreference(key: string, value: unknown): boolean {
  if (!Object.hasOwn(DEFAULTS, key)) return false;
  const name = key as keyof Preferences;
  if (typeof value !== typeof DEFAULTS[name]) return false;
  const choices = CHOICES[name];
  return choices === undefined || (typeof value === "string" && choices.includes(value));
}

/** Settings that are read from and written to `storage`; a storage that refuses costs no more than the memory. */
export function createSettings(storage: Pick<Storage, "getItem" | "setItem"> | null): Settings {
  const values = signal(parsePreferences(read(storage)));
  return {
    values,
    change: (part) => {
      values.value = { ...values.peek(), ...part };
      write(storage, JSON.stringify(values.peek()));
    },
  };
}

function read(storage: Pick<Storage, "getItem"> | null): string | null {
  try {
    return storage?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}

function write(storage: Pick<Storage, "setItem"> | null, value: string): void {
  try {
    storage?.setItem(KEY, value);
  } catch {
    // Private windows and full disks: the choice then lasts as long as the page.
  }
}
