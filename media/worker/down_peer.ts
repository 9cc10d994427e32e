/**
 * The receiving side of a client in this worker: what it wants of a publisher's tracks becomes offers to it, and its
 * answers become down tracks of the router. One offer is under way at a time; what changes meanwhile waits for its answer.
 * @module
 */
import { codecOf, formatOf } from "../codec/codec.ts";
import type { DownTrackSpec, View } from "../forward/down_track.ts";
import { activateDown, setCeiling, setDown, setView } from "../forward/router.ts";
import type { DownTrackPlan, UpMedia } from "../sdp/negotiate.ts";
import { arrangeSections, readAnswer, writeOffer } from "../sdp/offer.ts";
import { restartSession, setRemote } from "../transport/session.ts";
import type { Command, SessionId, Want } from "./commands.ts";
import {
  type DownPeer,
  newIce,
  openSession,
  type Peers,
  randomNumber,
  randomSsrc,
  refuse,
} from "./peers.ts";
import { encodingCount } from "./up_peer.ts";

/** Makes a down session that follows an up session, and offers what of it is wanted. */
export function subscribe(
  peers: Peers,
  command: Extract<Command, { type: "subscribe" }>,
  nowUs: number,
): void {
  if (peers.downs.has(command.session)) {
    return refuse(peers, command.session, `session ${command.session} is there already`);
  }
  const peer: DownPeer = {
    session: openSession(peers, command.session),
    up: command.up,
    viewer: command.viewer,
    sessionNumber: randomNumber(peers),
    cname: randomNumber(peers).toString(36),
    want: command.want,
    view: null,
    version: 1,
    sections: [],
    follows: new Map(),
    offer: null,
    stale: false,
    restart: false,
  };
  peers.downs.set(command.session, peer);
  renegotiate(peers, peer, nowUs);
}

/** Changes what a down session wants. */
export function changeWant(peers: Peers, peer: DownPeer, want: Want, nowUs: number): void {
  peer.want = want;
  renegotiate(peers, peer, nowUs);
}

/** Notes how the receiver shows the video of a session. */
export function changeView(peers: Peers, peer: DownPeer, view: View, nowUs: number): void {
  peer.view = view;
  setViews(peers, peer, nowUs);
}

/** Offers anew with other ICE credentials. */
export function restartDown(peers: Peers, peer: DownPeer, nowUs: number): void {
  peer.restart = true;
  renegotiate(peers, peer, nowUs);
}

/** Renegotiates every down session that follows an up session, where its tracks have changed. */
export function followUp(peers: Peers, up: SessionId, nowUs: number): void {
  for (const peer of peers.downs.values()) {
    if (peer.up === up) renegotiate(peers, peer, nowUs);
  }
}

/** Takes the receiver's answer to the last offer. */
export function takeAnswer(peers: Peers, peer: DownPeer, sdp: string, nowUs: number): void {
  const { offer } = peer;
  const id = peer.session.id;
  if (offer === null) return refuse(peers, id, "there is an answer but no offer");
  const answer = readAnswer(sdp, offer);
  if (!answer.ok) return refuse(peers, id, answer.reason);
  const reason = setRemote(peer.session, answer.remote, nowUs);
  if (reason !== null) return refuse(peers, id, reason);

  peer.offer = null;
  // A section that the receiver rejected is marked there, and never used again under its mid.
  peer.sections = answer.sections;
  const specs: DownTrackSpec[] = [];
  offer.sections.forEach((section, i) => {
    const media = answer.media[i];
    const follow = peer.follows.get(section.track.ssrc);
    if (!section.active || media === undefined || !media.accepted || follow === undefined) return;
    specs.push({
      kind: section.track.kind,
      mid: follow.mid,
      codec: follow.codec,
      ssrc: section.track.ssrc,
      rtxSsrc: section.track.rtxSsrc,
      payloadType: media.payloadType,
      rtxPayloadType: media.rtxPayloadType,
      redPayloadType: media.redPayloadType,
      transportCcId: media.transportCcExtensionId,
      clockRateHz: section.track.codec.clockRateHz,
      cname: section.track.cname,
    });
  });
  setDown(peers.router, id, peer.up, peer.viewer, specs, nowUs, peers.out);
  setCeilings(peers, peer, nowUs);
  setViews(peers, peer, nowUs);
  if (peer.session.state === "connected") activateDown(peers.router, id, nowUs, peers.out);
  if (peer.stale) renegotiate(peers, peer, nowUs);
}

/** Offers if what is wanted differs from what was offered; a layer alone changes in place. */
function renegotiate(peers: Peers, peer: DownPeer, nowUs: number): void {
  setCeilings(peers, peer, nowUs);
  if (peer.offer !== null) {
    peer.stale = true;
    return;
  }
  peer.stale = false;
  const plans = planTracks(peers, peer);
  const before = peer.sections.filter((section) => section.active);
  const same = before.length === plans.length &&
    before.every((section, i) => section.track.ssrc === plans[i]!.ssrc);
  if (same && !(peer.restart && plans.length > 0)) return;
  if (peer.restart) {
    peer.restart = false;
    restartSession(peer.session, newIce(peers));
  }
  peer.sections = arrangeSections(peer.sections, plans);
  const ssrcs = new Set(peer.sections.map((section) => section.track.ssrc));
  for (const ssrc of peer.follows.keys()) if (!ssrcs.has(ssrc)) peer.follows.delete(ssrc);
  peer.offer = {
    ice: peer.session.ice.local,
    fingerprint: peers.context.certificate.fingerprint,
    candidates: peers.candidates,
    sessionNumber: peer.sessionNumber,
    version: peer.version++,
    streamId: `s${peer.up}`,
    sections: peer.sections,
  };
  peers.post({ type: "offer", session: peer.session.id, sdp: writeOffer(peer.offer) });
}

function setCeilings(peers: Peers, peer: DownPeer, nowUs: number): void {
  const ceiling = peer.want.video === "low" ? "low" : "high";
  for (const section of peer.sections) {
    const follow = peer.follows.get(section.track.ssrc);
    if (section.track.kind !== "video" || follow === undefined) continue;
    setCeiling(peers.router, peer.session.id, follow.mid, ceiling, nowUs, peers.out);
  }
}

/** Whatever video a session carries is shown in the one way that its receiver has told. */
function setViews(peers: Peers, peer: DownPeer, nowUs: number): void {
  if (peer.view === null) return;
  for (const section of peer.sections) {
    const follow = peer.follows.get(section.track.ssrc);
    if (section.track.kind !== "video" || follow === undefined) continue;
    setView(peers.router, peer.session.id, follow.mid, peer.view, nowUs);
  }
}

/** The tracks that are wanted, in the order of the sections that they have: those already offered keep their SSRC. */
function planTracks(peers: Peers, peer: DownPeer): DownTrackPlan[] {
  // Our own publisher's, or what another worker lends us.
  const media = peers.router.ups.get(peer.up)?.media ?? [];
  const chosen = chooseMedia(media.map(({ spec }) => spec), peer.want);
  const kept = peer.sections.filter((section) => {
    const follow = peer.follows.get(section.track.ssrc);
    const at = chosen.findIndex((media) =>
      section.active && media.mid === follow?.mid && media.codecs[0]?.name === follow?.codec
    );
    if (at >= 0) chosen.splice(at, 1);
    return at >= 0;
  }).map((section) => section.track);
  const made = chosen.map((media) => newTrack(peers, peer, media)).filter((plan) => plan !== null);
  return [...kept, ...made];
}

/**
 * Which media a want comes down to, as in Galène: the first audio; for `high` the first video; for `low` the least layer
 * of the first video if it has several, else the last video.
 */
function chooseMedia(media: readonly UpMedia[], want: Want): UpMedia[] {
  const audio = media.find((track) => track.kind === "audio");
  const videos = media.filter((track) => track.kind === "video");
  const first = videos[0];
  const layered = first !== undefined && encodingCount(first) > 1;
  const video = want.video === "low" && !layered ? videos.at(-1) : first;
  const chosen: UpMedia[] = [];
  if (want.audio && audio !== undefined) chosen.push(audio);
  if (want.video !== "none" && video !== undefined) chosen.push(video);
  return chosen;
}

/** A new track for a media: the publisher's format under the fixed payload types of our offers. */
function newTrack(peers: Peers, peer: DownPeer, media: UpMedia): DownTrackPlan | null {
  const negotiated = media.codecs[0];
  const codec = negotiated && codecOf(negotiated.name);
  const format = codec && formatOf(codec, negotiated.fmtp);
  if (format === undefined || negotiated === undefined) return null;
  const { payloadType, rtxPayloadType } = format;
  const plan: DownTrackPlan = {
    kind: media.kind,
    codec: { ...negotiated, payloadType, rtxPayloadType },
    ssrc: randomSsrc(peers),
    rtxSsrc: rtxPayloadType < 0 ? 0 : randomSsrc(peers),
    cname: peer.cname,
  };
  peer.follows.set(plan.ssrc, { mid: media.mid, codec: negotiated.name });
  return plan;
}
