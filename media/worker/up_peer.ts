/**
 * The publishing side of a client in this worker: its offers in, our answers out, its tracks into the router.
 * @module
 */
import { setUp } from "../forward/router.ts";
import { readOffer, writeAnswer } from "../sdp/answer.ts";
import type { PublisherOffer, UpMedia } from "../sdp/negotiate.ts";
import { restartSession, setRemote } from "../transport/session.ts";
import type { Command, TrackInfo } from "./commands.ts";
import { newIce, openSession, type Peers, randomNumber, refuse, type UpPeer } from "./peers.ts";

/** Answers a publisher's offer, the first or a later one of its session; or refuses it, which ends the session. */
export function publish(
  peers: Peers,
  command: Extract<Command, { type: "publish" }>,
  nowUs: number,
): void {
  const offer = readOffer(command.sdp);
  if (!offer.ok) return refuse(peers, command.session, offer.reason);
  const peer = peers.ups.get(command.session) ?? openUp(peers, command.session);
  const reason = acceptTransport(peers, peer, offer, nowUs);
  if (reason !== null) return refuse(peers, command.session, reason);

  const answer = writeAnswer(offer, {
    ice: peer.session.ice.local,
    fingerprint: peers.context.certificate.fingerprint,
    candidates: peers.candidates,
    sessionNumber: peer.sessionNumber,
    version: peer.version++,
    codecs: command.codecs,
  });
  if (!answer.ok) return refuse(peers, command.session, answer.reason);

  setUp(peers.router, command.session, command.group, answer.media, nowUs);
  peers.post({
    type: "answered",
    session: command.session,
    sdp: answer.sdp,
    tracks: answer.media.map(trackInfo),
  });
}

/** How many encodings a track has, as the offer tells it. */
export function encodingCount(media: UpMedia): number {
  return Math.max(1, media.rids.length, media.ssrcs.length);
}

function openUp(peers: Peers, id: number): UpPeer {
  const peer: UpPeer = {
    session: openSession(peers, id),
    sessionNumber: randomNumber(peers),
    version: 1,
  };
  peers.ups.set(id, peer);
  return peer;
}

/** Takes the offer's side of the transport; new credentials of theirs call for new ones of ours (RFC 8839, 4.4.1.1.1). */
function acceptTransport(
  peers: Peers,
  peer: UpPeer,
  offer: PublisherOffer,
  nowUs: number,
): string | null {
  const before = peer.session.remote;
  if (before !== null && before.ice.ufrag !== offer.remote.ice.ufrag) {
    restartSession(peer.session, newIce(peers));
  }
  return setRemote(peer.session, offer.remote, nowUs);
}

function trackInfo(media: UpMedia): TrackInfo {
  return {
    kind: media.kind,
    codec: media.codecs[0]?.name ?? "",
    encodings: encodingCount(media),
  };
}
