/**
 * Whether a publisher's way to us suffers: the share of its packets that is lost, over a few seconds, with a band between bad and good in
 * which nothing is said anew.
 * @module
 */

/** A publisher's way has become bad, still is, or is good again. */
export interface SlowLink {
  readonly session: number;
  /** Share of packets lost, 0 to 1; 0 when the way is good again. */
  readonly lossShare: number;
}

/** What is known of the way of one publisher. */
export interface Uplink {
  /** Share of packets lost, repaired ones too, over the last seconds. */
  lossShare: number;
  slow: boolean;
  /** When this was last said. */
  toldUs: number;
}

/** From this share on pictures suffer even with repair, */
const SLOW_SHARE = 0.08;
/** and below this one they do no more. */
const FINE_SHARE = 0.04;
/** Weight of a new interval: with one a second, three make most of the figure, and none alone passes for a bad way. */
const WEIGHT = 0.25;
/** Fewer packets say nothing. */
const MIN_EXPECTED = 20;
/** While it lasts, it is said again after this time. */
const REPEAT_US = 10_000_000;

/** Makes the record of a way that is good. */
export function createUplink(): Uplink {
  return { lossShare: 0, slow: false, toldUs: -Infinity };
}

/**
 * Takes the figures of about a second.
 * @param expected packets that the publisher sent
 * @param lost how many of them did not come by themselves
 * @returns whether it is to be said that the way is `slow` now, or no more
 */
export function noteUplinkLoss(
  uplink: Uplink,
  expected: number,
  lost: number,
  nowUs: number,
): boolean {
  if (expected < MIN_EXPECTED) return false;
  const share = Math.min(1, Math.max(0, lost / expected));
  uplink.lossShare += (share - uplink.lossShare) * WEIGHT;
  const slow = uplink.lossShare > (uplink.slow ? FINE_SHARE : SLOW_SHARE);
  if (slow === uplink.slow && !(slow && nowUs - uplink.toldUs >= REPEAT_US)) return false;
  uplink.slow = slow;
  uplink.toldUs = nowUs;
  return true;
}
