/**
 * From what a receiver asked for to what it gets of a stream. A receiver sends one *request* for all streams, by their
 * labels, and may override it for a single stream.
 * @module
 */
import type { JsonValue } from "./json.ts";

/** Words of a request, of which "audio", "video" and "video-low" are known. */
export type RequestWords = readonly string[];

/** Words by label; the label "" is for streams whose label is not listed. */
export type StreamRequest = ReadonlyMap<string, RequestWords>;

/** What of a track matters here. */
export interface RequestedTrack {
  readonly kind: "audio" | "video";
}

/** What of a stream a receiver gets. `low` is a ceiling on the video layer, `high` is none. */
export interface StreamWant {
  readonly audio: boolean;
  readonly video: "none" | "low" | "high";
}

/** What somebody who has not asked for anything asks for. */
export const NO_REQUEST: StreamRequest = new Map();

/** Most labels in a request, and most words for a label; more is not a request. */
export const MAX_REQUEST_ENTRIES = 256;

/** Reads the `request` of a `request` message. Null asks for nothing; undefined comes out if it is malformed. */
export function parseStreamRequest(value: JsonValue): StreamRequest | undefined {
  if (value === null) return NO_REQUEST;
  if (typeof value !== "object" || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  if (entries.length > MAX_REQUEST_ENTRIES) return undefined;
  const request = new Map<string, RequestWords>();
  for (const [label, words] of entries) {
    const parsed = parseRequestWords(words);
    if (parsed === undefined) return undefined;
    request.set(label, parsed ?? []);
  }
  return request;
}

/**
 * Reads the `request` of a `requestStream` message. Null ends the override, an empty array refuses the stream;
 * undefined comes out if it is malformed.
 */
export function parseRequestWords(value: JsonValue): RequestWords | null | undefined {
  if (value === null) return null;
  if (!Array.isArray(value) || value.length > MAX_REQUEST_ENTRIES) return undefined;
  const words: string[] = [];
  for (const word of value) {
    if (typeof word !== "string") return undefined;
    words.push(word);
  }
  return words;
}

/**
 * What a receiver gets of a stream with this label and these tracks. `override` is its request for this stream alone,
 * null for none. Unknown words are ignored, and "video" beats "video-low".
 */
export function streamWant(
  request: StreamRequest,
  override: RequestWords | null,
  label: string,
  tracks: readonly RequestedTrack[],
): StreamWant {
  const words = override ?? request.get(label) ?? request.get("") ?? [];
  const hasAudio = tracks.some((track) => track.kind === "audio");
  const hasVideo = tracks.some((track) => track.kind === "video");
  return {
    audio: hasAudio && words.includes("audio"),
    video: hasVideo ? wantedVideo(words) : "none",
  };
}

/** Whether there is nothing to send: the receiver has no use for the stream. */
export function wantsNothing(want: StreamWant): boolean {
  return !want.audio && want.video === "none";
}

function wantedVideo(words: RequestWords): StreamWant["video"] {
  if (words.includes("video")) return "high";
  return words.includes("video-low") ? "low" : "none";
}
