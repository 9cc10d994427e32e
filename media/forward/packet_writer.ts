/**
 * Writes packets for receivers into the send arena: a new header, and the payload copied from the ring with its numbers
 * renewed. The packet in the ring is never changed.
 * @module
 */
import { rewriteVp8 } from "../codec/vp8.ts";
import { rewriteVp9 } from "../codec/vp9_rewrite.ts";
import {
  RTP_FIXED_HEADER_LENGTH,
  writeRtpHeader,
  writeRtpHeaderWithTransportSeq,
} from "../packet/rtp.ts";
import { writeU16 } from "../packet/bytes.ts";
import { cycleOf, seq16Of } from "../packet/seq.ts";
import { type ForwardOut, PROTECTION_ROOM } from "./output.ts";
import type { Packet } from "./packet.ts";
import { copyPayload, isIntact, type PacketRing } from "./packet_ring.ts";

/** Length of the original sequence number that begins the payload of a retransmission (RFC 4588, section 4). */
const OSN_LENGTH = 2;
/** What a transport-wide sequence number adds to a header. */
const TRANSPORT_SEQ_LENGTH = 8;
/** Copying goes by words: this much may be skipped before the packet, and overwritten behind it. */
const WORD = 8;

/** What a packet is sent with. One record is filled for each packet. */
export interface OutgoingPacket {
  session: number;
  ssrc: number;
  payloadType: number;
  marker: boolean;
  /** Extended, as the receiver sees it. */
  seqExt: number;
  timestamp: number;
  /** Id of the header extension for the transport-wide number; 0 to write none. */
  transportCcId: number;
  transportSeq16: number;
  /** Galène's name of the codec: with "vp8" and "vp9" the numbers below are written into the payload's descriptor. */
  codec: string;
  pictureId: number;
  tl0PicIdx: number;
  /** Original sequence number of a retransmission, or -1. */
  originalSeqExt: number;
}

/** Scratch of the writer; one per router. */
export interface PacketWriter {
  readonly packet: OutgoingPacket;
  /** The arena last seen, and its words. */
  arena: Uint8Array;
  words: BigUint64Array;
}

/** Makes a writer. */
export function createPacketWriter(): PacketWriter {
  return {
    packet: {
      session: 0,
      ssrc: 0,
      payloadType: 0,
      marker: false,
      seqExt: 0,
      timestamp: 0,
      transportCcId: 0,
      transportSeq16: 0,
      codec: "",
      pictureId: 0,
      tl0PicIdx: 0,
      originalSeqExt: -1,
    },
    arena: new Uint8Array(0),
    words: new BigUint64Array(0),
  };
}

/** Length of the header that a packet will get. */
export function headerLengthOf(packet: OutgoingPacket): number {
  return packet.transportCcId > 0
    ? RTP_FIXED_HEADER_LENGTH + TRANSPORT_SEQ_LENGTH
    : RTP_FIXED_HEADER_LENGTH;
}

/**
 * Sends `source` from its ring as the writer's `packet` says.
 * @returns bytes sent as header and payload, or -1 if the packet was overwritten meanwhile
 */
export function sendFromRing(
  writer: PacketWriter,
  ring: PacketRing,
  source: Packet,
  out: ForwardOut,
): number {
  const packet = writer.packet;
  const retransmits = packet.originalSeqExt >= 0;
  const headerLength = headerLengthOf(packet);
  const prefix = headerLength + (retransmits ? OSN_LENGTH : 0);
  const length = prefix + source.payloadLength;
  const reserved = out.reserve(length + PROTECTION_ROOM + 2 * WORD);
  const arena = useArena(writer, out);
  // The payload begins on a word, so that it can be copied in words.
  const payload = Math.ceil((reserved + prefix) / WORD) * WORD;
  const offset = payload - prefix;
  copyPayload(ring, source, writer.words, payload / WORD);
  if (!isIntact(ring, source)) return -1;
  writeHeader(packet, arena, offset);
  if (retransmits) {
    writeU16(arena, offset + headerLength, seq16Of(packet.originalSeqExt));
  }
  if (packet.codec === "vp8") {
    rewriteVp8(arena, payload, offset + length, packet.pictureId, packet.tl0PicIdx);
  } else if (packet.codec === "vp9") {
    rewriteVp9(arena, payload, offset + length, packet.pictureId, packet.tl0PicIdx);
  }
  out.sendRtp(packet.session, offset, headerLength, offset + length, cycleOf(packet.seqExt));
  return length;
}

/**
 * Sends a packet of padding alone (RFC 3550, section 5.1): it fills a place in the receiver's numbering, or time on the wire.
 * @param padding bytes of it, 1 to 255
 */
export function sendPadding(writer: PacketWriter, padding: number, out: ForwardOut): number {
  const packet = writer.packet;
  const headerLength = headerLengthOf(packet);
  const length = headerLength + padding;
  const offset = out.reserve(length + PROTECTION_ROOM);
  const arena = useArena(writer, out);
  writeHeader(packet, arena, offset);
  arena[offset] = arena[offset]! | 0x20;
  arena.fill(0, offset + headerLength, offset + length - 1);
  arena[offset + length - 1] = padding; // bytes of padding, this one included
  out.sendRtp(packet.session, offset, headerLength, offset + length, cycleOf(packet.seqExt));
  return length;
}

/** Writes the header that `packet` is to have. */
export function writeHeader(packet: OutgoingPacket, arena: Uint8Array, offset: number): void {
  const { marker, payloadType, timestamp, ssrc, transportCcId, transportSeq16 } = packet;
  const seq16 = seq16Of(packet.seqExt);
  if (transportCcId === 0) {
    writeRtpHeader(arena, offset, marker, payloadType, seq16, timestamp, ssrc);
  } else {
    writeRtpHeaderWithTransportSeq(
      arena,
      offset,
      marker,
      payloadType,
      seq16,
      timestamp,
      ssrc,
      transportCcId,
      transportSeq16,
    );
  }
}

/** The arena of `out`, with its words at hand. It is a new one at most once per batch. */
export function useArena(writer: PacketWriter, out: ForwardOut): Uint8Array {
  const arena = out.arena;
  if (arena !== writer.arena) {
    if (arena.byteOffset % WORD !== 0) throw new RangeError("The arena must begin on 8 bytes");
    writer.arena = arena;
    writer.words = new BigUint64Array(arena.buffer, arena.byteOffset, arena.length >> 3);
  }
  return arena;
}
