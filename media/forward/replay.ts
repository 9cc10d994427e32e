/**
 * Beginning from the cache: the last key frame with all that came after it while that is little, and by itself when it is old.
 * @module
 */
import type { DownTrack } from "./down_track.ts";
import { beginSource, sendCached, startFrom } from "./forwarding.ts";
import type { ForwardOut } from "./output.ts";
import { readPacket } from "./packet_ring.ts";
import type { ForwardContext } from "./sending.ts";
import type { UpTrack } from "./up_track.ts";

/** A cached key frame is followed by all that came after it if that is no more than so many packets, */
const MAX_REPLAY_PACKETS = 256;
/** and it is no older than this. */
const MAX_REPLAY_US = 3_000_000;

/**
 * What it takes to start from the cached key frame, in bytes of payload; Infinity if there is none, or it is too old to be followed by all that
 * came after it.
 */
export function replayBytes(context: ForwardContext, up: UpTrack, nowUs: number): number {
  const { cached } = context;
  const { ring, keyframeSeq, highestSeq } = up;
  const most = Math.min(MAX_REPLAY_PACKETS, ring.capacity);
  const fresh = nowUs - up.keyframeUs <= MAX_REPLAY_US && highestSeq - keyframeSeq < most;
  if (!fresh || !readPacket(ring, keyframeSeq, cached)) return Infinity;
  let bytes = 0;
  for (let seq = keyframeSeq; seq <= highestSeq; seq++) {
    if (readPacket(ring, seq, cached)) bytes += cached.payloadLength;
  }
  return bytes;
}

/** Starts from the cached key frame, where {@link replayBytes} tells that there is one; when the source's picture is over. */
export function replayKeyframe(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  nowUs: number,
  out: ForwardOut,
): void {
  if (track.source === null || !track.midPicture) {
    startFrom(context, track, up, up.keyframeSeq, nowUs, out);
    return;
  }
  track.pending = up;
  track.pendingSeq = up.keyframeSeq;
  track.pendingUs = nowUs;
}

/**
 * Sends a cached key frame by itself, however old it is: a still picture, until there is a moving one. Returns whether there was one that
 * is whole.
 */
export function sendStill(
  context: ForwardContext,
  track: DownTrack,
  up: UpTrack,
  nowUs: number,
  out: ForwardOut,
): boolean {
  const { cached } = context;
  const { keyframeSeq } = up;
  const lastSeq = lastOfKeyframe(context, up);
  if (!readPacket(up.ring, lastSeq, cached)) return false;
  const { spatialId } = cached.frame;
  if (!beginSource(context, track, up, keyframeSeq, lastSeq, nowUs)) return false;
  // What is kept of it may lack its highest layers.
  const { layers } = track;
  layers.targetSpatial = Math.min(layers.targetSpatial, spatialId);
  sendCached(context, track, up, keyframeSeq, lastSeq, nowUs, out);
  track.source = null;
  return true;
}

/** The last packet of the cached key frame; NaN if not even its lowest layer is whole. */
function lastOfKeyframe(context: ForwardContext, up: UpTrack): number {
  const { cached } = context;
  const { keyframeSeq, ring } = up;
  if (!readPacket(ring, keyframeSeq, cached)) return NaN;
  const { timestamp } = cached;
  let last = NaN;
  for (let seq = keyframeSeq; readPacket(ring, seq, cached); seq++) {
    if (cached.timestamp !== timestamp) break;
    if (cached.frame.frameEnd || cached.marker) last = seq;
    if (cached.marker) break;
  }
  return last;
}
