/**
 * What the receivers got, in plain arrays: noting a packet costs some additions and makes nothing.
 * @module
 */
import { readU16, readU32 } from "../../media/packet/bytes.ts";
import { extendSeq } from "../../media/packet/seq.ts";

/** One row per track: each peer has one for audio and one for video. Made by `createReceiveTable`. */
export interface ReceiveTable {
  /** Payload type that the track is known by; 255 while there is none. */
  readonly payloadTypes: Uint8Array;
  /** SSRC of the last packet; 0 before the first. */
  readonly ssrcs: Uint32Array;
  readonly packets: Float64Array;
  /** Bytes of UDP payload. */
  readonly bytes: Float64Array;
  /** Extended sequence number that the track began with, and the highest since. */
  readonly firstSeqExt: Float64Array;
  readonly highestSeqExt: Float64Array;
  /** Unix time in microseconds of the first packet; 0 before it. */
  readonly firstUs: Float64Array;
}

const UNKNOWN = 255;

/** Makes a table for as many peers. */
export function createReceiveTable(peers: number): ReceiveTable {
  const tracks = 2 * peers;
  return {
    payloadTypes: new Uint8Array(tracks).fill(UNKNOWN),
    ssrcs: new Uint32Array(tracks),
    packets: new Float64Array(tracks),
    bytes: new Float64Array(tracks),
    firstSeqExt: new Float64Array(tracks),
    highestSeqExt: new Float64Array(tracks),
    firstUs: new Float64Array(tracks),
  };
}

/** Row of a peer's track. */
export function trackOf(peer: number, kind: "audio" | "video"): number {
  return 2 * peer + (kind === "video" ? 1 : 0);
}

/** Says by which payload type a track's packets are known. */
export function nameTrack(table: ReceiveTable, track: number, payloadType: number): void {
  table.payloadTypes[track] = payloadType;
}

/**
 * Notes the RTP packet (clear or protected, 12 bytes at least) in `buf` from `start` on, which is the datagram of `length`
 * bytes that `peer` got. Returns the row of its track, or -1 if the peer has no track of its payload type.
 */
export function notePacket(
  table: ReceiveTable,
  peer: number,
  buf: Uint8Array,
  start: number,
  length: number,
  arrivedUs: number,
): number {
  const payloadType = buf[start + 1]! & 0x7f;
  const audio = 2 * peer;
  const track = table.payloadTypes[audio + 1] === payloadType ? audio + 1 : audio;
  if (table.payloadTypes[track] !== payloadType) return -1;
  const seq16 = readU16(buf, start + 2);
  if (table.packets[track]!++ === 0) {
    table.ssrcs[track] = readU32(buf, start + 8);
    table.firstUs[track] = arrivedUs;
    table.firstSeqExt[track] = seq16;
    table.highestSeqExt[track] = seq16;
  } else {
    const seqExt = extendSeq(table.highestSeqExt[track]!, seq16);
    if (seqExt > table.highestSeqExt[track]!) table.highestSeqExt[track] = seqExt;
  }
  table.bytes[track]! += length;
  return track;
}

/** How many packets of a track were sent to it, by their numbers, since it began. */
export function expectedPackets(table: ReceiveTable, track: number): number {
  if (table.packets[track] === 0) return 0;
  return table.highestSeqExt[track]! - table.firstSeqExt[track]! + 1;
}
