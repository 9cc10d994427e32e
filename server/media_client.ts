/**
 * The control plane's end of the media workers: commands go to the worker that has the session, and its events come back
 * to whoever opened it. The sessions of a group live on one worker, the least busy one when the first is opened, and spread to
 * others when that has clearly more to do than they. All that one viewer receives comes from one worker, which has to know
 * what goes over the viewer's network.
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

/** A command about one session. */
export type SessionCommand = Extract<Command, { readonly session: SessionId }>;

/** An event of one session. */
export type SessionEvent =
  | Extract<MediaEvent, { readonly session: SessionId }>
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
  /** Ends all workers once they have closed what they have. */
  stop(): Promise<void>;
}

/** What a `MediaClient` is made of. */
export interface MediaClientOptions {
  readonly workers: readonly WorkerConfig[];
  readonly log: Log;
  /** Makes a worker; tests give their own. */
  readonly spawn?: () => WorkerLink;
}

/** How many more sessions a worker may have than the least busy one before a group spreads. */
const HOME_ADVANTAGE = 8;

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

interface Home {
  readonly slot: Slot;
  sessions: number;
}

interface Workers {
  readonly log: Log;
  readonly spawn: () => WorkerLink;
  readonly slots: readonly Slot[];
  readonly sessions: Map<SessionId, Session>;
  /** Where the sessions of a place live, and how many there are. */
  readonly places: Map<string, Home>;
  /** The same by viewer, for the sessions that send to it. */
  readonly viewers: Map<ViewerId, Home>;
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
    places: new Map(),
    viewers: new Map(),
    lastSession: 0,
    lastRequest: 0,
    stopping: false,
  };
  return {
    open: (place, viewer, listener) => openSession(workers, place, viewer, listener),
    post: (command) => postCommand(workers, command),
    start: () => Promise.all(workers.slots.map((slot) => startSlot(workers, slot))),
    sessionCount: () => workers.sessions.size,
    stats: () => Promise.all(workers.slots.map((slot) => askForStats(workers, slot))),
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
  const home = workers.places.get(place) ?? { slot: leastBusy(workers.slots), sessions: 0 };
  workers.places.set(place, home);
  home.sessions++;
  const id = ++workers.lastSession;
  const slot = viewer === null
    ? roomFor(workers.slots, home.slot)
    : besideOthers(workers, viewer, home);
  workers.sessions.set(id, { slot, place, viewer, listener });
  slot.sessions.add(id);
  return id;
}

/** The worker that has all of a viewer's sessions, chosen with the first of them. */
function besideOthers(workers: Workers, viewer: ViewerId, home: Home): Slot {
  const own = workers.viewers.get(viewer) ??
    { slot: roomFor(workers.slots, home.slot), sessions: 0 };
  workers.viewers.set(viewer, own);
  own.sessions++;
  return own.slot;
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
  leaveHome(workers.places, session.place);
  if (session.viewer !== null) leaveHome(workers.viewers, session.viewer);
  return session;
}

function leaveHome<K>(homes: Map<K, Home>, key: K): void {
  const home = homes.get(key);
  if (home !== undefined && --home.sessions === 0) homes.delete(key);
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
      const session = workers.sessions.get(quality.session);
      if (session?.slot !== slot) continue;
      tell(workers, session, { type: "measured", session: quality.session, quality });
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

async function askForStats(workers: Workers, slot: Slot): Promise<WorkerStats | null> {
  if (slot.link === null || !slot.ready) return null;
  const request = ++workers.lastRequest;
  const answer = awaitNews(slot, (news) => {
    if (news.type === "died") return null;
    return news.type === "stats" && news.request === request ? news.stats : undefined;
  });
  slot.link.postMessage({ type: "stats", request });
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

function leastBusy(slots: readonly Slot[]): Slot {
  const running = slots.filter((slot) => slot.ready);
  const [first, ...rest] = running.length > 0 ? running : slots;
  if (first === undefined) throw new RangeError("there must be a media worker");
  return rest.reduce(
    (least, slot) => slot.sessions.size < least.sessions.size ? slot : least,
    first,
  );
}

/**
 * Where a place's next session is to live: where the others do, since what stays on one worker need not be lent, unless that one has
 * clearly more to do than another.
 */
function roomFor(slots: readonly Slot[], home: Slot): Slot {
  const least = leastBusy(slots);
  return home.sessions.size - least.sessions.size >= HOME_ADVANTAGE ? least : home;
}

/** The literal form is the one that `deno compile` finds. */
function spawnWorker(): WorkerLink {
  return new Worker(new URL("../media/worker/worker.ts", import.meta.url), { type: "module" });
}
