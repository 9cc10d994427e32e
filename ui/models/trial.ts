/**
 * Camera and microphone to be tried in the settings: those of the room while they are on, else ones of their own, which nobody
 * else sees or hears.
 * @module
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { App } from "./app.ts";
import { createCamera, createMicrophone } from "./camera.ts";
import type { Capture } from "./capture.ts";
import { createMeter } from "./meter.ts";

/** A device to be tried. */
export interface Tried {
  /** The one that is looked at. */
  readonly used: ReadonlySignal<Capture>;
  /** The one that is for trying alone. */
  readonly own: Capture;
}

/** Both devices, and how loud the microphone is. */
export interface Trial {
  readonly camera: Tried;
  readonly microphone: Tried;
  /** 0 to 1. */
  readonly level: ReadonlySignal<number>;
  dispose(): void;
}

/** Devices that are off. */
export function createTrial(
  app: Pick<App, "settings" | "devices" | "camera" | "microphone">,
): Trial {
  const { settings, devices } = app;
  const events = { settings, started: () => void devices.refresh(), lost: () => {} };
  const ownCamera = createCamera({ ...events, backgroundFailed: () => {} });
  const ownMicrophone = createMicrophone(events);
  const camera = computed(() => app.camera.track.value === null ? ownCamera : app.camera);
  const microphone = computed(() =>
    app.microphone.track.value === null ? ownMicrophone : app.microphone
  );
  const heard = computed(() => microphone.value.track.value);
  // A microphone that is muted in the room gives silence.
  const meter = createMeter(heard, signal(false));
  return {
    camera: { used: camera, own: ownCamera },
    microphone: { used: microphone, own: ownMicrophone },
    level: meter.position,
    dispose() {
      meter.dispose();
      ownCamera.dispose();
      ownMicrophone.dispose();
    },
  };
}
