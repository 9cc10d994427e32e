/**
 * Sounds by which the person finds out about the own speaker and microphone.
 * @module
 */

/** The notes of the test sound, in hertz, and when each begins, in seconds. */
const NOTES = [523.25, 659.25, 783.99];
const NOTE_EVERY_S = 0.35;
const NOTE_S = 0.65;

/** How long is recorded, in milliseconds. */
const RECORDING_MS = 3000;

/** Plays three soft notes on a speaker, "" for the system's own. False if that is impossible. */
export async function playTestSound(speakerId: string): Promise<boolean> {
  const context = new AudioContext();
  const audio = new Audio();
  try {
    const output = context.createMediaStreamDestination();
    audio.srcObject = output.stream;
    await useSpeaker(audio, speakerId);
    await context.resume();
    await audio.play();
    const beginS = context.currentTime + 0.1;
    NOTES.forEach((hz, index) => note(context, output, hz, beginS + index * NOTE_EVERY_S));
    await new Promise((resolve) => setTimeout(resolve, 1000 * (NOTES.length * NOTE_EVERY_S + 0.6)));
    return true;
  } catch {
    return false;
  } finally {
    audio.srcObject = null;
    void context.close();
  }
}

function note(context: AudioContext, output: AudioNode, hz: number, atS: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = hz;
  gain.gain.setValueAtTime(0, atS);
  gain.gain.linearRampToValueAtTime(0.2, atS + 0.03);
  gain.gain.exponentialRampToValueAtTime(0.001, atS + NOTE_S - 0.05);
  oscillator.connect(gain).connect(output);
  oscillator.start(atS);
  oscillator.stop(atS + NOTE_S);
}

/** Whether `recordVoice` can work here. */
export function canRecordVoice(): boolean {
  return typeof MediaRecorder === "function";
}

/** Records a track for three seconds; null if that is impossible. It is kept in memory alone. */
export async function recordVoice(track: MediaStreamTrack): Promise<Blob | null> {
  try {
    const recorder = new MediaRecorder(new MediaStream([track]));
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve;
    });
    recorder.start();
    setTimeout(() => {
      // It has stopped already if the track has ended.
      if (recorder.state !== "inactive") recorder.stop();
    }, RECORDING_MS);
    await stopped;
    const voice = new Blob(parts, { type: recorder.mimeType });
    return voice.size > 0 ? voice : null;
  } catch {
    return null;
  }
}

/** Plays a recording on a speaker to its end. False if that is impossible. */
export async function playVoice(voice: Blob, speakerId: string): Promise<boolean> {
  const url = URL.createObjectURL(voice);
  const audio = new Audio(url);
  try {
    const ended = new Promise<boolean>((resolve) => {
      audio.onended = () => resolve(true);
      audio.onerror = () => resolve(false);
    });
    await useSpeaker(audio, speakerId);
    await audio.play();
    return await ended;
  } catch {
    return false;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Browsers that cannot choose play on the system's own. */
async function useSpeaker(audio: HTMLAudioElement, id: string): Promise<void> {
  if (id !== "" && "setSinkId" in audio) await audio.setSinkId(id);
}
