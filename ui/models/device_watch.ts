/**
 * Devices that vanish, come back, or may be used at last: says so, and goes on with what there is.
 * @module
 */
import { effect, type ReadonlySignal, untracked } from "@preact/signals";
import { text } from "../text.ts";
import type { Capture, CaptureKind, Loss } from "./capture.ts";
import type { Device, Devices } from "./devices.ts";
import type { Notices } from "./notices.ts";
import { watchPermission } from "./permission.ts";
import type { Settings } from "./settings.ts";

/** Watches over devices. */
export interface DeviceWatch {
  /** To be told by the captures. */
  lost(loss: Loss): void;
  dispose(): void;
}

/** What is watched. */
export interface DeviceWatchOptions {
  readonly devices: Pick<Devices, "list">;
  readonly settings: Settings;
  readonly notices: Notices;
  readonly captures: Readonly<Record<CaptureKind, Capture>>;
  /** At the door nobody else sees or hears a device that starts by itself. */
  readonly atDoor: ReadonlySignal<boolean>;
}

const KINDS = ["camera", "microphone"] as const;

/** Starts watching. */
export function createDeviceWatch(options: DeviceWatchOptions): DeviceWatch {
  const { devices, settings, notices, captures, atDoor } = options;
  /** What was lost while in use, and may come back. */
  const missed = new Map<CaptureKind, Loss>();
  let speaker: Device | null = null;
  let missedSpeaker: string | null = null;

  /** A device can be used that could not when the person wanted it. */
  const offer = (kind: CaptureKind, sentence: string) => {
    const capture = captures[kind];
    if (capture.track.peek() !== null || capture.starting.peek()) return;
    if (atDoor.peek()) return void capture.start();
    notices.show("info", sentence, {
      label: text.device.turnOn[kind],
      perform: () => void capture.start(),
    });
  };

  const listOf = (kind: CaptureKind) =>
    kind === "camera" ? devices.list.value.cameras : devices.list.value.microphones;

  const seekMissed = (kind: CaptureKind, present: readonly Device[]) => {
    const loss = missed.get(kind);
    if (loss === undefined || !present.some(({ id }) => id === loss.deviceId)) return;
    missed.delete(kind);
    const name = loss.name || text.device[kind];
    if (captures[kind].track.peek() === null) return offer(kind, text.device.back(name));
    void captures[kind].start();
    notices.show("info", text.device.backInUse(name));
  };

  const followSpeaker = (present: readonly Device[], chosen: string) => {
    const found = present.find(({ id }) => id === chosen) ?? null;
    const nameOf = (device: Device) => device.name || text.device.speaker;
    // Whoever chooses another speaker has lost none.
    if (found === null && speaker?.id === chosen) {
      missedSpeaker = chosen;
      notices.show("warning", text.device.lost.speaker(nameOf(speaker)));
    }
    if (found !== null && missedSpeaker === chosen) {
      notices.show("info", text.device.backInUse(nameOf(found)));
    }
    if (found !== null || chosen !== missedSpeaker) missedSpeaker = null;
    speaker = found;
  };

  const endings = [
    effect(() => {
      for (const kind of KINDS) {
        const present = listOf(kind);
        untracked(() => seekMissed(kind, present));
      }
    }),
    effect(() => {
      const { speakers } = devices.list.value;
      const { speakerId } = settings.values.value;
      untracked(() => followSpeaker(speakers, speakerId));
    }),
    ...KINDS.flatMap((kind) => [
      // Another device of the person's choice: nothing is missed any more.
      onChange(() => settings.values.value[`${kind}Id`], () => missed.delete(kind)),
      effect(() => {
        if (captures[kind].problem.value !== "denied") return;
        return watchPermission(kind, (permission) => {
          if (permission === "granted") offer(kind, text.device.allowed[kind]);
        });
      }),
      effect(() => {
        if (captures[kind].problem.value !== "missing" || listOf(kind).length === 0) return;
        untracked(() => offer(kind, text.device.found[kind]));
      }),
    ]),
  ];

  return {
    lost: (loss) => {
      const { kind, instead, problem } = loss;
      const name = loss.name || text.device[kind];
      if (problem === "denied") {
        return notices.show("warning", text.device.withdrawn[kind]);
      }
      missed.set(kind, loss);
      const sentence = instead === null
        ? text.device.lost[kind](name)
        : text.device.replaced(name, instead || text.device[kind]);
      notices.show("warning", sentence);
    },
    dispose: () => endings.forEach((end) => end()),
  };
}

/** Calls back when a value is another than before, not at first. */
function onChange<T>(read: () => T, changed: () => void): () => void {
  let known: { readonly value: T } | null = null;
  return effect(() => {
    const value = read();
    const isOther = known !== null && known.value !== value;
    known = { value };
    if (isOther) untracked(changed);
  });
}
