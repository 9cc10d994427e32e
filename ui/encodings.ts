/**
 * How a video track is encoded: simulcast or not, and at most how many bits.
 * @module
 */

/** What a stream is for; the server only compares labels, so that others may occur. */
export type StreamLabel = "camera" | "screenshare" | "video";

/** The small encoding of simulcast, in bits per second. */
const LOW_BPS = 100_000;

/** What the encodings of a stream's video are to be. */
export interface EncodingPlan {
  readonly label: StreamLabel;
  /** Most bits per second of the large encoding; may be Infinity. */
  readonly maxBps: number;
  /** Whether the small encoding is sent too, where there is one. */
  readonly small: boolean;
}

/** Whether a small encoding is worth sending: others are enough to differ in what they want, and the limit leaves room for it. */
export function wantsSmall(members: number, maxBps: number): boolean {
  return members > 2 && maxBps >= 2 * LOW_BPS;
}

/**
 * The encodings of a video track, the large one first. A camera always has both, so that the small one comes and goes without
 * a new negotiation; one that is not sent costs nothing.
 */
export function videoEncodings({ label, maxBps, small }: EncodingPlan): RTCRtpEncodingParameters[] {
  const limit = Number.isFinite(maxBps) ? { maxBitrate: maxBps } : {};
  if (label !== "camera") return [limit];
  return [
    { rid: "h", ...limit },
    { rid: "l", scaleResolutionDownBy: 2, maxBitrate: LOW_BPS, active: small },
  ];
}

/** A tile up to this size is served well by the small encoding, in CSS pixels. */
const LOW_WIDTH = 320;
const LOW_HEIGHT = 240;

/** Whether a tile is small enough for the small encoding. */
export function isSmallTile(width: number, height: number): boolean {
  return width <= LOW_WIDTH && height <= LOW_HEIGHT;
}
