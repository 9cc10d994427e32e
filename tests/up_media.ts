/**
 * Negotiated media of a publisher for tests: the plainest ones, of which a test changes what it is about.
 * @module
 */
import type { UpMedia } from "../media/sdp/negotiate.ts";

const PLAIN = {
  midExtensionId: 0,
  ridExtensionId: 0,
  repairedRidExtensionId: 0,
  transportCcExtensionId: 0,
  audioLevelExtensionId: 0,
  dependencyDescriptorExtensionId: 0,
  redPayloadType: -1,
  rids: [],
  ssrcs: [],
  cname: "",
  nack: false,
  pli: false,
  fir: false,
  remb: false,
  transportCc: false,
} as const;

/** VP8 with repairs and requests for key frames, and no header extensions. */
export function videoMedia(part: Partial<UpMedia> = {}): UpMedia {
  return {
    kind: "video",
    mid: "v",
    codecs: [{
      name: "vp8",
      payloadType: 96,
      rtxPayloadType: 97,
      clockRateHz: 90_000,
      channels: 0,
      fmtp: "",
    }],
    ...PLAIN,
    nack: true,
    pli: true,
    fir: true,
    remb: true,
    ...part,
  };
}

/** Opus without feedback or header extensions. */
export function audioMedia(part: Partial<UpMedia> = {}): UpMedia {
  return {
    kind: "audio",
    mid: "a",
    codecs: [{
      name: "opus",
      payloadType: 111,
      rtxPayloadType: -1,
      clockRateHz: 48_000,
      channels: 2,
      fmtp: "",
    }],
    ...PLAIN,
    ...part,
  };
}
