/**
 * Files from browser to browser, by Galène's protocol (galene-protocol.md, "Peer-to-peer file transfer protocol"): the
 * sender invites, the receiver offers a connection, the data goes through that alone, and `done` ends it.
 * @module
 */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { JsonValue, RtcConfiguration } from "../../server/messages.ts";
import { createId } from "./connection.ts";
import type { Transfer, TransferEnd, TransferState } from "./transfer.ts";
import type { DataPeer, OpenDataPeer } from "./data_peer.ts";
import { createSink, createSource, type Sink, type Source } from "./file_flow.ts";
import {
  FILE_KIND,
  FILE_VERSION,
  type FileMessage,
  LOST_REASON,
  readFileMessage,
} from "./file_messages.ts";
import type { Telling, UserMessage } from "./user_messages.ts";

/** All transfers of a session. */
export interface FileTransfers {
  readonly transfers: ReadonlySignal<readonly Transfer[]>;
  /** Offers a file to a member. */
  offer(member: { readonly id: string; readonly username: string }, file: File): Transfer;
  /** Takes a file that is offered. */
  accept(transfer: Transfer): void;
  /** Refuses, withdraws or stops a transfer, whichever it is. */
  stop(transfer: Transfer): void;
  /** Takes one that is over off the list. */
  forget(transfer: Transfer): void;
  /** Takes a message of another client. */
  receive(message: UserMessage): void;
  memberRemoved(id: string): void;
  /** We are known by another id from now on: what was not on its way yet is lost. */
  rejoined(): void;
  /** Ends everything. */
  dispose(): void;
}

/** What transfers need. */
export interface FileTransfersOptions {
  readonly telling: Pick<Telling, "tell">;
  readonly openPeer: OpenDataPeer;
  rtcConfiguration(): RtcConfiguration;
  /** Whether another offer of that member is to be shown; otherwise it is refused. */
  mayOffer(source: string): boolean;
  after(delayMs: number, callback: () => void): () => void;
  nowMs(): number;
  random(): number;
}

/** A connection that is not there, or carries nothing, after this long is none, in milliseconds. */
const PATIENCE_MS = 30_000;

/** The sender gets so long to hang up after `done`, in milliseconds. */
const FAREWELL_MS = 2000;

/** The word that the other side has stopped may come later than the end of the channel; by so much, in milliseconds. */
const GRACE_MS = 1500;

/** Between two reports of how much has come, in milliseconds. */
const REPORT_MS = 200;

/** More transfers that are over are not kept, the oldest going first: offers that come and go are nobody's burden. */
const MOST_OVER = 100;

interface Job extends Transfer {
  readonly id: string;
  readonly state: Signal<TransferState>;
  readonly end: Signal<TransferEnd | null>;
  readonly bytes: Signal<number>;
  readonly received: Signal<Blob | null>;
  peerConnection: DataPeer | null;
  source: Source | null;
  sink: Sink | null;
  /** Bytes handed over or come, and when that was told and last changed. */
  moved: number;
  toldMs: number;
  movedMs: number;
  cancelTimer: (() => void) | null;
}

interface Core {
  readonly options: FileTransfersOptions;
  readonly jobs: Signal<readonly Job[]>;
}

/** Starts with no transfer. */
export function createFileTransfers(options: FileTransfersOptions): FileTransfers {
  const core: Core = { options, jobs: signal<readonly Job[]>([]) };
  const { jobs } = core;
  const jobOf = (transfer: Transfer) => jobs.peek().find(({ key }) => key === transfer.key);
  return {
    transfers: jobs,
    offer: ({ id: peer, username }, file) => {
      const id = createId(options.random);
      const job = createJob(core, { id, direction: "up", peer, username, file, ...factsOf(file) });
      say(core, job, {
        type: "invite",
        version: [FILE_VERSION],
        ...factsOf(file),
        mimetype: file.type,
      });
      return job;
    },
    accept: (transfer) => {
      const job = jobOf(transfer);
      if (job?.direction === "down" && job.state.peek() === "offered") void connect(core, job);
    },
    stop: (transfer) => {
      const job = jobOf(transfer);
      if (job !== undefined) finish(core, job, "stopped");
    },
    forget: (transfer) => {
      const job = jobOf(transfer);
      if (job === undefined || !isOver(job)) return;
      jobs.value = jobs.peek().filter((other) => other !== job);
    },
    receive: (message) => {
      const said = readFileMessage(message.value);
      if (said === null || message.source === "" || !message.private) return;
      receive(core, message, said);
    },
    memberRemoved: (id) => {
      for (const job of jobs.peek()) {
        // What moves already needs nobody in between.
        if (job.peer === id && job.state.peek() !== "moving") finish(core, job, "gone");
      }
    },
    rejoined: () => {
      for (const job of jobs.peek()) {
        if (!isOver(job) && job.state.peek() !== "moving") close(job, "lost");
      }
    },
    dispose: () => {
      for (const job of jobs.peek()) finish(core, job, "stopped");
      jobs.value = [];
    },
  };
}

function factsOf({ name, size }: File): { readonly name: string; readonly size: number } {
  return { name, size };
}

type Facts = Pick<Job, "id" | "direction" | "peer" | "username" | "name" | "size" | "file">;

function createJob(core: Core, facts: Facts): Job {
  const job: Job = {
    ...facts,
    key: `${facts.direction} ${facts.peer} ${facts.id}`,
    state: signal<TransferState>("offered"),
    end: signal<TransferEnd | null>(null),
    bytes: signal(0),
    received: signal<Blob | null>(null),
    peerConnection: null,
    source: null,
    sink: null,
    moved: 0,
    toldMs: 0,
    movedMs: 0,
    cancelTimer: null,
  };
  const over = core.jobs.peek().filter(isOver);
  const old = new Set(over.slice(0, Math.max(0, over.length - MOST_OVER)));
  core.jobs.value = [...core.jobs.peek().filter((other) => !old.has(other)), job];
  return job;
}

function isOver({ state }: Job): boolean {
  return state.peek() === "done" || state.peek() === "ended";
}

function say({ options }: Core, { peer, id }: Pick<Job, "peer" | "id">, value: Said): void {
  options.telling.tell(FILE_KIND, { id, ...value }, { to: peer });
}

type Said = { readonly [key: string]: JsonValue };

function receive(core: Core, { source, username }: UserMessage, said: FileMessage): void {
  if (said.type === "invite") return invited(core, source, username, said);
  const job = core.jobs.peek().find(({ peer, id }) => peer === source && id === said.id);
  if (job === undefined || isOver(job)) return;
  switch (said.type) {
    case "offer":
      if (job.direction !== "up" || job.peerConnection !== null) return;
      return said.known ? void answer(core, job, said.sdp) : finish(core, job, "faulty");
    case "answer":
      if (job.direction === "down") void attempt(core, job, (peer) => peer.accept(said.sdp));
      return;
    case "ice":
      return job.peerConnection?.candidate(said.candidate);
    case "cancel":
      return cancelled(job, said.lost);
  }
}

function invited(
  core: Core,
  peer: string,
  username: string,
  { id, known, name, size }: Extract<FileMessage, { readonly type: "invite" }>,
): void {
  const isThere = core.jobs.peek().some((job) => job.peer === peer && job.id === id);
  if (!isThere && known && core.options.mayOffer(peer)) {
    createJob(core, { id, direction: "down", peer, username, name, size, file: null });
  } else say(core, { peer, id }, { type: "cancel" });
}

function cancelled(job: Job, lost: boolean): void {
  const unanswered = job.state.peek() === "offered";
  close(
    job,
    lost ? "lost" : !unanswered ? "cancelled" : job.direction === "up" ? "refused" : "withdrawn",
  );
}

/** The receiver makes the connection. */
async function connect(core: Core, job: Job): Promise<void> {
  job.sink = createSink();
  await attempt(core, job, async (peer) => {
    const sdp = await peer.offer();
    if (!isOver(job)) say(core, job, { type: "offer", version: [FILE_VERSION], sdp });
  });
}

/** The sender answers. */
async function answer(core: Core, job: Job, offered: string): Promise<void> {
  await attempt(core, job, async (peer) => {
    const sdp = await peer.answer(offered);
    if (!isOver(job)) say(core, job, { type: "answer", sdp });
  });
}

/** Does something with the job's connection, made if there is none yet; what cannot be done ends the transfer. */
async function attempt(
  core: Core,
  job: Job,
  step: (peer: DataPeer) => Promise<void>,
): Promise<void> {
  try {
    job.peerConnection ??= openFor(core, job);
    await step(job.peerConnection);
  } catch {
    finish(core, job, "lost");
  }
}

function openFor(core: Core, job: Job): DataPeer {
  const { options } = core;
  job.state.value = "connecting";
  job.movedMs = options.nowMs();
  watch(core, job);
  return options.openPeer(options.rtcConfiguration(), {
    candidate: (candidate) => say(core, job, { type: "ice", candidate: { ...candidate } }),
    opened: () => opened(core, job),
    received: (data) => {
      if (isOver(job)) return;
      if (job.direction === "up") acknowledged(core, job, data);
      else arrived(core, job, data);
    },
    drained: () => job.source?.drained(),
    closed: () => disconnected(core, job),
  });
}

/** Gives up what does not move. */
function watch(core: Core, job: Job): void {
  const { after, nowMs } = core.options;
  job.cancelTimer = after(PATIENCE_MS, () => {
    if (isOver(job)) return;
    if (nowMs() - job.movedMs >= PATIENCE_MS) finish(core, job, "lost");
    else watch(core, job);
  });
}

function opened(core: Core, job: Job): void {
  if (isOver(job) || job.peerConnection === null) return;
  job.state.value = "moving";
  job.movedMs = core.options.nowMs();
  // Galène's clients send nothing at all of an empty file.
  if (job.direction === "down") return job.size === 0 ? complete(core, job) : undefined;
  if (job.file === null) return;
  job.source = createSource(job.file, job.peerConnection, (bytes) => progressed(core, job, bytes));
  job.source.run().catch((error) => {
    // A channel that has just closed takes nothing more; that is told by `closed`.
    if (!isChannelError(error)) finish(core, job, "unreadable");
  });
}

function isChannelError(error: unknown): boolean {
  return error instanceof DOMException && error.name === "InvalidStateError";
}

function progressed({ options }: Core, job: Job, bytes: number): void {
  const nowMs = options.nowMs();
  job.moved = bytes;
  job.movedMs = nowMs;
  if (bytes < job.size && nowMs - job.toldMs < REPORT_MS) return;
  job.toldMs = nowMs;
  // What waits in our own buffer has not gone yet.
  job.bytes.value = Math.max(0, bytes - (job.peerConnection?.bufferedBytes() ?? 0));
}

/** The receiver says that it has everything; it has nothing else to say. */
function acknowledged(core: Core, job: Job, data: ArrayBuffer | string): void {
  if (data !== "done" || job.moved !== job.size) return finish(core, job, "faulty");
  job.bytes.value = job.size;
  close(job, null);
}

function arrived(core: Core, job: Job, data: ArrayBuffer | string): void {
  const { sink } = job;
  if (sink === null || typeof data === "string") return finish(core, job, "faulty");
  // Nothing is no progress.
  if (data.byteLength === 0) return;
  sink.add(data);
  if (sink.bytes > job.size) return finish(core, job, "faulty");
  progressed(core, job, sink.bytes);
  if (sink.bytes === job.size) complete(core, job);
}

/** All has come: says so, and leaves it to the sender to hang up. */
function complete(core: Core, job: Job): void {
  const { peerConnection, sink } = job;
  job.bytes.value = job.size;
  job.received.value = sink?.take() ?? null;
  job.sink = null;
  job.cancelTimer?.();
  job.cancelTimer = core.options.after(FAREWELL_MS, () => hangUp(job));
  job.state.value = "done";
  try {
    peerConnection?.send("done");
  } catch {
    // Whoever has hung up already knows.
  }
}

/** Ends the transfer, and tells the other side. */
function finish(core: Core, job: Job, end: TransferEnd): void {
  if (isOver(job)) return;
  settle(job, end);
  const reason = end === "lost" ? { message: LOST_REASON } : {};
  if (end !== "gone") say(core, job, { type: "cancel", ...reason });
  hangUp(job);
}

/** Ends the transfer; the other side knows. */
function close(job: Job, end: TransferEnd | null): void {
  if (isOver(job)) return;
  settle(job, end);
  hangUp(job);
}

function settle(job: Job, end: TransferEnd | null): void {
  job.end.value = end;
  job.state.value = end === null ? "done" : "ended";
}

/** The channel is gone: because all is done, because the other side has stopped, which it says by another way, or by misfortune. */
function disconnected(core: Core, job: Job): void {
  if (job.state.peek() === "done") return hangUp(job);
  if (isOver(job)) return;
  job.cancelTimer?.();
  job.cancelTimer = core.options.after(GRACE_MS, () => finish(core, job, "lost"));
}

function hangUp(job: Job): void {
  job.cancelTimer?.();
  job.cancelTimer = null;
  job.source?.stop();
  job.source = null;
  job.sink = null;
  job.peerConnection?.close();
  job.peerConnection = null;
}
