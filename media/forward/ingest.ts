/**
 * The way of a publisher's packet into the ring of its track.
 * @module
 */
import { resetFrameInfo } from "../codec/frame.ts";
import { readU16 } from "../packet/bytes.ts";
import { createRtpHeader, paddingLength, parseRtpHeader, type RtpHeader } from "../packet/rtp.ts";
import type { RouterCounters } from "./counters.ts";
import { createPacket, type Packet } from "./packet.ts";
import { type Binding, bindSsrc, type RingBudget, type UpSession } from "./up_session.ts";
import { receivePacket } from "./up_track.ts";

/** Length of the original sequence number that begins the payload of a retransmission (RFC 4588, section 4). */
const OSN_LENGTH = 2;

/** Scratch of one router, and what is known of the packet that was taken last. */
export interface Ingest {
  readonly counters: RouterCounters;
  readonly budget: RingBudget;
  readonly header: RtpHeader;
  readonly packet: Packet;
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
    source,
    sourceView: new DataView(source.buffer),
    newest: false,
    first: false,
  };
}

/**
 * Takes the plaintext packet in `buf[start, end)` of a publisher. Retransmissions (RFC 4588) become what they retransmit.
 * @returns what it belongs to, if it is now `ingest.packet` and in its track's ring; else null, and a drop is counted
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
  const padding = parseRtpHeader(buf, start, end, header)
    ? paddingLength(buf, start, end, header)
    : -1;
  if (padding < 0) {
    counters.drops.rtpMalformed++;
    return null;
  }
  const binding = up.bindings.get(header.ssrc) ??
    bindSsrc(up, header, buf, nowUs, ingest.budget);
  if (typeof binding === "string") {
    counters.drops[binding]++;
    return null;
  }
  const taken = takePayload(
    ingest,
    binding,
    buf,
    start + header.headerLength,
    end - padding,
    nowUs,
  );
  return taken ? binding : null;
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
  packet.timestamp = header.timestamp;
  packet.marker = header.marker;
  packet.arrivalUs = nowUs;
  packet.payloadLength = to - payload;
  if (to === payload) {
    resetFrameInfo(packet.frame);
  } else if (!codec.inspect(buf, payload, to, header.marker, packet.frame)) {
    drops.payloadMalformed++;
    return false;
  }
  return storeIn(ingest, binding, seq16, buf, payload);
}

function storeIn(
  ingest: Ingest,
  binding: Binding,
  seq16: number,
  buf: Uint8Array,
  payload: number,
): boolean {
  const { counters, packet } = ingest;
  const { track, retransmission } = binding;
  const spatialBefore = track.started ? track.highestSpatial : -1;
  const repairedBefore = track.repaired;
  const view = viewOf(ingest, buf);
  const arrival = receivePacket(track, packet, seq16, view, payload, retransmission);
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
