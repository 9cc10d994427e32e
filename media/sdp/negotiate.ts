/**
 * The records that offers and answers come down to; everything past the SDP text works on these alone.
 *
 * - `answer.ts`: a publisher offers, we answer.
 *   `readOffer(text): PublisherOffer | Refusal`, then `writeAnswer(offer, local): UpAnswer | Refusal`.
 *   They are two steps because a publisher that restarts ICE is to be answered with new credentials of ours.
 * - `offer.ts`: we offer to a receiver, it answers.
 *   `arrangeSections(before, tracks): DownSection[]`, then `writeOffer(offer): string`, then
 *   `readAnswer(text, offer): DownAnswer | Refusal`.
 * - `candidate.ts`: `hostCandidates(ips, port): HostCandidate[]`.
 *
 * All of it is JSEP (RFC 9429) narrowed to what this server does: one transport by BUNDLE, rtcp-mux, ICE-lite and the passive
 * side of DTLS.
 * @module
 */

/** What a track carries. */
export type MediaKind = "audio" | "video";

/** ICE user name fragment and password of one side (RFC 8445, section 5.3). */
export interface IceParameters {
  readonly ufrag: string;
  readonly pwd: string;
}

/** Hash of a side's DTLS certificate (RFC 8122). */
export interface Fingerprint {
  /** In lower case, for example `sha-256`. */
  readonly algorithm: string;
  /** Pairs of upper case hexadecimal digits with colons between. */
  readonly value: string;
}

/** A UDP host candidate of ours (RFC 8839, section 5.1). */
export interface HostCandidate {
  readonly foundation: string;
  /** RFC 8445, section 5.1.2.1; higher is tried first. */
  readonly priority: number;
  /** Address as text, IPv4 or IPv6. */
  readonly ip: string;
  readonly port: number;
}

/** What the other side must know of our end of a transport. */
export interface LocalTransport {
  readonly ice: IceParameters;
  readonly fingerprint: Fingerprint;
  readonly candidates: readonly HostCandidate[];
}

/** What we know of the other side's end of a transport. */
export interface RemoteTransport {
  /** When these change in a later description, the other side restarts ICE. */
  readonly ice: IceParameters;
  readonly fingerprint: Fingerprint;
}

/** Why a description is of no use, in one sentence. */
export interface Refusal {
  readonly ok: false;
  readonly reason: string;
}

/** A codec as one session's SDP numbers it. */
export interface NegotiatedCodec {
  /** Galène's name: "vp8", "opus", … */
  readonly name: string;
  readonly payloadType: number;
  /** Payload type of its retransmissions (RFC 4588); -1 if none. */
  readonly rtxPayloadType: number;
  readonly clockRateHz: number;
  /** Audio channels; 0 for video. */
  readonly channels: number;
  /** Format parameters as they stand in the SDP; "" if none. */
  readonly fmtp: string;
}

/** RTCP feedback that may be used for a track. */
export interface Feedback {
  /** Generic NACK (RFC 4585, section 6.2.1). */
  readonly nack: boolean;
  /** Picture loss indication (RFC 4585, section 6.3.1). */
  readonly pli: boolean;
  /** Full intra request (RFC 5104, section 4.3.1). */
  readonly fir: boolean;
  /** Receiver estimated maximum bitrate (draft-alvestrand-rmcat-remb). */
  readonly remb: boolean;
  /** Transport-wide congestion control (draft-holmer-rmcat-transport-wide-cc-extensions-01). */
  readonly transportCc: boolean;
}

/** An SSRC named in the SDP, with that of its retransmissions (ssrc-group FID); `rtxSsrc` is 0 if there is none. */
export interface SsrcPair {
  readonly ssrc: number;
  readonly rtxSsrc: number;
}

/** One track that a publisher sends: an m-section that we answered with recvonly. */
export interface UpMedia extends Feedback {
  readonly kind: MediaKind;
  readonly mid: string;
  /** Codecs that may arrive, best first; the answer leaves one. Its `fmtp` is the one answered. */
  readonly codecs: readonly NegotiatedCodec[];
  /** Header extension ids (RFC 8843 mid; RFC 8852 rid and repaired-rid); 0 if not negotiated. */
  readonly midExtensionId: number;
  readonly ridExtensionId: number;
  readonly repairedRidExtensionId: number;
  /** Transport-wide sequence numbers; 0 unless the feedback `transportCc` is negotiated as well, and false there if this is 0. */
  readonly transportCcExtensionId: number;
  /** Loudness of audio (RFC 6464); 0 if not negotiated. */
  readonly audioLevelExtensionId: number;
  /** Dependency descriptor of AV1 ("RTP Payload Format For AV1", appendix A); 0 if not negotiated. */
  readonly dependencyDescriptorExtensionId: number;
  /** Payload type of redundant Opus (RFC 2198); -1 if none. */
  readonly redPayloadType: number;
  /** Names of the simulcast encodings in the order of `a=simulcast`; empty without simulcast by RID. */
  readonly rids: readonly string[];
  /**
   * SSRCs that the offer names. Several without `rids` are simulcast by SSRC, in the order of the ssrc-group SIM (least
   * resolution first). Empty where streams are known by mid and rid only.
   */
  readonly ssrcs: readonly SsrcPair[];
  /** Canonical name of the source (RFC 3550, section 6.5.1); "" if the offer does not tell. */
  readonly cname: string;
}

/** A publisher's offer, read and found usable. */
export interface PublisherOffer {
  readonly ok: true;
  readonly remote: RemoteTransport;
  readonly sections: readonly OfferedSection[];
}

/** One m-section of a publisher's offer. */
export interface OfferedSection {
  /** What stands in the m-line: "audio", "video", "application", … */
  readonly media: string;
  /** Transport of the m-line, echoed in the answer. */
  readonly protocol: string;
  /** Formats of the m-line, echoed where the section is rejected. */
  readonly formats: readonly string[];
  /** "" if the offer has none; such a section is rejected. */
  readonly mid: string;
  /** Null where the section must be rejected whatever the codecs. */
  readonly track: OfferedTrack | null;
}

/** What an audio or video section offers, before a codec is chosen. */
export interface OfferedTrack {
  readonly kind: MediaKind;
  /** Whether the publisher sends now. */
  readonly sends: boolean;
  /** Every codec of the section that we know, in the order of the offer, with its feedback. */
  readonly codecs: readonly OfferedCodec[];
  /** Those that are of use to us; some only with a codec or with feedback of their own. */
  readonly extensions: readonly OfferedExtension[];
  readonly rids: readonly string[];
  readonly ssrcs: readonly SsrcPair[];
  readonly cname: string;
  readonly rtcpReducedSize: boolean;
}

/** A header extension of an offer (RFC 8285). */
export interface OfferedExtension {
  readonly id: number;
  readonly uri: string;
  /** The offer limits it to one direction, so the answer must. */
  readonly limited: boolean;
}

/** A codec of an offer and the feedback that the offerer understands for it. */
export interface OfferedCodec {
  readonly codec: NegotiatedCodec;
  readonly feedback: Feedback;
  /** Payload type of its redundant packets (RFC 2198); -1 if none. */
  readonly redPayloadType: number;
}

/** Our side of an answer to a publisher. */
export interface AnswerLocal extends LocalTransport {
  /** Number of the SDP session (o-line), the same over its life. */
  readonly sessionNumber: number;
  /** Version of the description (o-line): one more in each later answer. */
  readonly version: number;
  /** Galène's names of the codecs that may be used, in order of preference. */
  readonly codecs: readonly string[];
}

/** Our answer to a publisher. */
export interface UpAnswer {
  readonly ok: true;
  readonly sdp: string;
  /** Tracks that the publisher now sends, in the order of the offer. One that is no longer here has ended or pauses. */
  readonly media: readonly UpMedia[];
}

/** One track for a receiver. It is told from others by its `ssrc`. */
export interface DownTrackPlan {
  readonly kind: MediaKind;
  /** With the fixed payload types of our offers. Opus is offered with RED as well. */
  readonly codec: NegotiatedCodec;
  readonly ssrc: number;
  /** SSRC of its retransmissions; 0 if none. */
  readonly rtxSsrc: number;
  readonly cname: string;
}

/** One m-section of a down session. Its place in the list is its place in the SDP, for ever. */
export interface DownSection {
  readonly mid: string;
  /** The track, or the last one that was there. */
  readonly track: DownTrackPlan;
  /** False: the track is no longer planned, and the section is free for a later one of the same kind. */
  readonly active: boolean;
  /** The receiver has rejected the section: it is offered as rejected until another track takes its place, with a new mid. */
  readonly refused: boolean;
}

/** Our offer to a receiver. */
export interface DownOffer extends LocalTransport {
  /** Number of the SDP session (o-line), the same over its life. */
  readonly sessionNumber: number;
  /** Version of the description (o-line): one more in each later offer. */
  readonly version: number;
  /** Name of the media stream that the tracks belong to (RFC 8830). */
  readonly streamId: string;
  readonly sections: readonly DownSection[];
}

/** What a receiver made of one section of our offer. */
export interface DownMedia extends Feedback {
  readonly mid: string;
  /** Whether it takes the track: false if the section is rejected or inactive. */
  readonly accepted: boolean;
  /** Payload type under which it wants the codec; -1 unless accepted. */
  readonly payloadType: number;
  /** Payload type under which it wants retransmissions; -1 if it does not take RTX. */
  readonly rtxPayloadType: number;
  /** Header extension for transport-wide sequence numbers; 0 unless it takes the extension and gives the feedback. */
  readonly transportCcExtensionId: number;
  /** Payload type of redundant Opus (RFC 2198); -1 if it does not take it. */
  readonly redPayloadType: number;
}

/** A receiver's answer to our offer. */
export interface DownAnswer {
  readonly ok: true;
  readonly remote: RemoteTransport;
  /** One record per section of our offer, in its order. */
  readonly media: readonly DownMedia[];
  /** The sections of the offer with what the receiver refused marked: what the next arrangement starts from. */
  readonly sections: readonly DownSection[];
}
