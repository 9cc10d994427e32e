/**
 * How much one client may say: a bucket of messages and one of bytes, which fill at a steady rate; and how fast it passes on what
 * others have to hear. The first are far above what any real client needs (the worst is joining a group with
 * hundreds of streams: an answer and some candidates for each); who overdraws them is put out. What reaches others only waits, so that a
 * flood costs its sender time and nobody else.
 * @module
 */
import type { Limits } from "./limits.ts";

/** How many seconds' worth of each may come at once. */
const MESSAGE_BURST_S = 50;
const BYTE_BURST_S = 8;
const CHAT_BURST_S = 5;
const CHAT_BYTE_BURST_S = 2;

/** Least that may come at once, in bytes: four messages of the greatest size. */
const LEAST_BYTE_BURST = 4 * 1024 * 1024;

/** Something that is used up and comes back at a steady rate. */
export interface Bucket {
  level: number;
  /** Unix time in milliseconds of the last change. */
  atMs: number;
}

/** What a client may still send, and what of it may reach others now. */
export interface Allowance {
  readonly messages: Bucket;
  readonly bytes: Bucket;
  readonly chat: Bucket;
  readonly chatBytes: Bucket;
}

/** A full bucket, whatever its size. */
export function createBucket(nowMs: number): Bucket {
  return { level: Infinity, atMs: nowMs };
}

/** Fills a bucket by what the time since the last change brings, and takes something out. Returns what is left; below 0 it is overdrawn. */
export function draw(
  bucket: Bucket,
  amount: number,
  perSecond: number,
  size: number,
  nowMs: number,
): number {
  const elapsedS = Math.max(0, nowMs - bucket.atMs) / 1000;
  bucket.atMs = nowMs;
  bucket.level = Math.min(size, bucket.level + elapsedS * perSecond) - amount;
  return bucket.level;
}

/** Full buckets. */
export function createAllowance(nowMs: number): Allowance {
  return {
    messages: createBucket(nowMs),
    bytes: createBucket(nowMs),
    chat: createBucket(nowMs),
    chatBytes: createBucket(nowMs),
  };
}

/** How many messages of one client, and how many bytes, may come at once. As many may wait to be handled. */
export function burstOf(limits: Limits): { readonly messages: number; readonly bytes: number } {
  return {
    messages: limits.messagesPerSecond * MESSAGE_BURST_S,
    bytes: Math.max(LEAST_BYTE_BURST, limits.bytesPerSecond * BYTE_BURST_S),
  };
}

/** Takes one message of this size out of the buckets; false if there is not enough left. */
export function spend(
  allowance: Allowance,
  bytes: number,
  limits: Limits,
  nowMs: number,
): boolean {
  const { messagesPerSecond, bytesPerSecond } = limits;
  const burst = burstOf(limits);
  const messagesLeft = draw(allowance.messages, 1, messagesPerSecond, burst.messages, nowMs);
  const bytesLeft = draw(allowance.bytes, bytes, bytesPerSecond, burst.bytes, nowMs);
  return messagesLeft >= 0 && bytesLeft >= 0;
}

/** Counts what others hear besides what was said, such as data that had grown before. What comes next waits for it. */
export function charge(
  { chatBytes }: Allowance,
  bytes: number,
  limits: Limits,
  nowMs: number,
): void {
  const { chatBytesPerSecond: rate } = limits;
  const size = rate * CHAT_BYTE_BURST_S;
  draw(chatBytes, Math.min(bytes, size), rate, size, nowMs);
}

/** Counts a message of this size that others hear. Returns how long it has to wait for that, in milliseconds. */
export function pace(
  { chat, chatBytes }: Allowance,
  bytes: number,
  limits: Limits,
  nowMs: number,
): number {
  const { chatPerSecond: rate, chatBytesPerSecond: byteRate } = limits;
  const left = draw(chat, 1, rate, rate * CHAT_BURST_S, nowMs);
  // No message waits for more than what the bucket holds.
  const size = byteRate * CHAT_BYTE_BURST_S;
  const bytesLeft = draw(chatBytes, Math.min(bytes, size), byteRate, size, nowMs);
  return Math.ceil(1000 * Math.max(0, -left / rate, -bytesLeft / byteRate));
}
