/**
 * A stream of somebody who is not there: drawn on a canvas, and sent through a connection that begins and ends in the page.
 * @module
 */
import type { IceCandidate, ServerMessage } from "../../server/messages.ts";

/** What comes of somebody. */
export interface Show {
  readonly label: "camera" | "screenshare" | "video";
  /** Shape of the picture; left out where there is sound alone. */
  readonly size?: readonly [width: number, height: number];
  readonly silent?: boolean;
  /** Nothing ever comes through. */
  readonly stuck?: boolean;
}

/** The server's end. */
export interface PlayedStream {
  answered(sdp: string): void;
  candidate(candidate: IceCandidate | null): void;
}

/** What a stream is made of. */
export interface PlayedStreamOptions {
  readonly id: string;
  readonly figure: { readonly id: string; readonly username: string };
  readonly show: Show;
  say(message: ServerMessage): void;
}

/** A picture in a second says that it lives, and costs nothing. */
const FRAMES_PER_SECOND = 2;

/** Offers the stream. */
export function createPlayedStream({ id, figure, show, say }: PlayedStreamOptions): PlayedStream {
  const pc = new RTCPeerConnection();
  const waiting: RTCIceCandidateInit[] = [];
  const tracks = [
    ...show.size === undefined ? [] : [drawnTrack(figure.username, show)],
    ...show.silent === true ? [] : [soundTrack()],
  ];
  for (const track of tracks) pc.addTransceiver(track, { direction: "sendonly" });
  pc.onicecandidate = ({ candidate }) => {
    if (candidate !== null && show.stuck !== true) {
      say({ type: "ice", id, candidate: candidate.toJSON() });
    }
  };
  void pc.setLocalDescription().then(() =>
    say({
      type: "offer",
      id,
      label: show.label,
      sdp: pc.localDescription?.sdp ?? "",
      source: figure.id,
      username: figure.username,
    })
  );
  return {
    answered: (sdp) =>
      void pc.setRemoteDescription({ type: "answer", sdp }).then(() => {
        for (const one of waiting.splice(0)) void pc.addIceCandidate(one);
      }),
    candidate: (candidate) => {
      if (candidate === null || show.stuck === true) return;
      if (pc.remoteDescription === null) waiting.push(candidate);
      else void pc.addIceCandidate(candidate);
    },
  };
}

function soundTrack(): MediaStreamTrack {
  const [track] = new AudioContext().createMediaStreamDestination().stream.getAudioTracks();
  if (track === undefined) throw new Error("a destination has a track");
  return track;
}

/** A head and shoulders before a wall, or a slide. */
function drawnTrack(name: string, { label, size = [640, 360] }: Show): MediaStreamTrack {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = size;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("a new canvas can be drawn on");
  const hue = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) * 47 % 360;
  let frame = 0;
  const draw = () => {
    frame += 1;
    if (label === "camera") drawPerson(context, hue, frame);
    else drawSlide(context, hue, frame);
  };
  draw();
  setInterval(draw, 1000 / FRAMES_PER_SECOND);
  const [track] = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks();
  if (track === undefined) throw new Error("a canvas has a track");
  return track;
}

function drawPerson(context: CanvasRenderingContext2D, hue: number, frame: number): void {
  const { width, height } = context.canvas;
  context.fillStyle = `hsl(${hue} 24% 62%)`;
  context.fillRect(0, 0, width, height);
  const middle = width / 2 + (frame % 2) * 2;
  context.fillStyle = `hsl(${hue + 150} 30% 34%)`;
  context.beginPath();
  context.ellipse(middle, height * 1.05, height * 0.36, height * 0.36, 0, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = `hsl(${24 + hue % 12} 42% ${44 + hue % 30}%)`;
  context.beginPath();
  context.ellipse(middle, height * 0.46, height * 0.17, height * 0.22, 0, 0, 2 * Math.PI);
  context.fill();
}

function drawSlide(context: CanvasRenderingContext2D, hue: number, frame: number): void {
  const { width, height } = context.canvas;
  context.fillStyle = "#fdfdfb";
  context.fillRect(0, 0, width, height);
  context.strokeStyle = `hsl(${hue} 55% 38%)`;
  context.lineWidth = height / 90;
  for (const overtone of [1, 2, 3]) {
    context.beginPath();
    for (let x = 0; x <= 1; x += 0.01) {
      const y = 0.25 * overtone +
        0.08 * Math.sin(overtone * Math.PI * x) * (frame % 2 === 0 ? 1 : 0.98);
      context.lineTo(width * (0.1 + 0.8 * x), height * y);
    }
    context.stroke();
  }
}
