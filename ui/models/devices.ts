/**
 * The cameras, microphones and speakers of this machine.
 * @module
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Settings } from "./settings.ts";

/** A device to choose; `name` is "" until the person has allowed the use of one of its kind. */
export interface Device {
  readonly id: string;
  readonly name: string;
}

/** The devices by kind; the system's default is not among them. */
export interface DeviceList {
  readonly cameras: readonly Device[];
  readonly microphones: readonly Device[];
  readonly speakers: readonly Device[];
}

/** The devices, kept up to date while plugs come and go. */
export interface Devices {
  readonly list: ReadonlySignal<DeviceList>;
  /** The speaker to play on: the chosen one if it is there, "" for the system's default. */
  readonly speakerId: ReadonlySignal<string>;
  /** Looks again: names appear once the use of a device is allowed. */
  refresh(): Promise<void>;
  dispose(): void;
}

/** Whether the browser can play sound on a speaker of one's choice. */
export const canChooseSpeaker = "setSinkId" in HTMLMediaElement.prototype;

/**
 * Lets the person choose a speaker in a dialogue of the browser (W3C Audio Output Devices API), where speakers are not listed without
 * that; null if that is impossible or unwanted.
 */
export async function askForSpeaker(): Promise<string | null> {
  const media: MediaDevices | undefined = navigator.mediaDevices;
  if (media === undefined || !("selectAudioOutput" in media)) return null;
  const select: unknown = media.selectAudioOutput;
  if (typeof select !== "function") return null;
  try {
    const { deviceId }: MediaDeviceInfo = await select.call(media);
    return deviceId;
  } catch {
    return null;
  }
}

/** Whether `askForSpeaker` can do anything. */
export function canAskForSpeaker(): boolean {
  return navigator.mediaDevices !== undefined && "selectAudioOutput" in navigator.mediaDevices;
}

const NONE: DeviceList = { cameras: [], microphones: [], speakers: [] };

/** Starts watching the devices. */
export function createDevices(settings: Settings): Devices {
  const list = signal(NONE);
  // Absent on insecure pages.
  const media: MediaDevices | undefined = navigator.mediaDevices;
  const refresh = async () => {
    if (media === undefined) return;
    const all = await media.enumerateDevices().catch(() => []);
    list.value = {
      cameras: ofKind(all, "videoinput"),
      microphones: ofKind(all, "audioinput"),
      speakers: ofKind(all, "audiooutput"),
    };
  };
  const changed = () => void refresh();
  media?.addEventListener("devicechange", changed);
  changed();
  return {
    list,
    speakerId: computed(() => {
      const { speakerId } = settings.values.value;
      return list.value.speakers.some(({ id }) => id === speakerId) ? speakerId : "";
    }),
    refresh,
    dispose: () => media?.removeEventListener("devicechange", changed),
  };
}

function ofKind(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): Device[] {
  return all
    .filter((device) => device.kind === kind && isReal(device.deviceId))
    .map((device) => ({ id: device.deviceId, name: device.label }));
}

/** Chromium also lists aliases of the default, and a nameless device before anything is allowed. */
function isReal(deviceId: string): boolean {
  return deviceId !== "" && deviceId !== "default" && deviceId !== "communications";
}
