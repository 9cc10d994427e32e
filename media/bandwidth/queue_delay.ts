/**
 * How long packets wait in queues along a path: one-way delay above the least one seen lately, as in LEDBAT (RFC 6817 section 2.2), held against the
 * round trip above its own least one. A clock that jumps, or lies, moves the first alone, and a busy way back the second
 * alone: only what both show is believed.
 * @module
 */

/** The least delay is that of the last one to two of these: routes change, and clocks drift apart. */
const WINDOW_US = 15_000_000;
/** No queue is as long: the receiver's clock was set. */
const MAX_QUEUE_US = 10_000_000;

/** The least value of the last one to two windows. */
interface WindowedMinimum {
  current: number;
  previous: number;
}

/** Delays of one path, in µs. */
export interface QueueDelay {
  /** Arrival in the receiver's time minus departure in ours. */
  readonly oneWay: WindowedMinimum;
  readonly roundTrip: WindowedMinimum;
  windowUs: number;
}

/** Makes a record that has seen nothing. */
export function createQueueDelay(nowUs: number): QueueDelay {
  return {
    oneWay: { current: Infinity, previous: Infinity },
    roundTrip: { current: Infinity, previous: Infinity },
    windowUs: nowUs,
  };
}

/** Begins a new window when it is time; call it before notes of `nowUs`. */
export function turnWindow(delay: QueueDelay, nowUs: number): void {
  if (nowUs - delay.windowUs < WINDOW_US) return;
  delay.windowUs = nowUs;
  for (const minimum of [delay.oneWay, delay.roundTrip]) {
    minimum.previous = minimum.current;
    minimum.current = Infinity;
  }
}

/**
 * Notes the one-way delay of a packet, and returns how much of it was waiting.
 * @param delayUs arrival in the receiver's time minus departure in ours: any number
 */
export function noteOneWay(delay: QueueDelay, delayUs: number): number {
  const { oneWay } = delay;
  if (delayUs < oneWay.current) oneWay.current = delayUs;
  const queueUs = delayUs - Math.min(oneWay.current, oneWay.previous);
  if (queueUs <= MAX_QUEUE_US) return queueUs;
  oneWay.current = delayUs;
  oneWay.previous = Infinity;
  return 0;
}

/** Notes a round trip, and returns how much longer it was than the least one. */
export function noteRoundTrip(delay: QueueDelay, rttUs: number): number {
  const { roundTrip } = delay;
  if (rttUs < roundTrip.current) roundTrip.current = rttUs;
  return rttUs - Math.min(roundTrip.current, roundTrip.previous);
}
