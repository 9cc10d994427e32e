/**
 * The WebSocket to the server: handshake, typed messages, keepalive and reconnection. Sockets, time and chance come from
 * outside (`Environment`), so that tests can play all of them.
 *
 * The keepalive is that of Galène's stock client: a tick every 10 s, a `ping` after 15 s of silence, and the connection is
 * given up after 65 s, or at the first tick if nothing has ever arrived.
 * @module
 */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { ClientMessage, ServerMessage } from "../../server/messages.ts";
import { backoffMs } from "./backoff.ts";

const TICK_MS = 10_000;
const PING_AFTER_MS = 15_000;
const DEAD_AFTER_MS = 65_000;

/** How long a connection that is suspected dead may take to prove the contrary. */
const PROBE_MS = 4000;

/** The version of the protocol, and our additions to it, which other servers do without. */
const VERSION = "2";
const EXTENSION = "lectern-1";

/** An open or opening socket. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

/** What a socket reports. Nothing follows `closed`. */
export interface SocketEvents {
  opened(): void;
  received(text: string): void;
  closed(): void;
}

/** What a client needs of the world. */
export interface Environment {
  openSocket(url: string, events: SocketEvents): Socket;
  nowMs(): number;
  /** Calls back once, after `delayMs`; the result cancels that. */
  after(delayMs: number, callback: () => void): () => void;
  /** In [0, 1). */
  random(): number;
  /** Pixels of the screen for one of CSS. */
  pixelRatio(): number;
}

/** What the connection reports. */
export interface ConnectionEvents {
  /** The handshake is done. `clientId` is the new id by which the server knows us. */
  ready(clientId: string): void;
  /** A message after the handshake, but for pings and pongs. */
  message(message: ServerMessage): void;
  /** A connection that was ready is gone; attempts to replace it have begun. */
  lost(): void;
  /** An attempt to connect has failed; `attempt` counts from 0. */
  failed(attempt: number): void;
}

/** Where the connection stands. */
export type ConnectionState =
  | { readonly name: "closed" }
  | { readonly name: "connecting"; readonly attempt: number }
  | { readonly name: "ready" }
  | { readonly name: "waiting"; readonly attempt: number };

/** A connection that comes back until it is closed. */
export interface Connection {
  readonly state: ReadonlySignal<ConnectionState>;
  /** Whether the server speaks what Lectern adds to the protocol. */
  readonly extended: ReadonlySignal<boolean>;
  /** Starts connecting; nothing happens if it has been started. */
  open(url: string): void;
  /** Sends when ready; otherwise the message is dropped, for nothing of an old connection means anything to the next. */
  send(message: ClientMessage): void;
  /** Drops the present connection and tries again, with the usual waits. */
  drop(): void;
  /** The server has proved fit for use: after the next loss, the waits begin from nothing again. */
  settled(): void;
  /** The connection may be dead: asks the server for a sign of life, or tries again at once if it is waiting. */
  probe(): void;
  /** Ends for good, until `open`. */
  close(): void;
}

interface Core {
  readonly environment: Environment;
  readonly events: ConnectionEvents;
  readonly state: Signal<ConnectionState>;
  readonly extended: Signal<boolean>;
  url: string;
  socket: Socket | null;
  /** Counts sockets, so that what an abandoned one still reports is ignored. */
  generation: number;
  attempt: number;
  lastReceivedMs: number;
  receivedAny: boolean;
  readonly timers: Set<() => void>;
}

/** Makes a connection that is closed. */
export function createConnection(environment: Environment, events: ConnectionEvents): Connection {
  const core: Core = {
    environment,
    events,
    state: signal<ConnectionState>({ name: "closed" }),
    extended: signal(false),
    url: "",
    socket: null,
    generation: 0,
    attempt: 0,
    lastReceivedMs: 0,
    receivedAny: false,
    timers: new Set(),
  };
  return {
    state: core.state,
    extended: core.extended,
    open: (url) => {
      if (core.state.peek().name !== "closed") return;
      core.url = url;
      core.attempt = 0;
      connect(core);
    },
    send: (message) => {
      if (core.state.peek().name === "ready") transmit(core, message);
    },
    drop: () => {
      if (core.state.peek().name !== "closed") fall(core);
    },
    settled: () => {
      core.attempt = 0;
    },
    probe: () => probe(core),
    close: () => {
      abandon(core);
      core.state.value = { name: "closed" };
    },
  };
}

function connect(core: Core): void {
  abandon(core);
  const generation = core.generation;
  core.receivedAny = false;
  core.lastReceivedMs = core.environment.nowMs();
  core.state.value = { name: "connecting", attempt: core.attempt };
  const clientId = createId(core.environment.random);
  const guarded = (action: () => void) => {
    if (generation === core.generation) action();
  };
  core.socket = core.environment.openSocket(core.url, {
    opened: () =>
      guarded(() =>
        transmit(core, { type: "handshake", version: [VERSION, EXTENSION], id: clientId })
      ),
    received: (text) => guarded(() => receive(core, text, clientId)),
    closed: () => guarded(() => fall(core)),
  });
  later(core, TICK_MS, () => tick(core));
}

function receive(core: Core, text: string, clientId: string): void {
  core.lastReceivedMs = core.environment.nowMs();
  core.receivedAny = true;
  const message = parse(text);
  if (message === null) return fall(core);
  if (core.state.peek().name !== "ready") {
    if (message.type !== "handshake" || !message.version.includes(VERSION)) {
      return fall(core);
    }
    core.extended.value = message.version.includes(EXTENSION);
    core.state.value = { name: "ready" };
    core.events.ready(clientId);
    return;
  }
  if (message.type === "ping") return transmit(core, { type: "pong" });
  if (message.type === "pong" || message.type === "handshake") return;
  core.events.message(message);
}

/** Our own server wrote it: only its outermost shape is checked, the types are taken on trust. */
function parse(text: string): ServerMessage | null {
  try {
    const message: unknown = JSON.parse(text);
    const sound = typeof message === "object" && message !== null && "type" in message;
    return sound ? message as ServerMessage : null;
  } catch {
    return null;
  }
}

function tick(core: Core): void {
  const silentMs = core.environment.nowMs() - core.lastReceivedMs;
  if (!core.receivedAny || silentMs > DEAD_AFTER_MS) return fall(core);
  if (silentMs > PING_AFTER_MS) transmit(core, { type: "ping" });
  later(core, TICK_MS, () => tick(core));
}

function probe(core: Core): void {
  const state = core.state.peek();
  if (state.name === "waiting") return connect(core);
  if (state.name !== "ready") return;
  const askedMs = core.environment.nowMs();
  transmit(core, { type: "ping" });
  later(core, PROBE_MS, () => {
    if (core.lastReceivedMs < askedMs) fall(core);
  });
}

/** The socket is of no use any more: waits, then tries again. */
function fall(core: Core): void {
  const wasReady = core.state.peek().name === "ready";
  abandon(core);
  const attempt = core.attempt;
  const generation = core.generation;
  core.state.value = { name: "waiting", attempt };
  if (wasReady) core.events.lost();
  else core.events.failed(attempt);
  // The handlers may have closed the connection, or started another.
  if (generation !== core.generation) return;
  core.attempt = attempt + 1;
  later(core, backoffMs(attempt, core.environment.random()), () => connect(core));
}

/** Forgets the socket and all timers; nothing that they still report counts. */
function abandon(core: Core): void {
  core.generation += 1;
  for (const cancel of core.timers) cancel();
  core.timers.clear();
  core.socket?.close();
  core.socket = null;
}

function transmit(core: Core, message: ClientMessage): void {
  core.socket?.send(JSON.stringify(message));
}

function later(core: Core, delayMs: number, callback: () => void): void {
  const cancel = core.environment.after(delayMs, () => {
    core.timers.delete(cancel);
    callback();
  });
  core.timers.add(cancel);
}

/** 32 hexadecimal digits, as the stock client draws them; ids name things, they guard nothing. */
export function createId(random: () => number): string {
  let id = "";
  for (let digit = 0; digit < 32; digit++) id += Math.floor(random() * 16).toString(16);
  return id;
}
