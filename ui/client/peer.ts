/**
 * One `RTCPeerConnection` per stream, up or down, in Galène's roles: whoever sends the media makes the offers. A peer
 * negotiates, trickles candidates and restarts ICE by itself until it is closed.
 * @module
 */
import { type Signal, signal } from "@preact/signals-core";
import type { ClientMessage, IceCandidate, RtcConfiguration } from "../../server/messages.ts";

/** ICE may recover from a short interruption by itself; after this long it is restarted, in milliseconds. */
const INTERRUPTED_MS = 3000;

/** Between one restart and the next, in milliseconds. */
const RESTART_EVERY_MS = 5000;

/** Where a peer stands. */
export type PeerState = "connecting" | "connected" | "interrupted";

/** What every peer needs. */
export interface PeerOptions {
  /** The stream's id on the wire. */
  readonly id: string;
  readonly rtcConfiguration: RtcConfiguration;
  send(message: ClientMessage): void;
  /** The media does not come through: perhaps the whole network is gone. */
  interrupted(): void;
  /** The peer can do nothing more; its owner closes it, and may make another. */
  broken(): void;
}

/** A peer connection under supervision; what up and down streams have in common. */
export interface Peer {
  readonly options: PeerOptions;
  readonly pc: RTCPeerConnection;
  readonly state: Signal<PeerState>;
  /** Candidates that came before the description which they belong to. */
  readonly early: IceCandidate[];
  /** Negotiation steps run one after the other. */
  queue: Promise<void>;
  restartTimer: ReturnType<typeof setTimeout> | null;
  closed: boolean;
}

/** Makes a peer; `restart` renews ICE when that has failed. */
export function createPeer(options: PeerOptions, restart: () => void): Peer {
  const peer: Peer = {
    options,
    pc: new RTCPeerConnection(toConfiguration(options.rtcConfiguration)),
    state: signal<PeerState>("connecting"),
    early: [],
    queue: Promise.resolve(),
    restartTimer: null,
    closed: false,
  };
  peer.pc.onicecandidate = ({ candidate }) => {
    // An empty candidate marks the end, which the protocol does not know.
    if (candidate === null || candidate.candidate === "" || peer.closed) return;
    options.send({ type: "ice", id: options.id, candidate: toIceCandidate(candidate) });
  };
  peer.pc.onconnectionstatechange = () => supervise(peer, restart);
  peer.pc.oniceconnectionstatechange = () => supervise(peer, restart);
  return peer;
}

/** The server's words as the browser wants them. */
export function toConfiguration(configuration: RtcConfiguration): RTCConfiguration {
  const iceServers = (configuration.iceServers ?? []).map((server) => ({
    urls: [...server.urls],
    ...server.username === undefined ? {} : { username: server.username },
    ...server.credential === undefined ? {} : { credential: server.credential },
  }));
  const policy = configuration.iceTransportPolicy;
  return { iceServers, ...policy === undefined ? {} : { iceTransportPolicy: policy } };
}

/** A candidate as it goes over the wire. */
export function toIceCandidate(candidate: RTCIceCandidate): IceCandidate {
  return {
    candidate: candidate.candidate,
    sdpMid: candidate.sdpMid,
    sdpMLineIndex: candidate.sdpMLineIndex,
    usernameFragment: candidate.usernameFragment,
  };
}

/** Watches over the transport: what fails is restarted until it works or the peer is closed. */
function supervise(peer: Peer, restart: () => void): void {
  if (peer.closed) return;
  const { connectionState, iceConnectionState } = peer.pc;
  if (connectionState === "connected") {
    peer.state.value = "connected";
    stopRestarting(peer);
    return;
  }
  const iceIsWell = iceConnectionState === "connected" || iceConnectionState === "completed";
  // Then DTLS has failed, and nothing renews that.
  if (connectionState === "failed" && iceIsWell) return peer.options.broken();
  if (iceConnectionState !== "disconnected" && iceConnectionState !== "failed") return;
  peer.state.value = "interrupted";
  const again = () => {
    peer.restartTimer = setTimeout(again, RESTART_EVERY_MS);
    peer.options.interrupted();
    restart();
  };
  if (iceConnectionState === "failed") {
    stopRestarting(peer);
    again();
  } else {
    peer.restartTimer ??= setTimeout(again, INTERRUPTED_MS);
  }
}

function stopRestarting(peer: Peer): void {
  if (peer.restartTimer !== null) clearTimeout(peer.restartTimer);
  peer.restartTimer = null;
}

/** Runs a negotiation step after those before it; a step that throws breaks the peer. */
export function enqueue(peer: Peer, step: () => Promise<void>): void {
  peer.queue = peer.queue.then(async () => {
    if (peer.closed) return;
    try {
      await step();
    } catch {
      if (!peer.closed) peer.options.broken();
    }
  });
}

/** Takes the other side's description, and the candidates that came before it. */
export async function describe(peer: Peer, description: RTCSessionDescriptionInit): Promise<void> {
  await peer.pc.setRemoteDescription(description);
  for (const candidate of peer.early.splice(0)) await addCandidate(peer, candidate);
}

async function addCandidate(peer: Peer, candidate: IceCandidate): Promise<void> {
  // One that cannot be used (of an older negotiation, say) leaves the others.
  await peer.pc.addIceCandidate(candidate).catch(() => {});
}

/** Takes a candidate of the other side, now or once it can be used. */
export function receiveCandidate(peer: Peer, candidate: IceCandidate): void {
  enqueue(peer, async () => {
    if (peer.pc.remoteDescription === null) peer.early.push(candidate);
    else await addCandidate(peer, candidate);
  });
}

/** Ends the peer: nothing is called back any more. */
export function closePeer(peer: Peer): void {
  peer.closed = true;
  stopRestarting(peer);
  peer.pc.onicecandidate = null;
  peer.pc.onconnectionstatechange = null;
  peer.pc.oniceconnectionstatechange = null;
  peer.pc.ontrack = null;
  peer.pc.close();
}
