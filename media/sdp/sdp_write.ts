/**
 * Writes SDP, in the order in which Chromium does.
 * @module
 */
import type {
  Candidate,
  MediaSection,
  RtpMap,
  SessionDescription,
  Simulcast,
  TransportAttributes,
} from "./sdp.ts";

/** The text of a description, with CRLF. */
export function writeSdp(description: SessionDescription): string {
  const lines = [
    "v=0",
    `o=- ${description.sessionNumber} ${description.version} IN IP4 127.0.0.1`,
    "s=-",
    "t=0 0",
  ];
  if (description.iceLite) lines.push("a=ice-lite");
  if (description.bundle !== null) lines.push(["a=group:BUNDLE", ...description.bundle].join(" "));
  if (description.extmapAllowMixed) lines.push("a=extmap-allow-mixed");
  if (description.msidSemantic !== "") lines.push(`a=msid-semantic: ${description.msidSemantic}`);
  pushTransport(lines, description.transport);
  if (description.direction !== null) lines.push(`a=${description.direction}`);
  for (const section of description.media) pushSection(lines, section);
  return lines.join("\r\n") + "\r\n";
}

/** The value of `a=candidate`. */
function formatCandidate(candidate: Candidate): string {
  const { foundation, component, protocol, priority, address, port, type, extensions } = candidate;
  const line = `${foundation} ${component} ${protocol} ${priority} ${address} ${port} typ ${type}`;
  return extensions === "" ? line : `${line} ${extensions}`;
}

function pushSection(lines: string[], section: MediaSection): void {
  lines.push(
    `m=${section.media} ${section.port} ${section.protocol} ${section.formats.join(" ")}`,
    "c=IN IP4 0.0.0.0",
    ...section.candidates.map((candidate) => `a=candidate:${formatCandidate(candidate)}`),
  );
  if (section.endOfCandidates) lines.push("a=end-of-candidates");
  pushTransport(lines, section.transport);
  if (section.mid !== "") lines.push(`a=mid:${section.mid}`);
  if (section.bundleOnly) lines.push("a=bundle-only");
  if (section.extmapAllowMixed) lines.push("a=extmap-allow-mixed");
  for (const { id, direction, uri } of section.extensions) {
    lines.push(`a=extmap:${direction === null ? id : `${id}/${direction}`} ${uri}`);
  }
  if (section.direction !== null) lines.push(`a=${section.direction}`);
  for (const { stream, track } of section.msids) {
    lines.push(track === "" ? `a=msid:${stream}` : `a=msid:${stream} ${track}`);
  }
  if (section.rtcpMux) lines.push("a=rtcp-mux");
  if (section.rtcpReducedSize) lines.push("a=rtcp-rsize");
  pushFormats(lines, section);
  pushStreams(lines, section);
}

function pushTransport(lines: string[], transport: TransportAttributes): void {
  if (transport.iceUfrag !== null) lines.push(`a=ice-ufrag:${transport.iceUfrag}`);
  if (transport.icePwd !== null) lines.push(`a=ice-pwd:${transport.icePwd}`);
  if (transport.iceOptions.length > 0) {
    lines.push(`a=ice-options:${transport.iceOptions.join(" ")}`);
  }
  for (const { algorithm, value } of transport.fingerprints) {
    lines.push(`a=fingerprint:${algorithm} ${value}`);
  }
  if (transport.setup !== null) lines.push(`a=setup:${transport.setup}`);
}

function pushFormats(lines: string[], section: MediaSection): void {
  lines.push(...section.rtpMaps.map((map) => `a=rtpmap:${map.payloadType} ${formatRtpMap(map)}`));
  for (const { payloadType, value } of section.feedback) {
    lines.push(`a=rtcp-fb:${payloadType < 0 ? "*" : payloadType} ${value}`);
  }
  for (const { payloadType, parameters } of section.fmtps) {
    lines.push(`a=fmtp:${payloadType} ${parameters}`);
  }
}

function formatRtpMap({ encodingName, clockRateHz, channels }: RtpMap): string {
  const text = `${encodingName}/${clockRateHz}`;
  return channels > 1 ? `${text}/${channels}` : text;
}

function pushStreams(lines: string[], section: MediaSection): void {
  for (const { semantics, ssrcs } of section.ssrcGroups) {
    lines.push(`a=ssrc-group:${[semantics, ...ssrcs].join(" ")}`);
  }
  for (const { ssrc, attribute, value } of section.ssrcs) {
    lines.push(`a=ssrc:${ssrc} ${value === "" ? attribute : `${attribute}:${value}`}`);
  }
  for (const { id, direction, restrictions } of section.rids) {
    lines.push(`a=rid:${id} ${direction}${restrictions === "" ? "" : ` ${restrictions}`}`);
  }
  if (section.simulcast !== null) lines.push(`a=simulcast:${formatSimulcast(section.simulcast)}`);
}

function formatSimulcast(simulcast: Simulcast): string {
  return (["send", "recv"] as const)
    .filter((direction) => simulcast[direction].length > 0)
    .map((direction) =>
      `${direction} ${simulcast[direction].map((stream) => stream.join(",")).join(";")}`
    )
    .join(" ");
}
