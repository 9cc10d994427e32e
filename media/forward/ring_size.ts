/**
 * How large the rings of received encodings are: packets of a round trip and four times the jitter, several tries of repair long, and no less than
 * what a pacer may hold back. They grow and shrink with what comes, within one budget for all.
 * @module
 */
import type { UpMediaState, UpSession } from "./up_session.ts";
import { copyRing, createPacketRing, type PacketRing, packetRingBytes } from "./packet_ring.ts";
import type { UpTrack } from "./up_track.ts";

/** Memory that rings may take, shared by all sessions of a router. */
export interface RingBudget {
  readonly limitBytes: number;
  usedBytes: number;
  /** Number of the next track. */
  nextTrackId: number;
}

interface Bounds {
  /** With less, repair would not work: better no track. */
  readonly least: number;
  /** With memory to spare no ring is smaller: after a pause comes a whole slide at once. */
  readonly calm: number;
  readonly first: number;
  readonly most: number;
  /** What is kept at least, in time. */
  readonly holdUs: number;
}

const VIDEO: Bounds = { least: 32, calm: 128, first: 256, most: 2048, holdUs: 1_500_000 };
const AUDIO: Bounds = { least: 32, calm: 64, first: 64, most: 256, holdUs: 1_000_000 };
/** Packets of a key frame that are kept for long: with slots of 1504 bytes no more than 192 kB. */
const MAX_PINNED = 128;
/** A packet may be lost twice on its way, and asked for anew each time. */
const TRIES = 3;
/** Packets come in bursts: more in a moment than on average. */
const BURST = 1.5;
/** A ring shrinks after it was too large for so long. */
const SHRINK_AFTER_US = 10_000_000;
/** Share of the highest packet rate seen that is kept from second to second: half of it a minute later. */
const PEAK_DECAY = 0.99;
/** How long a replaced ring is written on, for borrowers that do not know of the new one yet. */
const OLD_RING_US = 2_000_000;

/** What decides the size of a track's ring. */
export interface RingFit {
  /** Highest number and time when the packet rate was last measured. */
  seq: number;
  sinceUs: number;
  /** Packets per second, a slowly falling maximum. */
  packetRate: number;
  /** Since when the ring is larger than it need be; Infinity if it is not. */
  ampleSinceUs: number;
}

/** Makes the record of a new track. */
export function createRingFit(): RingFit {
  return { seq: NaN, sinceUs: 0, packetRate: 0, ampleSinceUs: Infinity };
}

/**
 * How many packets a ring should keep.
 * @param packetRate packets per second
 * @param rttUs longest round trip to anyone who sends or receives the track
 */
export function ringCapacity(
  kind: "audio" | "video",
  packetRate: number,
  rttUs: number,
  jitterUs: number,
): number {
  const { calm, most, holdUs } = kind === "video" ? VIDEO : AUDIO;
  const keepUs = Math.max(holdUs, TRIES * rttUs + 4 * jitterUs);
  const count = Math.min(most, (packetRate * BURST * keepUs) / 1_000_000);
  let capacity = calm;
  while (capacity < count) capacity *= 2;
  return capacity;
}

/** How many packets of a picture are pinned in a ring of this capacity; audio needs none. */
function pinnedCapacity(kind: "audio" | "video", capacity: number): number {
  return kind === "video" ? Math.min(MAX_PINNED, capacity / 2) : 0;
}

/** Makes the ring of a new track, a smaller one if there is little memory left. Null if there is none. */
export function allotRing(kind: "audio" | "video", budget: RingBudget): PacketRing | null {
  const { first, least } = kind === "video" ? VIDEO : AUDIO;
  for (let capacity = first; capacity >= least; capacity /= 2) {
    const ring = takeRing(kind, capacity, budget);
    if (ring !== null) return ring;
  }
  return null;
}

function takeRing(
  kind: "audio" | "video",
  capacity: number,
  budget: RingBudget,
): PacketRing | null {
  const pinned = pinnedCapacity(kind, capacity);
  const bytes = packetRingBytes(capacity, pinned);
  if (budget.usedBytes + bytes > budget.limitBytes) return null;
  budget.usedBytes += bytes;
  return createPacketRing(capacity, pinned);
}

/** Gives the memory of a track that has ended back to the budget. */
export function releaseRings(track: UpTrack, budget: RingBudget): void {
  budget.usedBytes -= track.ring.memory.byteLength;
  dropOldRing(track, budget);
}

function dropOldRing(track: UpTrack, budget: RingBudget): void {
  if (track.oldRing === null) return;
  budget.usedBytes -= track.oldRing.memory.byteLength;
  track.oldRing = null;
}

/** Makes the rings of a session's tracks larger or smaller, if that is due. To be called about once a second. */
export function fitRings(up: UpSession, budget: RingBudget, nowUs: number): void {
  for (const media of up.media) {
    for (const track of media.encodings) {
      if (track.oldRing !== null) {
        if (nowUs >= track.oldRingUntilUs) dropOldRing(track, budget);
      } else if (fitRing(media, track, budget, nowUs)) {
        if (up.borrowers.length === 0) dropOldRing(track, budget);
        up.revision++;
      }
    }
  }
}

/** Returns whether the track has another ring. */
function fitRing(
  media: UpMediaState,
  track: UpTrack,
  budget: RingBudget,
  nowUs: number,
): boolean {
  const { fit, ring, kind } = track;
  measurePackets(track, nowUs);
  const jitterUs = (track.jitter * 1_000_000) / track.clockRateHz;
  const needed = ringCapacity(kind, fit.packetRate, longestRttUs(media, track), jitterUs);
  if (needed >= ring.capacity) fit.ampleSinceUs = Infinity;
  else if (fit.ampleSinceUs === Infinity) fit.ampleSinceUs = nowUs;
  if (needed === ring.capacity) return false;
  if (needed < ring.capacity && nowUs - fit.ampleSinceUs < SHRINK_AFTER_US) return false;
  const other = takeRing(kind, needed, budget);
  if (other === null) return false;
  copyRing(ring, other, track.highestSeq);
  track.oldRing = ring;
  track.oldRingUntilUs = nowUs + OLD_RING_US;
  track.ring = other;
  fit.ampleSinceUs = Infinity;
  return true;
}

function measurePackets({ fit, highestSeq, baseSeq }: UpTrack, nowUs: number): void {
  const elapsedUs = nowUs - fit.sinceUs;
  // A publisher that has begun anew has leapt to other numbers.
  if (fit.seq >= baseSeq && elapsedUs > 0) {
    const rate = ((highestSeq - fit.seq) * 1_000_000) / elapsedUs;
    fit.packetRate = Math.max(rate, fit.packetRate * PEAK_DECAY);
  }
  fit.seq = highestSeq;
  fit.sinceUs = nowUs;
}

function longestRttUs(media: UpMediaState, track: UpTrack): number {
  let rttUs = track.rttUs;
  for (const { reception } of media.followers) rttUs = Math.max(rttUs, reception.rttUs);
  return rttUs;
}
