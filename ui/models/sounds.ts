/**
 * Which sounds are to be heard when: each can be turned off, none comes too often, and crowds make none.
 * @module
 */
import { createBuckets } from "./bucket.ts";
import type { Preferences, Settings } from "./settings.ts";

/** What there is to hear. */
export const SOUND_KINDS = ["hand", "waiting", "private", "message", "join", "timer"] as const;

/** One of them. */
export type SoundKind = typeof SOUND_KINDS[number];

/** The preference that turns each on or off. */
export const SOUND_SETTINGS = {
  hand: "soundHand",
  waiting: "soundWaiting",
  private: "soundPrivate",
  message: "soundMessage",
  join: "soundJoin",
  timer: "soundTimer",
} as const satisfies Readonly<Record<SoundKind, keyof Preferences>>;

/** Sounds, as they are asked for. */
export interface Sounds {
  /** Something has happened: it is heard if the person wants that. */
  note(kind: SoundKind): void;
}

/** What sounds need. */
export interface SoundsOptions {
  readonly settings: Pick<Settings, "values">;
  /** How many are in the group. */
  members(): number;
  play(kind: SoundKind): void;
  nowMs(): number;
}

/** In larger groups, who comes and what is said to all makes no sound. */
const MOST_MEMBERS = 25;

/** Of each kind: so many at once, then one in so many seconds. */
const BURST = 2;
const PER_SECOND = 0.5;

/** Sounds as the settings have them. */
export function createSounds({ settings, members, play, nowMs }: SoundsOptions): Sounds {
  const buckets = createBuckets(BURST, PER_SECOND);
  return {
    note: (kind) => {
      if (!settings.values.peek()[SOUND_SETTINGS[kind]]) return;
      const ofCrowds = kind === "join" || kind === "message";
      if (ofCrowds && members() > MOST_MEMBERS) return;
      if (buckets.take(kind, nowMs())) play(kind);
    },
  };
}
