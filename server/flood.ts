/**
 * How much one client may say: a bucket of messages and one of bytes, which fill at a steady rate. Both are far above what
 * any real client needs (the worst is joining a group with hundreds of streams: an answer and some candidates for each).
 * @module
 */

/** Messages that may come at once. */
const MESSAGE_BURST = 10_000;
/** Messages per second in the long run. */
const MESSAGE_RATE = 200;
/** Bytes that may come at once: four messages of the greatest size. */
const BYTE_BURST = 4 * 1024 * 1024;
/** Bytes per second in the long run. */
const BYTE_RATE = 512 * 1024;

/** What a client may still send. */
export interface Allowance {
  messages: number;
  bytes: number;
  /** Unix time in milliseconds of the last change. */
  atMs: number;
}

/** Full buckets. */
export function createAllowance(nowMs: number): Allowance {
  return { messages: MESSAGE_BURST, bytes: BYTE_BURST, atMs: nowMs };
}

/** Takes one message of this size out of the buckets; false if there is not enough left. */
export function spend(allowance: Allowance, bytes: number, nowMs: number): boolean {
  const elapsedS = Math.max(0, nowMs - allowance.atMs) / 1000;
  allowance.atMs = nowMs;
  allowance.messages = Math.min(MESSAGE_BURST, allowance.messages + elapsedS * MESSAGE_RATE) - 1;
  allowance.bytes = Math.min(BYTE_BURST, allowance.bytes + elapsedS * BYTE_RATE) - bytes;
  return allowance.messages >= 0 && allowance.bytes >= 0;
}
