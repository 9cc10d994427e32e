/**
 * Camera and microphone. Devices are opened for as long as they are looked at.
 * @module
 */
import { effect } from "@preact/signals";
import { formatSize } from "../languages/format.ts";
import { type Capture, createCapture } from "../models/capture.ts";
import { constraintsOf } from "../models/constraints.ts";
import { explainCapture } from "../models/device_help.ts";
import { createMeter } from "../models/meter.ts";
import type { Settings } from "../models/settings.ts";
import { awaitSome, pause } from "./clock.ts";
import { type Outcome, outcome } from "./row.ts";
import { text } from "./text.ts";

/** How long a camera may take for its first picture, and how long we listen for a voice. */
const PICTURE_LIMIT_MS = 5000;
const LISTEN_LIMIT_MS = 8000;

/** The meter at 0.4 is at -36 dB, where speech begins; at 0.02 there is hardly anything but digital silence. */
const VOICE_POSITION = 0.4;
const NOISE_POSITION = 0.02;

/** Opens the camera and waits for a picture. */
export async function checkCamera(settings: Settings, signal: AbortSignal): Promise<Outcome> {
  const camera = open("camera", settings, signal);
  try {
    if (!await camera.start()) return failure(camera, "camera");
    const track = camera.track.peek();
    if (track === null) return failure(camera, "camera");
    const size = await firstPicture(track, signal);
    const device = { name: text.facts.device, value: track.label };
    if (size === null) {
      return outcome("trouble", text.camera.dark, text.camera.darkAdvice, [device]);
    }
    const facts = [device, { name: text.facts.size, value: formatSize(size.width, size.height) }];
    return outcome("good", text.camera.good, "", facts);
  } finally {
    camera.dispose();
  }
}

/** Opens the microphone and listens for a voice. `heard` is told the level all the time, 0 to 1. */
export async function checkMicrophone(
  settings: Settings,
  signal: AbortSignal,
  heard: (position: number) => void,
): Promise<Outcome> {
  const microphone = open("microphone", settings, signal);
  try {
    if (!await microphone.start()) return failure(microphone, "microphone");
    const track = microphone.track.peek();
    if (track === null) return failure(microphone, "microphone");
    const facts = [{ name: text.facts.device, value: track.label }];
    const loudest = await listen(microphone, signal, heard);
    const { good, quiet, quietAdvice, silent, silentAdvice } = text.microphone;
    if (loudest >= VOICE_POSITION) return outcome("good", good, "", facts);
    return loudest >= NOISE_POSITION
      ? outcome("trouble", quiet, quietAdvice, facts)
      : outcome("trouble", silent, silentAdvice, facts);
  } finally {
    microphone.dispose();
  }
}

function open(
  kind: "camera" | "microphone",
  settings: Settings,
  signal: AbortSignal,
): Capture {
  const capture = createCapture({
    kind,
    constraints: () => constraintsOf(kind, settings.values.peek()),
    started: () => {},
    lost: () => {},
  });
  signal.addEventListener("abort", () => capture.dispose());
  return capture;
}

function failure(capture: Capture, kind: "camera" | "microphone"): Outcome {
  return outcome("trouble", explainCapture(kind, capture.problem.peek() ?? "other"));
}

/** The size of the first picture; null if none comes. */
async function firstPicture(
  track: MediaStreamTrack,
  signal: AbortSignal,
): Promise<{ width: number; height: number } | null> {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  void video.play().catch(() => {});
  const size = await awaitSome(
    () => {
      const { videoWidth: width, videoHeight: height, readyState } = video;
      return readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && width > 0
        ? { width, height }
        : null;
    },
    PICTURE_LIMIT_MS,
    signal,
  );
  video.srcObject = null;
  return size;
}

/** The loudest moment, as a position of the meter; ends once a voice is clear. */
async function listen(
  microphone: Capture,
  signal: AbortSignal,
  heard: (position: number) => void,
): Promise<number> {
  const meter = createMeter(microphone.track, microphone.muted);
  let loudest = 0;
  const stop = effect(() => {
    loudest = Math.max(loudest, meter.position.value);
    heard(meter.position.value);
  });
  await awaitSome(() => loudest >= VOICE_POSITION ? true : null, LISTEN_LIMIT_MS, signal);
  // So that the meter is seen to move.
  await pause(1000, signal);
  stop();
  meter.dispose();
  return loudest;
}
