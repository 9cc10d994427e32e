/**
 * Turns and mirrors the pictures of a camera, one at a time.
 * @module
 */
import { type FrameProcessors, hasFrameProcessors } from "../blur/filter.ts";
import { tellsSize } from "./track_size.ts";

/** How the pictures are to come out: turned to the right first, in degrees, then mirrored. */
export interface Orientation {
  readonly turn: 0 | 90 | 180 | 270;
  readonly flip: boolean;
}

/** A track whose pictures are turned. */
export interface Turner {
  /** It ends with the turner. */
  readonly track: MediaStreamTrack;
  /** The first picture has come out, or none will soon: from then on the track tells its size. */
  readonly ready: Promise<void>;
  setOrientation(orientation: Orientation): void;
  close(): void;
}

/** In a tab that nobody sees no picture is announced: then one is taken this often, in milliseconds. */
const HIDDEN_MS = 100;

/** Starts turning the pictures of `camera`, which stays its owner's. */
export function createTurner(camera: MediaStreamTrack, first: Orientation): Turner {
  const scope: object = globalThis;
  return hasFrameProcessors(scope)
    ? turnFrames(scope, camera, first)
    : turnVideo(camera.clone(), first);
}

type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

/** Draws a picture of that size into a canvas, which takes the size that it needs. */
function draw(
  context: Context,
  picture: CanvasImageSource,
  size: { readonly width: number; readonly height: number },
  { turn, flip }: Orientation,
): void {
  const { width, height } = size;
  const { canvas } = context;
  const lies = turn === 90 || turn === 270;
  const [wide, high] = lies ? [height, width] : [width, height];
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  context.setTransform(1, 0, 0, 1, wide / 2, high / 2);
  if (flip) context.scale(-1, 1);
  context.rotate(turn * Math.PI / 180);
  context.drawImage(picture, -width / 2, -height / 2, width, height);
}

function contextOf(canvas: OffscreenCanvas | HTMLCanvasElement): Context {
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error("there is no canvas to draw on");
  return context as Context;
}

/** Frame by frame, as they come, in view or not. */
function turnFrames(
  scope: FrameProcessors,
  camera: MediaStreamTrack,
  first: Orientation,
): Turner {
  let orientation = first;
  const own = camera.clone();
  const context = contextOf(new OffscreenCanvas(1, 1));
  const generator = new scope.MediaStreamTrackGenerator({ kind: "video" });
  const { readable } = new scope.MediaStreamTrackProcessor({ track: own });
  const turned = new TransformStream<VideoFrame, VideoFrame>({
    transform(frame, controller) {
      const { displayWidth: width, displayHeight: height, timestamp } = frame;
      draw(context, frame, { width, height }, orientation);
      frame.close();
      controller.enqueue(new VideoFrame(context.canvas, { timestamp }));
    },
  });
  // It ends with either track.
  readable.pipeThrough(turned).pipeTo(generator.writable).catch(() => {});
  return {
    track: generator,
    ready: tellsSize(generator),
    setOrientation(wished) {
      orientation = wished;
    },
    close() {
      own.stop();
      generator.stop();
    },
  };
}

/** By a video that plays, and a canvas that is captured. */
function turnVideo(own: MediaStreamTrack, first: Orientation): Turner {
  let orientation = first;
  let open = true;
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([own]);
  void video.play().catch(() => {});
  const canvas = document.createElement("canvas");
  const context = contextOf(canvas);
  const track = canvas.captureStream().getVideoTracks()[0];
  if (track === undefined) throw new Error("a canvas gives no track");
  const take = () => {
    const { videoWidth: width, videoHeight: height } = video;
    if (width > 0 && height > 0) draw(context, video, { width, height }, orientation);
  };
  const next = () => {
    if (!open) return;
    take();
    video.requestVideoFrameCallback(next);
  };
  video.requestVideoFrameCallback(next);
  const timer = setInterval(() => {
    if (document.hidden) take();
  }, HIDDEN_MS);
  return {
    track,
    ready: tellsSize(track),
    setOrientation(wished) {
      orientation = wished;
    },
    close() {
      open = false;
      clearInterval(timer);
      video.srcObject = null;
      own.stop();
      track.stop();
    },
  };
}
