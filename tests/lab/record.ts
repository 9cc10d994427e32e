/**
 * Playing acts: browsers come, wires change, and everything is noted.
 * @module
 */
import type { GroupStatistics } from "../../server/statistics.ts";
import { FINE, type Seat } from "./network.ts";
import type { PageSample } from "./page.ts";
import { enter, type Person } from "./people.ts";
import { type Act, ENCODINGS, type Role } from "./scenes.ts";
import type { QueueSample, ServerSample, Track } from "./track.ts";

/** A running server, as much as is needed of it. */
export interface Subject {
  readonly port: number;
  /** Reads the statistics of all groups. */
  readonly readStatistics: () => Promise<readonly GroupStatistics[]>;
}

const SAMPLE_MS = 500;
const QUEUE_SAMPLE_MS = 250;
/** Publishers begin low: from then on all encodings have their rate. */
const WARM_UP_MS = 8000;

/** Plays an act. The seats are found by the roles' names. Returns what everybody saw. */
export async function record(
  act: Act,
  place: number,
  seats: ReadonlyMap<string, Seat>,
  subject: Subject,
): Promise<Track[]> {
  const people = new Map<string, Person>();
  try {
    // A call's publisher comes first; browsers that start take all of the processor.
    for (const [i, call] of act.calls.entries()) {
      for (const { name, publishes } of call) {
        const group = groupName(place, i);
        people.set(name, await enter(seats.get(name)!, subject.port, group, publishes));
      }
    }
    await sleep(WARM_UP_MS);
    return await play(act, place, seats, subject, people);
  } finally {
    await Promise.all([...people.values()].map(({ leave }) => leave()));
  }
}

/** The group of a call. */
export function groupName(act: number, call: number): string {
  return `act${act}-${call}`;
}

async function play(
  act: Act,
  place: number,
  seats: ReadonlyMap<string, Seat>,
  subject: Subject,
  people: ReadonlyMap<string, Person>,
): Promise<Track[]> {
  const roles = act.calls.flat();
  const startMs = Date.now();
  const endMs = startMs + act.seconds * 1000;
  const capacities = new Map(roles.map(({ name }) => [name, FINE.downBps]));
  const server = new Map<string, ServerSample[]>(roles.map(({ name }) => [name, []]));
  const queue = new Map<string, QueueSample[]>(roles.map(({ name }) => [name, []]));
  await Promise.all([
    ...roles.map((role) => follow(role, seats.get(role.name)!, startMs, capacities)),
    every(SAMPLE_MS, endMs, async () => {
      const groups = await subject.readStatistics();
      act.calls.forEach((call, i) => {
        const group = groups.find(({ name }) => name === groupName(place, i));
        for (const { name } of call) server.get(name)!.push(...serverSample(group, name));
      });
    }),
    every(QUEUE_SAMPLE_MS, endMs, async () => {
      for (const { name, publishes } of roles) {
        const capacityBps = capacities.get(name)!;
        if (capacityBps === FINE.downBps) continue;
        const bytes = await seats.get(name)!.readBacklog(publishes ? "up" : "down");
        const delayMs = bytes * 8000 / capacityBps;
        queue.get(name)!.push({ atMs: Date.now(), delayMs, capacityBps });
      }
    }),
  ]);
  const pages = new Map<string, readonly PageSample[]>();
  for (const [name, person] of people) pages.set(name, await person.readSamples());
  return act.calls.flatMap((call) =>
    call.map((role) => ({
      role,
      startMs,
      endMs,
      page: within(pages.get(role.name)!, startMs, endMs),
      server: server.get(role.name)!,
      queue: queue.get(role.name)!,
      publisher: within(pages.get(call[0]!.name)!, startMs, endMs),
    }))
  );
}

/** Changes a wire as the role's steps say. */
async function follow(
  role: Role,
  seat: Seat,
  startMs: number,
  capacities: Map<string, number>,
): Promise<void> {
  let conditions = FINE;
  for (const { atS, ...change } of role.steps) {
    await sleep(startMs + atS * 1000 - Date.now());
    conditions = { ...conditions, ...change };
    await seat.change(conditions);
    capacities.set(role.name, role.publishes ? conditions.upBps : conditions.downBps);
  }
}

function serverSample(group: GroupStatistics | undefined, name: string): ServerSample[] {
  const client = group?.clients?.find(({ id }) => id.endsWith(`-${name}`));
  if (client?.network === undefined) return [];
  const { network } = client;
  const video = client.down?.flatMap(({ tracks }) => tracks).find(({ kind }) => kind === "video");
  return [{
    atMs: Date.now(),
    estimateBps: network.estimateBps,
    reason: network.reason,
    wantedBps: network.wantedBps,
    lossShare: network.lossShare,
    rttMs: network.rttMs,
    pacerMs: network.queueMs,
    sentBps: video?.bitrate ?? 0,
    encoding: video?.paused ? -1 : ENCODINGS.findIndex(({ rid }) => rid === video?.rid),
    temporal: video?.temporal ?? -1,
  }];
}

function within(samples: readonly PageSample[], fromMs: number, toMs: number): PageSample[] {
  return samples.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
}

/** Does something again and again until `endMs`; a slow turn delays the next. */
async function every(
  intervalMs: number,
  endMs: number,
  what: () => Promise<void>,
): Promise<void> {
  while (Date.now() < endMs) {
    const nextMs = Date.now() + intervalMs;
    await what();
    await sleep(nextMs - Date.now());
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}
