/**
 * Tells from sound levels who speaks and who is muted: a pure state machine per stream.
 * @module
 */

/** Sound of this strength counts as speech: root mean square, 1 is full scale (about -36 dB). */
const SPEECH_LEVEL = 0.016;

/** How long somebody still counts as speaking after the last loud moment, in milliseconds. */
const HOLD_MS = 700;

/**
 * A muted microphone sends digital silence, an open one at least a little noise: after this long without any sound at
 * all, in milliseconds, it counts as muted.
 */
const SILENCE_MS = 2000;

/** Decoders turn digital silence into at most one step of 16 bits (1/32768); below this there is no sound. */
const SILENCE_LEVEL = 1.5 / 32768;

/** What is known of one stream's sound. */
export interface Activity {
  readonly speaking: boolean;
  readonly silent: boolean;
  readonly loudAtMs: number;
  readonly soundAtMs: number;
}

/** The state of a stream that has just begun, at `nowMs`. */
export function createActivity(nowMs: number): Activity {
  return { speaking: false, silent: false, loudAtMs: -Infinity, soundAtMs: nowMs };
}

/** The state after hearing `level` (root mean square, 0 to 1) up to `nowMs`. */
export function hear(state: Activity, level: number, nowMs: number): Activity {
  const loudAtMs = level >= SPEECH_LEVEL ? nowMs : state.loudAtMs;
  const soundAtMs = level > SILENCE_LEVEL ? nowMs : state.soundAtMs;
  return {
    loudAtMs,
    soundAtMs,
    speaking: nowMs - loudAtMs < HOLD_MS,
    silent: nowMs - soundAtMs >= SILENCE_MS,
  };
}

/**
 * The state after `level` over some seconds, for streams of which the server says whether somebody speaks: only silence is to be
 * found out then.
 */
export function hearSilence(state: Activity, level: number): Activity {
  const silent = level <= SILENCE_LEVEL && !state.speaking;
  return silent === state.silent ? state : { ...state, silent };
}

/** A level as a meter shows it: 0 to 1, linear in decibels from -60 dB to 0 dB. */
export function meterPosition(level: number): number {
  if (level <= 0) return 0;
  const decibels = 20 * Math.log10(level);
  return Math.min(1, Math.max(0, (decibels + 60) / 60));
}
