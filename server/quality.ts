/**
 * Whose network is in trouble: every two seconds each member of a group gets a mark for what it sends and one for what it
 * receives, and clients of `lectern-1` are told of those that have changed.
 *
 * Trouble on a stream's way has one owner. What gets lost between publisher and server is the publisher's, whoever misses it. A picture that
 * stands still is the publisher's if its own packets are amiss or more than half of its receivers see it stand still, and else
 * that receiver's.
 * @module
 */
import type { SessionQuality } from "../media/worker/commands.ts";
import { type Client, type DownStream, type Hub, send, type UpStream } from "./client.ts";
import type { Grade, Mark } from "./extension_messages.ts";
import {
  createTrend,
  FINE,
  follow,
  gradeOf,
  isWorse,
  type Measurements,
  type Trend,
} from "./network_grades.ts";

/** Marks are looked at so often. */
const REVIEW_INTERVAL_MS = 2000;
/** What was measured longer ago says nothing about now. */
const MEASURED_LIMIT_MS = 6000;
const PLAYBACK_LIMIT_MS = 10_000;
/** A connection may take so long to come up. */
const CONNECT_LIMIT_MS = 4000;
/** A receiver that a picture stands still for so much of the time counts as one who sees it stand still. */
const FROZEN_SHARE = 0.05;

/** The network of one client, while it is in a group. */
export interface Network {
  readonly up: Trend;
  readonly down: Trend;
  /** What a worker has said of the way to the client, null until it has. */
  measured: Extract<SessionQuality, { direction: "down" }> | null;
  /** Unix times in milliseconds: of that, of the last change of a mark, and of the last message about marks. */
  measuredMs: number;
  changedMs: number;
  toldMs: number;
}

/** A network of which nothing is known. */
export function createNetwork(): Network {
  return {
    up: createTrend(),
    down: createTrend(),
    measured: null,
    measuredMs: 0,
    changedMs: 0,
    toldMs: 0,
  };
}

/** The marks of a client. */
export function markOf({ network }: Client): Mark {
  return { up: network.up.grade, down: network.down.grade };
}

/** Looks at all networks, if it is time to, and tells who is to know. To be called every second or so. */
export function reviewQuality(hub: Hub): void {
  const nowMs = hub.clock.nowMs();
  if (nowMs - hub.reviewedMs < REVIEW_INTERVAL_MS) return;
  hub.reviewedMs = nowMs;
  for (const room of hub.rooms.values()) {
    const clients = [...room.values()];
    reviewRoom(hub, clients, nowMs);
    tellRoom(clients, nowMs);
  }
}

function reviewRoom(hub: Hub, clients: readonly Client[], nowMs: number): void {
  const seen = new Map<UpStream, Grade>();
  const frozen = collectFrozenShares(clients, nowMs);
  for (const client of clients) {
    let worst: Grade = "good";
    for (const up of client.up.values()) {
      const grade = gradeOf(measureUp(up, frozen.get(up) ?? [], nowMs));
      seen.set(up, grade);
      if (isWorse(grade, worst)) worst = grade;
    }
    note(hub, client, client.network.up, worst, nowMs);
  }
  for (const client of clients) {
    const isBlameless = (up: UpStream) => seen.get(up) === "good";
    const grade = gradeOf(measureDown(client, isBlameless, nowMs));
    note(hub, client, client.network.down, grade, nowMs);
  }
}

/** Takes a grade into account; a change to or from the worst is worth a line in the log. */
function note(hub: Hub, client: Client, trend: Trend, grade: Grade, nowMs: number): void {
  const before = trend.grade;
  if (!follow(trend, grade)) return;
  client.network.changedMs = nowMs;
  const level = before === "bad" || trend.grade === "bad" ? "info" : "debug";
  hub.log[level]("a member's network has changed", {
    client: client.id,
    group: client.group?.name ?? "",
    direction: trend === client.network.up ? "up" : "down",
    quality: trend.grade,
  });
}

/** For each stream, how much of the time it stands still for its receivers that have told. */
function collectFrozenShares(clients: readonly Client[], nowMs: number): Map<UpStream, number[]> {
  const shares = new Map<UpStream, number[]>();
  for (const down of clients.flatMap((client) => [...client.down.values()])) {
    if (!isPlaying(down, nowMs)) continue;
    const known = shares.get(down.up);
    if (known === undefined) shares.set(down.up, [down.frozenShare]);
    else known.push(down.frozenShare);
  }
  return shares;
}

function measureUp(up: UpStream, frozenShares: readonly number[], nowMs: number): Measurements {
  const { measured } = up;
  const isFresh = measured !== null && nowMs - up.measuredMs < MEASURED_LIMIT_MS;
  return {
    ...FINE,
    connected: isConnected(up, nowMs),
    frozenShare: frozenForMost(frozenShares),
    ...(isFresh ? { lossShare: measured.lossShare, rttMs: measured.rttMs } : {}),
  };
}

/** For how much of the time the middle receiver sees a picture stand still, if more than half of at least two see that; else 0. */
function frozenForMost(shares: readonly number[]): number {
  const frozen = shares.filter((share) => share >= FROZEN_SHARE);
  if (shares.length < 2 || frozen.length * 2 <= shares.length) return 0;
  return shares.toSorted((a, b) => a - b)[shares.length >> 1]!;
}

function measureDown(
  client: Client,
  isBlameless: (up: UpStream) => boolean,
  nowMs: number,
): Measurements {
  const { measured, measuredMs } = client.network;
  const downs = [...client.down.values()];
  if (downs.length === 0) return FINE;
  const frozen = downs.filter((down) => isPlaying(down, nowMs) && isBlameless(down.up))
    .map(({ frozenShare }) => frozenShare);
  const isFresh = measured !== null && nowMs - measuredMs < MEASURED_LIMIT_MS;
  return {
    ...FINE,
    connected: downs.some((down) => isConnected(down, nowMs)),
    frozenShare: Math.max(0, ...frozen),
    ...(isFresh ? networkOf(measured) : {}),
  };
}

function networkOf({ lossShare, rttMs, estimateBps, wantedBps }: NonNullable<Network["measured"]>) {
  const carriedShare = estimateBps > 0 && wantedBps > 0 ? estimateBps / wantedBps : 1;
  return { lossShare, rttMs, carriedShare };
}

function isConnected({ unconnectedMs }: UpStream | DownStream, nowMs: number): boolean {
  return unconnectedMs === null || nowMs - unconnectedMs < CONNECT_LIMIT_MS;
}

function isPlaying(down: DownStream, nowMs: number): boolean {
  return down.playback !== null && nowMs - down.playbackMs < PLAYBACK_LIMIT_MS;
}

function tellRoom(clients: readonly Client[], nowMs: number): void {
  const changedMs = Math.max(...clients.map(({ network }) => network.changedMs));
  for (const client of clients) {
    const { network } = client;
    if (!client.extended || changedMs <= network.toldMs) continue;
    const news = clients.filter((other) =>
      other !== client && other.network.changedMs > network.toldMs
    );
    const members = Object.fromEntries(news.map((other) => [other.id, markOf(other)]));
    network.toldMs = nowMs;
    send(client, { type: "quality", members, own: markOf(client) });
  }
}
