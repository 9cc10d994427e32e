/**
 * The control plane's end of the media workers: commands go to the worker that has the session, and its events come back
 * to whoever opened it. Which worker that is, `placement.ts` decides.
 * @module
 */
import type {
  Command,
  MediaEvent,
  SessionId,
  SessionQuality,
  ViewerId,
  WorkerConfig,
  WorkerStats,
} from "../media/worker/commands.ts";
import { borrowFor, createLoans, forgetLoan, forgetWorkerLinks, type Loans } from "./loans.ts";
import type { Log } from "./log.ts";
import { createPlacement, type Placement, settle, unsettle } from "./placement.ts";

/** A command about one session. */
export type SessionCommand = Extract<Command, { readonly session: SessionId }>;

/** An event of one session. */
export type SessionEvent =
  | Extract<MediaEvent, { readonly session: SessionId }>
  /** Its part of the event `speaking`. */
  | { readonly type: "speaking"; readonly session: SessionId; readonly rank: number }
  /** Its part of the event `quality`. */
  | { readonly type: "measured"; readonly session: SessionId; readonly quality: SessionQuality };

/** What stream handlers see of the media workers. */
export interface MediaPort {
  /**
   * Reserves a session: one to receive a publisher (`viewer` is null) near the others of `place` (a group's name), one to send to a viewer
   * beside its others. Its events go to `listener`, never from within a call of this port, until it is closed or refused.
   */
  open(
    place: string,
    viewer: ViewerId | null,
    listener: (event: SessionEvent) => void,
  ): SessionId;
  /** Sends a command; one about a session that is closed already does nothing. */
  post(command: SessionCommand): void;
}

/** The part of `Worker` that is used here. */
export interface WorkerLink {
  postMessage(command: Command, transfer?: Transferable[]): void;
  onmessage: ((event: MessageEvent<MediaEvent>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

/** A worker that has started. */
export interface WorkerReport {
  readonly index: number;
  readonly port: number;
  readonly addresses: readonly string[];
  readonly backends: string;
}

/** The media workers of this process. */
export interface MediaClient extends MediaPort {
  /**
   * Starts all workers.
   * @throws Error with a sentence for people, if one cannot start.
   */
  start(): Promise<WorkerReport[]>;
  /** How many sessions are open. */
  sessionCount(): number;
  /** What each worker knows of its work, in order; null for one that does not run. */
  stats(): Promise<(WorkerStats | null)[]>;
  /** What is known of every session, by worker as well. */
  trackStats(): Promise<(RouterStatistics | null)[]>;
  /** Ends all workers once they have closed what they have. */
  stop(): Promise<void>;
}

/** What one worker knows of the tracks of its sessions. */
export type RouterStatistics = Extract<MediaEvent, { readonly type: "trackStats" }>["statistics"];

/** What a `MediaClient` is made of. */
export interface MediaClientOptions {
  readonly workers: readonly WorkerConfig[];
  readonly log: Log;
  /** Makes a worker; tests give their own. */
  readonly spawn?: () => WorkerLink;
}

/** One worker, which may die and be started anew. */
interface Slot {
  readonly config: WorkerConfig;
  link: WorkerLink | null;
  ready: boolean;
  readonly sessions: Set<SessionId>;
  /** Answers awaited; each is told of every event that is about no session, and of the worker's end. */
  readonly waiting: Set<(news: MediaEvent | Death) => void>;
}

interface Death {
  readonly type: "died";
  readonly reason: string;
}

interface Session {
  readonly slot: Slot;
  readonly place: string;
  readonly viewer: ViewerId | null;
  readonly listener: (event: SessionEvent) => void;
}

interface Workers {
  readonly log: Log;
  readonly spawn: () => WorkerLink;
  readonly slots: readonly Slot[];
  readonly sessions: Map<SessionId, Session>;
  readonly placement: Placement<Slot>;
  readonly loans: Loans;
  lastSession: SessionId;
  lastRequest: number;
  stopping: boolean;
}

/** Makes the workers' client; no worker runs before `start`. */
export function createMediaClient(options: MediaClientOptions): MediaClient {
  const slots = options.workers.map((config): Slot => (
    { config, link: null, ready: false, sessions: new Set(), waiting: new Set() }
  ));
  const workers: Workers = {
    log: options.log,
    spawn: options.spawn ?? spawnWorker,
    slots,
    loans: createLoans((worker, command, transfer) => {
      slots[worker]?.link?.postMessage(command, transfer);
    }),
    sessions: new Map(),
    placement: createPlacement(slots),
    lastSession: 0,
    lastRequest: 0,
    stopping: false,
  };
  return {
    open: (place, viewer, listener) => openSession(workers, place, viewer, listener),
    post: (command) => postCommand(workers, command),
    start: () => Promise.all(workers.slots.map((slot) => startSlot(workers, slot))),
    sessionCount: () => workers.sessions.size,
    stats: () =>
      askAll(workers, "stats", (answer) => answer.type === "stats" ? answer.stats : undefined),
    trackStats: () =>
      askAll(
        workers,
        "trackStats",
        (answer) => answer.type === "trackStats" ? answer.statistics : undefined,
      ),
    async stop() {
      workers.stopping = true;
      await Promise.all(workers.slots.map((slot) => stopSlot(workers, slot)));
    },
  };
}

function openSession(
  workers: Workers,
  place: string,
  viewer: ViewerId | null,
  listener: (event: SessionEvent) => void,
): SessionId {
  const id = ++workers.lastSession;
  const slot = settle(workers.placement, place, viewer);
  workers.sessions.set(id, { slot, place, viewer, listener });
  slot.sessions.add(id);
  return id;
}

function postCommand(workers: Workers, command: SessionCommand): void {
  const { session: id } = command;
  const session = command.type === "close" ? forget(workers, id) : workers.sessions.get(id);
  if (session === undefined) return;
  if (command.type === "subscribe") borrowIfElsewhere(workers, session, id, command.up);
  if (session.slot.link !== null) session.slot.link.postMessage(command);
  else queueMicrotask(() => refuse(workers, id, "the media worker does not run"));
}

/** What a down session follows may be received by another worker, which must lend it then. */
function borrowIfElsewhere(workers: Workers, session: Session, id: SessionId, up: SessionId): void {
  const lender = workers.sessions.get(up)?.slot;
  if (lender === undefined || lender === session.slot) return;
  borrowFor(workers.loans, id, session.slot.config.index, up, lender.config.index);
}

function forget(workers: Workers, id: SessionId): Session | undefined {
  const session = workers.sessions.get(id);
  if (session === undefined) return undefined;
  workers.sessions.delete(id);
  session.slot.sessions.delete(id);
  forgetLoan(workers.loans, id);
  unsettle(workers.placement, session.place, session.viewer);
  return session;
}

function refuse(workers: Workers, id: SessionId, reason: string): void {
  const session = forget(workers, id);
  if (session !== undefined) tell(workers, session, { type: "refused", session: id, reason });
}

/** A listener that throws must not end the process. */
function tell(workers: Workers, session: Session, event: SessionEvent): void {
  try {
    session.listener(event);
  } catch (error) {
    const text = error instanceof Error ? error.stack ?? error.message : String(error);
    workers.log.error("an event of a media worker could not be handled", {
      session: event.session,
      event: event.type,
      error: text,
    });
  }
}

function receive(workers: Workers, slot: Slot, event: MediaEvent): void {
  if ("session" in event) {
    receiveOfSession(workers, slot, event);
  } else if (event.type === "log") {
    workers.log[event.level](event.message, { worker: slot.config.index, ...event.fields });
  } else if (event.type === "quality") {
    for (const quality of event.reports) {
      receiveOfSession(workers, slot, { type: "measured", session: quality.session, quality });
    }
  } else if (event.type === "speaking") {
    for (const { session, rank } of event.changes) {
      receiveOfSession(workers, slot, { type: "speaking", session, rank });
    }
  } else {
    for (const take of [...slot.waiting]) take(event);
  }
}

function receiveOfSession(workers: Workers, slot: Slot, event: SessionEvent): void {
  const refused = event.type === "refused";
  const session = refused ? forget(workers, event.session) : workers.sessions.get(event.session);
  if (session === undefined) return;
  // An offer that was on its way to the worker has opened the session anew there, and nobody else would end it.
  if (refused) slot.link?.postMessage({ type: "close", session: event.session });
  tell(workers, session, event);
}

/** Awaits the news for which `pick` gives something. */
function awaitNews<T>(slot: Slot, pick: (news: MediaEvent | Death) => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const take = (news: MediaEvent | Death) => {
      const picked = pick(news);
      if (picked === undefined) return;
      slot.waiting.delete(take);
      resolve(picked);
    };
    slot.waiting.add(take);
  });
}

/** The worker is no more: what waits for it waits no longer, and its sessions are over. */
function end(workers: Workers, slot: Slot, reason: string): void {
  slot.link?.terminate();
  slot.link = null;
  slot.ready = false;
  forgetWorkerLinks(workers.loans, slot.config.index);
  for (const take of [...slot.waiting]) take({ type: "died", reason });
  for (const id of [...slot.sessions]) refuse(workers, id, "the media worker has failed");
}

/** The worker has died. If it had been running it is started again. */
function bury(workers: Workers, slot: Slot, reason: string): void {
  const wasReady = slot.ready;
  end(workers, slot, reason);
  if (!wasReady) return;
  const { index } = slot.config;
  workers.log.error("a media worker has failed", { worker: index, reason });
  if (workers.stopping) return;
  startSlot(workers, slot).catch((error: Error) => {
    workers.log.error("a media worker cannot be started again", {
      worker: index,
      reason: error.message,
    });
  });
}

async function startSlot(workers: Workers, slot: Slot): Promise<WorkerReport> {
  const link = workers.spawn();
  slot.link = link;
  link.onmessage = ({ data }) => receive(workers, slot, data);
  link.onerror = (event) => {
    event.preventDefault();
    if (slot.link === link) bury(workers, slot, event.message);
  };
  const answer = awaitNews(
    slot,
    (news) =>
      news.type === "ready" || news.type === "failed" || news.type === "died" ? news : undefined,
  );
  link.postMessage({ type: "start", config: slot.config });
  const news = await answer;
  if (news.type !== "ready") {
    end(workers, slot, news.reason);
    throw new Error(news.reason);
  }
  slot.ready = true;
  const { port, addresses, backends } = news;
  return { index: slot.config.index, port, addresses, backends };
}

/** Asks all workers the same. Those that do not run, or end before they answer, come out as null. */
function askAll<T>(
  workers: Workers,
  type: "stats" | "trackStats",
  read: (answer: MediaEvent) => T | undefined,
): Promise<(T | null)[]> {
  return Promise.all(workers.slots.map((slot) => ask(workers, slot, type, read)));
}

async function ask<T>(
  workers: Workers,
  slot: Slot,
  type: "stats" | "trackStats",
  read: (answer: MediaEvent) => T | undefined,
): Promise<T | null> {
  if (slot.link === null || !slot.ready) return null;
  const request = ++workers.lastRequest;
  const answer = awaitNews<T | null>(slot, (news) => {
    if (news.type === "died") return null;
    return "request" in news && news.request === request ? read(news) : undefined;
  });
  slot.link.postMessage({ type, request });
  return await answer;
}

async function stopSlot(workers: Workers, slot: Slot): Promise<void> {
  if (slot.link === null) return;
  const stopped = awaitNews(
    slot,
    (news) => news.type === "stopped" || news.type === "died" ? true : undefined,
  );
  slot.link.postMessage({ type: "stop" });
  await stopped;
  end(workers, slot, "it was stopped");
}

/** The literal form is the one that `deno compile` finds. */
function spawnWorker(): WorkerLink {
  return new Worker(new URL("../media/worker/worker.ts", import.meta.url), { type: "module" });
}
