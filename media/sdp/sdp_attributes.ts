/**
 * The attributes of SDP that WebRTC needs: one handler each, by name.
 * @module
 */
import type {
  Candidate,
  Direction,
  MediaSection,
  SessionDescription,
  Setup,
  TransportAttributes,
} from "./sdp.ts";
import {
  isFingerprint,
  isIceText,
  isRid,
  isToken,
  MAX_LIST,
  parseNumber,
  parseSsrc,
  wordsOf,
} from "./sdp_words.ts";

/** Handles one attribute of a session or of a section: null if it is well formed, else what is wrong. */
type SessionAttribute = (description: SessionDescription, value: string) => string | null;
type SectionAttribute = (section: MediaSection, value: string) => string | null;

const DIRECTIONS: readonly Direction[] = ["sendrecv", "sendonly", "recvonly", "inactive"];
const SETUPS: readonly Setup[] = ["actpass", "active", "passive", "holdconn"];

/** Reads the content of an `a=` line before the first m-line into the description. Null, or what is wrong with it. */
export function takeSessionAttribute(
  description: SessionDescription,
  content: string,
): string | null {
  return takeAttribute(SESSION_ATTRIBUTES, description, content);
}

/** Reads the content of an `a=` line of a section into it. Null, or what is wrong with it. */
export function takeSectionAttribute(section: MediaSection, content: string): string | null {
  return takeAttribute(SECTION_ATTRIBUTES, section, content);
}

/** Hands `name:value` to the attribute's handler, if there is one. */
function takeAttribute<T>(
  table: ReadonlyMap<string, (target: T, value: string) => string | null>,
  target: T,
  content: string,
): string | null {
  const colon = content.indexOf(":");
  const name = colon < 0 ? content : content.slice(0, colon);
  const handler = table.get(name);
  if (handler === undefined) return null;
  return handler(target, colon < 0 ? "" : content.slice(colon + 1));
}

/** Attributes of ICE and DTLS, which stand in sections and before them. */
const TRANSPORT_ATTRIBUTES: readonly [
  string,
  (transport: TransportAttributes, value: string) => string | null,
][] = [
  ["ice-ufrag", (transport, value) => {
    if (!isIceText(value, 4)) return "malformed ice-ufrag";
    transport.iceUfrag = value;
    return null;
  }],
  ["ice-pwd", (transport, value) => {
    if (!isIceText(value, 22)) return "malformed ice-pwd";
    transport.icePwd = value;
    return null;
  }],
  ["ice-options", (transport, value) => {
    const words = wordsOf(value);
    if (words === null) return "malformed ice-options";
    transport.iceOptions = words;
    return null;
  }],
  ["fingerprint", (transport, value) => {
    const space = value.indexOf(" ");
    const algorithm = value.slice(0, space).toLowerCase();
    const digest = value.slice(space + 1).trim().toUpperCase();
    if (space < 0 || !isToken(algorithm) || !isFingerprint(digest)) return "malformed fingerprint";
    transport.fingerprints.push({ algorithm, value: digest });
    return null;
  }],
  ["setup", (transport, value) => {
    const setup = SETUPS.find((known) => known === value);
    if (setup === undefined) return "unknown setup";
    transport.setup = setup;
    return null;
  }],
];

const SESSION_ATTRIBUTES: ReadonlyMap<string, SessionAttribute> = new Map<string, SessionAttribute>(
  [
    ...TRANSPORT_ATTRIBUTES.map(([name, take]): [string, SessionAttribute] => [
      name,
      (description, value) => take(description.transport, value),
    ]),
    ...DIRECTIONS.map((direction): [string, SessionAttribute] => [
      direction,
      (description) => {
        description.direction = direction;
        return null;
      },
    ]),
    ["ice-lite", (description) => {
      description.iceLite = true;
      return null;
    }],
    ["extmap-allow-mixed", (description) => {
      description.extmapAllowMixed = true;
      return null;
    }],
    ["msid-semantic", (description, value) => {
      description.msidSemantic = value.trim();
      return null;
    }],
    ["group", (description, value) => {
      const words = wordsOf(value);
      if (words === null) return "malformed group";
      const [semantics, ...mids] = words;
      if (semantics === "BUNDLE") description.bundle ??= mids;
      return null;
    }],
  ],
);

const SECTION_ATTRIBUTES: ReadonlyMap<string, SectionAttribute> = new Map<string, SectionAttribute>(
  [
    ...TRANSPORT_ATTRIBUTES.map(([name, take]): [string, SectionAttribute] => [
      name,
      (section, value) => take(section.transport, value),
    ]),
    ...DIRECTIONS.map((direction): [string, SectionAttribute] => [
      direction,
      (section) => {
        section.direction = direction;
        return null;
      },
    ]),
    ...(["bundleOnly", "rtcpMux", "extmapAllowMixed", "endOfCandidates"] as const).map(
      (field): [string, SectionAttribute] => [
        field.replaceAll(/[A-Z]/g, (letter) => "-" + letter.toLowerCase()),
        (section) => {
          section[field] = true;
          return null;
        },
      ],
    ),
    ["rtcp-rsize", (section) => {
      section.rtcpReducedSize = true;
      return null;
    }],
    ["mid", (section, value) => {
      if (!isToken(value)) return "malformed mid";
      section.mid = value;
      return null;
    }],
    ["rtpmap", takeRtpMap],
    ["fmtp", (section, value) => {
      const [payloadType, parameters] = splitPayloadType(value);
      if (payloadType < 0) return "malformed fmtp";
      section.fmtps.push({ payloadType, parameters: parameters.trim() });
      return null;
    }],
    ["rtcp-fb", (section, value) => {
      const every = value.startsWith("* ");
      const [payloadType, rest] = every ? [-1, value.slice(2)] : splitPayloadType(value);
      if (rest === "" || (payloadType < 0 && !every)) return "malformed rtcp-fb";
      section.feedback.push({ payloadType, value: rest.trim() });
      return null;
    }],
    ["extmap", takeExtension],
    ["msid", (section, value) => {
      const [stream = "", track = ""] = value.split(" ", 2);
      if (stream === "") return "malformed msid";
      section.msids.push({ stream, track });
      return null;
    }],
    ["ssrc", takeSsrc],
    ["ssrc-group", (section, value) => {
      const [semantics = "", ...words] = wordsOf(value) ?? [];
      const ssrcs = words.map(parseSsrc);
      if (!isToken(semantics) || ssrcs.includes(-1)) return "malformed ssrc-group";
      section.ssrcGroups.push({ semantics, ssrcs });
      return null;
    }],
    ["rid", (section, value) => {
      const [id = "", direction = ""] = value.split(" ", 2);
      if (!isRid(id) || (direction !== "send" && direction !== "recv")) return "malformed rid";
      const restrictions = value.slice(id.length + direction.length + 2);
      section.rids.push({ id, direction, restrictions });
      return null;
    }],
    ["simulcast", takeSimulcast],
    ["candidate", (section, value) => {
      const candidate = parseCandidate(value);
      if (candidate === null) return "malformed candidate";
      section.candidates.push(candidate);
      return null;
    }],
  ],
);

/** `rtpmap:<payload type> <encoding>/<clock rate>[/<channels>]` */
function takeRtpMap(section: MediaSection, value: string): string | null {
  const [payloadType, rest] = splitPayloadType(value);
  const [encodingName = "", clock = "", channelsText = "1"] = rest.trim().split("/", 4);
  const clockRateHz = parseNumber(clock, 1_000_000_000);
  const channels = parseNumber(channelsText, 255);
  if (payloadType < 0 || !isToken(encodingName) || clockRateHz < 1 || channels < 1) {
    return "malformed rtpmap";
  }
  section.rtpMaps.push({ payloadType, encodingName, clockRateHz, channels });
  return null;
}

/** `extmap:<id>[/<direction>] <uri> [<attributes>]` */
function takeExtension(section: MediaSection, value: string): string | null {
  const [head = "", uri = ""] = value.split(" ", 2);
  const slash = head.indexOf("/");
  const id = parseNumber(slash < 0 ? head : head.slice(0, slash), 4351);
  const direction = slash < 0 ? null : DIRECTIONS.find((known) => known === head.slice(slash + 1));
  if (id < 1 || uri === "" || direction === undefined) return "malformed extmap";
  section.extensions.push({ id, direction, uri });
  return null;
}

/** `ssrc:<ssrc> <attribute>[:<value>]` */
function takeSsrc(section: MediaSection, text: string): string | null {
  const space = text.indexOf(" ");
  const ssrc = parseSsrc(space < 0 ? text : text.slice(0, space));
  const rest = space < 0 ? "" : text.slice(space + 1);
  if (ssrc < 0 || rest === "") return "malformed ssrc";
  const colon = rest.indexOf(":");
  const attribute = colon < 0 ? rest : rest.slice(0, colon);
  section.ssrcs.push({ ssrc, attribute, value: colon < 0 ? "" : rest.slice(colon + 1) });
  return null;
}

/** `simulcast:send <list> [recv <list>]` or the other way round (RFC 8853, section 5.1). */
function takeSimulcast(section: MediaSection, value: string): string | null {
  const words = wordsOf(value) ?? [];
  const simulcast: { send: string[][]; recv: string[][] } = { send: [], recv: [] };
  if (words.length !== 2 && words.length !== 4) return "malformed simulcast";
  for (let i = 0; i < words.length; i += 2) {
    const direction = words[i]!;
    if (direction !== "send" && direction !== "recv") return "malformed simulcast";
    const streams = words[i + 1]!.split(";", MAX_LIST).map((stream) => stream.split(",", MAX_LIST));
    const rids = streams.flat();
    if (!rids.every((rid) => isRid(rid.startsWith("~") ? rid.slice(1) : rid))) {
      return "malformed simulcast";
    }
    simulcast[direction] = streams;
  }
  section.simulcast = simulcast;
  return null;
}

/** The value of `a=candidate` (RFC 8839, section 5.1); null if it is malformed. */
function parseCandidate(value: string): Candidate | null {
  const words = wordsOf(value);
  if (words === null || words.length < 8 || words[6] !== "typ") return null;
  const [foundation = "", componentText = "", protocol = "", priorityText = ""] = words;
  const [address = "", portText = "", , type = "", ...extensions] = words.slice(4);
  const component = parseNumber(componentText, 256);
  const priority = parseNumber(priorityText, 0xffffffff);
  const port = parseNumber(portText, 65535);
  if (component < 1 || priority < 0 || port < 0) return null;
  return {
    foundation,
    component,
    protocol: protocol.toLowerCase(),
    priority,
    address,
    port,
    type,
    extensions: extensions.join(" "),
  };
}

/** Payload type and what follows it; -1 if it is none. */
function splitPayloadType(value: string): [number, string] {
  const space = value.indexOf(" ");
  return space < 0 ? [-1, ""] : [parseNumber(value.slice(0, space), 127), value.slice(space + 1)];
}
