/**
 * How a video track is encoded: simulcast or not, and at most how many bits.
 * @module
 */

/** What a stream is for; the server only compares labels, so that others may occur. */
export type StreamLabel = "camera" | "screenshare" | "video";

/** The small encoding of simulcast, in bits per second. */
const LOW_BPS = 100_000;

/**
 * Whether a stream should be sent in two sizes: a camera, when there are others enough to differ in what they want, and when
 * the limit leaves something for the large size.
 */
export function wantsSimulcast(label: StreamLabel, members: number, maxBps: number): boolean {
  return label === "camera" && members > 2 && maxBps >= 2 * LOW_BPS;
}

/** The encodings of a video track, the large one first; `maxBps` may be Infinity. */
export function videoEncodings(simulcast: boolean, maxBps: number): RTCRtpEncodingParameters[] {
  const limit = Number.isFinite(maxBps) ? { maxBitrate: maxBps } : {};
  if (!simulcast) return [limit];
  return [
    { rid: "h", ...limit },
    { rid: "l", scaleResolutionDownBy: 2, maxBitrate: LOW_BPS },
  ];
}

/** A tile up to this size is served well by the small encoding, in CSS pixels. */
const LOW_WIDTH = 320;
const LOW_HEIGHT = 240;

/** Whether a tile is small enough for the small encoding. */
export function isSmallTile(width: number, height: number): boolean {
  return width <= LOW_WIDTH && height <= LOW_HEIGHT;
}
