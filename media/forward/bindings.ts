/**
 * Which SSRC is which. SSRCs are bound when their first packet comes, which SRTP has authenticated by then: by the SDP, by the mid and
 * rid header extensions (RFC 8843, RFC 8852), or by a payload type that only one media has. Packets that cannot be bound leave no state
 * behind.
 * @module
 */
import { extensionElementLength, findExtension, type RtpHeader } from "../packet/rtp.ts";
import type { UpMedia } from "../sdp/negotiate.ts";
import { ridRank } from "./layers.ts";
import { allotRing, type RingBudget } from "./ring_size.ts";
import {
  type Binding,
  codecOfType,
  endTrack,
  type UpMediaState,
  type UpSession,
} from "./up_session.ts";
import { createUpTrack, type UpTrack } from "./up_track.ts";

/** No sender makes more encodings of one track. */
const MAX_ENCODINGS = 4;
/** All encodings of one session, so that one publisher cannot have the memory of all. A conference's camera has four. */
const MAX_TRACKS = 16;
/** A publisher may go on with another SSRC when the one before has been silent for so long, or has said goodbye. */
const REPLACE_AFTER_US = 500_000;

/** Why an SSRC could not be bound: a name among the router's drops. */
export type BindingFailure = "ssrcUnknown" | "ssrcLimit" | "ringMemory" | "payloadTypeUnknown";

/** Finds out what an SSRC stands for, by its first packet, and keeps it. */
export function bindSsrc(
  up: UpSession,
  header: RtpHeader,
  buf: Uint8Array,
  nowUs: number,
  budget: RingBudget,
): Binding | BindingFailure {
  const media = findMedia(up, header, buf);
  if (media === null) return "ssrcUnknown";
  const retransmission = media.retransmits[header.payloadType]! >= 0;
  if (!retransmission && codecOfType(media, header.payloadType) === undefined) {
    return "payloadTypeUnknown";
  }
  const track = retransmission
    ? findRetransmitted(media, header, buf)
    : findOrCreateTrack(up, media, header, buf, nowUs, budget);
  if (track === null) return "ssrcUnknown";
  if (typeof track === "string") return track;
  if (retransmission) forgetRetransmissions(up, track);
  const binding = { media, track, retransmission };
  up.bindings.set(header.ssrc, binding);
  return binding;
}

/** An encoding has one SSRC of retransmissions: a new one replaces the old, so that their number is bounded. */
function forgetRetransmissions(up: UpSession, track: UpTrack): void {
  for (const [ssrc, binding] of up.bindings) {
    if (binding.track === track && binding.retransmission) up.bindings.delete(ssrc);
  }
}

function findMedia(up: UpSession, header: RtpHeader, buf: Uint8Array): UpMediaState | null {
  let byType: UpMediaState | null = null;
  let types = 0;
  for (const media of up.media) {
    if (isNamed(media, header.ssrc)) return media;
    if (readText(buf, header, media.spec.midExtensionId) === media.spec.mid) return media;
    const known = codecOfType(media, header.payloadType) !== undefined ||
      media.retransmits[header.payloadType]! >= 0;
    if (known) {
      byType = media;
      types++;
    }
  }
  return types === 1 ? byType : null;
}

function isNamed(media: UpMediaState, ssrc: number): boolean {
  return media.spec.ssrcs.some((pair) =>
    pair.ssrc === ssrc || (pair.rtxSsrc !== 0 && pair.rtxSsrc === ssrc)
  );
}

/** Text of a header extension; "" if the packet does not have it. */
function readText(buf: Uint8Array, header: RtpHeader, id: number): string {
  const offset = findExtension(buf, header, id);
  const length = extensionElementLength(buf, header, offset);
  let text = "";
  for (let i = 0; i < length; i++) text += String.fromCharCode(buf[offset + i]!);
  return text;
}

/** The encoding whose packets come again under this SSRC. */
function findRetransmitted(
  media: UpMediaState,
  header: RtpHeader,
  buf: Uint8Array,
): UpTrack | null {
  const { encodings, spec } = media;
  const pair = spec.ssrcs.find(({ rtxSsrc }) => rtxSsrc === header.ssrc && rtxSsrc !== 0);
  if (pair !== undefined) return encodings.find((track) => track.ssrc === pair.ssrc) ?? null;
  if (spec.rids.length > 0) {
    const rid = readText(buf, header, spec.repairedRidExtensionId);
    return encodings.find((track) => track.rid === rid) ?? null;
  }
  return encodings.length === 1 ? encodings[0]! : null;
}

/** The encoding that this SSRC is: a new one, or in place of one that has fallen silent or never sent more than padding. */
function findOrCreateTrack(
  up: UpSession,
  media: UpMediaState,
  header: RtpHeader,
  buf: Uint8Array,
  nowUs: number,
  budget: RingBudget,
): UpTrack | BindingFailure {
  const { spec, encodings } = media;
  const rid = spec.rids.length > 0 ? readText(buf, header, spec.ridExtensionId) : "";
  if (spec.rids.length > 0 && !spec.rids.includes(rid)) return "ssrcUnknown";
  const named = isNamed(media, header.ssrc);
  const replaced = encodings.find((track) =>
    spec.rids.length > 0 ? track.rid === rid : !(named && isNamed(media, track.ssrc))
  );
  if (replaced !== undefined) {
    if (nowUs - replaced.lastPacketUs < REPLACE_AFTER_US) return "ssrcLimit";
    endTrack(up, media, replaced, budget);
  }
  if (encodings.length >= MAX_ENCODINGS || trackCount(up) >= MAX_TRACKS) return "ssrcLimit";
  up.revision++;
  return createTrack(media, header, rid, budget);
}

function trackCount(up: UpSession): number {
  return up.media.reduce((count, { encodings }) => count + encodings.length, 0);
}

function createTrack(
  media: UpMediaState,
  header: RtpHeader,
  rid: string,
  budget: RingBudget,
): UpTrack | BindingFailure {
  const { spec, encodings } = media;
  const codec = codecOfType(media, header.payloadType);
  if (codec === undefined) return "payloadTypeUnknown";
  const ring = allotRing(spec.kind, budget);
  if (ring === null) return "ringMemory";
  const track = createUpTrack(
    budget.nextTrackId++,
    spec.kind,
    rid,
    header.ssrc,
    codec.clockRateHz,
    ring,
    spec.nack,
  );
  const rank = guessRank(spec, track);
  const at = encodings.findIndex((other) => guessRank(spec, other) > rank);
  encodings.splice(at < 0 ? encodings.length : at, 0, track);
  return track;
}

/** Place of an encoding among its siblings by what the SDP says; what it sends corrects it. */
function guessRank(spec: UpMedia, track: UpTrack): number {
  if (spec.rids.length === 0) {
    return spec.ssrcs.findIndex((pair) => pair.ssrc === track.ssrc);
  }
  const rank = ridRank(track.rid, spec.rids);
  // Without names that tell, the order of a=simulcast, which is that of preference: the best first.
  return rank >= 0 ? rank : spec.rids.length - spec.rids.indexOf(track.rid);
}
