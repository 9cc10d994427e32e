/**
 * What a person prefers, kept in the browser's local storage.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { ReceiveWish } from "../client/requests.ts";
import { type Language, LANGUAGE_CODES } from "../languages/languages.ts";

/** Most that a camera or a screen may send. */
export type SendLevel = "lowest" | "low" | "normal" | "unlimited";

/** The look: that of the system, or one of one's own choice. */
export type Theme = "system" | "light" | "dark";

/** What is behind a person: what is there, the same softened, or a picture. */
export type Background = "none" | "blur" | "picture";

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
  readonly mirror: boolean;
  readonly background: Background;
  /** A JPEG as a `data:` URL; "" for none. */
  readonly backgroundPicture: string;
  readonly shortcuts: boolean;
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
  mirror: true,
  background: "none",
  backgroundPicture: "",
  shortcuts: true,
};

const CHOICES: Partial<Record<keyof Preferences, readonly string[]>> = {
  send: ["lowest", "low", "normal", "unlimited"],
  receive: ["", "audio", "screenshare", "everything-low", "everything"],
  theme: ["system", "light", "dark"],
  language: ["", ...LANGUAGE_CODES],
  background: ["none", "blur", "picture"],
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
  const sound = Object.entries(record).filter(([key, value]) => isSound(key, value));
  return { ...DEFAULTS, ...Object.fromEntries(sound) };
}

function isSound(key: string, value: unknown): boolean {
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
