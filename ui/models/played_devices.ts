/**
 * Devices for tests: captures and tracks that do what they are told.
 * @module
 */
import { type Signal, signal } from "@preact/signals";
import type { Capture, CaptureKind, CaptureProblem } from "./capture.ts";
import type { NoticeAction, NoticeKind, Notices } from "./notices.ts";

/** A capture whose signals a test sets. */
export interface PlayedCapture extends Capture {
  readonly track: Signal<MediaStreamTrack | null>;
  readonly starting: Signal<boolean>;
  readonly problem: Signal<CaptureProblem | null>;
  /** How often it was started. */
  readonly starts: { count: number };
}

/** A track as far as models look at it. */
export function playTrack(kind: "audio" | "video", label = "", deviceId = ""): MediaStreamTrack {
  const track = {
    kind,
    label,
    enabled: true,
    readyState: "live",
    contentHint: "",
    onended: null,
    getSettings: () => ({ deviceId, height: 720 }),
    getConstraints: () => ({}),
    applyConstraints: () => Promise.reject(new DOMException("no", "OverconstrainedError")),
    stop: () => {
      track.readyState = "ended";
    },
  };
  return track as unknown as MediaStreamTrack;
}

/** A device that is off, and starts at once. */
export function playCapture(kind: CaptureKind): PlayedCapture {
  const track = signal<MediaStreamTrack | null>(null);
  const muted = signal(false);
  const starts = { count: 0 };
  return {
    kind,
    track,
    muted,
    starting: signal(false),
    problem: signal<CaptureProblem | null>(null),
    starts,
    start: () => {
      starts.count += 1;
      track.value = playTrack(kind === "camera" ? "video" : "audio");
      return Promise.resolve(true);
    },
    stop: () => {
      track.value = null;
    },
    setMuted: (value) => {
      muted.value = value;
    },
    dispose: () => {},
  };
}

/** What the person was told. */
export interface Told {
  readonly kind: NoticeKind;
  readonly text: string;
  readonly action: NoticeAction | null;
}

/** Notices that are kept in a list. */
export function playNotices(): { readonly notices: Notices; readonly told: Told[] } {
  const told: Told[] = [];
  const notices: Notices = {
    shown: signal([]),
    announced: signal(""),
    show: (kind, text, action) => void told.push({ kind, text, action: action ?? null }),
    dismiss: () => {},
    announce: () => {},
    clear: () => {},
  };
  return { notices, told };
}
