/**
 * Synthetic media: well-formed RTP packets of VP8 and Opus whose bodies say what they are, so that a viewer can check what it gets.
 * @module
 */
import { writeU16, writeU32 } from "../../media/packet/bytes.ts";
import { writeRtpHeader } from "../../media/packet/rtp.ts";

/** Bytes of a synthetic body, see {@link writeBody}. */
export const BODY_HEADER = 16;
export const DESCRIPTOR = 6;
export const MAX_BODY = 1100;
export const VIDEO_PAYLOAD_TYPE = 96;
export const RTX_PAYLOAD_TYPE = 97;
export const AUDIO_PAYLOAD_TYPE = 111;
export const MID_EXTENSION = 4;
export const RID_EXTENSION = 10;
export const REPAIRED_RID_EXTENSION = 11;
/** How one encoding is sent. */
export interface EncodingOptions {
  readonly rid: string;
  readonly rateBps: number;
  readonly fps: number;
}

/** One SSRC that a publisher sends. */
export interface SentStream {
  readonly index: number;
  readonly encoding: EncodingOptions;
  readonly kind: "audio" | "video";
  readonly mid: string;
  readonly ssrc: number;
  readonly rtxSsrc: number;
  readonly clockRateHz: number;
  /** RTP timestamp at the time 0. */
  timestampBase: number;
  readonly history: (Uint8Array | undefined)[];
  seq16: number;
  rtxSeq16: number;
  /** The switch of the script: nothing is sent while false. */
  sending: boolean;
  frame: number;
  pictureId: number;
  tl0PicIdx: number;
  keyframeWanted: boolean;
  keyframes: number;
  packets: number;
  octets: number;
  /** How often this stream was asked for a key frame. */
  asked: number;
}

/** A header with the mid, and the rid where there is one, as extensions. Returns its length. */
export function writeHeader(
  packet: Uint8Array,
  stream: SentStream,
  marker: boolean,
  timestamp: number,
): number {
  const type = stream.kind === "video" ? VIDEO_PAYLOAD_TYPE : AUDIO_PAYLOAD_TYPE;
  writeRtpHeader(packet, 0, marker, type, stream.seq16, timestamp, stream.ssrc);
  packet[0] = packet[0]! | 0x10;
  writeU16(packet, 12, 0xbede);
  packet[16] = MID_EXTENSION << 4;
  packet[17] = stream.mid.charCodeAt(0);
  const { rid } = stream.encoding;
  if (rid !== "") {
    packet[18] = RID_EXTENSION << 4;
    packet[19] = rid.charCodeAt(0);
  }
  writeU16(packet, 14, 1);
  return 20;
}

/**
 * What a packet says of itself: the first byte's low bit is 0 in key frames, as in VP8; then stream, frame number, place and count in the
 * frame, layer, time of capture, and bytes that follow from the place.
 */
export function writeBody(
  packet: Uint8Array,
  at: number,
  length: number,
  stream: SentStream,
  keyframe: boolean,
  upper: boolean,
  i: number,
  count: number,
  nowUs: number,
): void {
  packet[at] = keyframe ? 0 : 1;
  packet[at + 1] = stream.index;
  writeU32(packet, at + 2, stream.frame);
  packet[at + 6] = i;
  packet[at + 7] = count;
  packet[at + 8] = upper ? 1 : 0;
  packet[at + 9] = keyframe ? 1 : 0;
  writeU32(packet, at + 10, Math.floor(nowUs / 1000) % 0x1_0000_0000);
  for (let k = BODY_HEADER; k < length; k++) packet[at + k] = fillByte(stream.frame, i, k);
}

/** What byte `k` of a body is. */
export function fillByte(frame: number, i: number, k: number): number {
  return (frame * 7 + i * 13 + k) & 0xff;
}
