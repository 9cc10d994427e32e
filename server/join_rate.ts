/**
 * How many people try to join from one address. A lecture hall behind one address comes in at once; a program that tries without end does
 * not.
 * @module
 */
import { type Bucket, createBucket, draw } from "./flood.ts";
import type { Limits } from "./limits.ts";

/** How many addresses are remembered; the one that has been quiet for longest goes first. */
const MAX_ADDRESSES = 10_000;

/** What addresses have left, the one heard of last at the end. */
export type JoinRates = Map<string, Bucket>;

/** Nobody has joined yet. */
export function createJoinRates(): JoinRates {
  return new Map();
}

/** Counts an attempt. Returns 0 if it is fine, else in how many seconds another one is. */
export function countJoin(rates: JoinRates, host: string, limits: Limits, nowMs: number): number {
  const { joinsPerMinute: size } = limits;
  const perSecond = size / 60;
  const bucket = rates.get(host) ?? createBucket(nowMs);
  rates.delete(host);
  rates.set(host, bucket);
  if (rates.size > MAX_ADDRESSES) rates.delete(rates.keys().next().value!);
  if (draw(bucket, 1, perSecond, size, nowMs) >= 0) return 0;
  // What is refused does not count: who goes on trying is let in as soon as anybody.
  bucket.level++;
  return Math.max(1, Math.ceil((1 - bucket.level) / perSecond));
}
