/**
 * One packet of an up track: what its header and its payload say, and where its payload lies. A record is filled again for
 * each packet; everyone who is handed one reads it and lets it go.
 * @module
 */
import { createFrameInfo, type FrameInfo } from "../codec/frame.ts";

/** A packet in a ring, or about to be stored in one. */
export interface Packet {
  /** Extended sequence number of the up track. */
  seqExt: number;
  /** Unsigned 32 bits, in ticks of the codec's clock. */
  timestamp: number;
  marker: boolean;
  payloadType: number;
  readonly frame: FrameInfo;
  arrivalUs: number;
  /** Where the payload begins in the ring's bytes; a multiple of 8. */
  payloadOffset: number;
  /** Length in bytes, padding excluded; 0 for a packet that is padding only. */
  payloadLength: number;
  /** State of the slot when it was read; see `isIntact`. */
  generation: number;
}

/** Makes a record to fill. */
export function createPacket(): Packet {
  return {
    seqExt: 0,
    timestamp: 0,
    marker: false,
    payloadType: 0,
    frame: createFrameInfo(),
    arrivalUs: 0,
    payloadOffset: 0,
    payloadLength: 0,
    generation: 0,
  };
}
