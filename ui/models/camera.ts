/**
 * The person's camera with all that is done to its pictures before anybody sees them.
 * @module
 */
import { effect } from "@preact/signals";
import { withBackground } from "../blur/background.ts";
import { withTurn } from "../camera/turn.ts";
import { type Capture, createCapture, type Loss } from "./capture.ts";
import { constraintsOf, contentHintOf } from "./constraints.ts";
import type { Settings } from "./settings.ts";

/** What happens to a device. */
export interface DeviceEvents {
  /** It has started: names of its kind can be listed now. */
  started(): void;
  lost(loss: Loss): void;
}

/** What a camera needs. */
export interface CameraOptions extends DeviceEvents {
  readonly settings: Settings;
  /** The background could not be changed, and the camera was turned off. */
  backgroundFailed(): void;
}

/** A camera that is off. It follows the settings while it is on. */
export function createCamera(options: CameraOptions): Capture {
  const { settings, started, lost } = options;
  const raw = createCapture({
    kind: "camera",
    constraints: () => constraintsOf("camera", settings.values.value),
    started,
    lost,
  });
  const turned = withTurn(raw, settings);
  const camera = withBackground(turned, { settings, failed: options.backgroundFailed });
  const stopHinting = effect(() => {
    const track = camera.track.value;
    if (track !== null) track.contentHint = contentHintOf(settings.values.value);
  });
  return {
    ...camera,
    dispose() {
      stopHinting();
      camera.dispose();
    },
  };
}

/** A microphone that is off. It follows the settings while it is on. */
export function createMicrophone(options: DeviceEvents & { readonly settings: Settings }): Capture {
  const { settings, started, lost } = options;
  return createCapture({
    kind: "microphone",
    constraints: () => constraintsOf("microphone", settings.values.value),
    started,
    lost,
  });
}
