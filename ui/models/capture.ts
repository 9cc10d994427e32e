/**
 * One's own camera or microphone: owns the track, starts and stops the device.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";

/** What is captured. */
export type CaptureKind = "camera" | "microphone";

/** Why a device does not start; `background`: what is behind the person could not be changed as wished. */
export type CaptureProblem = "denied" | "missing" | "busy" | "insecure" | "background" | "other";

/** A camera or a microphone, on or off. */
export interface Capture {
  readonly kind: CaptureKind;
  readonly starting: ReadonlySignal<boolean>;
  /** The live track; null while the device is off. The capture alone stops it. */
  readonly track: ReadonlySignal<MediaStreamTrack | null>;
  /** A muted track stays live and sends silence, so that unmuting is instant. */
  readonly muted: ReadonlySignal<boolean>;
  readonly problem: ReadonlySignal<CaptureProblem | null>;
  /** Starts the chosen device, or changes to it; false if that was impossible. */
  start(): Promise<boolean>;
  stop(): void;
  setMuted(muted: boolean): void;
  dispose(): void;
}

/** What a capture needs from its owner. */
export interface CaptureOptions {
  readonly kind: CaptureKind;
  /** The chosen device; "" is the system's default. */
  deviceId(): string;
  /** A device has started: its kind's names can be listed now. */
  started(): void;
  /** The device has gone while in use, and no other could take its place. */
  lost(): void;
}

/** A capture that is off. */
export function createCapture(options: CaptureOptions): Capture {
  const starting = signal(false);
  const track = signal<MediaStreamTrack | null>(null);
  const muted = signal(false);
  const problem = signal<CaptureProblem | null>(null);
  // Counts starts and stops, so that a device that opens too late is closed again.
  let generation = 0;

  const release = () => {
    const old = track.peek();
    if (old === null) return;
    old.onended = null;
    old.stop();
  };
  const adopt = (fresh: MediaStreamTrack) => {
    release();
    fresh.enabled = !muted.peek();
    fresh.onended = () => void replaceLost();
    track.value = fresh;
    problem.value = null;
  };
  const start = async () => {
    const mine = ++generation;
    starting.value = true;
    const result = await open(options.kind, options.deviceId());
    if (mine !== generation) {
      if (typeof result !== "string") result.stop();
      return false;
    }
    starting.value = false;
    if (typeof result === "string") {
      problem.value = result;
      return false;
    }
    adopt(result);
    options.started();
    return true;
  };
  const stop = () => {
    generation += 1;
    release();
    starting.value = false;
    track.value = null;
    problem.value = null;
  };
  const replaceLost = async () => {
    track.value = null;
    if (!await start()) {
      stop();
      options.lost();
    }
  };
  return {
    kind: options.kind,
    starting,
    track,
    muted,
    problem,
    start,
    stop,
    setMuted: (value) => {
      muted.value = value;
      const live = track.peek();
      if (live !== null) live.enabled = !value;
    },
    dispose: stop,
  };
}

async function open(
  kind: CaptureKind,
  deviceId: string,
): Promise<MediaStreamTrack | CaptureProblem> {
  const media: MediaDevices | undefined = navigator.mediaDevices;
  if (media === undefined) return "insecure";
  try {
    return await request(media, kind, deviceId);
  } catch (error) {
    const problem = problemOf(error);
    // The device that was chosen once may be at home: any other is better than none.
    if (problem === "missing" && deviceId !== "") return await open(kind, "");
    return problem;
  }
}

async function request(
  media: MediaDevices,
  kind: CaptureKind,
  deviceId: string,
): Promise<MediaStreamTrack> {
  const chosen = deviceId === "" ? {} : { deviceId: { exact: deviceId } };
  if (kind === "camera") {
    const video = {
      ...chosen,
      width: { ideal: 1280 },
      height: { ideal: 720 },
      frameRate: { ideal: 30 },
    };
    return only((await media.getUserMedia({ video })).getVideoTracks());
  }
  const audio = {
    ...chosen,
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
  };
  return only((await media.getUserMedia({ audio })).getAudioTracks());
}

function only(tracks: readonly MediaStreamTrack[]): MediaStreamTrack {
  const first = tracks[0];
  if (first === undefined) throw new DOMException("no track", "NotFoundError");
  return first;
}

/** W3C Media Capture and Streams, section 10.2: the names of what `getUserMedia` may fail with. */
function problemOf(error: unknown): CaptureProblem {
  if (!(error instanceof DOMException)) return "other";
  switch (error.name) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    default:
      return "other";
  }
}
