/**
 * The space bar as a key to the microphone: held to talk, held to be silent, or pressed to switch.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Capture } from "./capture.ts";
import type { SpaceKey } from "./settings.ts";

/** What the held key does now; null while it is not held, or does nothing. */
export type Held = "talking" | "silent" | null;

/** The key. */
export interface PushToTalk {
  readonly held: ReadonlySignal<Held>;
  /** The key goes down. */
  press(): void;
  /** The key comes up, or we would not hear of it if it did. */
  release(): void;
  /** Somebody else has decided about the microphone meanwhile. */
  forget(): void;
}

/** What it needs. */
export interface PushToTalkOptions {
  readonly microphone: Pick<Capture, "track" | "muted" | "setMuted">;
  mode(): SpaceKey;
  /** Switches the microphone on or off, as its button does. */
  toggle(): void;
  /** Starts a microphone that is off; whoever lets go meanwhile finds it muted. */
  start(): void;
}

/** A key that is not held. */
export function createPushToTalk(options: PushToTalkOptions): PushToTalk {
  const { microphone } = options;
  const held = signal<Held>(null);
  const isOn = () => microphone.track.peek() !== null && !microphone.muted.peek();

  const talk = () => {
    if (isOn()) return;
    held.value = "talking";
    microphone.setMuted(false);
    if (microphone.track.peek() === null) options.start();
  };

  const hush = () => {
    if (!isOn()) return;
    held.value = "silent";
    microphone.setMuted(true);
  };

  return {
    held,
    press: () => {
      if (held.peek() !== null) return;
      switch (options.mode()) {
        case "toggle":
          return options.toggle();
        case "talk":
          return talk();
        case "mute":
          return hush();
      }
    },
    release: () => {
      const before = held.peek();
      if (before === null) return;
      held.value = null;
      microphone.setMuted(before === "talking");
    },
    forget: () => {
      held.value = null;
    },
  };
}
