/**
 * One WebSocket is one client: what it sends is read, judged and handled here, one message after the other. Nothing a
 * client sends can harm more than its own connection.
 * @module
 */
import { createAuthDelays } from "./auth_delays.ts";
import { type Client, createClient, type Hub, type Received, send, type Socket } from "./client.ts";
import { farewellMessage, FATES, type Refusal, refuse } from "./fates.ts";
import { burstOf, pace, spend } from "./flood.ts";
import { handleGroupAction } from "./group_actions.ts";
import { handleChat, handleHandshake, handleJoin } from "./group_handlers.ts";
import { createJoinRates } from "./join_rate.ts";
import { dropClient, endClient } from "./membership.ts";
import { MAX_MESSAGE_BYTES, parseClientMessage } from "./message_codec.ts";
import type { ClientMessage } from "./messages.ts";
import { reviewQuality } from "./quality.ts";
import {
  handleAbort,
  handleAnswer,
  handleClose,
  handleIce,
  handleOffer,
  handleRenegotiate,
  handleRequest,
  handleRequestStream,
} from "./stream_handlers.ts";
import { closeUnconnected } from "./streams.ts";
import { handleUserAction } from "./user_actions.ts";
import { handleConfigure, handlePlayback } from "./view_handlers.ts";
import { postViews } from "./views.ts";

/** How long a new client may be silent; the first message is the handshake. Galène's numbers, like the next ones. */
const HANDSHAKE_LIMIT_MS = 15_000;
/** After how much silence a client is asked for a sign of life, and how often. */
export const PING_AFTER_MS = 20_000;
const PING_EVERY_MS = 10_000;
/** After how much silence a client is taken for dead. */
const SILENCE_LIMIT_MS = 45_000;

/** What a handler may come to; null or nothing when all is well. */
type Outcome = Refusal | null | Promise<void>;

type MessageByType = { readonly [M in ClientMessage as M["type"]]: M };
type MessageType = keyof MessageByType;
type Handlers = {
  readonly [T in MessageType]: (hub: Hub, client: Client, message: MessageByType[T]) => Outcome;
};

const HANDLERS: Handlers = {
  handshake: handleHandshake,
  ping(_hub, client) {
    send(client, { type: "pong" });
    return null;
  },
  pong: () => null,
  join: handleJoin,
  chat: handleChat,
  usermessage: handleChat,
  useraction: handleUserAction,
  groupaction: handleGroupAction,
  request: handleRequest,
  requestStream: handleRequestStream,
  offer: handleOffer,
  answer: handleAnswer,
  ice: handleIce,
  renegotiate: handleRenegotiate,
  close: handleClose,
  abort: handleAbort,
  configure: handleConfigure,
  playback: handlePlayback,
};

/** What others hear of, or what costs much: it passes at a steady pace, however fast it comes. */
const PACED: ReadonlySet<string> = new Set<MessageType>([
  "join",
  "chat",
  "usermessage",
  "useraction",
  "groupaction",
  "request",
  "offer",
]);

/** What a hub is given. */
type HubParts = Omit<
  Hub,
  | "clients"
  | "delays"
  | "joins"
  | "rooms"
  | "lobbies"
  | "newSpeakers"
  | "sockets"
  | "lastViewer"
  | "reviewedMs"
>;

/** A hub without clients. */
export function createHub(parts: HubParts): Hub {
  return {
    ...parts,
    clients: new Set(),
    rooms: new Map(),
    lobbies: new Map(),
    newSpeakers: new Set(),
    sockets: 0,
    lastViewer: 0,
    reviewedMs: 0,
    delays: createAuthDelays(),
    joins: createJoinRates(),
  };
}

/** Whether another socket would be too many. */
export function isFull(hub: Hub): boolean {
  return hub.sockets >= hub.limits().clients;
}

/** Takes a new connection. */
export function connect(hub: Hub, socket: Socket, address: string): Client {
  const client = createClient(socket, address, ++hub.lastViewer, hub.clock.nowMs());
  hub.clients.add(client);
  hub.sockets++;
  return client;
}

/** The socket is no more: the client leaves its group, if it still is in one. To be called once. */
export function disconnect(hub: Hub, client: Client): void {
  hub.sockets--;
  guard(hub, client, () => dropClient(hub, client));
}

/** Takes what a client has sent. Messages are handled in order, each when the one before it is done. */
export function receive(hub: Hub, client: Client, received: Received): void {
  if (client.closed) return;
  const nowMs = hub.clock.nowMs();
  client.heardMs = nowMs;
  const size = sizeOf(received);
  const limits = hub.limits();
  const burst = burstOf(limits);
  client.inboxLength += size;
  const isWithin = spend(client.allowance, size, limits, nowMs) &&
    client.inbox.length < burst.messages && client.inboxLength <= burst.bytes;
  if (!isWithin) {
    const flood = refuse("flood", "too many messages, too fast");
    guard(hub, client, () => endClient(hub, client, flood));
    return;
  }
  client.inbox.push(received);
  if (!client.busy) handleInbox(hub, client);
}

/** What is due by the clock: pings, the end of silent and of slow clients, of streams without media. Call it each second. */
export function tick(hub: Hub): void {
  const nowMs = hub.clock.nowMs();
  for (const client of [...hub.clients]) {
    guard(hub, client, () => tickClient(hub, client, nowMs));
  }
  reviewQuality(hub);
}

/**
 * Tells all clients that the server ends, and closes their connections; they may come back. Nobody hears of the departure
 * of the others.
 */
export function shutDown(hub: Hub): void {
  const refusal = refuse("away", "the server is shutting down");
  const clients = [...hub.clients];
  hub.clients.clear();
  hub.rooms.clear();
  hub.lobbies.clear();
  for (const client of clients) endClient(hub, client, refusal);
}

function handleInbox(hub: Hub, client: Client): void {
  for (let next = client.inbox.shift(); next !== undefined; next = client.inbox.shift()) {
    const received = next;
    client.inboxLength -= sizeOf(received);
    const pending = guard(hub, client, () => {
      const outcome = handle(hub, client, received);
      if (outcome instanceof Promise) return outcome;
      settle(hub, client, outcome);
      return null;
    });
    if (pending === null) continue;
    client.busy = true;
    pending.catch((error) => fail(hub, client, error)).then(() => {
      client.busy = false;
      handleInbox(hub, client);
    });
    return;
  }
}

function handle(hub: Hub, client: Client, received: Received): Outcome {
  if (received.type === "oversize") return refuse("oversize", "message too long");
  if (received.type === "binary") return refuse("internal", "binary message");
  const parsed = parseClientMessage(received.text);
  if (!client.shookHands && (!parsed.ok || parsed.message.type !== "handshake")) {
    endUngreeted(hub, client);
    return null;
  }
  if (!parsed.ok) {
    return parsed.fault === "malformed"
      ? refuse("internal", "malformed message")
      : refuse("protocol", "unexpected message");
  }
  const { message } = parsed;
  const refusal = judge(client, message);
  if (refusal !== null || !PACED.has(message.type)) {
    return refusal ?? dispatch(hub, client, message);
  }
  const waitMs = pace(client.allowance, received.text.length, hub.limits(), hub.clock.nowMs());
  return waitMs === 0
    ? dispatch(hub, client, message)
    : dispatchLater(hub, client, message, waitMs);
}

async function dispatchLater(
  hub: Hub,
  client: Client,
  message: ClientMessage,
  waitMs: number,
): Promise<void> {
  await hub.clock.delay(waitMs);
  if (client.closed) return;
  const outcome = dispatch(hub, client, message);
  if (outcome instanceof Promise) await outcome;
  else settle(hub, client, outcome);
}

function sizeOf(received: Received): number {
  return received.type === "text" ? received.text.length : MAX_MESSAGE_BYTES;
}

/** Nobody speaks in another's name. */
function judge(client: Client, message: ClientMessage): Refusal | null {
  if (!client.shookHands) return null;
  if (message.source && message.source !== client.id) {
    return refuse("protocol", "spoofed client id");
  }
  const { username } = message;
  if (message.type !== "join" && typeof username === "string" && username !== client.username) {
    return refuse("protocol", "spoofed username");
  }
  return null;
}

function dispatch<T extends MessageType>(
  hub: Hub,
  client: Client,
  message: MessageByType[T] & { readonly type: T },
): Outcome {
  return HANDLERS[message.type](hub, client, message);
}

function settle(hub: Hub, client: Client, refusal: Refusal | null): void {
  if (refusal === null || client.closed) return;
  hub.log.debug("a message was refused", {
    client: client.id,
    kind: refusal.kind,
    reason: refusal.message,
  });
  const { closeCode } = FATES[refusal.kind];
  if (closeCode !== null) return endClient(hub, client, refusal);
  const message = farewellMessage(refusal, client.id);
  if (message !== null) send(client, message);
}

function tickClient(hub: Hub, client: Client, nowMs: number): void {
  const silentMs = nowMs - client.heardMs;
  if (client.overflowed) {
    endClient(hub, client, refuse("slow", "the connection is too slow"));
  } else if (!client.shookHands && nowMs - client.connectedMs >= HANDSHAKE_LIMIT_MS) {
    endUngreeted(hub, client);
  } else if (silentMs > SILENCE_LIMIT_MS) {
    endClient(hub, client, refuse("internal", "silent for too long"));
  } else {
    if (silentMs > PING_AFTER_MS && nowMs - client.pingedMs >= PING_EVERY_MS) {
      client.pingedMs = nowMs;
      send(client, { type: "ping" });
    }
    closeUnconnected(hub, client);
    postViews(hub, client);
  }
}

/** Before the handshake nothing is said but in the close frame: the stock client expects a handshake first. */
function endUngreeted(hub: Hub, client: Client): void {
  dropClient(hub, client);
  client.socket.close(1002, "you must handshake first");
}

/** Runs what is done for one client. If it throws, that is our fault; it costs this client its connection, no more. */
function guard<T>(hub: Hub, client: Client, action: () => T): T | null {
  try {
    return action();
  } catch (error) {
    fail(hub, client, error);
    return null;
  }
}

function fail(hub: Hub, client: Client, error: unknown): void {
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  hub.log.error("a message could not be handled", { client: client.id, error: text });
  try {
    endClient(hub, client, refuse("internal", "internal error"));
  } catch (second) {
    hub.log.error("a connection could not be ended", { client: client.id, error: String(second) });
  }
}
