/**
 * The codecs of an m-section, as far as this server forwards them.
 * @module
 */
import { type Codec, codecOf, codecOfEncoding, fmtpValue, formatOf } from "../codec/codec.ts";
import type { Feedback, NegotiatedCodec, OfferedCodec } from "./negotiate.ts";
import type { FeedbackLine, MediaSection, RtpMap } from "./sdp.ts";
import { MAX_LIST, parseNumber } from "./sdp_words.ts";

/** The values of `a=rtcp-fb` that we use, each with the field that says so. */
const FEEDBACK_VALUES: readonly (readonly [keyof Feedback, string])[] = [
  ["remb", "goog-remb"],
  ["transportCc", "transport-cc"],
  ["fir", "ccm fir"],
  ["nack", "nack"],
  ["pli", "nack pli"],
];

/** Redundant audio (RFC 2198), as browsers offer it beside Opus. */
const RED_NAME = "red";

/** RFC 3551, section 6: payload types that need no `a=rtpmap`. */
const STATIC_MAPS: readonly RtpMap[] = [
  { payloadType: 0, encodingName: "PCMU", clockRateHz: 8000, channels: 1 },
  { payloadType: 8, encodingName: "PCMA", clockRateHz: 8000, channels: 1 },
  { payloadType: 9, encodingName: "G722", clockRateHz: 8000, channels: 1 },
];

/** The codecs that we know among the formats of a section, in its order. */
export function codecsOf(section: MediaSection): OfferedCodec[] {
  const maps = new Map([...STATIC_MAPS, ...section.rtpMaps].map((map) => [map.payloadType, map]));
  const fmtps = new Map(section.fmtps.map((line) => [line.payloadType, line.parameters]));
  const feedback = feedbackByPayloadType(section.feedback);
  const rtx = rtxByPayloadType(section, fmtps);
  const red = redByPayloadType(section, maps, fmtps);
  const found: OfferedCodec[] = [];
  for (const payloadType of new Set(section.formats.map((format) => parseNumber(format, 127)))) {
    const map = maps.get(payloadType);
    const codec = map && knownCodec(section.media, map);
    const fmtp = fmtps.get(payloadType) ?? "";
    if (codec === undefined || !isForwarded(codec, fmtp)) continue;
    found.push({
      codec: {
        name: codec.name,
        payloadType,
        rtxPayloadType: rtx.get(payloadType) ?? -1,
        clockRateHz: codec.clockRateHz,
        channels: codec.channels,
        fmtp: answeredFmtp(codec, fmtp),
      },
      feedback: feedbackOf(
        new Set([...feedback.get(payloadType) ?? [], ...feedback.get(-1) ?? []]),
      ),
      redPayloadType: red.get(payloadType) ?? -1,
    });
  }
  return found;
}

/** Writes a codec, and its retransmissions if it has them, into a section. */
export function addCodec(section: MediaSection, codec: NegotiatedCodec, feedback: Feedback): void {
  const { payloadType, rtxPayloadType, clockRateHz, channels, fmtp } = codec;
  const encodingName = encodingNameOf(codec.name);
  section.formats.push(String(payloadType));
  section.rtpMaps.push({ payloadType, encodingName, clockRateHz, channels: Math.max(1, channels) });
  if (fmtp !== "") section.fmtps.push({ payloadType, parameters: fmtp });
  for (const [field, value] of FEEDBACK_VALUES) {
    if (feedback[field]) section.feedback.push({ payloadType, value });
  }
  if (rtxPayloadType < 0) return;
  section.formats.push(String(rtxPayloadType));
  section.rtpMaps.push({
    payloadType: rtxPayloadType,
    encodingName: "rtx",
    clockRateHz,
    channels: 1,
  });
  section.fmtps.push({ payloadType: rtxPayloadType, parameters: `apt=${payloadType}` });
}

/** Writes redundant packets of a codec into a section: of its own kind only, with any number of earlier ones. */
export function addRed(
  section: MediaSection,
  redPayloadType: number,
  codec: NegotiatedCodec,
): void {
  const { payloadType, clockRateHz, channels } = codec;
  section.formats.push(String(redPayloadType));
  section.rtpMaps.push({
    payloadType: redPayloadType,
    encodingName: RED_NAME,
    clockRateHz,
    channels,
  });
  section.fmtps.push({ payloadType: redPayloadType, parameters: `${payloadType}/${payloadType}` });
}

/** Whether two sets of parameters mean the same variant of a codec. */
export function isSameVariant(name: string, a: string, b: string): boolean {
  const codec = codecOf(name);
  return codec !== undefined && formatOf(codec, a) === formatOf(codec, b);
}

function knownCodec(media: string, map: RtpMap): Codec | undefined {
  const codec = codecOfEncoding(media, map.encodingName);
  if (codec === undefined || codec.clockRateHz !== map.clockRateHz) return undefined;
  return codec.kind === "video" || codec.channels === map.channels ? codec : undefined;
}

/** Whether we forward this variant: one of the table of codecs, in the packetization that its inspection expects. */
function isForwarded(codec: Codec, fmtp: string): boolean {
  // RFC 6184, section 8.1: 0 where it is not told; fragments come only with 1.
  if (codec.name === "h264" && fmtpValue(fmtp, "packetization-mode") !== "1") return false;
  if (codec.name === "av1" && (fmtpValue(fmtp, "profile") || "0") !== "0") return false;
  return formatOf(codec, fmtp) !== undefined;
}

/**
 * Parameters for our answer. Those that tell the variant are the offer's, since both sides must agree on them. Limits that
 * the other side sets for receiving, as Firefox does with `max-fs`, are not for us to repeat.
 */
function answeredFmtp(codec: Codec, fmtp: string): string {
  switch (codec.name) {
    case "vp9":
      return fmtpValue(fmtp, "profile-id") === ""
        ? ""
        : `profile-id=${fmtpValue(fmtp, "profile-id")}`;
    case "h264":
    case "av1":
      return fmtp;
    default:
      return codec.fmtp;
  }
}

/** Payload type of the retransmissions by that of what they repeat (`apt`, RFC 4588, section 8.6). */
function rtxByPayloadType(
  section: MediaSection,
  fmtps: ReadonlyMap<number, string>,
): Map<number, number> {
  const found = new Map<number, number>();
  for (const { payloadType, encodingName } of section.rtpMaps) {
    if (encodingName.toLowerCase() !== "rtx") continue;
    const apt = parseNumber(fmtpValue(fmtps.get(payloadType) ?? "", "apt"), 127);
    if (apt >= 0 && !found.has(apt)) found.set(apt, payloadType);
  }
  return found;
}

/**
 * Payload type of the redundant packets by that of what they carry. RFC 2198, section 5, lists the payload type of each block; ones
 * that mix codecs are not for us.
 */
function redByPayloadType(
  section: MediaSection,
  maps: ReadonlyMap<number, RtpMap>,
  fmtps: ReadonlyMap<number, string>,
): Map<number, number> {
  const found = new Map<number, number>();
  for (const [payloadType, { encodingName, clockRateHz, channels }] of maps) {
    if (section.media !== "audio" || encodingName.toLowerCase() !== RED_NAME) continue;
    if (!section.formats.includes(String(payloadType))) continue;
    const listed = new Set((fmtps.get(payloadType) ?? "").split("/", MAX_LIST));
    const [carried = ""] = listed;
    const carriedType = listed.size === 1 ? parseNumber(carried, 127) : -1;
    const map = maps.get(carriedType);
    if (map?.clockRateHz !== clockRateHz || map.channels !== channels) continue;
    if (carriedType !== payloadType && !found.has(carriedType)) {
      found.set(carriedType, payloadType);
    }
  }
  return found;
}

function feedbackByPayloadType(lines: readonly FeedbackLine[]): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>();
  for (const { payloadType, value } of lines) {
    const values = found.get(payloadType);
    if (values === undefined) found.set(payloadType, new Set([value]));
    else values.add(value);
  }
  return found;
}

function feedbackOf(values: ReadonlySet<string>): Feedback {
  const feedback = { nack: false, pli: false, fir: false, remb: false, transportCc: false };
  for (const [field, value] of FEEDBACK_VALUES) feedback[field] = values.has(value);
  return feedback;
}

/** "VP8" of "video/VP8". Throws for a name that is no codec's: callers have it from the table. */
function encodingNameOf(name: string): string {
  const codec = codecOf(name);
  if (codec === undefined) throw new RangeError(`no codec is called "${name}"`);
  return codec.mimeType.slice(codec.kind.length + 1);
}
