/**
 * A stream that we send: we make the offers.
 * @module
 */
import type { ReadonlySignal } from "@preact/signals";
import type { IceCandidate, ServerAnswer } from "../server/messages.ts";
import { type EncodingPlan, videoEncodings } from "./encodings.ts";
import {
  closePeer,
  createPeer,
  describe,
  enqueue,
  type Peer,
  type PeerOptions,
  type PeerState,
  receiveCandidate,
} from "./peer.ts";

/** What an up stream consists of. */
export interface UpOptions extends PeerOptions {
  readonly tracks: readonly MediaStreamTrack[];
  readonly encodings: EncodingPlan;
  /** The id of the own stream that this one supersedes. */
  readonly replace: string | null;
  /** Our id and name, as the server knows them. */
  readonly source: string;
  readonly username: string;
  /** The server has taken the stream. */
  accepted(): void;
}

/** A stream that we send. */
export interface UpPeer {
  readonly id: string;
  readonly state: ReadonlySignal<PeerState>;
  answer(message: ServerAnswer): void;
  candidate(candidate: IceCandidate): void;
  /** New ICE credentials, after a new offer. */
  restart(): void;
  /** Sends another track of the same kind in place of the present one. */
  replaceTrack(track: MediaStreamTrack): void;
  /** Changes limit and activity of the encodings, in place. */
  setEncodings(plan: EncodingPlan): void;
  close(): void;
}

/** Makes a peer that sends, and offers it to the server. */
export function createUpPeer(options: UpOptions): UpPeer {
  const restart = () => enqueue(peer, () => offer(peer, options, true));
  const peer = createPeer(options, restart);
  for (const track of options.tracks) addTrack(peer.pc, track, options);
  enqueue(peer, () => offer(peer, options, false));
  return {
    id: options.id,
    state: peer.state,
    answer: (message) =>
      enqueue(peer, async () => {
        // An answer to an offer that we have meanwhile withdrawn.
        if (peer.pc.signalingState !== "have-local-offer") return;
        await describe(peer, { type: "answer", sdp: message.sdp });
        options.accepted();
      }),
    candidate: (candidate) => receiveCandidate(peer, candidate),
    restart,
    replaceTrack: (track) =>
      enqueue(peer, async () => {
        const sender = peer.pc.getSenders().find((one) => one.track?.kind === track.kind);
        await sender?.replaceTrack(track);
      }),
    setEncodings: (plan) => enqueue(peer, () => applyEncodings(peer.pc, plan)),
    close: () => closePeer(peer),
  };
}

function addTrack(pc: RTCPeerConnection, track: MediaStreamTrack, options: UpOptions): void {
  const sendEncodings = track.kind === "video" ? videoEncodings(options.encodings) : [];
  pc.addTransceiver(track, {
    direction: "sendonly",
    streams: [],
    ...sendEncodings.length > 0 ? { sendEncodings } : {},
  });
}

async function offer(peer: Peer, options: UpOptions, iceRestart: boolean): Promise<void> {
  // An unanswered offer is replaced by the new one.
  const again = peer.pc.localDescription !== null;
  await peer.pc.setLocalDescription(await peer.pc.createOffer({ iceRestart }));
  options.send({
    type: "offer",
    id: options.id,
    label: options.encodings.label,
    kind: again ? "renegotiate" : "",
    ...options.replace !== null && !again ? { replace: options.replace } : {},
    source: options.source,
    username: options.username,
    sdp: peer.pc.localDescription?.sdp ?? "",
  });
}

async function applyEncodings(pc: RTCPeerConnection, plan: EncodingPlan): Promise<void> {
  const wanted = videoEncodings(plan);
  for (const sender of pc.getSenders()) {
    if (sender.track?.kind !== "video") continue;
    const parameters = sender.getParameters();
    // A browser without simulcast has one encoding, whatever it was asked for.
    parameters.encodings.forEach((encoding, index) => {
      const { maxBitrate, active = true } = wanted[index] ?? {};
      encoding.active = active;
      if (maxBitrate === undefined) delete encoding.maxBitrate;
      else encoding.maxBitrate = maxBitrate;
    });
    await sender.setParameters(parameters);
  }
}
