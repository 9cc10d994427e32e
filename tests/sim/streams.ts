/**
 * The RTP streams of a simulated publisher: packets are kept for a while, and sent again with or without RTX (RFC 4588).
 * @module
 */
import { addSeq16 } from "../../media/packet/seq.ts";
import type { Encoder, EncodingOptions } from "./encoder.ts";
import {
  buildPacket,
  bytesOfText,
  type Extension,
  MID_EXTENSION,
  REPAIRED_RID_EXTENSION,
  RID_EXTENSION,
  RTX_PAYLOAD_TYPE,
  TRANSPORT_CC_EXTENSION,
} from "./packets.ts";

const HISTORY = 2048;

/** A packet that was made, but for what differs when it is sent again. */
export interface MadePacket {
  readonly marker: boolean;
  readonly payloadType: number;
  readonly seq16: number;
  readonly timestamp: number;
  readonly payload: Uint8Array;
  readonly padding: number;
  /** Its own header extensions: audio level, dependency descriptor. */
  readonly extensions: readonly Extension[];
}

/** One SSRC that a publisher sends. */
export interface SentStream {
  readonly index: number;
  readonly encoding: EncodingOptions;
  readonly kind: "audio" | "video";
  readonly mid: string;
  ssrc: number;
  rtxSsrc: number;
  readonly clockRateHz: number;
  /** Null for audio. */
  readonly encoder: Encoder | null;
  /** RTP timestamp at the time 0. */
  timestampBase: number;
  readonly history: (MadePacket | undefined)[];
  seq16: number;
  rtxSeq16: number;
  /** The switch of the script: nothing is sent while false. */
  sending: boolean;
  /** What congestion control leaves it; nothing is sent while false. */
  affordable: boolean;
  packets: number;
  octets: number;
  /** How often this stream was asked for a key frame. */
  asked: number;
}

/** Makes a stream that has sent nothing. */
export function createStream(
  fields: Pick<SentStream, "index" | "encoding" | "kind" | "ssrc" | "encoder" | "timestampBase"> & {
    readonly seq16: number;
    readonly rtxSeq16: number;
  },
): SentStream {
  const video = fields.kind === "video";
  return {
    ...fields,
    mid: video ? "0" : "1",
    rtxSsrc: fields.ssrc + 1,
    clockRateHz: video ? 90_000 : 48_000,
    history: new Array<MadePacket | undefined>(HISTORY).fill(undefined),
    sending: true,
    affordable: true,
    packets: 0,
    octets: 0,
    asked: 0,
  };
}

/** Gives a packet its number, and keeps it. */
export function makePacket(
  stream: SentStream,
  fields: Omit<MadePacket, "seq16">,
): MadePacket {
  const made = { ...fields, seq16: stream.seq16 };
  stream.history[stream.seq16 % HISTORY] = made;
  stream.seq16 = addSeq16(stream.seq16, 1);
  stream.packets++;
  stream.octets += fields.payload.length;
  return made;
}

/** The packet of a number, if it is still kept. */
export function findPacket(stream: SentStream, seq16: number): MadePacket | null {
  const made = stream.history[seq16 % HISTORY];
  return made?.seq16 === seq16 ? made : null;
}

/** The bytes of a packet. `transportSeq16` is -1 where transport-wide numbers are not negotiated. */
export function bytesOf(
  stream: SentStream,
  made: MadePacket,
  transportSeq16: number,
): Uint8Array {
  const extensions = [...own(stream, RID_EXTENSION, transportSeq16), ...made.extensions];
  const fields = { ...made, ssrc: stream.ssrc };
  return buildPacket(fields, extensions, made.payload, [], made.padding);
}

/** The bytes of a packet that is sent again by RTX. */
export function retransmissionOf(
  stream: SentStream,
  made: MadePacket,
  transportSeq16: number,
): Uint8Array {
  const fields = {
    marker: made.marker,
    payloadType: RTX_PAYLOAD_TYPE,
    seq16: stream.rtxSeq16,
    timestamp: made.timestamp,
    ssrc: stream.rtxSsrc,
  };
  stream.rtxSeq16 = addSeq16(stream.rtxSeq16, 1);
  const extensions = [...own(stream, REPAIRED_RID_EXTENSION, transportSeq16), ...made.extensions];
  return buildPacket(fields, extensions, made.payload, [made.seq16 >> 8, made.seq16 & 255]);
}

function own(stream: SentStream, ridExtension: number, transportSeq16: number): Extension[] {
  const extensions: Extension[] = [{ id: MID_EXTENSION, data: bytesOfText(stream.mid) }];
  const { rid } = stream.encoding;
  if (rid !== "") extensions.push({ id: ridExtension, data: bytesOfText(rid) });
  if (transportSeq16 >= 0) {
    const data = [transportSeq16 >> 8, transportSeq16 & 255];
    extensions.push({ id: TRANSPORT_CC_EXTENSION, data });
  }
  return extensions;
}
