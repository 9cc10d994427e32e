/**
 * Short sounds, made by the browser's synthesiser: two soft notes each, told apart by where they go.
 * @module
 */
import type { SoundKind } from "./models/sounds.ts";

/** The notes of each sound, in Hz. */
const NOTES: Readonly<Record<SoundKind, readonly number[]>> = {
  hand: [587.33, 880],
  waiting: [523.25, 659.25],
  private: [880, 1174.66],
  message: [659.25],
  join: [440, 554.37],
  timer: [659.25, 523.25, 659.25],
};

/** One note, and from one to the next, in seconds. */
const NOTE_S = 0.22;
const STEP_S = 0.11;

const VOLUME = 0.07;

let context: AudioContext | null = null;

/** Plays one, on the speaker of that id if the browser can choose ("" for the system's); a browser that does not let us is silent. */
export function playSound(kind: SoundKind, speakerId: string): void {
  try {
    context ??= new AudioContext();
    if ("setSinkId" in context && typeof context.setSinkId === "function") {
      void Promise.resolve(context.setSinkId(speakerId)).catch(() => {});
    }
    void context.resume().catch(() => {});
    const startS = context.currentTime + 0.02;
    NOTES[kind].forEach((frequency, index) =>
      playNote(context!, frequency, startS + index * STEP_S)
    );
  } catch {
    // Without sound everything is there to be seen.
  }
}

function playNote(context: AudioContext, frequency: number, startS: number): void {
  const tone = new OscillatorNode(context, { frequency, type: "sine" });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, startS);
  gain.gain.linearRampToValueAtTime(VOLUME, startS + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0005, startS + NOTE_S);
  tone.connect(gain).connect(context.destination);
  tone.start(startS);
  tone.stop(startS + NOTE_S);
}
