/**
 * Many people in one page: each with a connection and a stream of its own, of small slow pictures, so that one machine can play them all.
 * They speak Galène's protocol, and receive nothing.
 * @module
 */
import type { Page } from "puppeteer-core";
import { until } from "../until.ts";
import { openPage, STEP_TIMEOUT_MS } from "./browsers.ts";
import { GROUP, type Meeting } from "./meeting.ts";

/** People in a page. */
export interface Crowd {
  readonly page: Page;
  /** Their names. */
  readonly names: readonly string[];
  /** Lets one of those with a microphone speak, or be silent. */
  speak(index: number, aloud: boolean): Promise<void>;
}

/** How many come, and how many of them, the first ones, have microphones. */
export interface CrowdOptions {
  readonly count: number;
  readonly microphones: number;
}

/** What the page keeps, so that people can be told to speak. */
interface CrowdRecord {
  readonly gains: GainNode[];
  readonly connections: RTCPeerConnection[];
}

/** Lets a crowd into the group of `meeting`; returns when all of them send. */
export async function bringCrowd(
  { server, browser }: Meeting,
  { count, microphones }: CrowdOptions,
): Promise<Crowd> {
  const { page } = await openPage(await browser("chromium"));
  await page.goto(`${server.origin}/`);
  const names = Array.from({ length: count }, (_, index) => `Guest ${index + 1}`);
  await page.evaluate(startCrowd, GROUP, names, microphones);
  await until(`${count} people to send`, () =>
    page.evaluate((count) => {
      const { connections } = Reflect.get(globalThis, "lecternCrowd") as CrowdRecord;
      return connections.filter(({ connectionState }) => connectionState === "connected").length ===
        count;
    }, count), STEP_TIMEOUT_MS);
  return {
    page,
    names,
    speak: (index, aloud) =>
      page.evaluate(
        (index, aloud) => {
          const { gains } = Reflect.get(globalThis, "lecternCrowd") as CrowdRecord;
          gains[index]!.gain.value = aloud ? 0.4 : 0;
        },
        index,
        aloud,
      ),
  };
}

/** Runs in the page. (It is sent there as text: it may use nothing from outside itself.) */
function startCrowd(group: string, names: readonly string[], microphones: number): void {
  const record: CrowdRecord = { gains: [], connections: [] };
  Reflect.set(globalThis, "lecternCrowd", record);
  const sound = new AudioContext();
  const canvas = document.createElement("canvas");
  canvas.width = 160;
  canvas.height = 90;
  const brush = canvas.getContext("2d")!;
  let turn = 0;
  setInterval(() => {
    turn = (turn + 7) % 360;
    brush.fillStyle = `hsl(${turn} 40% 45%)`;
    brush.fillRect(0, 0, canvas.width, canvas.height);
  }, 250);
  const picture = canvas.captureStream(4).getVideoTracks()[0]!;

  const voice = (index: number): MediaStreamTrack => {
    const gain = sound.createGain();
    gain.gain.value = 0;
    const tone = sound.createOscillator();
    tone.frequency.value = 220;
    tone.connect(gain);
    tone.start();
    const out = sound.createMediaStreamDestination();
    gain.connect(out);
    record.gains[index] = gain;
    return out.stream.getAudioTracks()[0]!;
  };

  const come = (username: string, index: number) => {
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/ws`);
    const id = `guest-${index}-id-0123456789`;
    const say = (message: object) => socket.send(JSON.stringify(message));
    let connection: RTCPeerConnection | null = null;

    const send = async (configuration: RTCConfiguration) => {
      const peer = new RTCPeerConnection(configuration);
      connection = peer;
      record.connections.push(peer);
      if (index < microphones) peer.addTransceiver(voice(index), { direction: "sendonly" });
      peer.addTransceiver(picture.clone(), {
        direction: "sendonly",
        sendEncodings: [{ maxBitrate: 30_000, maxFramerate: 4 }],
      });
      peer.onicecandidate = ({ candidate }) => {
        if (candidate !== null) say({ type: "ice", id: `${id}-cam`, candidate });
      };
      await peer.setLocalDescription();
      const { sdp } = peer.localDescription!;
      say({ type: "offer", id: `${id}-cam`, label: "camera", source: id, username, sdp });
    };

    socket.onopen = () => say({ type: "handshake", version: ["2"], id });
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === "ping") say({ type: "pong" });
      if (message.type === "handshake") {
        say({ type: "join", kind: "join", group, username, password: "" });
      }
      if (message.type === "joined" && message.kind === "join") {
        void send(message.rtcConfiguration ?? {});
      }
      if (message.type === "answer") {
        void connection?.setRemoteDescription({ type: "answer", sdp: message.sdp });
      }
    };
  };
  names.forEach(come);
}
