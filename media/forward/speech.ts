/**
 * Whether one audio track is speech, from the levels that its packets tell (RFC 6464). Loudness is in dB above silence, 0 to 127.
 *
 * Speech is what stays well above the track's own noise for a moment, so that neither a fan nor a key stroke is taken for it. It goes on over the
 * pauses between sentences.
 * @module
 */

/** What is heard of one track. */
export interface Speech {
  /** When a level was last told; -Infinity before the first. */
  heardUs: number;
  /** Smoothed: fast up, slowly down. */
  loudness: number;
  /** What the track sounds like when nobody speaks. */
  noise: number;
  /** Since when it is louder than noise without a break; Infinity if it is not. */
  loudSinceUs: number;
  speaking: boolean;
  /** When speech was last heard; -Infinity before the first. */
  spokenUs: number;
}

const SILENCE = 127;
/** Nothing below -50 dBov is taken for speech, */
const MIN_SPEECH = SILENCE - 50;
/** nor what is no louder than this above the noise. */
const SPEECH_OVER_NOISE = 10;
/** Louder noise than this is not believed: it may be someone who speaks without a pause. */
const MAX_NOISE = SILENCE - 47;
const FIRST_NOISE = 30;
/** The noise is taken to grow by so many dB a second, and falls to what is heard at once. */
const NOISE_RISE = 1;
const NOISE_FALL_SHARE = 0.2;
/** Speech is taken for such after so long: a stroke on a key is shorter. */
const ONSET_US = 40_000;
/** Pauses up to this length belong to speech. */
const HOLD_US = 2_000_000;
const RISE_US = 60_000;
const FALL_US = 500_000;
/** A level says nothing of a longer time. */
const MAX_STEP_US = 400_000;

/** Makes the record of a track that was not heard. */
export function createSpeech(): Speech {
  return {
    heardUs: -Infinity,
    loudness: 0,
    noise: FIRST_NOISE,
    loudSinceUs: Infinity,
    speaking: false,
    spokenUs: -Infinity,
  };
}

/**
 * Takes the level of a packet.
 * @param audioLevel in dB below the loudest, 0 to 127
 * @returns whether speech is heard that was not before
 */
export function noteLevel(speech: Speech, audioLevel: number, nowUs: number): boolean {
  const heard = SILENCE - audioLevel;
  const stepUs = Math.min(MAX_STEP_US, Math.max(0, nowUs - speech.heardUs));
  speech.heardUs = Math.max(speech.heardUs, nowUs);
  approach(speech, heard, stepUs);
  if (heard < speech.noise) speech.noise += (heard - speech.noise) * NOISE_FALL_SHARE;
  else speech.noise = Math.min(MAX_NOISE, speech.noise + (NOISE_RISE * stepUs) / 1_000_000);

  if (heard < Math.max(MIN_SPEECH, speech.noise + SPEECH_OVER_NOISE)) {
    speech.loudSinceUs = Infinity;
    return false;
  }
  speech.loudSinceUs = Math.min(speech.loudSinceUs, nowUs);
  if (nowUs - speech.loudSinceUs < ONSET_US) return false;
  const began = !speech.speaking;
  speech.speaking = true;
  speech.spokenUs = nowUs;
  return began;
}

function approach(speech: Speech, heard: number, stepUs: number): void {
  const constantUs = heard > speech.loudness ? RISE_US : FALL_US;
  speech.loudness += ((heard - speech.loudness) * stepUs) / (stepUs + constantUs);
}

/** Lets time pass: speech ends, and what sends no packets in silence (DTX) falls silent. */
export function ageSpeech(speech: Speech, nowUs: number): void {
  if (nowUs - speech.heardUs > MAX_STEP_US) {
    speech.loudness = 0;
    speech.loudSinceUs = Infinity;
  }
  if (speech.speaking && nowUs - speech.spokenUs > HOLD_US) speech.speaking = false;
}
