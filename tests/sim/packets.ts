/**
 * RTP packets of simulated browsers, with their header extensions.
 * @module
 */
import { writeU16 } from "../../media/packet/bytes.ts";
import { RTP_FIXED_HEADER_LENGTH, writeRtpHeader } from "../../media/packet/rtp.ts";

export const VIDEO_PAYLOAD_TYPE = 96;
export const RTX_PAYLOAD_TYPE = 97;
export const AUDIO_PAYLOAD_TYPE = 111;
export const RED_PAYLOAD_TYPE = 63;
/** Ids of header extensions, the same both ways. */
export const LEVEL_EXTENSION = 1;
export const TRANSPORT_CC_EXTENSION = 3;
export const MID_EXTENSION = 4;
export const DESCRIPTOR_EXTENSION = 5;
export const RID_EXTENSION = 10;
export const REPAIRED_RID_EXTENSION = 11;

/** Most of a frame's bytes that one packet carries. */
export const MAX_BODY = 1100;

/** One header extension (RFC 8285). */
export interface Extension {
  readonly id: number;
  readonly data: Uint8Array | readonly number[];
}

/** The bytes of a text that is ASCII. */
export function bytesOfText(text: string): number[] {
  return [...text].map((char) => char.charCodeAt(0));
}

/** A packet without its payload's meaning. */
export interface PacketFields {
  readonly marker: boolean;
  readonly payloadType: number;
  readonly seq16: number;
  readonly timestamp: number;
  readonly ssrc: number;
}

/**
 * Makes a packet. Elements have headers of one byte unless one is too long for that.
 * @param prefix bytes before the payload, such as the original number of a retransmission
 * @param padding bytes of padding at the end
 */
export function buildPacket(
  fields: PacketFields,
  extensions: readonly Extension[],
  payload: Uint8Array,
  prefix: readonly number[] = [],
  padding = 0,
): Uint8Array {
  const long = extensions.some(({ data }) => data.length > 16 || data.length === 0);
  const headLength = long ? 2 : 1;
  let bytes = 0;
  for (const { data } of extensions) bytes += headLength + data.length;
  const words = Math.ceil(bytes / 4);
  const hasExtensions = extensions.length > 0;
  const headerLength = RTP_FIXED_HEADER_LENGTH + (hasExtensions ? 4 + words * 4 : 0);
  const packet = new Uint8Array(headerLength + prefix.length + payload.length + padding);
  const { marker, payloadType, seq16, timestamp, ssrc } = fields;
  let at = writeRtpHeader(packet, 0, marker, payloadType, seq16, timestamp, ssrc);
  if (hasExtensions) {
    packet[0] = packet[0]! | 0x10;
    writeU16(packet, at, long ? 0x1000 : 0xbede);
    writeU16(packet, at + 2, words);
    at += 4;
    for (const { id, data } of extensions) {
      if (long) {
        packet[at++] = id;
        packet[at++] = data.length;
      } else {
        packet[at++] = (id << 4) | (data.length - 1);
      }
      packet.set(data, at);
      at += data.length;
    }
  }
  packet.set(prefix, headerLength);
  packet.set(payload, headerLength + prefix.length);
  if (padding > 0) {
    packet[0] = packet[0]! | 0x20;
    packet[packet.length - 1] = padding;
  }
  return packet;
}
