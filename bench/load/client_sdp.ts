/**
 * The descriptions of a synthetic client: the offer of one that publishes VP8 and Opus, the answer of one that receives them,
 * and what either needs to know of the server's. Works with any server that bundles.
 * @module
 */
import type { Fingerprint, IceParameters } from "../../media/sdp/negotiate.ts";
import { createDescription, createSection, type MediaSection } from "../../media/sdp/sdp.ts";
import { parseSdp } from "../../media/sdp/sdp_parse.ts";
import { writeSdp } from "../../media/sdp/sdp_write.ts";
import { AUDIO_PAYLOAD_TYPE, VIDEO_PAYLOAD_TYPE } from "./media_source.ts";

/** A client's end of a transport. */
export interface ClientTransport {
  readonly ice: IceParameters;
  readonly fingerprint: Fingerprint;
  readonly ip: string;
  readonly port: number;
}

/** Where a server can be reached. */
export interface ServerCandidate {
  readonly ip: string;
  readonly port: number;
}

/** What a client needs of a server's offer or answer. */
export interface ServerDescription {
  readonly ice: IceParameters;
  readonly lite: boolean;
  /** It opens DTLS (`a=setup:active`); else we do. */
  readonly opensDtls: boolean;
  /** IPv4 over UDP; empty if the server sends them apart. */
  readonly candidates: readonly ServerCandidate[];
  readonly sections: readonly ServerSection[];
}

/** One m-section of a server's description. */
export interface ServerSection {
  readonly kind: string;
  readonly mid: string;
  readonly protocol: string;
  readonly formats: readonly string[];
  /** Payload type of VP8 or Opus; -1 if the section is of no use to us. */
  readonly payloadType: number;
}

const PROTOCOL = "UDP/TLS/RTP/SAVPF";
/** Type preference of a host candidate and component 1 (RFC 8445, section 5.1.2). */
const CANDIDATE_PRIORITY = 0x7effffff;
const ENCODINGS: Readonly<Record<string, { name: string; clockRateHz: number; channels: number }>> =
  {
    audio: { name: "opus", clockRateHz: 48_000, channels: 2 },
    video: { name: "VP8", clockRateHz: 90_000, channels: 1 },
  };

/** The offer of a publisher. It asks for key frame requests and leaves out NACK: what is lost stays lost, and is counted. */
export function writePublishOffer(
  transport: ClientTransport,
  audioSsrc: number,
  videoSsrc: number,
): string {
  const audio = describeSection(transport, "audio", "0", AUDIO_PAYLOAD_TYPE, "sendonly");
  const video = describeSection(transport, "video", "1", VIDEO_PAYLOAD_TYPE, "sendonly");
  for (const [section, ssrc] of [[audio, audioSsrc], [video, videoSsrc]] as const) {
    section.transport.setup = "actpass";
    section.msids.push({ stream: "load", track: `load-${section.media}` });
    section.ssrcs.push({ ssrc, attribute: "cname", value: "load" });
  }
  return writeDescription([audio, video]);
}

/** The answer of a receiver that takes VP8 and Opus and rejects everything else. */
export function writeReceiverAnswer(offer: ServerDescription, transport: ClientTransport): string {
  return writeDescription(offer.sections.map(({ kind, mid, protocol, formats, payloadType }) => {
    if (payloadType < 0) {
      const rejected = createSection(kind, 0, protocol, [...formats]);
      rejected.mid = mid;
      rejected.direction = "inactive";
      return rejected;
    }
    const section = describeSection(transport, kind, mid, payloadType, "recvonly");
    section.transport.setup = "active";
    return section;
  }));
}

/** Reads a server's offer or answer. Throws an `Error` if it makes no sense or lacks ICE credentials. */
export function readServerDescription(text: string): ServerDescription {
  const parsed = parseSdp(text);
  if (!parsed.ok) throw new Error(`line ${parsed.line} of the server's SDP: ${parsed.reason}`);
  const { description } = parsed;
  const first = description.media.find((section) => section.port !== 0 || section.bundleOnly);
  const ufrag = first?.transport.iceUfrag ?? description.transport.iceUfrag;
  const pwd = first?.transport.icePwd ?? description.transport.icePwd;
  if (!ufrag || !pwd) throw new Error("the server's SDP has no ICE credentials");
  return {
    ice: { ufrag, pwd },
    lite: description.iceLite,
    opensDtls: (first?.transport.setup ?? description.transport.setup) === "active",
    candidates: description.media.flatMap((section) => section.candidates)
      .filter((candidate) => candidate.protocol === "udp" && isIpv4(candidate.address))
      .map(({ address, port }) => ({ ip: address, port })),
    sections: description.media.map((section) => ({
      kind: section.media,
      mid: section.mid,
      protocol: section.protocol,
      formats: section.formats,
      payloadType: section.port === 0 && !section.bundleOnly ? -1 : knownPayloadType(section),
    })),
  };
}

/** Reads a candidate as it is trickled (`candidate:…`); null if it is not IPv4 over UDP. */
export function readCandidate(text: string): ServerCandidate | null {
  const [, component, protocol, , ip = "", port] = text.replace(/^a=/, "").split(" ");
  if (component !== "1" || protocol?.toLowerCase() !== "udp" || !isIpv4(ip)) return null;
  return { ip, port: Number(port) };
}

function isIpv4(text: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+$/.test(text);
}

function knownPayloadType(section: MediaSection): number {
  const encoding = ENCODINGS[section.media];
  const map = section.rtpMaps.find(({ encodingName }) =>
    encodingName.toLowerCase() === encoding?.name.toLowerCase()
  );
  return map?.payloadType ?? -1;
}

function describeSection(
  transport: ClientTransport,
  kind: string,
  mid: string,
  payloadType: number,
  direction: "sendonly" | "recvonly",
): MediaSection {
  const { name, clockRateHz, channels } = ENCODINGS[kind]!;
  const section = createSection(kind, 9, PROTOCOL, [String(payloadType)]);
  section.mid = mid;
  section.direction = direction;
  section.rtcpMux = true;
  section.rtpMaps.push({ payloadType, encodingName: name, clockRateHz, channels });
  if (kind === "video") {
    section.feedback = ["goog-remb", "ccm fir", "nack pli"].map((value) => ({
      payloadType,
      value,
    }));
  } else {
    section.fmtps.push({ payloadType, parameters: "minptime=10;useinbandfec=1" });
  }
  section.transport.iceUfrag = transport.ice.ufrag;
  section.transport.icePwd = transport.ice.pwd;
  section.transport.fingerprints = [transport.fingerprint];
  section.candidates.push({
    foundation: "1",
    component: 1,
    protocol: "udp",
    priority: CANDIDATE_PRIORITY,
    address: transport.ip,
    port: transport.port,
    type: "host",
    extensions: "",
  });
  section.endOfCandidates = true;
  return section;
}

function writeDescription(sections: MediaSection[]): string {
  const description = createDescription();
  description.sessionNumber = "1";
  description.version = "1";
  description.bundle = sections.filter(({ port }) => port !== 0).map(({ mid }) => mid);
  description.media = sections;
  return writeSdp(description);
}
