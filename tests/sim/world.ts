/**
 * A world with a clock of its own: what happens in it is a queue of events, and time jumps from one to the next. The same seed
 * gives the same run.
 * @module
 */
import { createRandom, type Random } from "../random.ts";

interface Event {
  readonly atUs: number;
  /** Events of one moment happen in the order in which they were planned. */
  readonly number: number;
  readonly happen: () => void;
}

/** The clock, the queue and the dice of one run. */
export interface World {
  readonly seed: number;
  readonly random: Random;
  /** Unix time in microseconds. */
  nowUs: number;
  /** A binary heap, the earliest event first. */
  readonly events: Event[];
  planned: number;
}

/** 2026-01-01, as a time to begin at. */
const START_US = 1_767_225_600_000_000;

/** Makes a world where nothing is planned. */
export function createWorld(seed: number): World {
  return { seed, random: createRandom(seed), nowUs: START_US, events: [], planned: 0 };
}

/**
 * Dice of their own for one part of the world, named so that it gets the same ones in every run of the seed: what happens to it does not
 * depend on what happens elsewhere.
 */
export function forkRandom(world: World, name: string): Random {
  let seed = world.seed;
  for (let i = 0; i < name.length; i++) seed = Math.imul(seed ^ name.charCodeAt(i), 0x0100_0193);
  return createRandom(seed);
}

/** Milliseconds since the world began. */
export function elapsedMs(world: World): number {
  return (world.nowUs - START_US) / 1000;
}

/** Plans an event; one that is due already happens next. */
export function planAt(world: World, atUs: number, happen: () => void): void {
  const { events } = world;
  const event = { atUs: Math.max(atUs, world.nowUs), number: world.planned++, happen };
  let at = events.length;
  events.push(event);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!isBefore(event, events[parent]!)) break;
    events[at] = events[parent]!;
    at = parent;
  }
  events[at] = event;
}

/** Plans an event `delayMs` from now. */
export function planIn(world: World, delayMs: number, happen: () => void): void {
  planAt(world, world.nowUs + Math.round(delayMs * 1000), happen);
}

/** Lets what is planned for the next `ms` milliseconds happen. */
export function runFor(world: World, ms: number): void {
  const untilUs = world.nowUs + ms * 1000;
  while (world.events.length > 0 && world.events[0]!.atUs <= untilUs) {
    const event = takeFirst(world.events);
    world.nowUs = event.atUs;
    event.happen();
  }
  world.nowUs = untilUs;
}

function isBefore(a: Event, b: Event): boolean {
  return a.atUs < b.atUs || (a.atUs === b.atUs && a.number < b.number);
}

function takeFirst(events: Event[]): Event {
  const first = events[0]!;
  const last = events.pop()!;
  if (events.length === 0) return first;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= events.length) break;
    if (child + 1 < events.length && isBefore(events[child + 1]!, events[child]!)) child++;
    if (!isBefore(events[child]!, last)) break;
    events[at] = events[child]!;
    at = child;
  }
  events[at] = last;
  return first;
}
