/**
 * A camera whose pictures are turned or mirrored, if the person wishes so: to everybody else it is a camera like any.
 * @module
 */
import { computed, effect, signal, untracked } from "@preact/signals";
import type { Capture } from "../models/capture.ts";
import type { Preferences, Settings } from "../models/settings.ts";
import type { Orientation, Turner } from "./turner.ts";

/** Wraps a camera. A camera that cannot be turned is shown as it is. */
export function withTurn(camera: Capture, settings: Settings): Capture {
  const track = signal<MediaStreamTrack | null>(null);
  const preparing = signal(false);
  const turn = computed(() => settings.values.value.turn);
  const flip = computed(() => settings.values.value.flip);
  let turner: { readonly of: MediaStreamTrack; readonly made: Turner } | null = null;
  // Counts wishes, so that one that takes long does not undo a later one.
  let generation = 0;

  const close = () => {
    turner?.made.close();
    turner = null;
  };
  const apply = async (raw: MediaStreamTrack | null, wish: Orientation) => {
    const mine = ++generation;
    preparing.value = false;
    if (raw === null || (wish.turn === 0 && !wish.flip)) {
      close();
      track.value = raw;
      return;
    }
    if (turner?.of === raw) return turner.made.setOrientation(wish);
    preparing.value = true;
    const made = await makeTurner(raw, wish);
    await made?.ready;
    if (mine !== generation) return made?.close();
    close();
    if (made !== null) turner = { of: raw, made };
    preparing.value = false;
    track.value = made?.track ?? raw;
  };
  const stop = effect(() => {
    const raw = camera.track.value;
    const wish = orientationOf(turn.value, flip.value);
    untracked(() => void apply(raw, wish));
  });
  return {
    ...camera,
    track,
    starting: computed(() => camera.starting.value || preparing.value),
    dispose() {
      stop();
      generation += 1;
      close();
      camera.dispose();
    },
  };
}

async function makeTurner(raw: MediaStreamTrack, wish: Orientation): Promise<Turner | null> {
  try {
    return (await import("./turner.ts")).createTurner(raw, wish);
  } catch {
    return null;
  }
}

function orientationOf(turn: Preferences["turn"], flip: boolean): Orientation {
  const degrees = { "0": 0, "90": 90, "180": 180, "270": 270 } as const;
  return { turn: degrees[turn], flip };
}
