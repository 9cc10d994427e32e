/**
 * The codecs that we forward: what SDP says of them, and how to look into their payloads.
 *
 * Names, payload types and parameters are Galène's (its `group/group.go`), so that our offers look the same to its clients.
 * @module
 */
import { inspectAv1 } from "./av1.ts";
import { type FrameInfo, resetFrameInfo } from "./frame.ts";
import { inspectH264 } from "./h264.ts";
import { inspectVp8 } from "./vp8.ts";
import { inspectVp9 } from "./vp9.ts";

/** One variant of a codec, as our offers number it. */
export interface CodecFormat {
  readonly payloadType: number;
  /** For its retransmissions (RFC 4588); -1 if it has none. */
  readonly rtxPayloadType: number;
  /** Parameters of `a=fmtp`; "" for none. */
  readonly fmtp: string;
}

/** A codec by its name in group files. */
export interface Codec extends CodecFormat {
  readonly name: string;
  readonly kind: "audio" | "video";
  /** As in SDP: "video/VP8". Compared without regard to case. */
  readonly mimeType: string;
  /** Clock rate in SDP and of timestamps. */
  readonly clockRateHz: number;
  /** Audio channels; 0 for video. */
  readonly channels: number;
  /** All its variants, the preferred one first: the codec's own payload type and parameters are that one's. */
  readonly formats: readonly CodecFormat[];
  /**
   * Looks into the payload in `buf[payloadStart, payloadEnd)`, padding left out, and fills `out`.
   * @param marker the RTP header's
   * @returns false if the payload is empty or malformed: it says nothing then, and `out` has its defaults
   */
  readonly inspect: (
    buf: Uint8Array,
    payloadStart: number,
    payloadEnd: number,
    marker: boolean,
    out: FrameInfo,
  ) => boolean;
}

const VIDEO_CLOCK_HZ = 90_000;

function createVideo(
  name: string,
  mimeType: string,
  formats: readonly [CodecFormat, ...CodecFormat[]],
  inspect: Codec["inspect"],
): Codec {
  const [first] = formats;
  return {
    name,
    kind: "video",
    mimeType,
    clockRateHz: VIDEO_CLOCK_HZ,
    channels: 0,
    payloadType: first.payloadType,
    rtxPayloadType: first.rtxPayloadType,
    fmtp: first.fmtp,
    formats,
    inspect,
  };
}

function createAudio(
  name: string,
  mimeType: string,
  clockRateHz: number,
  channels: number,
  payloadType: number,
  fmtp: string,
): Codec {
  const format = { payloadType, rtxPayloadType: -1, fmtp };
  return {
    name,
    kind: "audio",
    mimeType,
    clockRateHz,
    channels,
    ...format,
    formats: [format],
    inspect: inspectAudio,
  };
}

/** Every packet of audio is a frame of its own that decoding can start at. */
function inspectAudio(
  buf: Uint8Array,
  payloadStart: number,
  payloadEnd: number,
  _marker: boolean,
  out: FrameInfo,
): boolean {
  resetFrameInfo(out);
  if (payloadEnd > buf.length || payloadStart >= payloadEnd) return false;
  out.keyframe = true;
  out.frameStart = true;
  out.frameEnd = true;
  return true;
}

const H264_FMTP = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=";

const CODECS: ReadonlyMap<string, Codec> = new Map(
  [
    createVideo(
      "vp8",
      "video/VP8",
      [{ payloadType: 96, rtxPayloadType: 97, fmtp: "" }],
      inspectVp8,
    ),
    createVideo("vp9", "video/VP9", [
      { payloadType: 98, rtxPayloadType: 99, fmtp: "profile-id=0" },
      { payloadType: 100, rtxPayloadType: 101, fmtp: "profile-id=2" },
    ], inspectVp9),
    createVideo(
      "av1",
      "video/AV1",
      [{ payloadType: 35, rtxPayloadType: 36, fmtp: "" }],
      inspectAv1,
    ),
    createVideo("h264", "video/H264", [
      { payloadType: 108, rtxPayloadType: 109, fmtp: `${H264_FMTP}42e01f` },
      { payloadType: 102, rtxPayloadType: 103, fmtp: `${H264_FMTP}42001f` },
    ], inspectH264),
    createAudio(
      "opus",
      "audio/opus",
      48_000,
      2,
      111,
      "minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1",
    ),
    // The clock rate is that of SDP, RFC 3551 section 4.5.2: samples come at 16 kHz.
    createAudio("g722", "audio/G722", 8000, 1, 9, ""),
    createAudio("pcmu", "audio/PCMU", 8000, 1, 0, ""),
    createAudio("pcma", "audio/PCMA", 8000, 1, 8, ""),
  ].map((codec) => [codec.name, codec]),
);

/** Galène's names of all codecs. */
export const CODEC_NAMES: readonly string[] = [...CODECS.keys()];

/** The codec of that name in a group's `codecs`; undefined for a name that is none. */
export function codecOf(name: string): Codec | undefined {
  return CODECS.get(name);
}

/** The codec that SDP calls so: kind of the media section and encoding name of `a=rtpmap`, in any case. */
export function codecOfEncoding(kind: string, encodingName: string): Codec | undefined {
  const codec = CODECS.get(encodingName.toLowerCase());
  return codec?.kind === kind ? codec : undefined;
}

/** The value of one of the parameters of an `a=fmtp` line; "" if it is not there. */
export function fmtpValue(fmtp: string, key: string): string {
  for (const parameter of fmtp.split(";")) {
    const equals = parameter.indexOf("=");
    if (equals >= 0 && parameter.slice(0, equals).trim().toLowerCase() === key) {
      return parameter.slice(equals + 1).trim();
    }
  }
  return "";
}

/**
 * The variant of a codec that a sender's parameters mean, for the payload types of our offers. Undefined for variants that we do not
 * forward, such as VP9 profile 1 or H.264 High.
 */
export function formatOf(codec: Codec, fmtp: string): CodecFormat | undefined {
  return codec.formats.find((format) => variantOf(codec, format.fmtp) === variantOf(codec, fmtp));
}

/** What tells a codec's variants apart. */
function variantOf(codec: Codec, fmtp: string): string {
  if (codec.name === "vp9") return fmtpValue(fmtp, "profile-id") || "0";
  // Profile and constraints without the level; RFC 6184 section 8.1 says which profile it is without the parameter.
  if (codec.name === "h264") {
    return (fmtpValue(fmtp, "profile-level-id") || "42000a").slice(0, 4).toLowerCase();
  }
  return "";
}
