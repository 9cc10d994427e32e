/**
 * One's own camera or microphone: owns the track, starts and stops the device.
 * @module
 */
import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import { tellsSize } from "../camera/track_size.ts";

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

/** A device that has gone while it was in use. */
export interface Loss {
  readonly kind: CaptureKind;
  readonly deviceId: string;
  /** What the system calls it; "" if it has no name. */
  readonly name: string;
  /** What the device is called that has taken its place; null if there is none, for the reason that follows. */
  readonly instead: string | null;
  readonly problem: CaptureProblem | null;
}

/** What a capture needs from its owner. */
export interface CaptureOptions {
  readonly kind: CaptureKind;
  /** What is wished of the device. It is read like a signal: a device in use follows. */
  constraints(): MediaTrackConstraints;
  /** A device has started: its kind's names can be listed now. */
  started(): void;
  lost(loss: Loss): void;
}

/** A capture that is off. */
export function createCapture(options: CaptureOptions): Capture {
  const { kind } = options;
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
    fresh.onended = () => void replaceLost(fresh);
    track.value = fresh;
    problem.value = null;
  };
  const openWished = async () => {
    const constraints = options.constraints();
    const same = await reshape(track.peek(), constraints);
    if (same !== null) return same;
    const result = await open(kind, constraints);
    if (result !== "busy" || track.peek() === null) return result;
    // Many phones open one camera at a time.
    release();
    return await open(kind, options.constraints());
  };
  const start = async () => {
    const mine = ++generation;
    starting.value = true;
    const result = await openWished();
    if (mine !== generation) {
      if (typeof result !== "string") result.stop();
      return false;
    }
    starting.value = false;
    if (typeof result === "string") {
      if (track.peek()?.readyState === "ended") stop();
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
  const replaceLost = async (old: MediaStreamTrack) => {
    const { label: name } = old;
    const { deviceId = "" } = old.getSettings();
    track.value = null;
    await start();
    const found = track.peek();
    const loss = { kind, deviceId, name };
    if (found !== null) return options.lost({ ...loss, instead: found.label, problem: null });
    const why = problem.peek();
    // Meanwhile the person may have turned it off.
    if (why === null) return;
    stop();
    options.lost({ ...loss, instead: null, problem: why });
  };
  const wish = computed(() => JSON.stringify(options.constraints()));
  const endFollowing = effect(() => {
    void wish.value;
    untracked(() => {
      if (track.value !== null || starting.value) void start();
    });
  });
  return {
    kind,
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
    dispose: () => {
      endFollowing();
      stop();
    },
  };
}

/**
 * The same camera with another picture, as a track of its own; null where that takes opening it. Chromium gives a camera that is
 * open already in the size in which it is.
 */
async function reshape(
  track: MediaStreamTrack | null,
  constraints: MediaTrackConstraints,
): Promise<MediaStreamTrack | null> {
  if (track === null || track.kind !== "video" || track.readyState !== "live") return null;
  const { deviceId: wanted } = constraints;
  const given = track.getConstraints().deviceId;
  if (JSON.stringify(wanted) !== JSON.stringify(given)) return null;
  try {
    await track.applyConstraints(constraints);
    const copy = track.clone();
    await tellsSize(copy);
    return copy;
  } catch {
    return null;
  }
}

async function open(
  kind: CaptureKind,
  constraints: MediaTrackConstraints,
): Promise<MediaStreamTrack | CaptureProblem> {
  const media: MediaDevices | undefined = navigator.mediaDevices;
  if (media === undefined) return "insecure";
  try {
    if (kind === "camera") {
      return only((await media.getUserMedia({ video: constraints })).getVideoTracks());
    }
    return only((await media.getUserMedia({ audio: constraints })).getAudioTracks());
  } catch (error) {
    const problem = problemOf(error);
    // The device that was chosen once may be at home: any other is better than none.
    const { deviceId, ...others } = constraints;
    if (problem === "missing" && deviceId !== undefined) return await open(kind, others);
    return problem;
  }
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
