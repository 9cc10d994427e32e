/**
 * A stream that we send: we make the offers.
 * @module
 */
import type { ReadonlySignal } from "@preact/signals-core";
import type { IceCandidate, ServerAnswer } from "../../server/messages.ts";
import { type EncodingPlan, videoEncodings, wholeEncoding } from "./encodings.ts";
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
  statistics(): Promise<RTCStatsReport>;
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
    statistics: () => peer.pc.getStats(),
    close: () => closePeer(peer),
  };
}

/** Temporal layers (W3C WebRTC SVC), the most first: whoever cannot receive all pictures gets every other, or every fourth. */
const SCALABILITY_MODES = ["L1T3", "L1T2"];

/** Adds a track with the first scalability mode that the browser takes, or with none. */
function addTrack(pc: RTCPeerConnection, track: MediaStreamTrack, options: UpOptions): void {
  const { encodings: plan } = options;
  if (track.kind !== "video") {
    pc.addTransceiver(track, { direction: "sendonly", streams: [] });
    return;
  }
  const encodings = videoEncodings(plan);
  const add = (sendEncodings: RTCRtpEncodingParameters[]) =>
    pc.addTransceiver(track, { direction: "sendonly", streams: [], sendEncodings });
  for (const scalabilityMode of plan.choice.by === "server" ? SCALABILITY_MODES : []) {
    try {
      add(encodings.map((encoding) => ({ ...encoding, scalabilityMode })));
      return;
    } catch {
      // The browser knows the word, but not this mode: nothing was added.
    }
  }
  add(encodings);
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
    for (const encoding of parameters.encodings) {
      // A browser without simulcast has one encoding, which has no name then.
      const { maxBitrate, active = true } = wanted.find(({ rid }) =>
        rid !== undefined && rid === encoding.rid
      ) ??
        wholeEncoding(wanted) ?? {};
      encoding.active = active;
      if (maxBitrate === undefined) delete encoding.maxBitrate;
      else encoding.maxBitrate = maxBitrate;
    }
    await sender.setParameters(parameters);
  }
}
