/**
 * How a video track is encoded: simulcast or not, and at most how many bits.
 * @module
 */

/** What a stream is for; the server only compares labels, so that others may occur. */
export type StreamLabel = "camera" | "screenshare" | "video";

/** Who says which encodings of a camera are sent. */
export type EncodingChoice =
  /** The server, by name; what it has not named is sent. */
  | { readonly by: "server"; readonly wanted: Readonly<Record<string, boolean>> }
  /** We ourselves, by how many people there are: the server cannot say. */
  | { readonly by: "members"; readonly small: boolean };

/** What the encodings of a stream's video are to be. */
export interface EncodingPlan {
  readonly label: StreamLabel;
  /** Most bits per second of the largest encoding; may be Infinity. */
  readonly maxBps: number;
  /** The shorter side of the camera's picture in pixels, 0 if unknown. */
  readonly height: number;
  readonly choice: EncodingChoice;
}

/** An encoding of a camera. */
interface Layer {
  readonly rid: string;
  readonly scale: number;
  readonly bps: number;
}

/**
 * Cameras of different sizes, the least encoding first: libwebrtc runs those of VP8 in one encoder only in this order. Rates
 * are those that its `video/config/simulcast.cc` finds worth a picture of that size, which also has no third encoding for the smaller.
 */
const HUGE: readonly Layer[] = [
  { rid: "l", scale: 4, bps: 300_000 },
  { rid: "m", scale: 2, bps: 1_000_000 },
  { rid: "h", scale: 1, bps: 3_000_000 },
];
const LARGE: readonly Layer[] = [
  { rid: "l", scale: 4, bps: 150_000 },
  { rid: "m", scale: 2, bps: 500_000 },
  { rid: "h", scale: 1, bps: 1_500_000 },
];
const SMALL: readonly Layer[] = [
  { rid: "l", scale: 2, bps: 150_000 },
  { rid: "h", scale: 1, bps: 500_000 },
];
const HUGE_HEIGHT = 1080;
const LARGE_HEIGHT = 720;

/** An encoding gets at most this share of the one above it. */
const STEP = 1 / 3;

/** With fewer bits per second an encoding is not worth sending beside a larger one. */
const LEAST_BPS = 60_000;

/** The small encoding for servers that cannot say what they want, in bits per second. */
const LOW_BPS = 100_000;

/** Whether a small encoding is worth sending: others are enough to differ in what they want, and the limit leaves room for it. */
export function wantsSmall(members: number, maxBps: number): boolean {
  return members > 2 && maxBps >= 2 * LOW_BPS;
}

/**
 * The encodings of a video track. A camera always has all of them, so that they come and go without a new negotiation; one that is
 * not sent costs nothing.
 */
export function videoEncodings(plan: EncodingPlan): RTCRtpEncodingParameters[] {
  const { label, maxBps, choice } = plan;
  const limit = Number.isFinite(maxBps) ? { maxBitrate: maxBps } : {};
  if (label !== "camera") return [limit];
  if (choice.by === "server") return layeredEncodings(plan, choice.wanted);
  return [
    { rid: "h", ...limit },
    { rid: "l", scaleResolutionDownBy: 2, maxBitrate: LOW_BPS, active: choice.small },
  ];
}

/** Of how many encodings a stream's video consists. */
export function encodingCount(plan: EncodingPlan): number {
  return videoEncodings(plan).length;
}

function layeredEncodings(
  { maxBps, height }: EncodingPlan,
  wanted: Readonly<Record<string, boolean>>,
): RTCRtpEncodingParameters[] {
  const layers = layersOf(height);
  const rates = shareLimit(layers, maxBps);
  // A wish for an encoding that the limit leaves no room for goes to the next larger one.
  let owed = false;
  return layers.map(({ rid, scale }, place) => {
    const bps = rates[place] ?? 0;
    const wish = owed || wanted[rid] !== false;
    const fits = bps >= LEAST_BPS || place === layers.length - 1;
    owed = wish && !fits;
    return { rid, scaleResolutionDownBy: scale, maxBitrate: bps, active: wish && fits };
  });
}

function layersOf(height: number): readonly Layer[] {
  if (height >= HUGE_HEIGHT) return HUGE;
  return height >= LARGE_HEIGHT ? LARGE : SMALL;
}

/** What each encoding may take, so that steps between them stay worth their while under any limit. */
function shareLimit(layers: readonly Layer[], maxBps: number): number[] {
  const rates: number[] = [];
  let limit = maxBps;
  for (const { bps } of layers.toReversed()) {
    const rate = Math.round(Math.min(bps, limit));
    rates.unshift(rate);
    limit = rate * STEP;
  }
  return rates;
}

/** The encoding that is sent where a browser has only one. */
export function wholeEncoding(
  encodings: readonly RTCRtpEncodingParameters[],
): RTCRtpEncodingParameters | undefined {
  return encodings.find(({ scaleResolutionDownBy = 1 }) => scaleResolutionDownBy === 1);
}

/** A tile up to this size is served well by the small encoding, in CSS pixels. */
const LOW_WIDTH = 320;
const LOW_HEIGHT = 240;

/** Whether a tile is small enough for the small encoding. */
export function isSmallTile(width: number, height: number): boolean {
  return width <= LOW_WIDTH && height <= LOW_HEIGHT;
}
