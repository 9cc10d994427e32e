/**
 * When a track knows how large its pictures are.
 * @module
 */

/** A camera may be dark for a while. In milliseconds, as what follows. */
const LIMIT_MS = 3000;
const LOOK_EVERY_MS = 30;

/** Waits until the first picture has come out of a video track, from which on it tells its size; not for long. */
export async function tellsSize(track: MediaStreamTrack): Promise<void> {
  const endMs = performance.now() + LIMIT_MS;
  while (track.getSettings().height === undefined && performance.now() < endMs) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
