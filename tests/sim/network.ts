/**
 * One direction of a path through a network: latency, jitter, loss alone and in bursts, reordering, and a bottleneck with a queue.
 * @module
 */
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

/** A path, and what happened on it. */
export interface Path {
  readonly conditions: Conditions;
  /** When the last one arrives, as order is kept. */
  lastArrivalUs: number;
  /** When the bottleneck has sent all that waits. */
  freeUs: number;
  burstLeft: number;
  sent: number;
  lost: number;
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
    lastArrivalUs: 0,
    freeUs: 0,
    burstLeft: 0,
    sent: 0,
    lost: 0,
  };
}

/** Sends a datagram of `bytes` bytes along a path; `deliver` is called when it arrives, if it does. */
export function sendAlong(world: World, path: Path, bytes: number, deliver: () => void): void {
  path.sent++;
  if (isLost(world, path) || isQueueFull(world, path, bytes)) {
    path.lost++;
    return;
  }
  const { conditions } = path;
  const { random } = world;
  path.freeUs = Math.max(path.freeUs, world.nowUs) + (bytes * 8_000_000) / conditions.rateBps;
  const delayMs = conditions.latencyMs + conditions.jitterMs * random.next();
  if (conditions.reorder > 0 && random.next() < conditions.reorder) {
    planAt(world, Math.round(path.freeUs + (delayMs + conditions.reorderMs) * 1000), deliver);
    return;
  }
  path.lastArrivalUs = Math.max(path.lastArrivalUs, Math.round(path.freeUs + delayMs * 1000));
  planAt(world, path.lastArrivalUs, deliver);
}

function isLost(world: World, path: Path): boolean {
  const { loss, burstStart, burstLength } = path.conditions;
  if (path.burstLeft > 0) {
    path.burstLeft--;
    return true;
  }
  if (burstStart > 0 && world.random.next() < burstStart) {
    path.burstLeft = burstLength - 1;
    return true;
  }
  return loss > 0 && world.random.next() < loss;
}

function isQueueFull(world: World, path: Path, bytes: number): boolean {
  const { rateBps, queueBytes } = path.conditions;
  const waitingUs = Math.max(0, path.freeUs - world.nowUs);
  return rateBps !== Infinity && (waitingUs * rateBps) / 8_000_000 + bytes > queueBytes;
}
