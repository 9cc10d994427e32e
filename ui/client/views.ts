/**
 * Tells the server how received streams are shown, so that each comes as good as it can be seen, and no better: with size and place
 * where the server understands that, else by asking for the small encoding of what is small.
 * @module
 */
import type { ReadonlySignal } from "@preact/signals-core";
import type { ClientMessage } from "../../server/messages.ts";
import type { Connection } from "./connection.ts";
import { isSmallTile } from "./encodings.ts";

/** How a tile shows a stream. */
export interface View {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** It is what the person looks at, rather than one of the small ones beside it. */
  readonly stage: boolean;
  /** Nobody can see it: its picture need not come. Its sound does. */
  readonly hidden: boolean;
}

/** The best of a stream that is to come: what the server finds right, or at most that. */
export type Pin = "automatic" | "low" | "medium";

/** Encodings (or spatial layers) as the server counts them. */
const LAYERS: Readonly<Record<Pin, number>> = { automatic: -1, low: 0, medium: 1 };

/** What is to be known of a stream. */
export interface Viewed {
  readonly id: string;
  readonly label: string;
  readonly stale: boolean;
  readonly view: View | null;
  readonly pin: ReadonlySignal<Pin>;
  told: string;
}

/** What views are told with. */
export interface ViewsOptions {
  readonly connection: Pick<Connection, "send" | "extended">;
  readonly streams: ReadonlySignal<readonly Viewed[]>;
  /** Whether the person wants all there is. */
  everything(): boolean;
  /** Pixels of the screen for one of CSS. */
  pixelRatio(): number;
  after(delayMs: number, callback: () => void): () => void;
}

/** Tells of views. */
export interface Views {
  /** Tells what has changed. */
  tell(): void;
  /** The same, once the layout has come to rest. */
  tellSoon(): void;
  dispose(): void;
}

/** After a change of layout, before it is told, in milliseconds. */
const REST_MS = 200;

/** Screens this dense show no more than that many pixels for one of CSS: nobody sees the difference. */
const MOST_DENSE = 2;

/** Starts with nothing told. */
export function createViews(options: ViewsOptions): Views {
  const { connection, streams } = options;
  let cancel: (() => void) | null = null;

  const tell = () => {
    for (const stream of streams.peek()) {
      if (stream.stale) continue;
      const message = connection.extended.peek()
        ? configuration(stream, Math.min(MOST_DENSE, options.pixelRatio()))
        : smallRequest(stream, options.everything());
      const words = message === null ? "" : JSON.stringify(message);
      if (words === stream.told) continue;
      // Only a request is taken back by another: a view that has gone leaves nothing to say.
      if (message === null && connection.extended.peek()) continue;
      stream.told = words;
      connection.send(message ?? { type: "requestStream", id: stream.id, request: null });
    }
  };
  return {
    tell,
    tellSoon: () => {
      cancel?.();
      cancel = options.after(REST_MS, tell);
    },
    dispose: () => cancel?.(),
  };
}

function configuration(stream: Viewed, density: number): ClientMessage | null {
  const { id, view } = stream;
  if (view === null) return null;
  return {
    type: "configure",
    id,
    width: Math.round(view.width * density),
    height: Math.round(view.height * density),
    stage: view.stage,
    hidden: view.hidden,
    spatial: LAYERS[stream.pin.peek()],
  };
}

/** A request for the small encoding of a stream, null where the general request serves. */
function smallRequest(stream: Viewed, everything: boolean): ClientMessage | null {
  const { id, label, view } = stream;
  const pin = stream.pin.peek();
  if (view === null || !everything) return null;
  // Without its picture such a server would take the stream back, or negotiate anew.
  const small = pin === "low" || view.hidden ||
    (label !== "screenshare" && isSmallTile(view.width, view.height));
  return small ? { type: "requestStream", id, request: ["audio", "video-low"] } : null;
}
