/**
 * What is asked of cameras and microphones, by what the person prefers.
 * @module
 */
import type { CaptureKind } from "./capture.ts";
import type { CameraMode, Preferences } from "./settings.ts";

/** Width, height and pictures per second of each mode. A blackboard hardly moves, but has small letters. */
const PICTURES: Readonly<Record<CameraMode, readonly [number, number, number]>> = {
  small: [640, 360, 24],
  standard: [1280, 720, 30],
  hd: [1920, 1080, 30],
  board: [1920, 1080, 15],
};

/** The constraints for `getUserMedia`: mostly wishes, but a device that was chosen is meant. */
export function constraintsOf(kind: CaptureKind, preferences: Preferences): MediaTrackConstraints {
  const { cameraId, microphoneId, cameraMode } = preferences;
  const id = kind === "camera" ? cameraId : microphoneId;
  const chosen = id === "" ? {} : { deviceId: { exact: id } };
  if (kind === "camera") {
    const [width, height, frameRate] = PICTURES[cameraMode];
    return {
      ...chosen,
      width: { ideal: width },
      height: { ideal: height },
      frameRate: { ideal: frameRate },
    };
  }
  const { echoCancellation, noiseSuppression, autoGainControl } = preferences;
  return { ...chosen, echoCancellation, noiseSuppression, autoGainControl };
}

/** What matters in the camera's picture: nothing special, or that it is sharp (W3C MediaStreamTrack Content Hints). */
export function contentHintOf({ cameraMode }: Preferences): "" | "detail" {
  return cameraMode === "board" ? "detail" : "";
}

/** Whether the person sees an own picture as in a mirror: a face, but nothing that is to be read. */
export function isMirrored(label: string, { mirror, cameraMode }: Preferences): boolean {
  return mirror && label === "camera" && cameraMode !== "board";
}
