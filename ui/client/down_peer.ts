/**
 * A stream that we receive: the server makes the offers.
 * @module
 */
import type { ReadonlySignal } from "@preact/signals-core";
import type { IceCandidate, ServerOffer } from "../../server/messages.ts";
import {
  closePeer,
  createPeer,
  describe,
  enqueue,
  type PeerOptions,
  type PeerState,
  receiveCandidate,
} from "./peer.ts";

/** What a down stream tells its owner. */
export interface DownOptions extends PeerOptions {
  /** Negotiation has ended: these are the live tracks now. */
  tracks(tracks: readonly MediaStreamTrack[]): void;
}

/** A stream that we receive. */
export interface DownPeer {
  readonly id: string;
  readonly state: ReadonlySignal<PeerState>;
  offer(message: ServerOffer): void;
  candidate(candidate: IceCandidate): void;
  /** How loud the stream has been since the last call: root mean square, 0 to 1; null if it has no sound to measure. */
  level(): Promise<number | null>;
  statistics(): Promise<RTCStatsReport>;
  close(): void;
}

/** Makes a peer that waits for the server's offer. */
export function createDownPeer(options: DownOptions): DownPeer {
  const peer = createPeer(
    options,
    () => options.send({ type: "renegotiate", id: options.id }),
  );
  const meter = createLevelMeter(peer.pc);
  return {
    id: options.id,
    state: peer.state,
    offer: (message) =>
      enqueue(peer, async () => {
        await describe(peer, { type: "offer", sdp: message.sdp });
        await peer.pc.setLocalDescription(await peer.pc.createAnswer());
        options.send({
          type: "answer",
          id: options.id,
          sdp: peer.pc.localDescription?.sdp ?? "",
        });
        options.tracks(liveTracks(peer.pc));
      }),
    candidate: (candidate) => receiveCandidate(peer, candidate),
    level: meter,
    statistics: () => peer.pc.getStats(),
    close: () => closePeer(peer),
  };
}

function liveTracks(pc: RTCPeerConnection): MediaStreamTrack[] {
  return pc.getTransceivers()
    .filter((transceiver) => transceiver.currentDirection === "recvonly")
    .map((transceiver) => transceiver.receiver.track);
}

/** W3C WebRTC Statistics: energy over duration between two readings is the mean square. */
function createLevelMeter(pc: RTCPeerConnection): () => Promise<number | null> {
  let lastEnergy = 0;
  let lastSeconds = 0;
  return async () => {
    const receiver = pc.getReceivers().find((one) => one.track.kind === "audio");
    if (receiver === undefined || pc.connectionState !== "connected") return null;
    for (const report of (await receiver.getStats()).values()) {
      if (report.type !== "inbound-rtp" || typeof report.totalAudioEnergy !== "number") continue;
      const energy = report.totalAudioEnergy - lastEnergy;
      const seconds = report.totalSamplesDuration - lastSeconds;
      lastEnergy = report.totalAudioEnergy;
      lastSeconds = report.totalSamplesDuration;
      return seconds > 0 && energy >= 0 ? Math.sqrt(energy / seconds) : null;
    }
    return null;
  };
}
