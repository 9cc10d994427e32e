/**
 * One received encoding: an SSRC with its ring of packets, what is missing of it, and what its publisher is told about it.
 * @module
 */
import type { ReceiveStream } from "../bandwidth/receive_estimator.ts";
import type { DependencyState } from "../codec/dependency_descriptor.ts";
import { ticksOfUs } from "../packet/clock.ts";
import { addSeq16, extendSeq, SEQ_CYCLE } from "../packet/seq.ts";
import { createKeyframeRequester, type KeyframeRequester, settleKeyframe } from "./keyframes.ts";
import { isAlive, notePictureInterval, stallUs } from "./liveness.ts";
import {
  createMissingList,
  findMissing,
  forgetBefore,
  type MissingList,
  noteMissing,
  noteOvertaken,
  removeAt,
} from "./missing.ts";
import type { Packet } from "./packet.ts";
import { hasPacket, type PacketRing, pinPicture, storePacket } from "./packet_ring.ts";
import {
  addToLayerRates,
  addToRate,
  createLayerRates,
  isSpatialGone,
  type LayerRates,
  type RateMeter,
  restartRates,
} from "./rates.ts";
import { createRingFit, type RingFit } from "./ring_size.ts";
import { createSpeech, type Speech } from "./speech.ts";

/** RFC 3550, appendix A.1: a number further away than this is not believed at once. */
const MAX_JUMP = 3000;
/** How far numbers go on when a publisher begins anew, so that nobody takes the gap for loss. */
const RESTART_GAP = 1024;
/** Assumed before a repair was timed. */
const FIRST_RTT_US = 100_000;
/** Weight of a new sample of round-trip time, 1/8 as in RFC 6298. */
const RTT_WEIGHT = 0.125;

/** How a packet came: by itself, as a retransmission (RFC 4588), or as a redundant block of a later one (RFC 2198). */
export type Origin = "original" | "repeated" | "redundant";

/** What came of a packet: `newest` and `late` ones are in the ring and to be forwarded. */
export type Arrival = "newest" | "late" | "duplicate" | "tooOld" | "sequenceJump" | "tooLarge";

/** The newest sender report of a source, and when it came. */
export interface ReportedTime {
  readonly ntpSeconds: number;
  readonly ntpFraction: number;
  readonly rtpTimestamp: number;
  readonly arrivalUs: number;
}

/** State of one encoding. Made by its up session, which alone writes it; followers read it. */
export interface UpTrack {
  /** Unique among all tracks of the router, over its life. */
  readonly id: number;
  readonly kind: "audio" | "video";
  /** Name of the encoding; "" without simulcast by RID. */
  readonly rid: string;
  readonly ssrc: number;
  readonly clockRateHz: number;
  ring: PacketRing;
  /** The ring before it got another size: written until then as well, for borrowers that do not know of the new one yet. */
  oldRing: PacketRing | null;
  oldRingUntilUs: number;
  readonly fit: RingFit;
  /** Where the last key frame begins that was pinned in the ring; NaN if none was. */
  pinnedSeq: number;
  readonly missing: MissingList;
  readonly keyframes: KeyframeRequester;
  /** Whether losses are to be asked for. */
  nack: boolean;

  /** A packet came; the numbers below mean something. */
  started: boolean;
  baseSeq: number;
  highestSeq: number;
  /** Timestamp of the newest packet. */
  highestTimestamp: number;
  /** The number that would confirm a jump, 16 bits; -1 if none was seen. */
  jumpSeq16: number;
  /** Where the last key frame begins; NaN if none did. */
  keyframeSeq: number;
  keyframeUs: number;
  lastPacketUs: number;
  /** Highest spatial layer that comes. */
  highestSpatial: number;
  /** Smoothed time between pictures, and the longest lately, slowly forgotten. */
  pictureIntervalUs: number;
  pictureGapUs: number;
  lastPictureUs: number;

  /** Packets that came without being asked for, the base of loss (RFC 3550, appendix A.3). */
  received: number;
  expectedBefore: number;
  receivedBefore: number;
  /** Packets that came after we asked for them. */
  repaired: number;
  /** Packets that came as redundant blocks of later ones. */
  recovered: number;
  /** Retransmissions come under an SSRC of their own: what comes under the first was not asked for. */
  repeats: boolean;
  /** How many were given up when this was last looked at. */
  givenUpBefore: number;
  octets: number;
  /** RFC 3550, section 6.4.1; in ticks. */
  jitter: number;
  transit: number;
  transitKnown: boolean;
  /** Round trip to the publisher as repairs show it. */
  rttUs: number;
  readonly rate: RateMeter;
  readonly layerRates: LayerRates;
  /** Its part in our estimate of the publisher's way; null if there is none. */
  receiveStream: ReceiveStream | null;
  /** What dependency descriptors have told so far; null without them. */
  dependency: DependencyState | null;
  /** What its sound is like; it says nothing until a level was told. */
  readonly speech: Speech;
  /** Since when its media come without a break; Infinity before the first. Whether they still do, `isAlive` tells. */
  aliveSinceUs: number;
  /** Since when they come without a long pause, as they would if the network had been away. */
  flowingSinceUs: number;
  /** Its siblings do: it was stopped, until its next packet comes. */
  stalled: boolean;
  /** False if its group has so many open microphones that this one is not to be forwarded now. */
  audible: boolean;
  /** Until when some receiver wants this encoding, as far as is known now. */
  wantedUntilUs: number;
  /** What its publisher, or lender, was told last, and when. */
  toldWanted: boolean;
  toldUs: number;
  report: ReportedTime | null;
}

/** Makes a track that nothing was received of. */
export function createUpTrack(
  id: number,
  kind: "audio" | "video",
  rid: string,
  ssrc: number,
  clockRateHz: number,
  ring: PacketRing,
  nack: boolean,
): UpTrack {
  return {
    id,
    kind,
    rid,
    ssrc,
    clockRateHz,
    ring,
    oldRing: null,
    oldRingUntilUs: 0,
    fit: createRingFit(),
    pinnedSeq: NaN,
    missing: createMissingList(),
    keyframes: createKeyframeRequester(),
    nack,
    started: false,
    baseSeq: 0,
    highestSeq: 0,
    highestTimestamp: 0,
    jumpSeq16: -1,
    keyframeSeq: NaN,
    keyframeUs: 0,
    lastPacketUs: 0,
    highestSpatial: 0,
    pictureIntervalUs: 0,
    pictureGapUs: 0,
    lastPictureUs: 0,
    received: 0,
    expectedBefore: 0,
    receivedBefore: 0,
    repaired: 0,
    recovered: 0,
    repeats: false,
    givenUpBefore: 0,
    octets: 0,
    jitter: 0,
    transit: 0,
    transitKnown: false,
    rttUs: FIRST_RTT_US,
    rate: { bps: 0, bytes: 0, sinceUs: 0 },
    layerRates: createLayerRates(),
    receiveStream: null,
    dependency: null,
    speech: createSpeech(),
    aliveSinceUs: Infinity,
    flowingSinceUs: Infinity,
    stalled: false,
    audible: true,
    wantedUntilUs: -Infinity,
    toldWanted: true,
    toldUs: -Infinity,
    report: null,
  };
}

/**
 * Takes a packet: extends its number, stores it, and keeps count. `packet` has everything but `seqExt` and where the
 * payload is to lie, which are set.
 * @param from where the payload begins in `source`
 * @param origin only originals say something about loss and jitter
 */
export function receivePacket(
  track: UpTrack,
  packet: Packet,
  seq16: number,
  source: DataView,
  from: number,
  origin: Origin,
): Arrival {
  if (!track.started) start(track, seq16, packet);
  let seqExt = extendSeq(track.highestSeq, seq16);
  const distance = seqExt - track.highestSeq;
  if (distance > MAX_JUMP || distance < -MAX_JUMP) {
    if (origin !== "original" || seq16 !== track.jumpSeq16) {
      if (origin === "original") track.jumpSeq16 = addSeq16(seq16, 1);
      return "sequenceJump";
    }
    seqExt = restart(track, seqExt);
  } else if (distance <= -track.ring.capacity) {
    return "tooOld";
  }
  if (hasPacket(track.ring, seqExt)) return "duplicate";
  packet.seqExt = seqExt;
  if (origin === "redundant") track.recovered++;
  if (track.oldRing !== null) storePacket(track.oldRing, packet, source, from);
  if (!storePacket(track.ring, packet, source, from)) return "tooLarge";
  track.jumpSeq16 = -1;
  const newest = seqExt > track.highestSeq;
  const asked = settleMissing(track, packet, newest, origin);
  if (origin === "original" && !asked) count(track, packet);
  measure(track, packet, newest);
  if (newest) pinKeyframe(track);
  return newest ? "newest" : "late";
}

/** Pins the last key frame in good time before it is overwritten, when what was lost of it had time to come again. */
function pinKeyframe(track: UpTrack): void {
  const { keyframeSeq, highestSeq, ring } = track;
  if (keyframeSeq === track.pinnedSeq || ring.pinned === 0) return;
  if (!(highestSeq - keyframeSeq >= ring.capacity / 2)) return;
  track.pinnedSeq = keyframeSeq;
  pinPicture(ring, keyframeSeq);
}

function start(track: UpTrack, seq16: number, packet: Packet): void {
  track.started = true;
  track.baseSeq = seq16;
  track.highestSeq = seq16 - 1;
  track.highestTimestamp = packet.timestamp;
  track.rate.sinceUs = packet.arrivalUs;
}

/** The publisher began anew with other numbers: goes on from `seqExt` at the first cycle that is far ahead. */
function restart(track: UpTrack, seqExt: number): number {
  let next = seqExt;
  while (next < track.highestSeq + RESTART_GAP) next += SEQ_CYCLE;
  removeAt(track.missing, 0, track.missing.count);
  track.baseSeq = next;
  track.highestSeq = next - 1;
  track.keyframeSeq = NaN;
  track.pinnedSeq = NaN;
  track.received = 0;
  track.expectedBefore = 0;
  track.receivedBefore = 0;
  track.transitKnown = false;
  track.report = null; // its timestamps may be others as well
  return next;
}

/** Brings the list of what is missing up to date. Returns whether the packet is one that came because it was asked for. */
function settleMissing(track: UpTrack, packet: Packet, newest: boolean, origin: Origin): boolean {
  const { missing } = track;
  if (origin === "repeated") track.repeats = true;
  if (newest) {
    if (track.nack) noteMissing(missing, track.highestSeq + 1, packet.seqExt, packet.arrivalUs);
    track.highestSeq = packet.seqExt;
    track.highestTimestamp = packet.timestamp;
    if (missing.count > 0) {
      missing.givenUp += forgetBefore(missing, packet.seqExt - track.ring.capacity, Infinity);
    }
    return false;
  }
  const at = findMissing(missing, packet.seqExt);
  if (at < 0) return false;
  const requests = missing.requests[at]!;
  const overtaken = origin === "original" && (requests === 0 || track.repeats);
  if (overtaken) noteOvertaken(missing, packet.arrivalUs - missing.noticedUs[at]!);
  const asked = requests > 0 && origin !== "redundant" && !overtaken;
  if (asked) noteRepair(track, packet.arrivalUs - missing.askedUs[at]!, requests);
  removeAt(missing, at);
  return asked;
}

/**
 * A packet came `sinceUs` after it was first asked for. After several requests one cannot know which of them is answered: as in Karn's
 * algorithm (RFC 6298, section 3) that says less, but it must say something, or a round trip longer than the wait would never be learnt.
 */
function noteRepair(track: UpTrack, sinceUs: number, requests: number): void {
  track.repaired++;
  const sampleUs = requests === 1 ? sinceUs : Math.min(sinceUs, 2 * track.rttUs);
  track.rttUs += (sampleUs - track.rttUs) * (requests === 1 ? RTT_WEIGHT : RTT_WEIGHT / 2);
}

/** Loss and jitter, by RFC 3550 appendix A.3 and A.8. */
function count(track: UpTrack, packet: Packet): void {
  track.received++;
  const arrival = ticksOfUs(packet.arrivalUs, track.clockRateHz);
  const transit = (arrival - packet.timestamp) | 0;
  if (track.transitKnown) {
    const difference = Math.abs((transit - track.transit) | 0);
    track.jitter += (difference - track.jitter) / 16;
  }
  track.transit = transit;
  track.transitKnown = true;
}

/**
 * Notes a packet that another thread has received and stored (see `lending.ts`).
 * @returns whether it is newer than all before it
 */
export function noteForwarded(track: UpTrack, packet: Packet): boolean {
  const newest = packet.seqExt > track.highestSeq;
  if (newest) {
    track.highestSeq = packet.seqExt;
    track.highestTimestamp = packet.timestamp;
  }
  measure(track, packet, newest);
  return newest;
}

/** Measures what comes. Padding says nothing of an encoding: one that sends only that is not alive. */
function measure(track: UpTrack, packet: Packet, newest: boolean): void {
  if (packet.payloadLength === 0) return;
  const nowUs = packet.arrivalUs;
  const { spatialId, temporalId, frameStart } = packet.frame;
  if (track.aliveSinceUs === Infinity || !isAlive(track, nowUs)) {
    track.aliveSinceUs = track.flowingSinceUs = nowUs;
    track.stalled = false;
    restartRates(track.layerRates, nowUs);
  } else if (nowUs - track.lastPacketUs > stallUs(track) / 2) {
    track.flowingSinceUs = nowUs;
  }
  track.lastPacketUs = nowUs;
  track.octets += packet.payloadLength;
  addToRate(track.rate, packet.payloadLength, nowUs);
  const { layerRates, highestSpatial } = track;
  const measured = addToLayerRates(
    layerRates,
    spatialId,
    temporalId,
    packet.payloadLength,
    frameStart && spatialId === 0,
    nowUs,
  );
  if (spatialId > highestSpatial) track.highestSpatial = spatialId;
  else if (measured && highestSpatial > 0 && isSpatialGone(layerRates, highestSpatial)) {
    track.highestSpatial--;
  }
  if (!frameStart) return;
  if (newest) {
    if (track.lastPictureUs > 0) notePictureInterval(track, nowUs - track.lastPictureUs);
    track.lastPictureUs = nowUs;
  }
  if (track.kind === "video" && packet.frame.keyframe) noteKeyframe(track, packet);
}

function noteKeyframe(track: UpTrack, packet: Packet): void {
  settleKeyframe(track.keyframes);
  if (packet.seqExt < track.keyframeSeq) return;
  track.keyframeSeq = packet.seqExt;
  track.keyframeUs = packet.arrivalUs;
  forgetBefore(track.missing, packet.seqExt, packet.arrivalUs - 2 * track.rttUs);
}
