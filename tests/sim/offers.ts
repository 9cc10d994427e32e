/**
 * What the offers of simulated publishers come to.
 * @module
 */
import type { Feedback, UpMedia } from "../../media/sdp/negotiate.ts";
import {
  AUDIO_PAYLOAD_TYPE,
  DESCRIPTOR_EXTENSION,
  LEVEL_EXTENSION,
  MID_EXTENSION,
  RED_PAYLOAD_TYPE,
  REPAIRED_RID_EXTENSION,
  RID_EXTENSION,
  RTX_PAYLOAD_TYPE,
  TRANSPORT_CC_EXTENSION,
  VIDEO_PAYLOAD_TYPE,
} from "./packets.ts";
import type { Publisher } from "./publisher.ts";
import type { SentStream } from "./streams.ts";

/** The media of a publisher, as its offer and our answer leave them. */
export function mediaOf(publisher: Publisher): UpMedia[] {
  const videos = publisher.streams.filter((stream) => stream.kind === "video");
  const media: UpMedia[] = [];
  if (videos.length > 0) media.push(videoOf(publisher, videos));
  if (publisher.streams.some((stream) => stream.kind === "audio")) media.push(audioOf(publisher));
  return media;
}

function feedbackOf(publisher: Publisher, repairs: boolean): Feedback {
  const transportCc = publisher.options.congestionControl;
  return { nack: repairs, pli: repairs, fir: repairs, remb: repairs, transportCc };
}

function videoOf(publisher: Publisher, videos: readonly SentStream[]): UpMedia {
  const { options } = publisher;
  const named = videos.some((stream) => stream.encoding.rid !== "");
  return {
    kind: "video",
    mid: "0",
    codecs: [{
      name: options.codec,
      payloadType: VIDEO_PAYLOAD_TYPE,
      rtxPayloadType: options.rtx ? RTX_PAYLOAD_TYPE : -1,
      clockRateHz: 90_000,
      channels: 0,
      fmtp: "",
    }],
    midExtensionId: MID_EXTENSION,
    ridExtensionId: RID_EXTENSION,
    repairedRidExtensionId: REPAIRED_RID_EXTENSION,
    transportCcExtensionId: options.congestionControl ? TRANSPORT_CC_EXTENSION : 0,
    audioLevelExtensionId: 0,
    dependencyDescriptorExtensionId: options.codec === "av1" ? DESCRIPTOR_EXTENSION : 0,
    redPayloadType: -1,
    rids: named ? videos.map((stream) => stream.encoding.rid) : [],
    ssrcs: named
      ? []
      : videos.map(({ ssrc, rtxSsrc }) => ({ ssrc, rtxSsrc: options.rtx ? rtxSsrc : 0 })),
    cname: "publisher",
    ...feedbackOf(publisher, true),
  };
}

function audioOf(publisher: Publisher): UpMedia {
  const { options, microphone } = publisher;
  return {
    kind: "audio",
    mid: "1",
    codecs: [{
      name: "opus",
      payloadType: AUDIO_PAYLOAD_TYPE,
      rtxPayloadType: -1,
      clockRateHz: 48_000,
      channels: 2,
      fmtp: "",
    }],
    midExtensionId: MID_EXTENSION,
    ridExtensionId: 0,
    repairedRidExtensionId: 0,
    transportCcExtensionId: options.congestionControl ? TRANSPORT_CC_EXTENSION : 0,
    audioLevelExtensionId: LEVEL_EXTENSION,
    dependencyDescriptorExtensionId: 0,
    redPayloadType: microphone.options.redundancy > 0 ? RED_PAYLOAD_TYPE : -1,
    rids: [],
    ssrcs: [],
    cname: "publisher",
    ...feedbackOf(publisher, false),
  };
}
