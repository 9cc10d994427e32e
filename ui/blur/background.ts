/**
 * A camera whose background is another one, if the person wishes so: to everybody else it is a camera like any.
 * @module
 */
import { computed, effect, signal, untracked } from "@preact/signals";
import type { Capture } from "../models/capture.ts";
import type { Preferences, Settings } from "../models/settings.ts";
import { createFilter, type Filter } from "./filter.ts";
import type { Effect } from "./messages.ts";
import { readPicture } from "./picture.ts";

/** What a camera with a background needs. */
export interface BackgroundOptions {
  readonly settings: Settings;
  /** The background could not be changed, and the camera was turned off, so that nobody sees what was to be hidden. */
  failed(): void;
}

/** What is wished: a background, and with which picture. */
type Wish = Pick<Preferences, "background" | "backgroundPicture">;

/**
 * Wraps a camera. From the moment at which another background is wished no frame of the camera itself comes out: until the
 * first other one is there, nothing does, or black if there was a track before.
 */
export function withBackground(
  camera: Capture,
  { settings, failed }: BackgroundOptions,
): Capture {
  const track = signal<MediaStreamTrack | null>(null);
  const preparing = signal(false);
  const failure = signal(false);
  const background = computed(() => settings.values.value.background);
  const backgroundPicture = computed(() => settings.values.value.backgroundPicture);
  let filter: { readonly of: MediaStreamTrack; readonly made: Filter } | null = null;
  // Counts wishes, so that one that takes long does not undo a later one.
  let generation = 0;

  const closeFilter = () => {
    filter?.made.close();
    filter = null;
    preparing.value = false;
  };
  const open = (raw: MediaStreamTrack, chosen: Effect) => {
    closeFilter();
    preparing.value = true;
    const own = raw.clone();
    own.enabled = true;
    const made = createFilter(own, chosen, {
      drawn: () => {
        preparing.value = false;
        made.track.enabled = !camera.muted.peek();
        track.value = made.track;
      },
      failed: () => {
        filter = null;
        preparing.value = false;
        camera.stop();
        failure.value = true;
        failed();
      },
    });
    filter = { of: raw, made };
  };
  const apply = async (raw: MediaStreamTrack | null, wish: Wish) => {
    const mine = ++generation;
    if (raw === null || wish.background === "none") {
      closeFilter();
      if (raw !== null) raw.enabled = !camera.muted.peek();
      track.value = raw;
      return;
    }
    // What is sent of the camera itself goes black; the filter has a track of its own.
    raw.enabled = false;
    if (filter?.of !== raw) preparing.value = true;
    const chosen = await effectOf(wish);
    if (mine !== generation) return;
    if (filter?.of === raw) filter.made.setEffect(chosen);
    else open(raw, chosen);
  };
  const stop = effect(() => {
    const raw = camera.track.value;
    if (background.value === "none") failure.value = false;
    const wish = { background: background.value, backgroundPicture: backgroundPicture.value };
    untracked(() => void apply(raw, wish));
  });
  return {
    ...camera,
    track,
    problem: computed(() => failure.value ? "background" : camera.problem.value),
    start() {
      failure.value = false;
      return camera.start();
    },
    stop() {
      failure.value = false;
      camera.stop();
    },
    starting: computed(() => camera.starting.value || preparing.value),
    setMuted(muted) {
      camera.setMuted(muted);
      const raw = camera.track.peek();
      if (raw !== null && background.peek() !== "none") raw.enabled = false;
      if (filter !== null) filter.made.track.enabled = !muted;
    },
    dispose() {
      stop();
      closeFilter();
      camera.dispose();
    },
  };
}

/** Without a picture, or with one that cannot be read, the background is at least soft. */
async function effectOf({ background, backgroundPicture }: Wish): Promise<Effect> {
  const picture = background === "picture" ? await readPicture(backgroundPicture) : null;
  return picture === null ? { type: "blur" } : { type: "picture", picture };
}
