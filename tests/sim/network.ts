/**
 * One direction of a path through a network: latency, jitter, loss alone and in bursts, reordering, and a bottleneck with a queue.
 * @module
 */
import type { Random } from "../random.ts";
import { planAt, type World } from "./world.ts";

/** What a path does to datagrams. All of it may be changed while it runs. */
export interface Conditions {
  latencyMs: number;
  /** Up to so much more latency, evenly spread; order is kept. */
  jitterMs: number;
  /** Share lost, each by itself: 0 to 1. */
  loss: number;
  /** Share of datagrams that begin a burst of loss, and how many are lost then. */
  burstStart: number;
  burstLength: number;
  /** Share delayed by `reorderMs` more, so that others overtake them. */
  reorder: number;
  reorderMs: number;
  /** Rate of the bottleneck; Infinity for none. */
  rateBps: number;
  /** Bytes that may wait in front of the bottleneck; what exceeds them is lost. */
  queueBytes: number;
}

interface Waiting {
  readonly bytes: number;
  readonly deliver: () => void;
}

/** A path, and what happened on it. */
export interface Path {
  readonly conditions: Conditions;
  /** Its own dice; until it has some, the world's are thrown. */
  random: Random | null;
  /** When the last one arrives, as order is kept. */
  lastArrivalUs: number;
  /** What waits in front of the bottleneck, from `head` on, and what it comes to. The first is on its way through. */
  readonly waiting: Waiting[];
  head: number;
  waitingBytes: number;
  burstLeft: number;
  sent: number;
  /** Lost on the way, those that found the queue full included. */
  lost: number;
  overflowed: number;
  sentBytes: number;
}

/** Makes a path; conditions that are not given are those of a good network. */
export function createPath(conditions: Partial<Conditions> = {}): Path {
  return {
    conditions: {
      latencyMs: 20,
      jitterMs: 0,
      loss: 0,
      burstStart: 0,
      burstLength: 0,
      reorder: 0,
      reorderMs: 0,
      rateBps: Infinity,
      queueBytes: Infinity,
      ...conditions,
    },
    random: null,
    lastArrivalUs: 0,
    waiting: [],
    head: 0,
    waitingBytes: 0,
    burstLeft: 0,
    sent: 0,
    lost: 0,
    overflowed: 0,
    sentBytes: 0,
  };
}

/** How long a datagram that is sent now waits for the bottleneck, in milliseconds. */
export function queueDelayMs(path: Path): number {
  return (path.waitingBytes * 8000) / path.conditions.rateBps;
}

/** Sends a datagram of `bytes` bytes along a path; `deliver` is called when it arrives, if it does. */
export function sendAlong(world: World, path: Path, bytes: number, deliver: () => void): void {
  const { rateBps, queueBytes } = path.conditions;
  path.sent++;
  path.sentBytes += bytes;
  if (isLost(path, path.random ?? world.random)) {
    path.lost++;
    return;
  }
  if (rateBps === Infinity && path.waitingBytes === 0) {
    travel(world, path, deliver);
    return;
  }
  if (path.waitingBytes + bytes > queueBytes) {
    path.lost++;
    path.overflowed++;
    return;
  }
  path.waiting.push({ bytes, deliver });
  path.waitingBytes += bytes;
  if (path.waiting.length - path.head === 1) passFirst(world, path);
}

/** Lets the first that waits through the bottleneck, and then the next. */
function passFirst(world: World, path: Path): void {
  const { bytes, deliver } = path.waiting[path.head]!;
  const us = Math.round((bytes * 8_000_000) / path.conditions.rateBps);
  planAt(world, world.nowUs + us, () => {
    path.head++;
    path.waitingBytes -= bytes;
    if (path.head === path.waiting.length) {
      path.waiting.length = 0;
      path.head = 0;
    } else if (path.head > 1024) {
      path.waiting.splice(0, path.head);
      path.head = 0;
    }
    if (path.waiting.length > 0) passFirst(world, path);
    travel(world, path, deliver);
  });
}

/** The way after the bottleneck. */
function travel(world: World, path: Path, deliver: () => void): void {
  const { latencyMs, jitterMs, reorder, reorderMs } = path.conditions;
  const random = path.random ?? world.random;
  const delayMs = latencyMs + (jitterMs > 0 ? jitterMs * random.next() : 0);
  if (reorder > 0 && random.next() < reorder) {
    planAt(world, Math.round(world.nowUs + (delayMs + reorderMs) * 1000), deliver);
    return;
  }
  path.lastArrivalUs = Math.max(path.lastArrivalUs, Math.round(world.nowUs + delayMs * 1000));
  planAt(world, path.lastArrivalUs, deliver);
}

function isLost(path: Path, random: Random): boolean {
  const { loss, burstStart, burstLength } = path.conditions;
  if (path.burstLeft > 0) {
    path.burstLeft--;
    return true;
  }
  if (burstStart > 0 && random.next() < burstStart) {
    path.burstLeft = burstLength - 1;
    return true;
  }
  return loss > 0 && random.next() < loss;
}
