/**
 * The way of a publisher's packet into the ring of its track.
 * @module
 */
import { type FeedbackRecorder, noteArrival } from "../bandwidth/feedback_recorder.ts";
import {
  addReceiveStream,
  createReceiveEstimator,
  noteReceived,
} from "../bandwidth/receive_estimator.ts";
import { readAudioLevel } from "../codec/audio_level.ts";
import type { Codec } from "../codec/codec.ts";
import { createDependencyState, readDependencyDescriptor } from "../codec/dependency_descriptor.ts";
import { resetFrameInfo } from "../codec/frame.ts";
import { createRedBlocks, readRed, type RedBlocks } from "../codec/red.ts";
import { readU16 } from "../packet/bytes.ts";
import {
  createRtpHeader,
  extensionElementLength,
  findExtension,
  paddingLength,
  parseRtpHeader,
  type RtpHeader,
} from "../packet/rtp.ts";
import { bindSsrc } from "./bindings.ts";
import type { RouterCounters } from "./counters.ts";
import { createPacket, type Packet } from "./packet.ts";
import { createRecovered, fillHoles, type Recovered } from "./recovery.ts";
import type { RingBudget } from "./ring_size.ts";
import type { Binding, UpSession } from "./up_session.ts";
import { type Origin, receivePacket, type UpTrack } from "./up_track.ts";

/** Length of the original sequence number that begins the payload of a retransmission (RFC 4588, section 4). */
const OSN_LENGTH = 2;
/** A transport-wide sequence number (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 2). */
const TRANSPORT_SEQ_LENGTH = 2;
/** Codecs whose payloads name their layers themselves. */
const NAMES_LAYERS: ReadonlySet<string> = new Set(["vp8", "vp9"]);

/** Scratch of one router, and what is known of the packet that was taken last. */
export interface Ingest {
  readonly counters: RouterCounters;
  readonly budget: RingBudget;
  readonly header: RtpHeader;
  readonly packet: Packet;
  readonly blocks: RedBlocks;
  /** Packets that came with it, to be handed on before it. */
  readonly recovered: Recovered;
  /** The buffer that packets last came in, and a view of it. */
  source: Uint8Array;
  sourceView: DataView;
  /** The packet is newer than all before it of its track. */
  newest: boolean;
  /** The packet is the first of its track, or of a spatial layer. */
  first: boolean;
}

/** Makes the scratch. */
export function createIngest(counters: RouterCounters, budget: RingBudget): Ingest {
  const source = new Uint8Array(0);
  return {
    counters,
    budget,
    header: createRtpHeader(),
    packet: createPacket(),
    blocks: createRedBlocks(),
    recovered: createRecovered(),
    source,
    sourceView: new DataView(source.buffer),
    newest: false,
    first: false,
  };
}

/**
 * Takes the plaintext packet in `buf[start, end)` of a publisher. Retransmissions (RFC 4588) become what they retransmit, redundant audio
 * (RFC 2198) becomes plain.
 * @returns what it belongs to, if it is now `ingest.packet` and in its track's ring, with `ingest.recovered`; else null, and a drop is counted
 */
export function ingestPacket(
  ingest: Ingest,
  up: UpSession,
  buf: Uint8Array,
  start: number,
  end: number,
  nowUs: number,
): Binding | null {
  const { counters, header } = ingest;
  ingest.recovered.count = 0;
  const padding = parseRtpHeader(buf, start, end, header)
    ? paddingLength(buf, start, end, header)
    : -1;
  if (padding < 0) {
    counters.drops.rtpMalformed++;
    return null;
  }
  if (up.recorder !== null) noteTransportSeq(up.recorder, up.transportCcId, header, buf, nowUs);
  const binding = up.bindings.get(header.ssrc) ??
    bindSsrc(up, header, buf, nowUs, ingest.budget);
  if (typeof binding === "string") {
    counters.drops[binding]++;
    return null;
  }
  if (up.recorder === null) noteForEstimate(up, binding, header.timestamp, end - start, nowUs);
  const from = start + header.headerLength;
  const taken = header.payloadType === binding.media.spec.redPayloadType
    ? takeRedundant(ingest, binding, buf, from, end - padding, nowUs)
    : takePayload(ingest, binding, buf, from, end - padding, nowUs);
  return taken ? binding : null;
}

/** Notes the arrival of a packet under its transport-wide number, whatever it is: the publisher's estimate is of all that it sends. */
function noteTransportSeq(
  recorder: FeedbackRecorder,
  id: number,
  header: RtpHeader,
  buf: Uint8Array,
  nowUs: number,
): void {
  const offset = findExtension(buf, header, id);
  if (offset < 0 || extensionElementLength(buf, header, offset) !== TRANSPORT_SEQ_LENGTH) return;
  noteArrival(recorder, readU16(buf, offset), nowUs);
}

/** Feeds our own estimate of what a publisher may send, where it is told by REMB and makes none itself. */
function noteForEstimate(
  up: UpSession,
  binding: Binding,
  timestamp: number,
  bytes: number,
  nowUs: number,
): void {
  const { media, track, retransmission } = binding;
  if (retransmission || !media.spec.remb || up.borrowed) return;
  up.estimator ??= createReceiveEstimator(nowUs);
  track.receiveStream ??= addReceiveStream(up.estimator, track.clockRateHz);
  noteReceived(track.receiveStream, timestamp, bytes, nowUs);
}

/** Takes the payload in `buf[from, to)` of the packet whose header was read. */
function takePayload(
  ingest: Ingest,
  binding: Binding,
  buf: Uint8Array,
  from: number,
  to: number,
  nowUs: number,
): boolean {
  const { header, packet } = ingest;
  const { drops } = ingest.counters;
  const { media, retransmission } = binding;
  let payload = from;
  let seq16 = header.seq16;
  packet.payloadType = header.payloadType;
  if (retransmission) {
    if (to - from < OSN_LENGTH) {
      drops.rtxEmpty++;
      return false;
    }
    seq16 = readU16(buf, from);
    payload += OSN_LENGTH;
    packet.payloadType = media.retransmits[header.payloadType]!;
  }
  const codec = media.codecs[packet.payloadType];
  if (codec === undefined) {
    drops.payloadTypeUnknown++;
    return false;
  }
  if (!inspectPayload(ingest, binding, codec, buf, payload, to, nowUs)) return false;
  return storeIn(ingest, binding, seq16, buf, payload, retransmission ? "repeated" : "original");
}

/** Takes a packet of redundant audio: first what it brings of earlier packets, then its own. */
function takeRedundant(
  ingest: Ingest,
  binding: Binding,
  buf: Uint8Array,
  from: number,
  to: number,
  nowUs: number,
): boolean {
  const { blocks, header, packet, recovered, counters } = ingest;
  const { media, track } = binding;
  if (!readRed(buf, from, to, blocks)) {
    counters.drops.payloadMalformed++;
    return false;
  }
  const { primary, redundantCount } = blocks;
  const codec = media.codecs[primary.payloadType];
  if (codec === undefined) {
    counters.drops.payloadTypeUnknown++;
    return false;
  }
  packet.payloadType = primary.payloadType;
  if (!inspectPayload(ingest, binding, codec, buf, primary.start, primary.end, nowUs)) return false;
  if (redundantCount > 0 && track.started) {
    const { audioLevel, voice } = packet.frame;
    packet.frame.audioLevel = -1;
    fillHoles(
      track,
      blocks,
      header.seq16,
      header.timestamp,
      packet,
      viewOf(ingest, buf),
      recovered,
    );
    packet.frame.audioLevel = audioLevel;
    packet.frame.voice = voice;
    packet.timestamp = header.timestamp;
    packet.marker = header.marker;
    packet.payloadLength = primary.end - primary.start;
  }
  return storeIn(ingest, binding, header.seq16, buf, primary.start, "original");
}

/** Fills in what header, extensions and payload in `buf[from, to)` say of the packet. False, and counted, if they make no sense. */
function inspectPayload(
  ingest: Ingest,
  binding: Binding,
  codec: Codec,
  buf: Uint8Array,
  from: number,
  to: number,
  nowUs: number,
): boolean {
  const { header, packet } = ingest;
  packet.timestamp = header.timestamp;
  packet.marker = header.marker;
  packet.arrivalUs = nowUs;
  packet.payloadLength = to - from;
  if (to === from) {
    resetFrameInfo(packet.frame);
    return true;
  }
  if (!codec.inspect(buf, from, to, header.marker, packet.frame)) {
    ingest.counters.drops.payloadMalformed++;
    return false;
  }
  const { audioLevelExtensionId, dependencyDescriptorExtensionId } = binding.media.spec;
  if (codec.kind === "audio") {
    if (audioLevelExtensionId > 0) {
      readAudioLevel(buf, header, audioLevelExtensionId, packet.frame);
    }
  } else if (dependencyDescriptorExtensionId > 0 && !NAMES_LAYERS.has(codec.name)) {
    readLayers(ingest, binding.track, dependencyDescriptorExtensionId, buf);
  }
  return true;
}

/** Reads the layers of a packet whose payload does not name them. */
function readLayers({ header, packet }: Ingest, track: UpTrack, id: number, buf: Uint8Array): void {
  const offset = findExtension(buf, header, id);
  if (offset < 0) return;
  const length = extensionElementLength(buf, header, offset);
  track.dependency ??= createDependencyState();
  readDependencyDescriptor(buf, offset, length, header.timestamp, track.dependency, packet.frame);
}

function storeIn(
  ingest: Ingest,
  binding: Binding,
  seq16: number,
  buf: Uint8Array,
  payload: number,
  origin: Origin,
): boolean {
  const { counters, packet } = ingest;
  const { track } = binding;
  const spatialBefore = track.started ? track.highestSpatial : -1;
  const repairedBefore = track.repaired;
  const view = viewOf(ingest, buf);
  const arrival = receivePacket(track, packet, seq16, view, payload, origin);
  if (arrival !== "newest" && arrival !== "late") {
    counters.drops[arrival]++;
    return false;
  }
  counters.packetsRepaired += track.repaired - repairedBefore;
  ingest.newest = arrival === "newest";
  ingest.first = track.highestSpatial !== spatialBefore;
  return true;
}

/** A view of the buffer that packets come in: the same one again and again. */
function viewOf(ingest: Ingest, buf: Uint8Array): DataView {
  if (buf !== ingest.source) {
    ingest.source = buf;
    ingest.sourceView = new DataView(buf.buffer, buf.byteOffset, buf.byteLength);
  }
  return ingest.sourceView;
}
