/**
 * A video element that plays a stream.
 * @module
 */
import { useEffect, useRef } from "preact/hooks";
import { text } from "../text.ts";
import { useApp } from "../context.ts";
import { canChooseSpeaker } from "../models/devices.ts";

/** What to play, and how. */
export interface VideoProps {
  readonly media: MediaStream;
  readonly muted: boolean;
  readonly mirrored: boolean;
  /** The picture has a new size, in its own pixels. */
  resized?(width: number, height: number): void;
}

/** Plays `media`, sound included unless `muted`, on the chosen speaker. */
export function Video({ media, muted, mirrored, resized }: VideoProps) {
  const app = useApp();
  const ref = useRef<HTMLVideoElement>(null);
  const speakerId = app.settings.values.value.speakerId;

  useEffect(() => {
    const video = ref.current;
    if (video === null) return;
    video.srcObject = media;
    if (media.getTracks().length > 0) video.play().catch((error) => explain(error));
    return () => {
      video.srcObject = null;
    };
  }, [media]);

  useEffect(() => {
    const video = ref.current;
    if (!canChooseSpeaker || muted || video === null || video.sinkId === speakerId) return;
    video.setSinkId(speakerId).catch(() => {
      app.notices.show("warning", text.failure.speaker);
    });
  }, [speakerId, muted]);

  /** Browsers hold sound back until the person has touched the page. */
  const explain = (error: unknown) => {
    if (!(error instanceof DOMException) || error.name !== "NotAllowedError") return;
    app.notices.show("warning", text.failure.autoplay, {
      label: text.failure.autoplayAction,
      perform: playAll,
    });
  };

  return (
    <video
      ref={ref}
      class="video"
      data-mirrored={mirrored}
      autoplay
      playsInline
      muted={muted}
      disablePictureInPicture={muted}
      onResize={(event) =>
        resized?.(event.currentTarget.videoWidth, event.currentTarget.videoHeight)}
    />
  );
}

function playAll(): void {
  for (const video of document.querySelectorAll("video")) void video.play();
}
