/**
 * One measurement from the server's start to its end.
 * @module
 */
import process from "node:process";
import type { ClientTotals, Participant } from "./client_commands.ts";
import { type CrowdClient, startCrowd } from "./crowd_client.ts";
import { type LoadCase, peersOf } from "./load_cases.ts";
import type { MediaPlan } from "./media_source.ts";
import { readUsage, type Usage } from "./server_process.ts";
import { type Percentiles, percentilesOf } from "./statistics.ts";
import type { RunningSubject, Subject } from "./subject.ts";

/** What one measurement gave. Rates are per second of the steady window. */
export interface CaseResult {
  readonly subject: string;
  readonly case: string;
  readonly details: string;
  /** Streams that receivers get. */
  readonly streams: number;
  readonly seconds: number;
  readonly packetsInPerS: number;
  readonly packetsOutPerS: number;
  /** Of the server, all threads, per RTP packet that reached a receiver; user and kernel, control plane included. */
  readonly cpuUsPerPacket: number;
  /** Share of one core that the server used. */
  readonly coreShare: number;
  readonly rssBytes: number;
  readonly latencyUs: Percentiles;
  /** Share of packets that receivers missed by their numbers, among receivers that were complete before. */
  readonly loss: number;
  /** From the opening of the WebSocket to the first video packet; null where it was not measured. */
  readonly joinMs: Percentiles | null;
  /** Participants that did not get what they waited for. */
  readonly missing: number;
  /** CPU time of the server for each join, beyond that for the packets forwarded meanwhile; null where it was not measured. */
  readonly cpuMsPerJoin: number | null;
  readonly failedHandshakes: readonly string[];
  /** Sampled packets that did not decrypt, and datagrams that overflowed the clients' own sockets. */
  readonly broken: number;
  readonly overflowed: number;
  /** Shares of one core that the load generator and everybody else on the machine used. */
  readonly clientShare: number;
  readonly otherShare: number;
}

/** Until rates, caches and compilers have settled. */
const SETTLE_MS = 10_000;
const JOIN_TIMEOUT_MS = 30_000;
/** Distance between the joins of those that are there from the start, for each peer connection that a join makes. */
const CALM_SPACING_MS = 40;

/** All that is read at one moment. */
interface Moment {
  readonly atMs: number;
  readonly usage: Usage;
  readonly ownCpuUs: number;
  readonly totals: readonly ClientTotals[];
}

/** Starts the server, measures for `seconds`, and ends all. Throws an `Error` where that fails. */
export async function runCase(
  subject: Subject,
  load: LoadCase,
  seconds: number,
): Promise<CaseResult> {
  const server = await subject.start();
  const crowds: CrowdClient[] = [];
  try {
    return await measure(subject, server, load, seconds, crowds);
  } finally {
    await Promise.all(crowds.map((crowd) => crowd.stop()));
    await server.stop();
  }
}

async function measure(
  subject: Subject,
  server: RunningSubject,
  load: LoadCase,
  seconds: number,
  crowds: CrowdClient[],
): Promise<CaseResult> {
  const { shape, plan } = load;
  const peers = peersOf(shape);
  const open = async (capacity: number) => {
    const crowd = await startCrowd(server.service, capacity, sampleEvery(peers));
    crowds.push(crowd);
    return crowd;
  };
  const look = () => lookAt(server, crowds);
  let missing = 0;
  let streams: number;
  let before: Moment | null = null;
  let after: Moment | null = null;
  let joining = 0;
  if (shape.type === "meeting") {
    streams = shape.members * (shape.members - 1);
    const members = participants(shape.members, shape.members - 1, 0, plan);
    // Half of what one who comes makes is made with those who are there, the other half with those who follow.
    const spacingMs = CALM_SPACING_MS * shape.members / 2;
    missing = await (await open(peers)).join(members, spacingMs, JOIN_TIMEOUT_MS);
  } else {
    const publishing = await (await open(1)).join(participants(1, 0, 0, plan), 0, JOIN_TIMEOUT_MS);
    if (publishing > 0) throw new Error("the publisher did not connect");
    const crowd = await open(peers);
    const present = shape.type === "lecture" ? shape.receivers : shape.present;
    streams = present;
    missing = await crowd.join(
      participants(present, 1, 0, null),
      CALM_SPACING_MS,
      JOIN_TIMEOUT_MS,
    );
    if (shape.type === "joins") {
      joining = shape.joining;
      streams += joining;
      await sleep(SETTLE_MS);
      before = await look();
      const latecomers = participants(joining, 1, 1, null);
      missing = await crowd.join(latecomers, shape.overMs / joining, JOIN_TIMEOUT_MS);
      after = await look();
    }
  }
  await sleep(SETTLE_MS);
  const start = await look();
  await sleep(seconds * 1000);
  const end = await look();
  const steady = compare(start, end);
  const crowded = before !== null && after !== null ? compare(before, after) : null;
  const arrivals = end.totals.flatMap((totals) => totals.arrivals)
    .filter(({ cohort }) => cohort === (joining > 0 ? 1 : 0))
    .flatMap(({ delayMs }) => delayMs === null ? [] : [delayMs]);
  const sum = (pick: (totals: ClientTotals) => number) =>
    end.totals.reduce((total, totals) => total + pick(totals), 0);
  return {
    subject: subject.name,
    case: load.name,
    details: server.details,
    streams,
    ...steady,
    // While others join, the interesting loss and latency are those of who is inside.
    ...(crowded === null ? {} : { loss: crowded.loss, latencyUs: crowded.latencyUs }),
    rssBytes: end.usage.rssBytes,
    joinMs: shape.type === "meeting" ? null : percentilesOf(arrivals),
    missing,
    cpuMsPerJoin: crowded === null
      ? null
      : (crowded.cpuUs - crowded.packets * steady.cpuUsPerPacket) / 1000 / joining,
    failedHandshakes: end.totals.flatMap((totals) => totals.failedHandshakes),
    broken: sum((totals) => totals.broken),
    overflowed: sum((totals) => totals.overflowed),
  };
}

async function lookAt(server: RunningSubject, crowds: readonly CrowdClient[]): Promise<Moment> {
  const totals = await Promise.all(crowds.map((crowd) => crowd.mark()));
  const { user, system } = process.cpuUsage();
  return {
    atMs: performance.now(),
    usage: readUsage(server.pid),
    ownCpuUs: user + system,
    totals,
  };
}

/** What happened between two moments. */
function compare(from: Moment, to: Moment) {
  const seconds = (to.atMs - from.atMs) / 1000;
  const cpuUs = to.usage.cpuUs - from.usage.cpuUs;
  const ownCpuUs = to.ownCpuUs - from.ownCpuUs;
  const machineCpuUs = to.usage.machineCpuUs - from.usage.machineCpuUs;
  const received = (moment: Moment) =>
    moment.totals.flatMap(({ cohorts }) => cohorts).reduce((sum, { packets }) => sum + packets, 0);
  const sent = (moment: Moment) =>
    moment.totals.reduce((sum, { sentPackets }) => sum + sentPackets, 0);
  const packets = received(to) - received(from);
  return {
    seconds,
    packets,
    cpuUs,
    packetsInPerS: (sent(to) - sent(from)) / seconds,
    packetsOutPerS: packets / seconds,
    cpuUsPerPacket: cpuUs / packets,
    coreShare: cpuUs / seconds / 1e6,
    latencyUs: latencyBetween(from.totals, to.totals),
    loss: lossBetween(from.totals, to.totals),
    clientShare: ownCpuUs / seconds / 1e6,
    otherShare: Math.max(0, machineCpuUs - cpuUs - ownCpuUs) / seconds / 1e6,
  };
}

/** Share of packets that were lost between two marks, of the cohorts that were there at the first. */
export function lossBetween(from: readonly ClientTotals[], to: readonly ClientTotals[]): number {
  let expected = 0;
  let lost = 0;
  for (const [worker, totals] of from.entries()) {
    for (const [cohort, before] of totals.cohorts.entries()) {
      const after = to[worker]!.cohorts[cohort]!;
      const due = after.expected - before.expected;
      expected += due;
      lost += due - (after.packets - before.packets);
    }
  }
  return expected === 0 ? 0 : lost / expected;
}

/**
 * How long packets took between two marks, to the cohorts that were there at the first: who comes is sent the last key frame and what
 * followed it, which are old by then.
 */
function latencyBetween(
  from: readonly ClientTotals[],
  to: readonly ClientTotals[],
): Percentiles {
  return percentilesOf(
    to.flatMap(({ latenciesUs }, worker) =>
      latenciesUs.slice(0, from[worker]!.cohorts.length).flatMap((samples) => samples ?? [])
    ),
  );
}

/** An odd number that keeps the samples to a few hundred a second, whatever the number of receivers. */
function sampleEvery(peers: number): number {
  return 2 * Math.floor(peers / 8) + 1;
}

function participants(
  count: number,
  streams: number,
  cohort: number,
  publish: MediaPlan | null,
): Participant[] {
  return Array.from({ length: count }, (_, i) => ({
    username: `${publish === null ? "viewer" : "speaker"} ${cohort}.${i + 1}`,
    publish,
    streams,
    cohort,
  }));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
