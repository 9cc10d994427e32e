/**
 * We offer tracks to a receiver, it answers. Sections keep their places over the life of a session, and those of ended
 * tracks serve later ones, so that the description does not grow.
 * @module
 */
import { addTransport, DISCARD_PORT } from "./local_transport.ts";
import type {
  DownAnswer,
  DownMedia,
  DownOffer,
  DownSection,
  DownTrackPlan,
  Feedback,
  MediaKind,
  Refusal,
} from "./negotiate.ts";
import { describedTransport, refusal, taggedSection } from "./remote_transport.ts";
import {
  createDescription,
  createSection,
  type MediaSection,
  type SessionDescription,
} from "./sdp.ts";
import { parseSdp } from "./sdp_parse.ts";
import { isToken } from "./sdp_words.ts";
import { writeSdp } from "./sdp_write.ts";
import { addCodec, addRed, codecsOf, isSameVariant } from "./section_codecs.ts";
import { EXTENSION_URIS } from "./section_streams.ts";

const PROTOCOL = "UDP/TLS/RTP/SAVPF";

/** RFC 8830, section 2: identifiers have 64 characters at most. */
const MAX_STREAM_ID = 64;

/** What we act on, by kind of track. */
const FEEDBACK: Readonly<Record<MediaKind, Feedback>> = {
  audio: { nack: false, pli: false, fir: false, remb: false, transportCc: true },
  video: { nack: true, pli: true, fir: true, remb: true, transportCc: true },
};

/** Id of the transport-wide sequence numbers in all our offers; Chromium's own. */
const TRANSPORT_CC_ID = 3;

/** Payload type of redundant Opus in all our offers; Chromium's own. */
const RED_PAYLOAD_TYPE = 63;

/**
 * Lays tracks out in sections. A track that was there stays where it is; a new one takes the first free
 * section of its kind, or a new section at the end; sections whose track is not among `tracks` become inactive.
 */
export function arrangeSections(
  before: readonly DownSection[],
  tracks: readonly DownTrackPlan[],
): DownSection[] {
  const plans = new Map(tracks.map((track) => [track.ssrc, track]));
  const sections = before.map((section): DownSection => {
    const track = plans.get(section.track.ssrc);
    plans.delete(section.track.ssrc);
    return { ...section, track: track ?? section.track, active: track !== undefined };
  });
  let nextMid = 1 + Math.max(-1, ...sections.map((section) => Number(section.mid)));
  for (const track of plans.values()) {
    const free = sections.findIndex((section) =>
      !section.active && section.track.kind === track.kind
    );
    const kept = sections[free];
    // A rejected section is dead; another in its place needs another mid (RFC 9429, section 5.2.2).
    const mid = kept === undefined || kept.refused ? String(nextMid++) : kept.mid;
    const section = { mid, track, active: true, refused: false };
    if (kept === undefined) sections.push(section);
    else sections[free] = section;
  }
  return sections;
}

/** The text of our offer. */
export function writeOffer(offer: DownOffer): string {
  const description = createDescription();
  description.sessionNumber = String(offer.sessionNumber);
  description.version = String(offer.version);
  description.iceLite = true;
  description.extmapAllowMixed = true;
  description.msidSemantic = "WMS *";
  description.bundle = [];
  const streamId = identifierOf(offer.streamId);
  for (const planned of offer.sections) {
    const section = createSection(planned.track.kind, 0, PROTOCOL, []);
    section.mid = planned.mid;
    const { codec } = planned.track;
    addCodec(section, codec, FEEDBACK[planned.track.kind]);
    if (codec.name === "opus") addRed(section, RED_PAYLOAD_TYPE, codec);
    description.media.push(section);
    if (planned.refused) {
      section.direction = "inactive";
      continue;
    }
    section.port = DISCARD_PORT;
    section.direction = planned.active ? "sendonly" : "inactive";
    section.rtcpReducedSize = true;
    section.extensions = [{
      id: TRANSPORT_CC_ID,
      uri: EXTENSION_URIS.transportCc,
      direction: null,
    }];
    addTransport(section, offer, description.bundle.length === 0);
    section.transport.setup = "actpass";
    description.bundle.push(planned.mid);
    if (planned.active) addStreams(section, planned, streamId);
  }
  return writeSdp(description);
}

/**
 * Reads a receiver's answer to our offer. It must have the sections of the offer in their order, share one
 * transport among all that it accepts, and open DTLS itself.
 */
export function readAnswer(text: string, offer: DownOffer): DownAnswer | Refusal {
  const parsed = parseSdp(text);
  if (!parsed.ok) return refusal(`line ${parsed.line} of the answer: ${parsed.reason}`);
  const { description } = parsed;
  const reason = mismatch(description, offer);
  if (reason !== null) return refusal(reason);
  const tagged = taggedSection(description);
  if (tagged === undefined) return refusal("the answer rejects everything");
  const transport = describedTransport(description, tagged);
  if (!transport.ok) return transport;
  if (transport.setup !== "active") {
    const said = transport.setup === null ? "no a=setup" : `a=setup:${transport.setup}`;
    return refusal(`the answer has ${said}, but the receiver must open DTLS (a=setup:active)`);
  }
  const stray = strayMid(description, tagged);
  if (stray !== null) return refusal(`the answer wants a transport of its own for mid ${stray}`);
  return {
    ok: true,
    remote: transport.remote,
    media: offer.sections.map((planned, i) =>
      downMedia(planned, description.media[i]!, description)
    ),
    sections: offer.sections.map((planned, i) => ({
      ...planned,
      refused: description.media[i]!.port === 0,
    })),
  };
}

/** The mid of a section in use that does not share the one transport, RTCP included; or null. */
function strayMid(description: SessionDescription, tagged: MediaSection): string | null {
  const bundle = new Set(description.bundle ?? [tagged.mid]);
  const stray = description.media.find(({ port, mid, rtcpMux }) =>
    port !== 0 && !(bundle.has(mid) && rtcpMux)
  );
  return stray?.mid ?? null;
}

/** Why an answer does not belong to an offer, or null. */
function mismatch(description: SessionDescription, offer: DownOffer): string | null {
  const { media } = description;
  const { sections } = offer;
  if (media.length !== sections.length) {
    return `the answer has ${media.length} sections, the offer ${sections.length}`;
  }
  for (let i = 0; i < media.length; i++) {
    // A rejected section need not repeat its mid.
    const { mid, port } = media[i]!;
    if (mid !== sections[i]!.mid && !(mid === "" && port === 0)) {
      return `section ${i} of the answer has not the mid of the offer`;
    }
    if (media[i]!.media !== sections[i]!.track.kind) {
      return `section ${i} of the answer has not the kind of the offer`;
    }
  }
  return null;
}

/** What an answered section says. */
function downMedia(
  planned: DownSection,
  section: MediaSection,
  description: SessionDescription,
): DownMedia {
  const none: DownMedia = {
    mid: planned.mid,
    accepted: false,
    payloadType: -1,
    rtxPayloadType: -1,
    transportCcExtensionId: 0,
    redPayloadType: -1,
    nack: false,
    pli: false,
    fir: false,
    remb: false,
    transportCc: false,
  };
  if (section.port === 0 || !planned.active) return none;
  const direction = section.direction ?? description.direction ?? "sendrecv";
  if (direction === "inactive" || direction === "sendonly") return none;
  const { name, fmtp, rtxPayloadType } = planned.track.codec;
  const taken = codecsOf(section).find(({ codec }) =>
    codec.name === name && isSameVariant(name, codec.fmtp, fmtp)
  );
  if (taken === undefined) return none;
  const transportCc = taken.feedback.transportCc && receivesTransportCc(section);
  return {
    mid: planned.mid,
    accepted: true,
    payloadType: taken.codec.payloadType,
    rtxPayloadType: rtxPayloadType < 0 ? -1 : taken.codec.rtxPayloadType,
    redPayloadType: taken.redPayloadType,
    ...taken.feedback,
    transportCc,
    transportCcExtensionId: transportCc ? TRANSPORT_CC_ID : 0,
  };
}

/** Whether a section takes the transport-wide numbers that we offered: under another id they would be something else. */
function receivesTransportCc(section: MediaSection): boolean {
  return section.extensions.some(({ id, uri, direction }) =>
    id === TRANSPORT_CC_ID && uri === EXTENSION_URIS.transportCc &&
    direction !== "sendonly" && direction !== "inactive"
  );
}

/** Names the track and its SSRCs in its section. */
function addStreams(section: MediaSection, planned: DownSection, streamId: string): void {
  const { ssrc, rtxSsrc, cname } = planned.track;
  section.msids.push({ stream: streamId, track: `track-${planned.mid}` });
  section.ssrcs.push({ ssrc, attribute: "cname", value: cname });
  if (rtxSsrc === 0) return;
  section.ssrcGroups.push({ semantics: "FID", ssrcs: [ssrc, rtxSsrc] });
  section.ssrcs.push({ ssrc: rtxSsrc, attribute: "cname", value: cname });
}

/** A stream's name as SDP may carry it: names are the clients' choice and could hold anything. */
function identifierOf(streamId: string): string {
  const characters = [...streamId.slice(0, MAX_STREAM_ID)];
  return characters.map((character) => isToken(character) ? character : "_").join("") || "_";
}
