/**
 * Holes in a publisher's audio, filled from the redundant blocks of later packets (RFC 2198). The ring holds plain audio, so
 * that every receiver can be served from it, with redundancy or without.
 * @module
 */
import { MAX_REDUNDANT, type RedBlock, type RedBlocks } from "../codec/red.ts";
import { timestampDelta } from "../packet/clock.ts";
import { extendSeq, seq16Of } from "../packet/seq.ts";
import { createPacket, type Packet } from "./packet.ts";
import { hasPacket, readPacket } from "./packet_ring.ts";
import { receivePacket, type UpTrack } from "./up_track.ts";

/** A packet as far away as this from the newest one says nothing of its neighbours. */
const MAX_DISTANCE = 64;

/** Packets that redundant blocks of one packet have brought, oldest first. */
export interface Recovered {
  count: number;
  readonly seqExts: Float64Array;
  /** 1 where it was newer than all packets before it. */
  readonly newest: Uint8Array;
  /** Scratch. */
  readonly neighbour: Packet;
}

/** Makes an empty record. */
export function createRecovered(): Recovered {
  return {
    count: 0,
    seqExts: new Float64Array(MAX_REDUNDANT),
    newest: new Uint8Array(MAX_REDUNDANT),
    neighbour: createPacket(),
  };
}

/**
 * Stores the redundant blocks of a packet whose own packets did not come.
 * @param seq16 number of the packet that has the blocks
 * @param timestamp of that packet
 * @param packet is filled with each; its payload type, arrival and frame are those of the track's audio
 */
export function fillHoles(
  track: UpTrack,
  blocks: RedBlocks,
  seq16: number,
  timestamp: number,
  packet: Packet,
  source: DataView,
  recovered: Recovered,
): void {
  recovered.count = 0;
  if (!track.started) return;
  const seqExt = extendSeq(track.highestSeq, seq16);
  if (Math.abs(seqExt - track.highestSeq) > MAX_DISTANCE) return;
  for (let i = 0; i < blocks.redundantCount; i++) {
    const block = blocks.redundant[i]!;
    const hole = seqExt - (blocks.redundantCount - i);
    if (!isHole(track, block, hole)) continue;
    packet.timestamp = (timestamp - block.timestampOffset) >>> 0;
    if (!fitsBetween(track, hole, seqExt, packet.timestamp, recovered.neighbour)) continue;
    packet.marker = false;
    packet.payloadLength = block.end - block.start;
    const arrival = receivePacket(track, packet, seq16Of(hole), source, block.start, "redundant");
    if (arrival !== "newest" && arrival !== "late") continue;
    recovered.seqExts[recovered.count] = hole;
    recovered.newest[recovered.count++] = arrival === "newest" ? 1 : 0;
  }
}

/** Whether a block of sound stands for a packet that is missing. */
function isHole(track: UpTrack, block: RedBlock, seqExt: number): boolean {
  return block.end > block.start && block.timestampOffset > 0 && seqExt >= track.baseSeq &&
    !hasPacket(track.ring, seqExt);
}

/** The block of one packet may be that of another than its place says, where the sender left some out: its time tells. */
function fitsBetween(
  track: UpTrack,
  hole: number,
  end: number,
  timestamp: number,
  neighbour: Packet,
): boolean {
  for (let seq = hole - MAX_REDUNDANT; seq < end; seq++) {
    if (!readPacket(track.ring, seq, neighbour)) continue;
    const after = timestampDelta(neighbour.timestamp, timestamp);
    if (seq < hole ? after <= 0 : after >= 0) return false;
  }
  return true;
}
