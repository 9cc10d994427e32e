/**
 * Key frame requests. A key frame costs the publisher's uplink many frames' worth, so however many receivers ask, each up track
 * has one requester, and each receiver may ask only so often.
 * @module
 */

/** Time between two requests to a publisher. Galène waits as long. */
const REQUEST_INTERVAL_US = 500_000;
/** The same while the publisher sends nothing at all on this track. */
const SILENT_INTERVAL_US = 2_000_000;
/** After this time without a packet a track is taken for silent. */
const SILENCE_US = 3_000_000;

/** Asks one up track's publisher for key frames. */
export interface KeyframeRequester {
  /** A key frame was asked for and has not come. */
  wanted: boolean;
  /** When the last request was sent; -Infinity if none was. */
  sentUs: number;
  /** When the next request is due; Infinity if none is wanted. */
  dueUs: number;
  /** Requests sent. Only grows. */
  sent: number;
}

/** Makes a requester that wants nothing. */
export function createKeyframeRequester(): KeyframeRequester {
  return { wanted: false, sentUs: -Infinity, dueUs: Infinity, sent: 0 };
}

/** Wants a key frame: due at once if the last request was sent long enough ago. */
export function wantKeyframe(requester: KeyframeRequester, nowUs: number): void {
  if (requester.wanted) return;
  requester.wanted = true;
  requester.dueUs = Math.max(nowUs, requester.sentUs + REQUEST_INTERVAL_US);
}

/** A key frame came, or nobody wants one any more. */
export function settleKeyframe(requester: KeyframeRequester): void {
  requester.wanted = false;
  requester.dueUs = Infinity;
}

/**
 * Whether to send a request now; if so it counts as sent, and another one is due later should no key frame come.
 * @param lastPacketUs when the publisher last sent something on this track
 */
export function takeKeyframeRequest(
  requester: KeyframeRequester,
  nowUs: number,
  lastPacketUs: number,
): boolean {
  if (nowUs < requester.dueUs) return false;
  const silent = nowUs - lastPacketUs > SILENCE_US;
  requester.sent++;
  requester.sentUs = nowUs;
  requester.dueUs = nowUs + (silent ? SILENT_INTERVAL_US : REQUEST_INTERVAL_US);
  return true;
}

/** How many requests a receiver may make at once. */
const ALLOWANCE = 4;
/** How long it takes to earn one more. */
const ALLOWANCE_INTERVAL_US = 1_000_000;

/** What one receiver may still ask for: a leaky bucket, so that none can make a publisher send key frames for ever. */
export interface KeyframeAllowance {
  left: number;
  /** When `left` was last brought up to date. */
  sinceUs: number;
}

/** Makes a full allowance. */
export function createKeyframeAllowance(): KeyframeAllowance {
  return { left: ALLOWANCE, sinceUs: 0 };
}

/** Takes one request out of the allowance. False if there is none left. */
export function spendKeyframeAllowance(allowance: KeyframeAllowance, nowUs: number): boolean {
  const earned = Math.floor((nowUs - allowance.sinceUs) / ALLOWANCE_INTERVAL_US);
  if (earned > 0) {
    allowance.left = Math.min(ALLOWANCE, allowance.left + earned);
    allowance.sinceUs += earned * ALLOWANCE_INTERVAL_US;
  }
  if (allowance.left < 1) return false;
  allowance.left--;
  return true;
}
