/**
 * The peers of a worker: each session is the transport of an up peer, which publishes, or of a down peer, which receives.
 * @module
 */
import type { View } from "../forward/down_track.ts";
import { removeDown, removeUp, type Router } from "../forward/router.ts";
import type { DownOffer, DownSection, HostCandidate, IceParameters } from "../sdp/negotiate.ts";
import { ICE_RANDOM_BYTES, iceParametersFrom } from "../transport/ice_lite.ts";
import {
  closeSession,
  createSession,
  type Session,
  type SessionContext,
} from "../transport/session.ts";
import type { MediaEvent, SessionId, ViewerId, Want } from "./commands.ts";
import type { Outbox } from "./outbox.ts";

/** Fills an array with random bytes, good enough for secrets, and returns it. */
export type RandomSource = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

/** All peers of a worker, and what they need of it. Made by `createMediaWorker`. */
export interface Peers {
  readonly sessions: Map<SessionId, Session>;
  readonly ups: Map<SessionId, UpPeer>;
  readonly downs: Map<SessionId, DownPeer>;
  readonly router: Router;
  readonly context: SessionContext;
  readonly candidates: readonly HostCandidate[];
  readonly out: Outbox;
  readonly random: RandomSource;
  readonly post: (event: MediaEvent) => void;
}

/** One up session. Made by its first `publish`, ended by `close` or a refusal. */
export interface UpPeer {
  readonly session: Session;
  /** Number of the SDP session, and version of its next description (RFC 8866, section 5.2). */
  readonly sessionNumber: number;
  version: number;
}

/** One down session. Made by `subscribe`, ended by `close` or a refusal. */
export interface DownPeer {
  readonly session: Session;
  readonly up: SessionId;
  readonly viewer: ViewerId;
  readonly sessionNumber: number;
  readonly cname: string;
  want: Want;
  /** How the receiver shows it, null until it has said so. */
  view: View | null;
  version: number;
  sections: readonly DownSection[];
  /** What each track, by its SSRC, follows. */
  readonly follows: Map<number, Follow>;
  /** The offer that waits for its answer. */
  offer: DownOffer | null;
  /** There is something to offer after that. */
  stale: boolean;
  /** The next offer restarts ICE. */
  restart: boolean;
}

/** What a down track follows: a publisher's media while it uses one codec. */
export interface Follow {
  readonly mid: string;
  readonly codec: string;
}

/** Makes the transport of a new peer. */
export function openSession(peers: Peers, id: SessionId): Session {
  const session = createSession(id, peers.context, newIce(peers));
  peers.sessions.set(id, session);
  return session;
}

/** Ends a session and the peer that it belongs to. Unknown ones are ignored. */
export function closePeer(peers: Peers, id: SessionId): void {
  const session = peers.sessions.get(id);
  if (session === undefined) return;
  if (peers.ups.delete(id)) removeUp(peers.router, id);
  if (peers.downs.delete(id)) removeDown(peers.router, id);
  peers.sessions.delete(id);
  closeSession(session);
}

/** Ends a session that cannot go on, and says why. */
export function refuse(peers: Peers, id: SessionId, reason: string): void {
  closePeer(peers, id);
  peers.post({ type: "refused", session: id, reason });
}

/** New ICE credentials. */
export function newIce(peers: Peers): IceParameters {
  return iceParametersFrom(peers.random(new Uint8Array(ICE_RANDOM_BYTES)));
}

/** A random SSRC, never 0. Among the few of a session two alike are as good as impossible. */
export function randomSsrc(peers: Peers): number {
  return Math.max(1, randomNumber(peers) >>> 0);
}

/** A random number of 52 bits. */
export function randomNumber(peers: Peers): number {
  const bytes = peers.random(new Uint8Array(8));
  return Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0) >> 12n);
}
