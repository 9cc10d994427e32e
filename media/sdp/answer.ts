/**
 * A publisher offers, we answer: we receive what it sends, one codec per section, all on one transport.
 * @module
 */
import { codecOf, formatOf } from "../codec/codec.ts";
import { addTransport, DISCARD_PORT } from "./local_transport.ts";
import type {
  AnswerLocal,
  LocalTransport,
  OfferedCodec,
  OfferedExtension,
  OfferedSection,
  OfferedTrack,
  PublisherOffer,
  Refusal,
  UpAnswer,
  UpMedia,
} from "./negotiate.ts";
import { describedTransport, refusal, taggedSection } from "./remote_transport.ts";
import {
  createDescription,
  createSection,
  type MediaSection,
  type SessionDescription,
} from "./sdp.ts";
import { parseSdp } from "./sdp_parse.ts";
import { writeSdp } from "./sdp_write.ts";
import { addCodec, addRed, codecsOf } from "./section_codecs.ts";
import {
  canonicalName,
  EXTENSION_URIS,
  extensionId,
  sentRids,
  sentSsrcs,
  usefulExtensions,
} from "./section_streams.ts";

/** Protocols of an m-line that mean RTP over DTLS (RFC 9429, section 5.1.2), old spellings included. */
const RTP_PROTOCOLS = ["UDP/TLS/RTP/SAVPF", "TCP/TLS/RTP/SAVPF", "RTP/SAVPF"];

/** Reads a publisher's offer. Sections that cannot be used are kept, to be rejected in their place. */
export function readOffer(text: string): PublisherOffer | Refusal {
  const parsed = parseSdp(text);
  if (!parsed.ok) return refusal(`line ${parsed.line} of the offer: ${parsed.reason}`);
  const { description } = parsed;
  const mids = description.media.map((section) => section.mid).filter((mid) => mid !== "");
  if (new Set(mids).size !== mids.length) return refusal("two sections of the offer have one mid");
  const tagged = taggedSection(description);
  if (tagged === undefined) return refusal("the offer has no section in use");
  const transport = describedTransport(description, tagged);
  if (!transport.ok) return transport;
  if (transport.setup === "passive" || transport.setup === "holdconn") {
    return refusal(`the offer wants a=setup:${transport.setup}, but the publisher must open DTLS`);
  }
  const bundle = new Set(description.bundle ?? [tagged.mid]);
  return {
    ok: true,
    remote: transport.remote,
    sections: description.media.map((section) => ({
      media: section.media,
      protocol: section.protocol,
      formats: section.formats,
      mid: section.mid,
      track: bundle.has(section.mid) ? readTrack(description, section) : null,
    })),
  };
}

/**
 * Answers an offer. The same offer, or a later one of its session, gets sections in the same order; each section gets the
 * first codec in the group's order of preference, and one without a common codec is rejected.
 */
export function writeAnswer(offer: PublisherOffer, local: AnswerLocal): UpAnswer | Refusal {
  const description = createDescription();
  description.sessionNumber = String(local.sessionNumber);
  description.version = String(local.version);
  description.iceLite = true;
  description.extmapAllowMixed = true;
  description.bundle = [];
  const media: UpMedia[] = [];
  for (const section of offer.sections) {
    const { track } = section;
    const chosen = track === null ? null : chooseTrack(track, local.codecs);
    if (track === null || chosen === null) {
      description.media.push(rejectedSection(section));
      continue;
    }
    const first = description.bundle.length === 0;
    description.bundle.push(section.mid);
    description.media.push(answeredSection(section, track, chosen, local, first));
    if (track.sends) media.push(upMedia(section.mid, track, chosen));
  }
  if (description.bundle.length === 0) {
    return refusal("the offer has no track in a codec that the group allows");
  }
  return { ok: true, sdp: writeSdp(description), media };
}

/** What a section offers; null if it is to be rejected. */
function readTrack(description: SessionDescription, section: MediaSection): OfferedTrack | null {
  const { media: kind, mid } = section;
  if (kind !== "audio" && kind !== "video") return null;
  if (mid === "" || !RTP_PROTOCOLS.includes(section.protocol)) return null;
  if (section.port === 0 && !section.bundleOnly) return null;
  // Sections that share a transport by bundle-only say nothing of RTCP: it is the shared transport's.
  if (!section.rtcpMux && !section.bundleOnly) return null;
  const codecs = codecsOf(section);
  if (codecs.length === 0) return null;
  const direction = section.direction ?? description.direction ?? "sendrecv";
  const extensions = usefulExtensions(section, kind);
  return {
    kind,
    sends: direction === "sendrecv" || direction === "sendonly",
    codecs,
    extensions,
    rids: sentRids(section, extensions),
    ssrcs: sentSsrcs(section),
    cname: canonicalName(section),
    rtcpReducedSize: section.rtcpReducedSize,
  };
}

/** The codecs whose payloads do not tell layers; their senders do it by the dependency descriptor. */
const DESCRIBED_CODECS = ["av1", "h264"];

/** Only packets of Opus are sent redundantly. */
const RED_CODEC = "opus";

/** What of an offered track is answered: one codec, and what goes with it. */
interface ChosenTrack extends OfferedCodec {
  readonly extensions: readonly OfferedExtension[];
}

/** The choice of a codec, with the extensions that make sense with it; null if the group allows none. */
function chooseTrack(track: OfferedTrack, names: readonly string[]): ChosenTrack | null {
  const chosen = chooseCodec(track, names);
  if (chosen === null) return null;
  const { codec: { name }, feedback, redPayloadType } = chosen;
  const transportCc = feedback.transportCc &&
    extensionId(track.extensions, EXTENSION_URIS.transportCc) !== 0;
  return {
    codec: chosen.codec,
    feedback: { ...feedback, transportCc },
    redPayloadType: name === RED_CODEC ? redPayloadType : -1,
    extensions: track.extensions.filter(({ uri }) => {
      if (uri === EXTENSION_URIS.transportCc) return transportCc;
      return uri !== EXTENSION_URIS.dependencyDescriptor || DESCRIBED_CODECS.includes(name);
    }),
  };
}

/** The codec that stands first in `names`, in the variant that our table prefers; null if none is allowed. */
function chooseCodec(track: OfferedTrack, names: readonly string[]): OfferedCodec | null {
  for (const name of names) {
    const codec = codecOf(name);
    if (codec === undefined) continue;
    const offered = track.codecs.filter((candidate) => candidate.codec.name === name);
    for (const format of codec.formats) {
      const found = offered.find(({ codec: { fmtp } }) => formatOf(codec, fmtp) === format);
      if (found !== undefined) return found;
    }
  }
  return null;
}

/** The offered section, to be rejected: port 0, and not in the group. */
function rejectedSection(offered: OfferedSection): MediaSection {
  const section = createSection(offered.media, 0, offered.protocol, [...offered.formats]);
  section.mid = offered.mid;
  section.direction = "inactive";
  return section;
}

function answeredSection(
  offered: OfferedSection,
  track: OfferedTrack,
  chosen: ChosenTrack,
  local: LocalTransport,
  first: boolean,
): MediaSection {
  const section = createSection(offered.media, DISCARD_PORT, offered.protocol, []);
  section.mid = offered.mid;
  section.direction = track.sends ? "recvonly" : "inactive";
  addTransport(section, local, first);
  section.transport.setup = "passive";
  section.rtcpReducedSize = track.rtcpReducedSize;
  section.extensions = chosen.extensions.map(({ id, uri, limited }) => ({
    id,
    uri,
    direction: limited ? "recvonly" : null,
  }));
  // What stands first is what the publisher is to send: redundant packets, if it can.
  if (chosen.redPayloadType >= 0) addRed(section, chosen.redPayloadType, chosen.codec);
  addCodec(section, chosen.codec, chosen.feedback);
  if (track.rids.length > 0) {
    section.rids = track.rids.map((id) => ({ id, direction: "recv", restrictions: "" }));
    section.simulcast = { send: [], recv: track.rids.map((id) => [id]) };
  }
  return section;
}

function upMedia(mid: string, track: OfferedTrack, chosen: ChosenTrack): UpMedia {
  const { extensions } = chosen;
  return {
    kind: track.kind,
    mid,
    codecs: [chosen.codec],
    midExtensionId: extensionId(extensions, EXTENSION_URIS.mid),
    ridExtensionId: extensionId(extensions, EXTENSION_URIS.rid),
    repairedRidExtensionId: extensionId(extensions, EXTENSION_URIS.repairedRid),
    transportCcExtensionId: extensionId(extensions, EXTENSION_URIS.transportCc),
    audioLevelExtensionId: extensionId(extensions, EXTENSION_URIS.audioLevel),
    dependencyDescriptorExtensionId: extensionId(extensions, EXTENSION_URIS.dependencyDescriptor),
    redPayloadType: chosen.redPayloadType,
    rids: track.rids,
    ssrcs: track.ssrcs,
    cname: track.cname,
    ...chosen.feedback,
  };
}
