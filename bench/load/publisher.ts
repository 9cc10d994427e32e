/**
 * A publisher: a media source whose packets leave when they are due, protected for the server or plain.
 * @module
 */
import { parseRtcp } from "../../media/packet/rtcp.ts";
import { createMediaSource, type MediaPlan, nextDueUs, writeNextPacket } from "./media_source.ts";
import type { MediaSource } from "./media_source.ts";
import { type ClientPeer, randomSsrc } from "./peer.ts";

/** Where plain RTP goes. */
export interface PlainPorts {
  readonly audioPort: number;
  readonly videoPort: number;
}

/** One publisher. Made by `createPublisher`. */
export interface Publisher {
  readonly peer: ClientPeer;
  readonly plan: MediaPlan;
  readonly audioSsrc: number;
  readonly videoSsrc: number;
  /** Null: to the peer's server, by SRTP. */
  readonly plain: PlainPorts | null;
  /** Null until media may flow. */
  source: MediaSource | null;
  sentPackets: number;
  /** When it went on sending after others had begun, its frames do not fall on theirs. */
  readonly phase: number;
}

const HEADER_BYTES = 12;
const FRAME_US = 1e6 / 30;
const plaintext = new Uint8Array(2048);

/** Makes a publisher; it begins to send as soon as its peer is connected, or at once where it sends plain RTP. */
export function createPublisher(
  peer: ClientPeer,
  plan: MediaPlan,
  plain: PlainPorts | null,
): Publisher {
  return {
    peer,
    plan,
    audioSsrc: randomSsrc(),
    videoSsrc: randomSsrc(),
    plain,
    source: null,
    sentPackets: 0,
    phase: Math.random(),
  };
}

/** Sends what is due. */
export function onPublisherTime(publisher: Publisher): void {
  const { peer, plain } = publisher;
  if (peer.closed || (plain === null && peer.srtpOut === null)) return;
  let nowUs = peer.socket.nowUs();
  publisher.source ??= createMediaSource(
    publisher.plan,
    publisher.videoSsrc,
    publisher.audioSsrc,
    nowUs + publisher.phase * FRAME_US,
  );
  while (nextDueUs(publisher.source) <= nowUs) {
    sendNext(publisher, publisher.source, nowUs);
    nowUs = peer.socket.nowUs();
  }
}

/** Takes an RTCP datagram of the server, `data[start, end)`: a request for a key frame makes the next frame one. */
export function receiveFeedback(
  publisher: Publisher,
  data: Uint8Array,
  start: number,
  end: number,
): void {
  const { srtpIn } = publisher.peer;
  if (srtpIn === null || publisher.source === null) return;
  const length = srtpIn.openRtcp(data, start, end, plaintext, 0);
  if (length < 0) return;
  for (const packet of parseRtcp(plaintext, 0, length) ?? []) {
    if (packet.type === "pli" || packet.type === "fir") publisher.source.keyframeWanted = true;
  }
}

function sendNext(publisher: Publisher, source: MediaSource, nowUs: number): void {
  const { peer, plain } = publisher;
  const { outgoing } = peer.socket;
  let end = writeNextPacket(source, outgoing, nowUs);
  let ip = "127.0.0.1";
  let port: number;
  if (plain === null) {
    end = peer.srtpOut!.protectRtp(outgoing, 0, HEADER_BYTES, end, source.roc);
    ({ ip, port } = peer.server!);
  } else {
    port = source.isVideo ? plain.videoPort : plain.audioPort;
  }
  if (peer.socket.send(peer.client, ip, port, end)) publisher.sentPackets++;
}
