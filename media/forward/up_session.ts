/**
 * What one publisher sends: its media and their encodings, and what is measured of its way to us.
 * @module
 */
import { createFeedbackRecorder, type FeedbackRecorder } from "../bandwidth/feedback_recorder.ts";
import { type ReceiveEstimator, removeReceiveStream } from "../bandwidth/receive_estimator.ts";
import { type Codec, codecOf } from "../codec/codec.ts";
import type { NegotiatedCodec, UpMedia } from "../sdp/negotiate.ts";
import type { DownTrack } from "./down_track.ts";
import type { LendQueue } from "./lend_queue.ts";
import { releaseRings, type RingBudget } from "./ring_size.ts";
import { createUpRate, type UpRate } from "./up_rate.ts";
import { createUplink, type Uplink } from "./uplink.ts";
import type { UpTrack } from "./up_track.ts";

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
  /** Id of the header extension for transport-wide sequence numbers; 0 if the publisher does not send them. */
  transportCcId: number;
  /** When packets came, for the publisher to make its estimate of; null if it does not want to know. */
  recorder: FeedbackRecorder | null;
  /** Our estimate, for publishers that make none; null before the first packet of such. */
  estimator: ReceiveEstimator | null;
  readonly rate: UpRate;
  readonly uplink: Uplink;
  /** Another thread receives it and lends it to us (see `lending.ts`). */
  readonly borrowed: boolean;
  /** Other threads that forward it too. */
  readonly borrowers: LendQueue[];
  /** Grows when there are other media or encodings than before. */
  revision: number;
}

/** Makes a session without media. */
export function createUpSession(session: number, nowUs: number, borrowed = false): UpSession {
  return {
    session,
    groupName: "",
    media: [],
    bindings: new Map(),
    reportUs: nowUs,
    transportCcId: 0,
    recorder: null,
    estimator: null,
    rate: createUpRate(),
    uplink: createUplink(),
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
  // All media are on one transport, so they have one id for its numbers (RFC 8843, section 9.1).
  up.transportCcId = Math.max(0, ...specs.map((spec) => spec.transportCcExtensionId));
  if (up.transportCcId === 0) up.recorder = null;
  else if (!up.borrowed) up.recorder ??= createFeedbackRecorder();
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
  if (!up.borrowed) releaseRings(track, budget);
  if (track.receiveStream !== null && up.estimator !== null) {
    removeReceiveStream(up.estimator, track.receiveStream);
  }
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

/** The codec that packets of this payload type carry, redundant audio (RFC 2198) included; undefined if it is none of the media's. */
export function codecOfType(media: UpMediaState, payloadType: number): Codec | undefined {
  const { codecs, spec } = media;
  if (payloadType === spec.redPayloadType) return codecOf(spec.codecs[0]?.name ?? "");
  return codecs[payloadType];
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
