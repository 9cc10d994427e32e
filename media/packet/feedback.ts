/**
 * RTCP feedback: generic NACK and PLI (RFC 4585), FIR (RFC 5104) and REMB (draft-alvestrand-rmcat-remb-03). Each format has
 * a record, a parser of the packet's body and a writer of the whole packet.
 * @module
 */
import { readU16, readU24, readU32, writeU24, writeU32 } from "./bytes.ts";
import { createRtcp, RTCP_HEADER_LENGTH, RTCP_PSFB, RTCP_RTPFB } from "./rtcp_header.ts";
import { addSeq16, seqDelta16 } from "./seq.ts";

/** Feedback message types: with {@link RTCP_RTPFB} the first, with {@link RTCP_PSFB} the others. */
export const FORMAT_NACK = 1;
export const FORMAT_PLI = 1;
export const FORMAT_FIR = 4;
/** Application layer feedback, of which REMB is one. */
export const FORMAT_AFB = 15;

/** "Send me these packets again." RFC 4585 section 6.2.1. */
export interface Nack {
  readonly type: "nack";
  readonly senderSsrc: number;
  readonly mediaSsrc: number;
  /** The missing packets' 16-bit sequence numbers, oldest first. A careless or hostile peer may repeat some. */
  readonly seq16s: readonly number[];
}

/** "I lost the picture: send a key frame." RFC 4585 section 6.3.1. */
export interface Pli {
  readonly type: "pli";
  readonly senderSsrc: number;
  readonly mediaSsrc: number;
}

/** "Send a key frame now." RFC 5104 section 4.3.1. */
export interface Fir {
  readonly type: "fir";
  readonly senderSsrc: number;
  readonly entries: readonly FirEntry[];
}

/** One source that is asked for a key frame. */
export interface FirEntry {
  readonly ssrc: number;
  /** 8 bits; the same number again is a repetition of the same request. */
  readonly sequenceNumber: number;
}

/** "All of these sources together may send this much." */
export interface Remb {
  readonly type: "remb";
  readonly senderSsrc: number;
  readonly bitrateBps: number;
  /** At most 255. */
  readonly ssrcs: readonly number[];
}

/** Sender and media SSRC, which begin the body of every feedback packet. */
const SSRCS_LENGTH = 8;
/** Packets that one pair of a NACK covers: the named one and 16 after it. */
const NACK_SPAN = 16;
const REMB_MARK = 0x52454d42; // "REMB"
const REMB_MANTISSA_BITS = 18;
const REMB_MAX_EXPONENT = 63;
const REMB_MAX_SSRCS = 255;

/** Reads the body of a NACK. Null without a single pair. */
export function parseNack(buf: Uint8Array, start: number, end: number): Nack | null {
  if (end - start < SSRCS_LENGTH + 4) return null;
  const seq16s: number[] = [];
  for (let at = start + SSRCS_LENGTH; at + 4 <= end; at += 4) {
    const pid = readU16(buf, at);
    seq16s.push(pid);
    for (let rest = readU16(buf, at + 2), i = 1; rest !== 0; rest >>= 1, i++) {
      if ((rest & 1) !== 0) seq16s.push(addSeq16(pid, i));
    }
  }
  return {
    type: "nack",
    senderSsrc: readU32(buf, start),
    mediaSsrc: readU32(buf, start + 4),
    seq16s,
  };
}

/**
 * Packs sequence numbers into pairs of a packet id (high 16 bits) and a bitmap of the 16 packets after it (low 16 bits). Oldest
 * first gives the fewest pairs; any order is right. Repeated neighbours are left out.
 */
export function nackPairs(seq16s: readonly number[]): number[] {
  const pairs: number[] = [];
  let pid = 0;
  let bitmap = 0;
  let open = false;
  for (const seq16 of seq16s) {
    const delta = seqDelta16(pid, seq16);
    if (open && delta === 0) continue;
    if (open && delta > 0 && delta <= NACK_SPAN) {
      bitmap |= 1 << (delta - 1);
      continue;
    }
    if (open) pairs.push(((pid << 16) | bitmap) >>> 0);
    pid = addSeq16(seq16, 0);
    bitmap = 0;
    open = true;
  }
  if (open) pairs.push(((pid << 16) | bitmap) >>> 0);
  return pairs;
}

/** Writes a NACK. Throws a RangeError if it asks for nothing: there is no such packet. */
export function writeNack(nack: Nack): Uint8Array {
  const pairs = nackPairs(nack.seq16s);
  if (pairs.length === 0) throw new RangeError("a NACK must name at least one packet");
  const out = createRtcp(RTCP_RTPFB, FORMAT_NACK, SSRCS_LENGTH + pairs.length * 4);
  writeSsrcs(out, nack.senderSsrc, nack.mediaSsrc);
  for (const [i, pair] of pairs.entries()) {
    writeU32(out, RTCP_HEADER_LENGTH + SSRCS_LENGTH + i * 4, pair);
  }
  return out;
}

/** Reads the body of a PLI. */
export function parsePli(buf: Uint8Array, start: number, end: number): Pli | null {
  if (end - start < SSRCS_LENGTH) return null;
  return { type: "pli", senderSsrc: readU32(buf, start), mediaSsrc: readU32(buf, start + 4) };
}

/** Writes a PLI. */
export function writePli(pli: Pli): Uint8Array {
  const out = createRtcp(RTCP_PSFB, FORMAT_PLI, SSRCS_LENGTH);
  writeSsrcs(out, pli.senderSsrc, pli.mediaSsrc);
  return out;
}

/** Reads the body of a FIR. Null unless it has whole entries, at least one. The unused media SSRC is not looked at. */
export function parseFir(buf: Uint8Array, start: number, end: number): Fir | null {
  const length = end - start - SSRCS_LENGTH;
  if (length < 8 || length % 8 !== 0) return null;
  const entries: FirEntry[] = [];
  for (let at = start + SSRCS_LENGTH; at < end; at += 8) {
    entries.push({ ssrc: readU32(buf, at), sequenceNumber: buf[at + 4]! });
  }
  return { type: "fir", senderSsrc: readU32(buf, start), entries };
}

/** Writes a FIR. Throws a RangeError without a single entry. */
export function writeFir(fir: Fir): Uint8Array {
  if (fir.entries.length === 0) throw new RangeError("a FIR must name at least one source");
  const out = createRtcp(RTCP_PSFB, FORMAT_FIR, SSRCS_LENGTH + fir.entries.length * 8);
  writeSsrcs(out, fir.senderSsrc, 0);
  for (const [i, entry] of fir.entries.entries()) {
    const at = RTCP_HEADER_LENGTH + SSRCS_LENGTH + i * 8;
    writeU32(out, at, entry.ssrc);
    out[at + 4] = entry.sequenceNumber;
  }
  return out;
}

/** Whether the body of application layer feedback is a REMB rather than something of another application. */
export function isRemb(buf: Uint8Array, start: number, end: number): boolean {
  return end - start >= SSRCS_LENGTH + 4 && readU32(buf, start + SSRCS_LENGTH) === REMB_MARK;
}

/** Reads the body of a REMB. Null if it is none, or its count of sources does not match its length. */
export function parseRemb(buf: Uint8Array, start: number, end: number): Remb | null {
  if (end - start < SSRCS_LENGTH + 8 || !isRemb(buf, start, end)) return null;
  const first = start + SSRCS_LENGTH + 8;
  if (end - first !== buf[first - 4]! * 4) return null;
  const ssrcs: number[] = [];
  for (let at = first; at < end; at += 4) ssrcs.push(readU32(buf, at));
  const word = readU24(buf, first - 3);
  return {
    type: "remb",
    senderSsrc: readU32(buf, start),
    bitrateBps: (word & 0x3ffff) * 2 ** (word >>> REMB_MANTISSA_BITS),
    ssrcs,
  };
}

/**
 * Writes a REMB. The format keeps 18 bits of the bitrate; what is lost is rounded down, so that nobody is told to send more. Throws a
 * RangeError for more than 255 sources or a bitrate that is negative or not finite.
 */
export function writeRemb(remb: Remb): Uint8Array {
  if (remb.ssrcs.length > REMB_MAX_SSRCS) {
    throw new RangeError(
      `a REMB names at most ${REMB_MAX_SSRCS} sources, not ${remb.ssrcs.length}`,
    );
  }
  const out = createRtcp(RTCP_PSFB, FORMAT_AFB, SSRCS_LENGTH + 8 + remb.ssrcs.length * 4);
  writeSsrcs(out, remb.senderSsrc, 0);
  const at = RTCP_HEADER_LENGTH + SSRCS_LENGTH;
  writeU32(out, at, REMB_MARK);
  out[at + 4] = remb.ssrcs.length;
  writeU24(out, at + 5, rembRate(remb.bitrateBps));
  for (const [i, ssrc] of remb.ssrcs.entries()) writeU32(out, at + 8 + i * 4, ssrc);
  return out;
}

/** A bitrate as 6 bits of exponent and 18 of mantissa. */
function rembRate(bitrateBps: number): number {
  if (!(bitrateBps >= 0 && bitrateBps < Infinity)) {
    throw new RangeError(`a REMB cannot carry a bitrate of ${bitrateBps}`);
  }
  let exponent = 0;
  let mantissa = Math.floor(bitrateBps);
  while (mantissa >= 1 << REMB_MANTISSA_BITS) {
    mantissa = Math.floor(mantissa / 2);
    exponent++;
  }
  if (exponent > REMB_MAX_EXPONENT) return 0xffffff;
  return (exponent << REMB_MANTISSA_BITS) | mantissa;
}

function writeSsrcs(out: Uint8Array, senderSsrc: number, mediaSsrc: number): void {
  writeU32(out, RTCP_HEADER_LENGTH, senderSsrc);
  writeU32(out, RTCP_HEADER_LENGTH + 4, mediaSsrc);
}
