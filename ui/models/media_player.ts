/**
 * Plays a file of this machine into tracks that can be sent: its sound through Web Audio, so that one control makes it louder or
 * softer for everybody, its pictures as the element shows them.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";

/** A file that is open. */
export interface Player {
  /** What comes out: pictures, sound, or both. They end with the player. */
  readonly tracks: readonly MediaStreamTrack[];
  readonly hasVideo: boolean;
  readonly paused: ReadonlySignal<boolean>;
  /** Seconds from the beginning. */
  readonly atS: ReadonlySignal<number>;
  /** Its length in seconds; 0 if the file does not say. */
  readonly durationS: ReadonlySignal<number>;
  /** 0 to 1, for everybody. */
  readonly volume: ReadonlySignal<number>;
  setPaused(paused: boolean): void;
  seek(atS: number): void;
  setVolume(volume: number): void;
  /** Where oneself hears it; "" is the system's speaker. */
  setSpeaker(id: string): void;
  /** To be set by the owner. */
  readonly on: { ended(): void; failed(): void };
  close(): void;
}

/** How long a file may take until it tells what is in it, in milliseconds. */
const OPENING_LIMIT_MS = 15_000;

/** Pictures that are drawn into a canvas: so many per second where the element announces none. */
const CANVAS_FPS = 30;

/** Opens a file at its beginning, paused; null if the browser cannot play it. */
export async function openPlayer(file: File): Promise<Player | null> {
  const url = URL.createObjectURL(file);
  const video = document.createElement("video");
  video.playsInline = true;
  video.preload = "auto";
  const shut = () => {
    video.removeAttribute("src");
    video.load();
    URL.revokeObjectURL(url);
  };
  if (!await load(video, url)) {
    shut();
    return null;
  }
  return createPlayer(video, shut);
}

function load(video: HTMLVideoElement, url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), OPENING_LIMIT_MS);
    const end = (loaded: boolean) => {
      clearTimeout(timer);
      resolve(loaded);
    };
    // Pictures and sound are known by now, and the first of them are there.
    video.onloadeddata = () => end(true);
    video.onerror = () => end(false);
    video.src = url;
  });
}

function createPlayer(video: HTMLVideoElement, shut: () => void): Player {
  const paused = signal(true);
  const atS = signal(0);
  const durationS = signal(lengthOf(video));
  const volume = signal(1);
  const on = { ended: () => {}, failed: () => {} };
  const pictures = video.videoWidth > 0 ? showPictures(video) : null;
  const sound = playSound(video);
  video.onplay = video.onpause = () => {
    paused.value = video.paused;
  };
  video.ontimeupdate = video.onseeking = () => {
    atS.value = video.currentTime;
  };
  video.ondurationchange = () => {
    durationS.value = lengthOf(video);
  };
  video.onended = () => on.ended();
  video.onerror = () => on.failed();
  return {
    tracks: [sound.track, ...pictures === null ? [] : [pictures.track]],
    hasVideo: pictures !== null,
    paused,
    atS,
    durationS,
    volume,
    setPaused(wanted) {
      if (wanted) return video.pause();
      sound.resume();
      video.play().catch(() => {
        // Whoever pauses at once makes it fail, too.
        paused.value = video.paused;
      });
    },
    seek(wantedS) {
      video.currentTime = Math.max(0, Math.min(wantedS, lengthOf(video) || wantedS));
    },
    setVolume(wanted) {
      volume.value = Math.max(0, Math.min(wanted, 1));
      sound.setVolume(volume.peek());
    },
    setSpeaker: sound.setSpeaker,
    on,
    close() {
      video.onplay =
        video.onpause =
        video.ontimeupdate =
        video.onseeking =
          null;
      video.ondurationchange = video.onended = video.onerror = null;
      video.pause();
      pictures?.close();
      sound.close();
      shut();
    },
  };
}

/** Files that are still written, and streams, say that they have no end. */
function lengthOf({ duration }: HTMLVideoElement): number {
  return Number.isFinite(duration) ? duration : 0;
}

interface Pictures {
  readonly track: MediaStreamTrack;
  close(): void;
}

/** W3C Media Capture from DOM Elements; Firefox has it under a name of its own, Safari not at all. */
function showPictures(video: HTMLVideoElement): Pictures | null {
  for (const name of ["captureStream", "mozCaptureStream"] as const) {
    const capture: unknown = Reflect.get(video, name);
    if (typeof capture !== "function") continue;
    const stream: unknown = capture.call(video);
    if (!(stream instanceof MediaStream)) continue;
    // Its sound goes another way.
    for (const track of stream.getAudioTracks()) track.stop();
    const [track] = stream.getVideoTracks();
    if (track !== undefined) return { track: hinted(track), close: () => track.stop() };
  }
  return drawPictures(video);
}

function drawPictures(video: HTMLVideoElement): Pictures | null {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext("2d", { alpha: false });
  const [track] = canvas.captureStream(CANVAS_FPS).getVideoTracks();
  if (context === null || track === undefined) return null;
  const timer = setInterval(
    () => context.drawImage(video, 0, 0, canvas.width, canvas.height),
    1000 / CANVAS_FPS,
  );
  return {
    track: hinted(track),
    close() {
      clearInterval(timer);
      track.stop();
    },
  };
}

function hinted(track: MediaStreamTrack): MediaStreamTrack {
  track.contentHint = track.kind === "audio" ? "music" : "motion";
  return track;
}

interface Sound {
  readonly track: MediaStreamTrack;
  setVolume(volume: number): void;
  setSpeaker(id: string): void;
  resume(): void;
  close(): void;
}

/** From the element to everybody, and to oneself by an element that can be told its speaker. */
function playSound(video: HTMLVideoElement): Sound {
  const context = new AudioContext();
  const gain = context.createGain();
  const output = context.createMediaStreamDestination();
  context.createMediaElementSource(video).connect(gain).connect(output);
  const [track] = output.stream.getAudioTracks();
  if (track === undefined) throw new Error("Web Audio gives no track");
  const own = new Audio();
  // A track of its own, so that one ends without the other.
  const heard = track.clone();
  own.srcObject = new MediaStream([heard]);
  return {
    track: hinted(track),
    setVolume(volume) {
      gain.gain.setTargetAtTime(volume, context.currentTime, 0.02);
    },
    setSpeaker(id) {
      if (!("setSinkId" in own) || own.sinkId === id) return;
      own.setSinkId(id).catch(() => {});
    },
    resume() {
      void context.resume();
      void own.play().catch(() => {});
    },
    close() {
      own.pause();
      own.srcObject = null;
      heard.stop();
      track.stop();
      void context.close();
    },
  };
}
