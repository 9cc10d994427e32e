/**
 * How loud one's own microphone is.
 * @module
 */
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { type Activity, createActivity, hear, meterPosition } from "../client/activity.ts";

/** Reads the level this often, in milliseconds. */
const INTERVAL_MS = 80;

/** The level of a microphone. */
export interface Meter {
  /** 0 to 1, linear in decibels. */
  readonly position: ReadonlySignal<number>;
  readonly speaking: ReadonlySignal<boolean>;
  dispose(): void;
}

/** Measures whatever track `track` holds; nothing runs while it holds none. */
export function createMeter(
  track: ReadonlySignal<MediaStreamTrack | null>,
  muted: ReadonlySignal<boolean>,
): Meter {
  const position = signal(0);
  const speaking = signal(false);
  const stop = effect(() => {
    const live = track.value;
    if (live === null || muted.value) return;
    const probe = createProbe(live);
    let activity: Activity = createActivity(performance.now());
    const timer = setInterval(() => {
      const level = probe.level();
      activity = hear(activity, level, performance.now());
      position.value = meterPosition(level);
      speaking.value = activity.speaking;
    }, INTERVAL_MS);
    return () => {
      clearInterval(timer);
      probe.close();
      position.value = 0;
      speaking.value = false;
    };
  });
  return { position, speaking, dispose: stop };
}

interface Probe {
  /** Root mean square of the last moments, 0 to 1. */
  level(): number;
  close(): void;
}

function createProbe(track: MediaStreamTrack): Probe {
  const context = new AudioContext();
  // Safari begins suspended when the person's click is already some promises ago.
  void context.resume().catch(() => {});
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048;
  const source = context.createMediaStreamSource(new MediaStream([track]));
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    level: () => {
      analyser.getFloatTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples) sum += sample * sample;
      return Math.sqrt(sum / samples.length);
    },
    close: () => {
      source.disconnect();
      void context.close();
    },
  };
}
