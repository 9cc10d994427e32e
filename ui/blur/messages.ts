/**
 * What a page and its background worker say to each other.
 * @module
 */

/** What is behind the person: what is there, softened, or a picture. */
export type Effect =
  | { readonly type: "blur" }
  | { readonly type: "picture"; readonly picture: ImageBitmap };

/** Page to worker. */
export type FilterCommand =
  /** Where the model is, and what to do; the first message. With streams, frames come and go by these. */
  | {
    readonly type: "start";
    readonly modelUrl: string;
    readonly effect: Effect;
    readonly streams: FrameStreams | null;
  }
  | { readonly type: "effect"; readonly effect: Effect }
  /** A frame, where there are no streams. The next one may be sent once it is answered. */
  | { readonly type: "frame"; readonly frame: ImageBitmap };

/** Frames in, frames out. */
export interface FrameStreams {
  readonly input: ReadableStream<VideoFrame>;
  readonly output: WritableStream<VideoFrame>;
}

/** Worker to page. */
export type FilterEvent =
  /** The first frame has been drawn; with streams it is on its way. */
  | { readonly type: "drawn" }
  /** A frame that was drawn, where there are no streams. */
  | { readonly type: "frame"; readonly frame: ImageBitmap }
  /** Nothing more comes. */
  | { readonly type: "failed"; readonly reason: string };
