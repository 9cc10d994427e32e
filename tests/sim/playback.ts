/**
 * What a person sees and hears: pictures are shown, and sound is played, a little after they could be, so that most arrive in time.
 * Freezes are counted as in the statistics of browsers (W3C webrtc-stats, `freezeCount`): a picture that stays for longer than three
 * times the usual, and for 150 ms longer than the usual.
 * @module
 */

const WINDOW = 150;
/** Share of pictures that are to be in time. */
const IN_TIME = 0.97;
/** How fast a delay goes down again, in milliseconds per second. */
const DELAY_FALL = 50;
/** A delay that nobody would bear. */
const MAX_DELAY_MS = 2000;
/** Pictures that the usual interval is the average of. */
const INTERVALS = 30;

/** How the pictures of one track were shown. Times in milliseconds of the world. */
export interface Playback {
  /** How long after they were captured pictures are shown. */
  delayMs: number;
  /** Of the last pictures, how long after their capture they could be shown. */
  readonly lateness: number[];
  readonly intervals: number[];
  shown: number;
  firstShownMs: number;
  lastShownMs: number;
  freezes: number;
  frozenMs: number;
  longestMs: number;
}

/** Makes a playback that has shown nothing. */
export function createPlayback(): Playback {
  return {
    delayMs: 0,
    lateness: [],
    intervals: [],
    shown: 0,
    firstShownMs: NaN,
    lastShownMs: NaN,
    freezes: 0,
    frozenMs: 0,
    longestMs: 0,
  };
}

/** Milliseconds since a time of capture, which is known modulo 2^32. */
export function millisecondsSince(captureMs: number, nowMs: number): number {
  return ((Math.floor(nowMs) % 0x1_0000_0000) - captureMs) | 0;
}

/** Shows a picture that can be shown from `nowMs` on. */
export function showPicture(playback: Playback, captureMs: number, nowMs: number): void {
  const lateness = millisecondsSince(captureMs, nowMs);
  noteLateness(playback, lateness, nowMs);
  const shownMs = Math.max(
    nowMs + Math.max(0, playback.delayMs - lateness),
    playback.shown > 0 ? playback.lastShownMs : 0,
  );
  if (playback.shown === 0) playback.firstShownMs = shownMs;
  else noteInterval(playback, shownMs - playback.lastShownMs);
  playback.lastShownMs = shownMs;
  playback.shown++;
}

function noteLateness(playback: Playback, latenessMs: number, nowMs: number): void {
  const { lateness } = playback;
  lateness.push(latenessMs);
  if (lateness.length > WINDOW) lateness.shift();
  const least = playback.shown % 10 === 0 ? portionOf(lateness, IN_TIME) : 0;
  if (latenessMs > playback.delayMs) {
    playback.delayMs = Math.min(latenessMs, portionOf(lateness, IN_TIME), MAX_DELAY_MS);
  } else if (least > 0 && least < playback.delayMs) {
    const ms = Math.max(0, nowMs - playback.lastShownMs) + 330;
    playback.delayMs = Math.max(least, playback.delayMs - (DELAY_FALL * ms) / 1000);
  }
}

/** The value that a share of all does not exceed. */
export function portionOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

function noteInterval(playback: Playback, ms: number): void {
  const { intervals } = playback;
  if (intervals.length > 0 && isFreeze(intervals, ms)) {
    playback.freezes++;
    playback.frozenMs += ms;
  }
  playback.longestMs = Math.max(playback.longestMs, ms);
  intervals.push(ms);
  if (intervals.length > INTERVALS) intervals.shift();
}

function isFreeze(intervals: readonly number[], ms: number): boolean {
  const average = intervals.reduce((sum, one) => sum + one, 0) / intervals.length;
  return ms > Math.max(3 * average, average + 150);
}

/** Counts what is still frozen when one stops looking. */
export function stopPlayback(playback: Playback, nowMs: number): void {
  const ms = nowMs - playback.lastShownMs;
  if (playback.shown === 0 || !isFreeze(playback.intervals, ms)) return;
  playback.freezes++;
  playback.frozenMs += ms;
  playback.longestMs = Math.max(playback.longestMs, ms);
}

/** Share of the time since the first picture that was frozen, 0 to 1. */
export function freezeRatio(playback: Playback, nowMs: number): number {
  return playback.frozenMs / Math.max(1, nowMs - playback.firstShownMs);
}

/** Longest redundancy that is worth waiting for, in frames of sound. */
const AUDIO_RESERVE_MS = 60;
const AUDIO_WINDOW = 500;
const FRAME_MS = 20;

/** How the sound of one track was played: frames of 20 ms, each in its turn or made up. */
export interface Listening {
  delayMs: number;
  readonly lateness: number[];
  /** Frames that came and are not played yet. */
  readonly ready: Set<number>;
  /** The next to play; NaN before the first. */
  next: number;
  played: number;
  /** Made up, as the frame had not come. */
  concealed: number;
  /** Of those played, how many came by redundancy. */
  recovered: number;
}

/** Makes the state of a track of which nothing was heard. */
export function createListening(): Listening {
  return {
    delayMs: AUDIO_RESERVE_MS,
    lateness: [],
    ready: new Set(),
    next: NaN,
    played: 0,
    concealed: 0,
    recovered: 0,
  };
}

/**
 * Takes a frame of sound, and plays what is due.
 * @param redundant it came in a later packet
 */
export function hear(
  listening: Listening,
  frame: number,
  captureMs: number,
  redundant: boolean,
  nowMs: number,
): void {
  const lateness = millisecondsSince(captureMs, nowMs);
  if (Number.isNaN(listening.next)) listening.next = frame;
  if (!redundant) noteArrivalOfSound(listening, lateness);
  if (frame >= listening.next && !listening.ready.has(frame)) {
    if (lateness <= listening.delayMs) {
      listening.ready.add(frame);
      if (redundant) listening.recovered++;
    }
  }
  // A frame's turn comes `delayMs` after it was captured.
  const turn = frame + Math.floor((lateness - listening.delayMs) / FRAME_MS);
  if (turn - listening.next > 100) listening.next = turn - 100;
  for (; listening.next <= turn; listening.next++) {
    if (listening.ready.delete(listening.next)) listening.played++;
    else listening.concealed++;
  }
}

function noteArrivalOfSound(listening: Listening, latenessMs: number): void {
  const { lateness } = listening;
  lateness.push(latenessMs);
  if (lateness.length > AUDIO_WINDOW) lateness.shift();
  if (lateness.length > 10 && lateness.length % 50 !== 0 && lateness.length < AUDIO_WINDOW) return;
  if (lateness.length === AUDIO_WINDOW && listening.played % 25 !== 0) return;
  const delayMs = Math.max(portionOf(lateness, 0) + AUDIO_RESERVE_MS, portionOf(lateness, IN_TIME));
  listening.delayMs = Math.min(MAX_DELAY_MS, delayMs);
}
