/**
 * The state of one sent track.
 *
 * `source` is the encoding that flows now, `target` the one that is to. While they differ, the source goes on and a key frame of the
 * target is asked for; where it begins, the target takes over. A track without a source waits.
 * @module
 */
import type { EstimatorPath } from "../bandwidth/estimator.ts";
import type { Pacer } from "../bandwidth/pacer.ts";
import type { DownSession } from "./down_session.ts";
import { createGrant, type Grant, resetGrant } from "./grants.ts";
import { createKeyframeAllowance, type KeyframeAllowance } from "./keyframes.ts";
import { type Ceiling, createLayerSelector, type LayerSelector } from "./layers.ts";
import type { Packet } from "./packet.ts";
import type { OutgoingPacket } from "./packet_writer.ts";
import type { RateMeter } from "./rates.ts";
import {
  createReceptionStats,
  createReportLog,
  type ReceptionStats,
  type ReportLog,
} from "./reports.ts";
import {
  createSeqMap,
  mapPictureId,
  mapTimestamp,
  mapTl0PicIdx,
  mapTransportSeq,
  SEQ_MAP_CAPACITY,
  type SeqMap,
} from "./seq_map.ts";
import type { UpTrack } from "./up_track.ts";

/** One track for a receiver, as its answer left it. */
export interface DownTrackSpec {
  readonly kind: "audio" | "video";
  /** The media of the up session that it follows. */
  readonly mid: string;
  /** Galène's name of the codec; packets of the up media in another codec are not forwarded. */
  readonly codec: string;
  readonly ssrc: number;
  /** SSRC of its retransmissions; used if `rtxPayloadType` is not -1. */
  readonly rtxSsrc: number;
  readonly payloadType: number;
  /** Payload type of its retransmissions, or -1: then packets are sent again under their own SSRC. */
  readonly rtxPayloadType: number;
  /** Payload type of redundant audio (RFC 2198); -1 if the receiver does not take it. */
  readonly redPayloadType: number;
  /** Id of the header extension for transport-wide sequence numbers; 0 if packets are to have none. */
  readonly transportCcId: number;
  readonly clockRateHz: number;
  readonly cname: string;
}

/** How a receiver shows a track, and which layers it insists on. */
export interface View {
  /** Pixels that it is shown at; 0 where that is not known. */
  readonly width: number;
  readonly height: number;
  /** It is what the receiver looks at: it gets better pictures before others do. */
  readonly stage: boolean;
  /** The receiver does not show it at all: nothing of it is sent. */
  readonly hidden: boolean;
  /** Highest layers wanted, counted from 0; -1 leaves the choice to us. */
  readonly spatial: number;
  readonly temporal: number;
}

/** The view of a track of which nothing was said. */
export const NO_VIEW: View = {
  width: 0,
  height: 0,
  stage: false,
  hidden: false,
  spatial: -1,
  temporal: -1,
};

/** First sequence numbers lie below this, so that loss at the beginning leaves no doubt about SRTP's rollover counter. */
const FIRST_SEQ_BOUND = 0x8000;

/** State of one sent track. Made by its down session, which alone writes it. */
export interface DownTrack {
  spec: DownTrackSpec;
  readonly session: number;
  readonly down: DownSession;
  /** Those of its viewer and its session, at hand. */
  readonly pacer: Pacer<DownTrack>;
  readonly path: EstimatorPath;
  /** The receiver is connected. */
  active: boolean;
  ceiling: Ceiling;
  view: View;
  /** Earlier packets that each one of audio repeats: 0 to 2. */
  repeats: number;
  /** Nothing of it is sent, as its viewer's network has no room, or does not show it. */
  paused: boolean;
  /** What its viewer's estimate allows. */
  readonly grant: Grant;
  /** Encodings of the media that it follows, least first; empty while there is none. */
  encodings: readonly UpTrack[];
  /** Payload type under which the publisher sends the codec; -1 while there is none. */
  upPayloadType: number;
  source: UpTrack | null;
  target: UpTrack | null;
  /**
   * The target's key frame began in packet `pendingSeq`, at `pendingUs`, but a picture of the source was not over: when it is, this encoding
   * takes over. Null if no change is under way.
   */
  pending: UpTrack | null;
  pendingSeq: number;
  pendingUs: number;
  /** The newest packet sent does not end its picture. */
  midPicture: boolean;
  /** The last source that was sent. */
  lastSource: UpTrack | null;
  /** When the source was begun, and what the next packet of its receiver's connection was then, by transport-wide number. */
  begunUs: number;
  begunTransportSeq: number;
  /** When the newest packet was sent. */
  lastSentUs: number;
  readonly layers: LayerSelector;
  /** Picture id of the picture that is being left out; -1 if none is. */
  skippedPictureId: number;
  readonly map: SeqMap;
  /** Added to the first source's timestamps. */
  readonly firstTimestampDelta: number;
  /** Extended number of the last retransmission under its own SSRC. */
  rtxSeq: number;
  /** When each packet was last sent again, by `down` modulo the map's capacity; 0 for never. */
  readonly resentUs: Float64Array;
  readonly allowance: KeyframeAllowance;
  packetCount: number;
  octetCount: number;
  resentCount: number;
  resentOctets: number;
  /** What the estimator was told of that has left without transport-wide numbers. */
  notedPackets: number;
  notedBytes: number;
  /** NACKs, and requests for key frames, that came for it. */
  nackCount: number;
  pliCount: number;
  readonly rate: RateMeter;
  readonly reportLog: ReportLog;
  readonly reception: ReceptionStats;
}

/** Makes a track that follows nothing yet. */
export function createDownTrack(
  down: DownSession,
  spec: DownTrackSpec,
  random32: () => number,
): DownTrack {
  return {
    spec,
    session: down.session,
    down,
    pacer: down.viewer.pacer,
    path: down.path,
    active: false,
    ceiling: "high",
    view: NO_VIEW,
    repeats: 0,
    paused: false,
    grant: createGrant(),
    encodings: [],
    upPayloadType: -1,
    source: null,
    target: null,
    pending: null,
    pendingSeq: 0,
    pendingUs: 0,
    midPicture: false,
    lastSource: null,
    begunUs: -Infinity,
    begunTransportSeq: 0,
    lastSentUs: 0,
    layers: createLayerSelector(),
    skippedPictureId: -1,
    map: createSeqMap(random32() % FIRST_SEQ_BOUND),
    firstTimestampDelta: random32(),
    rtxSeq: random32() % FIRST_SEQ_BOUND,
    resentUs: new Float64Array(SEQ_MAP_CAPACITY),
    allowance: createKeyframeAllowance(),
    packetCount: 0,
    octetCount: 0,
    resentCount: 0,
    resentOctets: 0,
    notedPackets: 0,
    notedBytes: 0,
    nackCount: 0,
    pliCount: 0,
    rate: { bps: 0, bytes: 0, sinceUs: 0 },
    reportLog: createReportLog(),
    reception: createReceptionStats(),
  };
}

/** Lets go of what the track follows; what was sent is remembered, so that another source can go on from there. */
export function releaseSource(track: DownTrack): void {
  track.encodings = [];
  track.upPayloadType = -1;
  track.source = null;
  track.target = null;
  track.pending = null;
  track.lastSource = null;
  resetGrant(track.grant);
}

/**
 * Sets what a packet is sent with under number `down`, the marker excepted. It depends on nothing that changes, as what is sent again under the
 * same number must be the same: SRTP would otherwise use one key stream for two texts.
 */
export function fillOutgoing(
  outgoing: OutgoingPacket,
  track: DownTrack,
  packet: Packet,
  down: number,
): void {
  const { map, spec } = track;
  const { pictureId, tl0PicIdx } = packet.frame;
  outgoing.session = track.session;
  outgoing.ssrc = spec.ssrc;
  outgoing.payloadType = spec.payloadType;
  outgoing.marker = false;
  outgoing.seqExt = down;
  outgoing.timestamp = mapTimestamp(map, down, packet.timestamp);
  outgoing.transportCcId = spec.transportCcId;
  if (spec.transportCcId > 0) outgoing.transportSeq16 = mapTransportSeq(map, down);
  outgoing.codec = spec.codec;
  outgoing.pictureId = mapPictureId(map, down, pictureId);
  outgoing.tl0PicIdx = mapTl0PicIdx(map, down, tl0PicIdx);
  outgoing.originalSeqExt = -1;
}
