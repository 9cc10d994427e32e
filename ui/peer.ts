/**
 * One `RTCPeerConnection` per stream, up or down, in Galène's roles: whoever sends the media makes the offers. A peer
 * negotiates, trickles candidates and restarts ICE by itself until it is closed.
 * @module
 */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type {
  ClientMessage,
  IceCandidate,
  RtcConfiguration,
  ServerAnswer,
  ServerOffer,
} from "../server/messages.ts";
import { type StreamLabel, videoEncodings } from "./encodings.ts";

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

interface Peer {
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

function createPeer(options: PeerOptions, restart: () => void): Peer {
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

function toConfiguration(configuration: RtcConfiguration): RTCConfiguration {
  const iceServers = (configuration.iceServers ?? []).map((server) => ({
    urls: [...server.urls],
    ...server.username === undefined ? {} : { username: server.username },
    ...server.credential === undefined ? {} : { credential: server.credential },
  }));
  const policy = configuration.iceTransportPolicy;
  return { iceServers, ...policy === undefined ? {} : { iceTransportPolicy: policy } };
}

function toIceCandidate(candidate: RTCIceCandidate): IceCandidate {
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
  if (connectionState === "failed" && iceConnectionState !== "failed") {
    // ICE is well, so DTLS has failed, and nothing renews that.
    return peer.options.broken();
  }
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
function enqueue(peer: Peer, step: () => Promise<void>): void {
  peer.queue = peer.queue.then(async () => {
    if (peer.closed) return;
    try {
      await step();
    } catch {
      if (!peer.closed) peer.options.broken();
    }
  });
}

async function describe(peer: Peer, description: RTCSessionDescriptionInit): Promise<void> {
  await peer.pc.setRemoteDescription(description);
  for (const candidate of peer.early.splice(0)) await addCandidate(peer, candidate);
}

async function addCandidate(peer: Peer, candidate: IceCandidate): Promise<void> {
  // One that cannot be used (of an older negotiation, say) leaves the others.
  await peer.pc.addIceCandidate(candidate).catch(() => {});
}

function receiveCandidate(peer: Peer, candidate: IceCandidate): void {
  enqueue(peer, async () => {
    if (peer.pc.remoteDescription === null) peer.early.push(candidate);
    else await addCandidate(peer, candidate);
  });
}

function closePeer(peer: Peer): void {
  peer.closed = true;
  stopRestarting(peer);
  peer.pc.onicecandidate = null;
  peer.pc.onconnectionstatechange = null;
  peer.pc.oniceconnectionstatechange = null;
  peer.pc.ontrack = null;
  peer.pc.close();
}

/** What an up stream consists of. */
export interface UpOptions extends PeerOptions {
  readonly label: StreamLabel;
  readonly tracks: readonly MediaStreamTrack[];
  readonly simulcast: boolean;
  /** Most bits per second of video; may be Infinity. */
  readonly maxBps: number;
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
  setMaxBps(maxBps: number): void;
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
    setMaxBps: (maxBps) => enqueue(peer, () => limit(peer.pc, maxBps)),
    close: () => closePeer(peer),
  };
}

function addTrack(pc: RTCPeerConnection, track: MediaStreamTrack, options: UpOptions): void {
  const sendEncodings = track.kind === "video"
    ? videoEncodings(options.simulcast, options.maxBps)
    : [];
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
    label: options.label,
    kind: again ? "renegotiate" : "",
    ...options.replace !== null && !again ? { replace: options.replace } : {},
    source: options.source,
    username: options.username,
    sdp: peer.pc.localDescription?.sdp ?? "",
  });
}

async function limit(pc: RTCPeerConnection, maxBps: number): Promise<void> {
  for (const sender of pc.getSenders()) {
    if (sender.track?.kind !== "video") continue;
    const parameters = sender.getParameters();
    const main = parameters.encodings[0];
    if (main === undefined) continue;
    if (Number.isFinite(maxBps)) main.maxBitrate = maxBps;
    else delete main.maxBitrate;
    await sender.setParameters(parameters);
  }
}

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
