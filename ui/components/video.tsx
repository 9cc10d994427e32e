/**
 * A picture that moves.
 * @module
 */
import { useEffect, useRef } from "preact/hooks";

/** What to show, and how. */
export interface VideoProps {
  readonly media: MediaStream;
  readonly mirrored: boolean;
  /** Degrees by which it is turned to the right: 0, 90, 180 or 270. */
  readonly turned?: number;
  /** The picture has a new size, in its own pixels. */
  resized?(width: number, height: number): void;
}

/** Shows the pictures of `media`. There is no sound in it: that is played whether or not a picture is in sight. */
export function Video({ media, mirrored, turned = 0, resized }: VideoProps) {
  const ref = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    const video = ref.current;
    if (video === null) return;
    video.srcObject = media;
    // Without sound it may always play; what has gone meanwhile need not.
    if (media.getTracks().length > 0) video.play().catch(() => {});
    return () => {
      video.srcObject = null;
    };
  }, [media]);

  return (
    <video
      ref={ref}
      class="video"
      data-mirrored={mirrored}
      data-turned={turned}
      autoplay
      playsInline
      muted
      onResize={(event) =>
        resized?.(event.currentTarget.videoWidth, event.currentTarget.videoHeight)}
    />
  );
}
