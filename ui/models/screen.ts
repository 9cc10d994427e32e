/**
 * Screens and windows that a person shows.
 * @module
 */
import { text } from "../text.ts";
import type { Notices } from "./notices.ts";

/** Whether this browser can share screens at all; phones cannot. */
export const canShare = navigator.mediaDevices !== undefined &&
  "getDisplayMedia" in navigator.mediaDevices;

/** Lets the person choose a screen; null if there is none to show. */
export async function captureScreen(notices: Notices): Promise<MediaStreamTrack[] | null> {
  try {
    const media = await navigator.mediaDevices.getDisplayMedia({
      video: { frameRate: { ideal: 30 } },
      audio: true,
    });
    for (const track of media.getVideoTracks()) track.contentHint = "detail";
    return media.getTracks();
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

/** Stops a track without its end being reported. */
export function endTrack(track: MediaStreamTrack): void {
  track.onended = null;
  track.stop();
}
