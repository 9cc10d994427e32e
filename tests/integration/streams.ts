/**
 * Streams of a test client: werift's peer connections, fed with synthetic RTP, over Galène's protocol.
 * @module
 */
import { Buffer } from "node:buffer";
import {
  MediaStreamTrack,
  RTCPeerConnection,
  RtpHeader,
  RtpPacket,
  useH264,
  useOPUS,
  useVP8,
} from "werift";
import { until } from "../until.ts";
import type { GaleneClient, Message } from "./galene_client.ts";

/** Which side of a stream a test client is on. */
interface Stream {
  readonly id: string;
  readonly connection: RTCPeerConnection;
  readonly close: () => Promise<void>;
}

/** A stream that a client publishes. */
export interface UpStream extends Stream {
  /** Sends one frame of video in two packets; a key frame if asked. */
  readonly sendVideo: (isKey: boolean) => void;
  /** Counts a packet of video that is never sent, as if the network had lost it. */
  readonly loseVideo: () => void;
  /** Sends 20 ms of audio. */
  readonly sendAudio: () => void;
  /** Offers again with new ICE credentials, and waits for the answer. */
  readonly restart: () => Promise<void>;
}

/** A stream that a client receives. */
export interface DownStream extends Stream {
  readonly label: string;
  /** Name of who publishes it. */
  readonly username: string;
  /** What arrived, oldest first. */
  readonly video: RtpPacket[];
  readonly audio: RtpPacket[];
}

/** Options of a test that uses these streams: werift's peers leave timers behind when they are closed. */
export const LEAVES_TIMERS = { sanitizeOps: false, sanitizeResources: false } as const;

const VIDEO_CLOCK_HZ = 90_000;
const AUDIO_CLOCK_HZ = 48_000;

function createConnection(): RTCPeerConnection {
  return new RTCPeerConnection({
    iceServers: [],
    iceAdditionalHostAddresses: ["127.0.0.1"],
    iceUseIpv6: false,
    bundlePolicy: "max-bundle",
    codecs: { video: [useVP8(), useH264()], audio: [useOPUS()] },
  });
}

/** Sends this side's candidates as they are found, and takes the server's. */
function exchangeCandidates(client: GaleneClient, id: string, connection: RTCPeerConnection): void {
  connection.onIceCandidate.subscribe((candidate) => {
    if (candidate) client.send({ type: "ice", id, candidate: candidate.toJSON() });
  });
  client.listen((message) => {
    if (message.type !== "ice" || message.id !== id) return;
    if (connection.connectionState === "closed") return;
    connection.addIceCandidate(message.candidate).catch(() => {});
  });
}

/** Publishes a stream with audio and video and waits until it is connected. */
export async function publish(client: GaleneClient, label = "camera"): Promise<UpStream> {
  const id = crypto.randomUUID().replaceAll("-", "");
  const connection = createConnection();
  const audio = new MediaStreamTrack({ kind: "audio" });
  const video = new MediaStreamTrack({ kind: "video" });
  connection.addTransceiver(audio, { direction: "sendonly" });
  connection.addTransceiver(video, { direction: "sendonly" });
  exchangeCandidates(client, id, connection);

  const negotiate = async () => {
    const from = client.heard.length;
    await connection.setLocalDescription(await connection.createOffer());
    client.send({ type: "offer", id, label, sdp: connection.localDescription!.sdp });
    const answer = await client.hear({ type: "answer", id }, from);
    await connection.setRemoteDescription({ type: "answer", sdp: answer.sdp });
    await untilConnected(connection);
  };
  await negotiate();

  let videoSeq = 65_530; // wraps soon, as it may
  let audioSeq = 100;
  let frames = 0;
  return {
    id,
    connection,
    sendVideo(isKey) {
      const timestamp = (frames * VIDEO_CLOCK_HZ / 30) >>> 0;
      for (const isLast of [false, true]) {
        const header = new RtpHeader({ sequenceNumber: videoSeq, timestamp, marker: isLast });
        videoSeq = (videoSeq + 1) % 65_536;
        video.writeRtp(new RtpPacket(header, vp8Payload(frames, isKey, !isLast)));
      }
      frames++;
    },
    loseVideo() {
      videoSeq = (videoSeq + 1) % 65_536;
    },
    sendAudio() {
      const timestamp = (audioSeq * AUDIO_CLOCK_HZ / 50) >>> 0;
      const header = new RtpHeader({ sequenceNumber: audioSeq, timestamp, marker: false });
      audioSeq = (audioSeq + 1) % 65_536;
      audio.writeRtp(new RtpPacket(header, Buffer.from([0xf8, 0xff, 0xfe])));
    },
    restart: async () => {
      connection.restartIce();
      await negotiate();
      // Once DTLS is up, werift leaves the checks to the other side; an ICE-lite server sends none.
      for (const transport of connection.iceTransports) await transport.start();
    },
    close: async () => {
      client.send({ type: "close", id });
      await connection.close();
    },
  };
}

/** Accepts every stream that the server offers from now on. The record grows as offers come. */
export function acceptStreams(client: GaleneClient): Map<string, DownStream> {
  const streams = new Map<string, DownStream>();
  client.listen((message) => {
    if (message.type === "offer") accept(client, streams, message);
    if (message.type === "close") {
      streams.get(message.id)?.connection.close();
      streams.delete(message.id);
    }
  });
  return streams;
}

async function accept(
  client: GaleneClient,
  streams: Map<string, DownStream>,
  offer: Message,
): Promise<void> {
  const { id, sdp } = offer;
  let stream = streams.get(id);
  if (!stream) {
    const connection = createConnection();
    const video: RtpPacket[] = [];
    const audio: RtpPacket[] = [];
    exchangeCandidates(client, id, connection);
    connection.onTrack.subscribe((track) => {
      track.onReceiveRtp.subscribe((packet) => {
        (track.kind === "video" ? video : audio).push(packet.clone());
      });
    });
    stream = {
      id,
      connection,
      label: offer.label ?? "",
      username: offer.username ?? "",
      video,
      audio,
      close: async () => {
        client.send({ type: "abort", id });
        await connection.close();
      },
    };
    streams.set(id, stream);
  }
  await stream.connection.setRemoteDescription({ type: "offer", sdp });
  await stream.connection.setLocalDescription(await stream.connection.createAnswer());
  client.send({ type: "answer", id, sdp: stream.connection.localDescription!.sdp });
}

/** Waits until ICE and DTLS are up. */
export async function untilConnected(connection: RTCPeerConnection): Promise<void> {
  await until("the connection", () => connection.connectionState === "connected", 15_000);
}

/** Sends frames and sound, one of each at a time, until `enough` holds. Every tenth frame is a key frame. */
export async function sendUntil(up: UpStream, what: string, enough: () => boolean): Promise<void> {
  let turn = 0;
  await until(what, () => {
    up.sendVideo(turn++ % 10 === 0);
    up.sendAudio();
    return enough();
  }, 20_000);
}

/**
 * The payload of a VP8 packet (RFC 7741): a descriptor with a picture id of 15 bits, then, at the start of a frame, the
 * frame's header (RFC 6386, section 9.1) for a picture of 320 by 240, then filling.
 */
export function vp8Payload(pictureId: number, isKey: boolean, isStart: boolean): Buffer {
  const descriptor = [isStart ? 0x90 : 0x80, 0x80, 0x80 | (pictureId >> 8 & 0x7f), pictureId & 255];
  const header = !isStart
    ? []
    : isKey
    ? [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00]
    : [0x11, 0x02, 0x00];
  const filling = Array.from({ length: 200 }, (_, i) => (pictureId + i) & 255);
  return Buffer.from([...descriptor, ...header, ...filling]);
}
