/**
 * Another background behind a camera's track, made by a worker. What comes out is never anything else: if the worker fails,
 * nothing comes.
 * @module
 */
import type { Effect, FilterCommand, FilterEvent, FrameStreams } from "./messages.ts";

/** Where the worker and its model lie. */
const WORKER_URL = "/assets/blur-worker.js";
const MODEL_URL = "/assets/selfie.tflite";

/** How long the first picture may take: shaders are compiled before it. */
const FIRST_LIMIT_MS = 20_000;

/** A filtered track. */
export interface Filter {
  /** What comes out; it ends with the filter. */
  readonly track: MediaStreamTrack;
  setEffect(effect: Effect): void;
  close(): void;
}

/** What a filter tells its owner. */
export interface FilterEvents {
  /** The first picture has come out. */
  drawn(): void;
  /** Nothing more comes out, and the filter has closed. */
  failed(): void;
}

/** W3C MediaStreamTrack Insertable Media Processing, as Chromium has it on pages. */
export interface FrameProcessors {
  readonly MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack }) => {
    readonly readable: ReadableStream<VideoFrame>;
  };
  readonly MediaStreamTrackGenerator: new (init: { kind: "video" }) => MediaStreamTrack & {
    readonly writable: WritableStream<VideoFrame>;
  };
}

let able: boolean | null = null;

/** Whether this browser may be able to do it; only a try will tell for sure. */
export function canFilter(): boolean {
  able ??= typeof Worker === "function" && typeof OffscreenCanvas === "function" && hasWebGl2();
  return able;
}

function hasWebGl2(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext("webgl2");
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return gl !== null;
}

/** Starts a filter of `camera`, a track of its own that it stops in the end. */
export function createFilter(
  camera: MediaStreamTrack,
  effect: Effect,
  events: FilterEvents,
): Filter {
  const worker = new Worker(WORKER_URL, { type: "module" });
  const post = (command: FilterCommand, transfer: Transferable[] = []) =>
    worker.postMessage(command, transfer);
  const scope: object = globalThis;
  const way = hasFrameProcessors(scope)
    ? openStreams(scope, camera)
    : openBitmaps(camera, (frame) => post({ type: "frame", frame }, [frame]));

  let open = true;
  const close = () => {
    if (!open) return;
    open = false;
    clearTimeout(limit);
    worker.terminate();
    way.close();
    camera.stop();
    way.track.stop();
  };
  const fail = () => {
    if (!open) return;
    close();
    events.failed();
  };
  const limit = setTimeout(fail, FIRST_LIMIT_MS);
  worker.onerror = fail;
  worker.onmessage = ({ data }: MessageEvent<FilterEvent>) => {
    if (!open) return;
    if (data.type === "failed") return fail();
    if (data.type === "frame") return way.show(data.frame);
    clearTimeout(limit);
    events.drawn();
  };
  const { streams } = way;
  const modelUrl = new URL(MODEL_URL, location.href).href;
  post(
    { type: "start", modelUrl, effect, streams },
    streams === null ? [] : [streams.input, streams.output],
  );
  return {
    track: way.track,
    setEffect: (effect) => post({ type: "effect", effect }),
    close,
  };
}

/** How frames get to the worker and back. */
interface Way {
  readonly track: MediaStreamTrack;
  readonly streams: FrameStreams | null;
  /** Takes a frame that came as a message. */
  show(frame: ImageBitmap): void;
  close(): void;
}

/** Whether frames can be taken out of tracks, and put into them. */
export function hasFrameProcessors(scope: object): scope is FrameProcessors {
  return "MediaStreamTrackProcessor" in scope && "MediaStreamTrackGenerator" in scope;
}

/** By streams, which run from the camera to the worker and from the worker to the track without us. */
function openStreams(scope: FrameProcessors, camera: MediaStreamTrack): Way {
  const { readable: input } = new scope.MediaStreamTrackProcessor({ track: camera });
  const generator = new scope.MediaStreamTrackGenerator({ kind: "video" });
  return {
    track: generator,
    streams: { input, output: generator.writable },
    show: (frame) => frame.close(),
    close: () => {},
  };
}

/** By messages, a frame at a time: it comes from a video that plays, and goes to a canvas that is captured. */
function openBitmaps(camera: MediaStreamTrack, send: (frame: ImageBitmap) => void): Way {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([camera]);
  void video.play().catch(() => {});
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const track = canvas.captureStream().getVideoTracks()[0];
  if (track === undefined) throw new Error("a canvas gives no track");
  let open = true;
  const next = () => {
    video.requestVideoFrameCallback(() => {
      if (!open) return;
      createImageBitmap(video).then(send, next);
    });
  };
  next();
  return {
    track,
    streams: null,
    show(frame) {
      if (canvas.width !== frame.width) canvas.width = frame.width;
      if (canvas.height !== frame.height) canvas.height = frame.height;
      context?.drawImage(frame, 0, 0);
      frame.close();
      next();
    },
    close() {
      open = false;
      video.srcObject = null;
    },
  };
}
