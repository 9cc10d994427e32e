/**
 * The control plane's end of the media workers: commands go to the worker that has the session, and its events come back
 * to whoever opened it. All sessions of one group live on one worker, which is the least busy one when the first is opened.
 * @module
 */
import type {
  Command,
  MediaEvent,
  SessionId,
  WorkerConfig,
  WorkerStats,
} from "../media/worker/commands.ts";
import type { Log } from "./log.ts";

/** A command about one session. */
export type SessionCommand = Extract<Command, { readonly session: SessionId }>;

/** An event of one session. */
export type SessionEvent = Extract<MediaEvent, { readonly session: SessionId }>;

/** What stream handlers see of the media workers. */
export interface MediaPort {
  /**
   * Reserves a session near the others of `place` (a group's name). Its events go to `listener`, never from within a
   * call of this port, until it is closed or refused.
   */
  open(place: string, listener: (event: SessionEvent) => void): SessionId;
  /** Sends a command; one about a session that is closed already does nothing. */
  post(command: SessionCommand): void;
}

/** The part of `Worker` that is used here. */
export interface WorkerLink {
  postMessage(command: Command): void;
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

interface Slot {
  readonly config: WorkerConfig;
  link: WorkerLink | null;
  ready: boolean;
  readonly sessions: Set<SessionId>;
  /** Answers awaited: to the start, the stop and questions. */
  readonly waiting: Set<(event: MediaEvent | null) => void>;
}

interface Session {
  readonly slot: Slot;
  readonly place: string;
  readonly listener: (event: SessionEvent) => void;
}

/** Makes the workers' client; no worker runs before `start`. */
export function createMediaClient(options: MediaClientOptions): MediaClient {
  const { log, spawn = spawnWorker } = options;
  const slots = options.workers.map((config): Slot => (
    { config, link: null, ready: false, sessions: new Set(), waiting: new Set() }
  ));
  const sessions = new Map<SessionId, Session>();
  const places = new Map<string, { readonly slot: Slot; sessions: number }>();
  let lastSession: SessionId = 0;
  let lastRequest = 0;
  let stopping = false;

  function open(place: string, listener: (event: SessionEvent) => void): SessionId {
    const home = places.get(place) ?? { slot: leastBusy(slots), sessions: 0 };
    places.set(place, home);
    home.sessions++;
    const session = ++lastSession;
    sessions.set(session, { slot: home.slot, place, listener });
    home.slot.sessions.add(session);
    return session;
  }

  function forget(id: SessionId): Session | undefined {
    const session = sessions.get(id);
    if (session === undefined) return undefined;
    sessions.delete(id);
    session.slot.sessions.delete(id);
    const home = places.get(session.place);
    if (home !== undefined && --home.sessions === 0) places.delete(session.place);
    return session;
  }

  function post(command: SessionCommand): void {
    const session = command.type === "close"
      ? forget(command.session)
      : sessions.get(command.session);
    if (session === undefined) return;
    if (session.slot.link !== null) {
      session.slot.link.postMessage(command);
    } else if (command.type !== "close") {
      queueMicrotask(() => refuseSession(command.session, "the media worker does not run"));
    }
  }

  function refuseSession(session: SessionId, reason: string): void {
    forget(session)?.listener({ type: "refused", session, reason });
  }

  /** Awaits the event for which `pick` gives something; null if the worker dies first. */
  function answerOf<T>(slot: Slot, pick: (event: MediaEvent) => T | undefined): Promise<T | null> {
    return new Promise((resolve) => {
      const take = (event: MediaEvent | null) => {
        const picked = event === null ? null : pick(event);
        if (picked === undefined) return;
        slot.waiting.delete(take);
        resolve(picked);
      };
      slot.waiting.add(take);
    });
  }

  function receive(slot: Slot, event: MediaEvent): void {
    if ("session" in event) {
      const session = event.type === "refused"
        ? forget(event.session)
        : sessions.get(event.session);
      session?.listener(event);
    } else if (event.type === "log") {
      log[event.level](event.message, { worker: slot.config.index, ...event.fields });
    } else {
      for (const take of [...slot.waiting]) take(event);
    }
  }

  function end(slot: Slot): void {
    slot.link?.terminate();
    slot.link = null;
    slot.ready = false;
    for (const take of [...slot.waiting]) take(null);
    for (const session of [...slot.sessions]) refuseSession(session, "the media worker has failed");
  }

  /** The worker has died: its streams are over. If it had been running it is started again. */
  function bury(slot: Slot, reason: string): void {
    const wasReady = slot.ready;
    end(slot);
    log.error("a media worker has failed", { worker: slot.config.index, reason });
    if (!wasReady || stopping) return;
    startSlot(slot).catch((error: Error) => {
      log.error("a media worker cannot be started again", {
        worker: slot.config.index,
        reason: error.message,
      });
    });
  }

  async function startSlot(slot: Slot): Promise<WorkerReport> {
    const link = spawn();
    slot.link = link;
    link.onmessage = (event) => receive(slot, event.data);
    link.onerror = (event) => {
      event.preventDefault();
      if (slot.link === link) bury(slot, event.message);
    };
    const answer = answerOf(
      slot,
      (event) => event.type === "ready" || event.type === "failed" ? event : undefined,
    );
    link.postMessage({ type: "start", config: slot.config });
    const event = await answer;
    if (event === null) throw new Error(`media worker ${slot.config.index} has not started`);
    if (event.type === "failed") {
      end(slot);
      throw new Error(event.reason);
    }
    slot.ready = true;
    const { port, addresses, backends } = event;
    return { index: slot.config.index, port, addresses, backends };
  }

  async function stats(): Promise<(WorkerStats | null)[]> {
    return await Promise.all(slots.map((slot) => {
      if (slot.link === null || !slot.ready) return null;
      const request = ++lastRequest;
      const answer = answerOf(
        slot,
        (event) => event.type === "stats" && event.request === request ? event.stats : undefined,
      );
      slot.link.postMessage({ type: "stats", request });
      return answer;
    }));
  }

  async function stop(): Promise<void> {
    stopping = true;
    await Promise.all(slots.map(async (slot) => {
      if (slot.link === null) return;
      const stopped = answerOf(slot, (event) => event.type === "stopped" ? true : undefined);
      slot.link.postMessage({ type: "stop" });
      await stopped;
      end(slot);
    }));
  }

  return { open, post, start: () => Promise.all(slots.map(startSlot)), stats, stop };
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

/** The literal form is the one that `deno compile` finds. */
function spawnWorker(): WorkerLink {
  return new Worker(new URL("../media/worker/worker.ts", import.meta.url), { type: "module" });
}
