/**
 * What one publisher sends: its media, their encodings, and which SSRC is which. SSRCs are bound when their first packet comes,
 * which SRTP has authenticated by then: by the SDP, by the mid and rid header extensions (RFC 8843, RFC 8852), or by a payload type
 * that only one media has. Packets that cannot be bound leave no state behind.
 * @module
 */
import { type Codec, codecOf } from "../codec/codec.ts";
import { extensionElementLength, findExtension, type RtpHeader } from "../packet/rtp.ts";
import type { NegotiatedCodec, UpMedia } from "../sdp/negotiate.ts";
import type { DownTrack } from "./down_track.ts";
import { ridRank } from "./layers.ts";
import type { LendQueue } from "./lend_queue.ts";
import { createPacketRing, packetRingBytes } from "./packet_ring.ts";
import { createUpTrack, isAlive, type UpTrack } from "./up_track.ts";

/** No sender makes more encodings of one track. */
const MAX_ENCODINGS = 4;
/** All encodings of one session, so that one publisher cannot have the memory of all. A conference's camera has four. */
const MAX_TRACKS = 16;
const VIDEO_CAPACITY = 512;
const AUDIO_CAPACITY = 128;
/** With less, repair would not work: rather refuse the track. */
const MIN_CAPACITY = 32;

/** One m-section of a publisher. Made and ended by {@link setMedia}. */
export interface UpMediaState {
  spec: UpMedia;
  /** By payload type: the codec, where it is one of the media's. */
  readonly codecs: (Codec | undefined)[];
  /** By payload type: which one its packets retransmit; -1 if it is not one of retransmissions. */
  readonly retransmits: Int16Array;
  /** Least first. */
  readonly encodings: UpTrack[];
  readonly followers: DownTrack[];
  /** Those of its session: other threads have followers too. */
  readonly borrowers: readonly LendQueue[];
}

/** What an SSRC stands for. */
export interface Binding {
  readonly media: UpMediaState;
  readonly track: UpTrack;
  readonly retransmission: boolean;
}

/** One publisher's session. */
export interface UpSession {
  readonly session: number;
  /** The group whose members hear it; "" if it is in none. */
  groupName: string;
  readonly media: UpMediaState[];
  readonly bindings: Map<number, Binding>;
  /** When its reports are due. */
  reportUs: number;
  /** Another thread receives it and lends it to us (see `lending.ts`). */
  readonly borrowed: boolean;
  /** Other threads that forward it too. */
  readonly borrowers: LendQueue[];
  /** Grows when there are other media or encodings than before. */
  revision: number;
}

/** Memory that rings may take, shared by all sessions of a router. */
export interface RingBudget {
  readonly limitBytes: number;
  usedBytes: number;
  /** Number of the next track. */
  nextTrackId: number;
}

/** Why an SSRC could not be bound: a name among the router's drops. */
export type BindingFailure = "ssrcUnknown" | "ssrcLimit" | "ringMemory" | "payloadTypeUnknown";

/** Makes a session without media. */
export function createUpSession(session: number, nowUs: number, borrowed = false): UpSession {
  return {
    session,
    groupName: "",
    media: [],
    bindings: new Map(),
    reportUs: nowUs,
    borrowed,
    borrowers: [],
    revision: 0,
  };
}

/**
 * Sets what a session publishes. Media with the mid and kind of one that is there keep its encodings and followers.
 * @returns the media that have ended, for their followers to be released
 */
export function setMedia(
  up: UpSession,
  specs: readonly UpMedia[],
  budget: RingBudget,
): UpMediaState[] {
  const before = [...up.media];
  up.media.length = 0;
  up.revision++;
  for (const spec of specs) {
    const kept = before.findIndex((media) =>
      media.spec.mid === spec.mid && media.spec.kind === spec.kind
    );
    const media = kept < 0 ? createMedia(spec, up.borrowers) : before.splice(kept, 1)[0]!;
    updateMedia(up, media, spec, budget);
    up.media.push(media);
  }
  for (const media of before) endMedia(up, media, budget);
  return before;
}

/** Ends all media of a session. */
export function endMedia(up: UpSession, media: UpMediaState, budget: RingBudget): void {
  for (const track of [...media.encodings]) endTrack(up, media, track, budget);
}

function createMedia(spec: UpMedia, borrowers: readonly LendQueue[]): UpMediaState {
  return {
    spec,
    codecs: new Array<Codec | undefined>(128).fill(undefined),
    retransmits: new Int16Array(128).fill(-1),
    encodings: [],
    followers: [],
    borrowers,
  };
}

function updateMedia(
  up: UpSession,
  media: UpMediaState,
  spec: UpMedia,
  budget: RingBudget,
): void {
  media.spec = spec;
  media.codecs.fill(undefined);
  media.retransmits.fill(-1);
  for (const codec of spec.codecs) {
    media.codecs[codec.payloadType] = codecOf(codec.name);
    if (codec.rtxPayloadType >= 0) media.retransmits[codec.rtxPayloadType] = codec.payloadType;
  }
  for (const track of [...media.encodings]) {
    track.nack = spec.nack;
    const named = spec.rids.length > 0
      ? spec.rids.includes(track.rid)
      : spec.ssrcs.length === 0 || spec.ssrcs.some((pair) => pair.ssrc === track.ssrc);
    if (!named) endTrack(up, media, track, budget);
  }
}

/** Ends one encoding: its followers have to do without. */
export function endTrack(
  up: UpSession,
  media: UpMediaState,
  track: UpTrack,
  budget: RingBudget,
): void {
  media.encodings.splice(media.encodings.indexOf(track), 1);
  up.revision++;
  if (!up.borrowed) budget.usedBytes -= packetRingBytes(track.ring.capacity);
  for (const [ssrc, binding] of up.bindings) {
    if (binding.track === track) up.bindings.delete(ssrc);
  }
  for (const follower of media.followers) {
    if (follower.source === track) follower.source = null;
    if (follower.target === track) follower.target = null;
    if (follower.pending === track) follower.pending = null;
    if (follower.lastSource === track) follower.lastSource = null;
  }
}

/** The payload type under which the publisher sends a codec of this name; -1 if it does not. */
export function payloadTypeOf(media: UpMediaState, codec: string): number {
  return codecNamed(media.spec.codecs, codec)?.payloadType ?? -1;
}

function codecNamed(
  codecs: readonly NegotiatedCodec[],
  name: string,
): NegotiatedCodec | undefined {
  return codecs.find((codec) => codec.name === name);
}

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
  if (!retransmission && media.codecs[header.payloadType] === undefined) {
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
    const known = media.codecs[header.payloadType] !== undefined ||
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

/** The encoding that this SSRC is: a new one, or in place of one that has fallen silent. */
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
    if (isAlive(replaced, nowUs)) return "ssrcLimit";
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
  const codec = media.codecs[header.payloadType];
  if (codec === undefined) return "payloadTypeUnknown";
  let capacity = spec.kind === "video" ? VIDEO_CAPACITY : AUDIO_CAPACITY;
  while (budget.usedBytes + packetRingBytes(capacity) > budget.limitBytes) {
    capacity /= 2;
    if (capacity < MIN_CAPACITY) return "ringMemory";
  }
  budget.usedBytes += packetRingBytes(capacity);
  const track = createUpTrack(
    budget.nextTrackId++,
    spec.kind,
    rid,
    header.ssrc,
    codec.clockRateHz,
    createPacketRing(capacity),
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
