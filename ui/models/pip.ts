/**
 * A tile, or the whole room, in a little window over all others: picture in picture.
 *
 * A tile goes there as a video. The room does so as a document with controls where the browser has that, else as the video of whom one would
 * see large, which changes with who speaks.
 * @module
 */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Size } from "../layout.ts";
import type { Stage } from "./stage.ts";
import type { Tile } from "./tile.ts";

/** The window of a document (WICG Document Picture-in-Picture); not in TypeScript's library yet. */
interface DocumentPictureInPicture {
  requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window>;
}

/** What is in the window: the room, or one tile by its key. */
type Subject = { readonly type: "room" } | { readonly type: "tile"; readonly key: string };

/** The little window. */
export interface Pip {
  /** The browser can show a tile in one. */
  readonly possible: boolean;
  readonly roomPossible: boolean;
  /** The room is there. */
  readonly room: ReadonlySignal<boolean>;
  /** The tile that is there, be it as the room's. */
  readonly tile: ReadonlySignal<Tile | null>;
  /** That tile's key and how large it is there, in CSS pixels. */
  readonly apart: ReadonlySignal<{ readonly key: string; readonly size: Size } | null>;
  toggleTile(tile: Tile): void;
  toggleRoom(): void;
  close(): void;
  dispose(): void;
}

/** What it takes. */
export interface PipOptions {
  readonly stage: Pick<Stage, "tiles" | "main">;
  /** Shows the room in a window's document, until the result is called. */
  mountRoom(window: Window): Promise<() => void>;
  /** The browser has refused. */
  failed(): void;
}

/** The first size of a document's window, and what a video's is taken for, in CSS pixels. */
const SIZE: Size = { width: 400, height: 300 };

/** No window is open. */
export function createPip({ stage, mountRoom, failed }: PipOptions): Pip {
  const subject = signal<Subject | null>(null);
  const documents = documentPip();
  const possible = document.pictureInPictureEnabled === true;
  /** Closes the window that is open. */
  let end: () => void = () => {};

  const tile = computed(() => {
    const now = subject.value;
    if (now === null) return null;
    if (now.type === "room") return stage.main.value;
    return stage.tiles.value.find(({ key }) => key === now.key) ?? null;
  });

  const close = () => {
    const closing = end;
    end = () => {};
    subject.value = null;
    closing();
  };

  const open = (wanted: Subject, opening: Promise<() => void>) => {
    opening.then((ending) => {
      if (subject.peek() === wanted) end = ending;
      else ending();
    }).catch(() => {
      if (subject.peek() === wanted) subject.value = null;
      failed();
    });
  };

  /** The video of whatever tile it is about, which may change. */
  const openVideo = async (closed: () => void): Promise<() => void> => {
    const video = document.createElement("video");
    video.muted = true;
    video.playsInline = true;
    video.className = "pip-video";
    document.body.append(video);
    const stop = effect(() => {
      video.srcObject = tile.value?.media.value ?? null;
      void video.play().catch(() => {});
    });
    const clear = () => {
      stop();
      video.srcObject = null;
      video.remove();
    };
    try {
      await metadataOf(video);
      await video.requestPictureInPicture();
    } catch (error) {
      clear();
      throw error;
    }
    video.addEventListener("leavepictureinpicture", closed, { once: true });
    return () => {
      if (document.pictureInPictureElement === video) void document.exitPictureInPicture();
      clear();
    };
  };

  const openDocument = async (
    documents: DocumentPictureInPicture,
    closed: () => void,
  ): Promise<() => void> => {
    const window = await documents.requestWindow(SIZE);
    const unmount = await mountRoom(window);
    window.addEventListener("pagehide", closed, { once: true });
    return () => {
      unmount();
      window.close();
    };
  };

  const show = (wanted: Subject) => {
    close();
    subject.value = wanted;
    const closed = () => {
      if (subject.peek() === wanted) close();
    };
    const asDocument = wanted.type === "room" && documents !== null;
    open(wanted, asDocument ? openDocument(documents, closed) : openVideo(closed));
  };

  // What it was about is gone.
  const stop = effect(() => {
    if (subject.value?.type === "tile" && tile.value === null) close();
  });

  return {
    possible,
    roomPossible: possible || documents !== null,
    room: computed(() => subject.value?.type === "room"),
    tile,
    apart: computed(() => tile.value === null ? null : { key: tile.value.key, size: SIZE }),
    toggleTile: ({ key }) => {
      const now = subject.peek();
      if (now?.type === "tile" && now.key === key) close();
      else show({ type: "tile", key });
    },
    toggleRoom: () => {
      if (subject.peek()?.type === "room") close();
      else show({ type: "room" });
    },
    close,
    dispose: () => {
      close();
      stop();
    },
  };
}

function documentPip(): DocumentPictureInPicture | null {
  return "documentPictureInPicture" in globalThis
    ? Reflect.get(globalThis, "documentPictureInPicture") as DocumentPictureInPicture
    : null;
}

/** A video without metadata cannot go into a window of its own. */
function metadataOf(video: HTMLVideoElement): Promise<void> {
  if (video.readyState >= HTMLMediaElement.HAVE_METADATA) return Promise.resolve();
  return new Promise((resolve, reject) => {
    video.addEventListener("loadedmetadata", () => resolve(), { once: true });
    setTimeout(() => reject(new Error("no picture came")), METADATA_MS);
  });
}

/** The person's touch allows a window for some seconds only. */
const METADATA_MS = 3000;
