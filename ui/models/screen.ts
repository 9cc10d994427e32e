/**
 * Screens and windows that a person shows.
 * @module
 */
import { effect, type ReadonlySignal } from "@preact/signals";
import type { UpStream } from "../client/up.ts";
import { text } from "../text.ts";
import type { Notices } from "./notices.ts";
import type { ScreenHint, Settings } from "./settings.ts";

/** Whether this browser can share screens at all; phones cannot. */
export const canShare = navigator.mediaDevices !== undefined &&
  "getDisplayMedia" in navigator.mediaDevices;

/** W3C Screen Capture, beyond what TypeScript knows of it. Browsers ignore what they do not know themselves. */
interface ScreenOptions extends DisplayMediaStreamOptions {
  readonly systemAudio: "include";
  /** The browser's bar offers another tab instead. */
  readonly surfaceSwitching: "include";
  /** One's own tab would only show itself in itself. */
  readonly selfBrowserSurface: "exclude";
}

/** Sound of a screen is no voice: it stays as it is. */
const OPTIONS: ScreenOptions = {
  video: { frameRate: { ideal: 30 } },
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  systemAudio: "include",
  surfaceSwitching: "include",
  selfBrowserSurface: "exclude",
};

/** Lets the person choose a screen, with its sound if the person and the browser like; null if there is none to show. */
export async function captureScreen(
  notices: Pick<Notices, "show">,
): Promise<MediaStreamTrack[] | null> {
  try {
    return (await navigator.mediaDevices.getDisplayMedia(OPTIONS)).getTracks();
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotAllowedError") {
      // Mostly the person has only closed the dialogue; the system's refusal says so in its message.
      if (/system/i.test(error.message)) notices.show("error", text.failure.shareDenied);
      return null;
    }
    notices.show("error", text.failure.share);
    return null;
  }
}

/** Has all screens sent as the person prefers, sharp or smooth; what is shown already follows. The function ends that. */
export function hintScreens(
  streams: ReadonlySignal<readonly UpStream[]>,
  settings: Settings,
): () => void {
  return effect(() => {
    const { screenHint } = settings.values.value;
    for (const { label, tracks } of streams.value) {
      if (label === "screenshare") tracks.value.forEach((track) => hint(track, screenHint));
    }
  });
}

function hint(track: MediaStreamTrack, screenHint: ScreenHint): void {
  const wanted = track.kind === "audio" ? "music" : screenHint;
  // An encoder begins anew with another hint.
  if (track.contentHint !== wanted) track.contentHint = wanted;
}

/** Stops a track without its end being reported. */
export function endTrack(track: MediaStreamTrack): void {
  track.onended = null;
  track.stop();
}
