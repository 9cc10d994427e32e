/**
 * SDP (RFC 8866) as WebRTC uses it, in typed records. Reading is in `sdp_parse.ts` (with the attributes in
 * `sdp_attributes.ts`), writing in `sdp_write.ts`; what SDP knows beyond these records is skipped by the one and never written
 * by the other.
 * @module
 */
import type { Fingerprint } from "./negotiate.ts";

/** Which way media flows, from the describer's view. */
export type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive";

/** Which side opens DTLS (RFC 4145, RFC 8842). */
export type Setup = "actpass" | "active" | "passive" | "holdconn";

/** A whole description. */
export interface SessionDescription {
  /** Number of the session in the o-line: decimal digits, up to 64 bits. */
  sessionNumber: string;
  /** Version of the description in the o-line: decimal digits. */
  version: string;
  /** The describer is an ICE-lite agent (RFC 8839, section 5.3). */
  iceLite: boolean;
  /** Mids that share one transport (RFC 9143): the first `a=group:BUNDLE`. Null if there is none. */
  bundle: string[] | null;
  /** Header extensions of one and two bytes may be mixed (RFC 8285, section 6). */
  extmapAllowMixed: boolean;
  /** Value of `a=msid-semantic`, which older browsers write; "" if there is none. */
  msidSemantic: string;
  /** What counts for every section that does not say otherwise. */
  transport: TransportAttributes;
  direction: Direction | null;
  media: MediaSection[];
}

/** ICE and DTLS of a section or of the session. */
export interface TransportAttributes {
  iceUfrag: string | null;
  icePwd: string | null;
  iceOptions: string[];
  fingerprints: Fingerprint[];
  setup: Setup | null;
}

/** An m-section. */
export interface MediaSection {
  /** "audio", "video", "application", … */
  media: string;
  /** 0 where the section is rejected, or shares the transport of another (`bundleOnly`). */
  port: number;
  /** "UDP/TLS/RTP/SAVPF" for RTP in WebRTC. */
  protocol: string;
  /** Payload types where the protocol is RTP. */
  formats: string[];
  transport: TransportAttributes;
  /** "" if there is none. */
  mid: string;
  direction: Direction | null;
  bundleOnly: boolean;
  rtcpMux: boolean;
  rtcpReducedSize: boolean;
  extmapAllowMixed: boolean;
  rtpMaps: RtpMap[];
  fmtps: FormatParameters[];
  feedback: FeedbackLine[];
  extensions: HeaderExtension[];
  msids: MediaStreamId[];
  ssrcs: SsrcAttribute[];
  ssrcGroups: SsrcGroup[];
  rids: RestrictionId[];
  simulcast: Simulcast | null;
  candidates: Candidate[];
  endOfCandidates: boolean;
}

/** `a=rtpmap` */
export interface RtpMap {
  payloadType: number;
  encodingName: string;
  clockRateHz: number;
  /** 1 where the line does not tell. */
  channels: number;
}

/** `a=fmtp` */
export interface FormatParameters {
  payloadType: number;
  parameters: string;
}

/** `a=rtcp-fb` */
export interface FeedbackLine {
  /** -1 for all (`*`). */
  payloadType: number;
  /** "nack", "nack pli", "ccm fir", "goog-remb", "transport-cc", … */
  value: string;
}

/** `a=extmap` (RFC 8285) */
export interface HeaderExtension {
  id: number;
  /** Null where the line does not limit it. */
  direction: Direction | null;
  uri: string;
}

/** `a=msid` (RFC 8830) */
export interface MediaStreamId {
  stream: string;
  /** "" where the line does not tell. */
  track: string;
}

/** `a=ssrc` (RFC 5576) */
export interface SsrcAttribute {
  ssrc: number;
  /** "cname", "msid", … */
  attribute: string;
  value: string;
}

/** `a=ssrc-group` (RFC 5576) */
export interface SsrcGroup {
  /** "FID": media and its retransmissions. "SIM": simulcast, least resolution first. */
  semantics: string;
  ssrcs: number[];
}

/** `a=rid` (RFC 8851) */
export interface RestrictionId {
  id: string;
  direction: "send" | "recv";
  /** What follows the direction; "" for nothing. */
  restrictions: string;
}

/** `a=simulcast` (RFC 8853): per stream its alternatives, each a rid, with `~` before it where it starts paused. */
export interface Simulcast {
  send: string[][];
  recv: string[][];
}

/** `a=candidate` (RFC 8839, section 5.1) */
export interface Candidate {
  foundation: string;
  component: number;
  /** In lower case. */
  protocol: string;
  priority: number;
  /** An IP address, or a name of mDNS. */
  address: string;
  port: number;
  /** "host", "srflx", "prflx" or "relay". */
  type: string;
  /** What follows: related address, TCP type, generation, …; "" for nothing. */
  extensions: string;
}

/** Makes an empty description. */
export function createDescription(): SessionDescription {
  return {
    sessionNumber: "0",
    version: "0",
    iceLite: false,
    bundle: null,
    extmapAllowMixed: false,
    msidSemantic: "",
    transport: createTransportAttributes(),
    direction: null,
    media: [],
  };
}

/** Makes a section with nothing but its m-line. */
export function createSection(
  media: string,
  port: number,
  protocol: string,
  formats: string[],
): MediaSection {
  return {
    media,
    port,
    protocol,
    formats,
    transport: createTransportAttributes(),
    mid: "",
    direction: null,
    bundleOnly: false,
    rtcpMux: false,
    rtcpReducedSize: false,
    extmapAllowMixed: false,
    rtpMaps: [],
    fmtps: [],
    feedback: [],
    extensions: [],
    msids: [],
    ssrcs: [],
    ssrcGroups: [],
    rids: [],
    simulcast: null,
    candidates: [],
    endOfCandidates: false,
  };
}

function createTransportAttributes(): TransportAttributes {
  return { iceUfrag: null, icePwd: null, iceOptions: [], fingerprints: [], setup: null };
}
