/**
 * RTCP compounds (RFC 3550 section 6, with feedback by RFC 4585): bytes to records and back. Reduced-size compounds
 * (RFC 5506) are accepted: any packet may come first.
 * @module
 */
import { readU24, readU32, writeU24, writeU32 } from "./bytes.ts";
import {
  type Fir,
  FORMAT_AFB,
  FORMAT_FIR,
  FORMAT_NACK,
  FORMAT_PLI,
  isRemb,
  type Nack,
  parseFir,
  parseNack,
  parsePli,
  parseRemb,
  type Pli,
  type Remb,
  writeFir,
  writeNack,
  writePli,
  writeRemb,
} from "./feedback.ts";
import {
  createRtcp,
  frameRtcp,
  markPadding,
  RTCP_BYE,
  RTCP_HEADER_LENGTH,
  RTCP_MAX_COUNT,
  RTCP_PSFB,
  RTCP_RR,
  RTCP_RTPFB,
  RTCP_SDES,
  RTCP_SR,
  type RtcpFrame,
} from "./rtcp_header.ts";
import { decodeText, encodeText, parseSdes, type SourceDescription, writeSdes } from "./sdes.ts";
import {
  FORMAT_TRANSPORT_CC,
  parseTransportFeedback,
  type TransportFeedback,
  writeTransportFeedback,
} from "./twcc.ts";

/** How one source was received; RFC 3550 section 6.4.1. */
export interface ReportBlock {
  /** The source that is reported on. */
  readonly ssrc: number;
  /** Share of packets lost since the last report, in 1/256: 0 to 255. */
  readonly fractionLost: number;
  /** Packets lost since the beginning; negative after duplicates. Signed 24 bits. */
  readonly cumulativeLost: number;
  /** Highest sequence number received, extended, its low 32 bits. */
  readonly highestSeqExt: number;
  /** Interarrival jitter in ticks of the source's clock. */
  readonly jitter: number;
  /** Middle 32 bits of the NTP time in the source's last sender report; 0 if none came. */
  readonly lastSr: number;
  /** Time from that report's arrival to this one's departure, in 1/65536 s. */
  readonly delaySinceLastSr: number;
}

/** RFC 3550 section 6.4.1. */
export interface SenderReport {
  readonly type: "sr";
  readonly ssrc: number;
  readonly ntpSeconds: number;
  readonly ntpFraction: number;
  /** The same moment on the source's RTP clock. */
  readonly rtpTimestamp: number;
  readonly packetCount: number;
  /** Bytes of payload, without headers and padding. */
  readonly octetCount: number;
  readonly reports: readonly ReportBlock[];
}

/** RFC 3550 section 6.4.2. */
export interface ReceiverReport {
  readonly type: "rr";
  readonly ssrc: number;
  readonly reports: readonly ReportBlock[];
}

/** "These sources leave." RFC 3550 section 6.6. */
export interface Bye {
  readonly type: "bye";
  readonly ssrcs: readonly number[];
  /** "" if none was given. At most 255 bytes of it are sent. */
  readonly reason: string;
}

/** A well-formed packet of a kind that we do not read, such as extended reports. */
export interface UnknownRtcp {
  readonly type: "unknown";
  readonly packetType: number;
  /** The count or feedback format in the header. */
  readonly count: number;
  /** All after the four bytes of header, padding left out: a copy. */
  readonly body: Uint8Array;
}

/** One packet of a compound. */
export type RtcpPacket =
  | SenderReport
  | ReceiverReport
  | SourceDescription
  | Bye
  | Nack
  | Pli
  | Fir
  | Remb
  | TransportFeedback
  | UnknownRtcp;

const REPORT_LENGTH = 24;
const SENDER_INFO_LENGTH = 20;

/**
 * Reads the plaintext compound in `buf[start, end)`. Null if any packet in it is malformed, or there is none: a peer that
 * sends such a thing is broken, and half of what it said is no better than nothing.
 */
export function parseRtcp(buf: Uint8Array, start: number, end: number): RtcpPacket[] | null {
  const packets: RtcpPacket[] = [];
  let at = start;
  do {
    const frame = frameRtcp(buf, at, end);
    if (frame === null) return null;
    const packet = parseBody(buf, frame);
    if (packet === null) return null;
    packets.push(packet);
    at = frame.next;
  } while (at < end);
  return packets;
}

function parseBody(buf: Uint8Array, frame: RtcpFrame): RtcpPacket | null {
  const { packetType, count, bodyStart, bodyEnd } = frame;
  switch (packetType) {
    case RTCP_SR:
      return parseSenderReport(buf, frame);
    case RTCP_RR:
      return parseReceiverReport(buf, frame);
    case RTCP_SDES:
      return parseSdes(buf, bodyStart, bodyEnd, count);
    case RTCP_BYE:
      return parseBye(buf, frame);
    case RTCP_RTPFB:
      if (count === FORMAT_NACK) return parseNack(buf, bodyStart, bodyEnd);
      if (count === FORMAT_TRANSPORT_CC) return parseTransportFeedback(buf, bodyStart, bodyEnd);
      break;
    case RTCP_PSFB:
      if (count === FORMAT_PLI) return parsePli(buf, bodyStart, bodyEnd);
      if (count === FORMAT_FIR) return parseFir(buf, bodyStart, bodyEnd);
      if (count === FORMAT_AFB && isRemb(buf, bodyStart, bodyEnd)) {
        return parseRemb(buf, bodyStart, bodyEnd);
      }
      break;
  }
  return { type: "unknown", packetType, count, body: buf.slice(bodyStart, bodyEnd) };
}

function parseSenderReport(buf: Uint8Array, frame: RtcpFrame): SenderReport | null {
  const at = frame.bodyStart;
  const reportsStart = at + 4 + SENDER_INFO_LENGTH;
  const reports = parseReports(buf, reportsStart, frame.bodyEnd, frame.count);
  if (reports === null) return null;
  return {
    type: "sr",
    ssrc: readU32(buf, at),
    ntpSeconds: readU32(buf, at + 4),
    ntpFraction: readU32(buf, at + 8),
    rtpTimestamp: readU32(buf, at + 12),
    packetCount: readU32(buf, at + 16),
    octetCount: readU32(buf, at + 20),
    reports,
  };
}

function parseReceiverReport(buf: Uint8Array, frame: RtcpFrame): ReceiverReport | null {
  const reports = parseReports(buf, frame.bodyStart + 4, frame.bodyEnd, frame.count);
  return reports && { type: "rr", ssrc: readU32(buf, frame.bodyStart), reports };
}

/** Report blocks may be followed by an extension of some profile, which is skipped. */
function parseReports(
  buf: Uint8Array,
  start: number,
  end: number,
  count: number,
): ReportBlock[] | null {
  if (start + count * REPORT_LENGTH > end) return null;
  const reports: ReportBlock[] = [];
  for (let i = 0; i < count; i++) {
    const at = start + i * REPORT_LENGTH;
    reports.push({
      ssrc: readU32(buf, at),
      fractionLost: buf[at + 4]!,
      cumulativeLost: (readU24(buf, at + 5) << 8) >> 8,
      highestSeqExt: readU32(buf, at + 8),
      jitter: readU32(buf, at + 12),
      lastSr: readU32(buf, at + 16),
      delaySinceLastSr: readU32(buf, at + 20),
    });
  }
  return reports;
}

function parseBye(buf: Uint8Array, frame: RtcpFrame): Bye | null {
  const reasonAt = frame.bodyStart + frame.count * 4;
  if (reasonAt > frame.bodyEnd) return null;
  const ssrcs: number[] = [];
  for (let at = frame.bodyStart; at < reasonAt; at += 4) ssrcs.push(readU32(buf, at));
  if (reasonAt === frame.bodyEnd) return { type: "bye", ssrcs, reason: "" };
  const reasonEnd = reasonAt + 1 + buf[reasonAt]!;
  if (reasonEnd > frame.bodyEnd) return null;
  const reason = decodeText(buf, reasonAt + 1, reasonEnd);
  return { type: "bye", ssrcs, reason };
}

/**
 * Writes packets as one compound, ready to be protected. What {@link parseRtcp} read comes out as it was, but for padding,
 * profile extensions, SDES items other than CNAME, text that is no UTF-8 and NACK pairs that overlap. Lists longer than a header can count are continued in a further
 * packet of the kind: reports of a sender in a receiver report, as RFC 3550 section 6.1 asks.
 */
export function serializeRtcp(packets: readonly RtcpPacket[]): Uint8Array {
  const parts = packets.flatMap(writePacket);
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function writePacket(packet: RtcpPacket): Uint8Array[] {
  switch (packet.type) {
    case "sr":
      return writeSenderReport(packet);
    case "rr":
      return chunksOf(packet.reports).map((reports) => writeReceiverReport(packet.ssrc, reports));
    case "sdes":
      return chunksOf(packet.chunks).map(writeSdes);
    case "bye":
      return chunksOf(packet.ssrcs).map((ssrcs) => writeBye(ssrcs, packet.reason));
    case "nack":
      return [writeNack(packet)];
    case "pli":
      return [writePli(packet)];
    case "fir":
      return [writeFir(packet)];
    case "remb":
      return [writeRemb(packet)];
    case "twcc":
      return [writeTransportFeedback(packet)];
    case "unknown": {
      const out = createRtcp(packet.packetType, packet.count, packet.body.length);
      out.set(packet.body, RTCP_HEADER_LENGTH);
      markPadding(out, RTCP_HEADER_LENGTH + packet.body.length);
      return [out];
    }
  }
}

/** A list cut into lists that a header can count; at least one, if need be empty. */
function chunksOf<T>(list: readonly T[]): (readonly T[])[] {
  const chunks = [list.slice(0, RTCP_MAX_COUNT)];
  for (let i = RTCP_MAX_COUNT; i < list.length; i += RTCP_MAX_COUNT) {
    chunks.push(list.slice(i, i + RTCP_MAX_COUNT));
  }
  return chunks;
}

function writeSenderReport(report: SenderReport): Uint8Array[] {
  const [reports = [], ...more] = chunksOf(report.reports);
  const reportsStart = RTCP_HEADER_LENGTH + 4 + SENDER_INFO_LENGTH;
  const out = createRtcp(RTCP_SR, reports.length, 24 + reports.length * REPORT_LENGTH);
  writeU32(out, RTCP_HEADER_LENGTH, report.ssrc);
  writeU32(out, RTCP_HEADER_LENGTH + 4, report.ntpSeconds);
  writeU32(out, RTCP_HEADER_LENGTH + 8, report.ntpFraction);
  writeU32(out, RTCP_HEADER_LENGTH + 12, report.rtpTimestamp);
  writeU32(out, RTCP_HEADER_LENGTH + 16, report.packetCount);
  writeU32(out, RTCP_HEADER_LENGTH + 20, report.octetCount);
  writeReports(out, reportsStart, reports);
  return [out, ...more.map((rest) => writeReceiverReport(report.ssrc, rest))];
}

function writeReceiverReport(ssrc: number, reports: readonly ReportBlock[]): Uint8Array {
  const out = createRtcp(RTCP_RR, reports.length, 4 + reports.length * REPORT_LENGTH);
  writeU32(out, RTCP_HEADER_LENGTH, ssrc);
  writeReports(out, RTCP_HEADER_LENGTH + 4, reports);
  return out;
}

function writeReports(out: Uint8Array, start: number, reports: readonly ReportBlock[]): void {
  for (const [i, report] of reports.entries()) {
    const at = start + i * REPORT_LENGTH;
    writeU32(out, at, report.ssrc);
    out[at + 4] = Math.min(255, Math.max(0, report.fractionLost));
    writeU24(out, at + 5, Math.min(0x7fffff, Math.max(-0x800000, report.cumulativeLost)));
    writeU32(out, at + 8, report.highestSeqExt);
    writeU32(out, at + 12, report.jitter);
    writeU32(out, at + 16, report.lastSr);
    writeU32(out, at + 20, report.delaySinceLastSr);
  }
}

function writeBye(ssrcs: readonly number[], reason: string): Uint8Array {
  const text = encodeText(reason);
  const reasonLength = text.length === 0 ? 0 : 1 + text.length;
  const out = createRtcp(RTCP_BYE, ssrcs.length, ssrcs.length * 4 + reasonLength);
  for (const [i, ssrc] of ssrcs.entries()) writeU32(out, RTCP_HEADER_LENGTH + i * 4, ssrc);
  if (text.length > 0) {
    const at = RTCP_HEADER_LENGTH + ssrcs.length * 4;
    out[at] = text.length;
    out.set(text, at + 1);
  }
  return out;
}
