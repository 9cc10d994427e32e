/**
 * The records of the control plane: the hub, and a client for each WebSocket. The hub creates and ends clients; handlers
 * change them; everything that is sent to one goes through `send`.
 * @module
 */
import type { Directory } from "../groups/directory.ts";
import type { Group, Member } from "../groups/group.ts";
import type { Hasher } from "../groups/password.ts";
import type { GroupStore } from "../groups/store.ts";
import { NO_REQUEST, type RequestWords, type StreamRequest } from "../groups/subscriptions.ts";
import type { TokenStore } from "../groups/token_store.ts";
import type {
  SessionId,
  SessionQuality,
  TrackInfo,
  ViewerId,
  Want,
} from "../media/worker/commands.ts";
import type { AuthDelays } from "./auth_delays.ts";
import { type Allowance, createAllowance } from "./flood.ts";
import type { JoinRates } from "./join_rate.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import type { MediaPort } from "./media_client.ts";
import { serializeServerMessage } from "./message_codec.ts";
import type { ServerMessage } from "./messages.ts";
import { createNetwork, type Network } from "./quality.ts";
import { createViewAllowance, type Playback, type View, type ViewAllowance } from "./views.ts";

/** The sending half of a WebSocket. */
export interface Socket {
  send(text: string): void;
  /** Sends a close frame after what was sent before it. Nothing is received any more. */
  close(code: number, reason: string): void;
  /** How many bytes wait for the network. */
  readonly bufferedAmount: number;
}

/** Time, the one reader of it in the control plane. */
export interface Clock {
  /** Unix time in milliseconds. */
  nowMs(): number;
  delay(ms: number): Promise<void>;
}

/** All clients, and what they share. Made by `createHub`. */
export interface Hub {
  readonly clock: Clock;
  readonly log: Log;
  readonly media: MediaPort;
  readonly directory: Directory;
  readonly hasher: Hasher;
  /** Failed logins by address. */
  readonly delays: AuthDelays;
  /** Where definitions of groups come from. */
  readonly store: GroupStore;
  readonly tokens: TokenStore;
  /** Joins by address. */
  readonly joins: JoinRates;
  /** How much anybody may take. */
  readonly limits: () => Limits;
  /** Host, with port, that signed tokens must be for; "" for any. */
  readonly canonicalHost: () => string;
  /** Whether group files may be written, so that passwords can be changed. */
  readonly writableGroups: () => boolean;
  /** A new id, hard to guess. */
  readonly randomId: () => string;
  /** Every connection, whether in a group or not. */
  readonly clients: Set<Client>;
  /** Number that the last client got. */
  lastViewer: ViewerId;
  /** How many sockets there are. One that its other end does not read outlives its client. */
  sockets: number;
  /** Who is in a group, by the id of the member. Still holds somebody who is just leaving. */
  readonly rooms: Map<Group, Map<string, Client>>;
  /** Who waits at the door of a group, by id. */
  readonly lobbies: Map<Group, Map<string, Client>>;
  /** Groups in which others speak than before, to be told in a moment. */
  readonly newSpeakers: Set<Group>;
  /** When networks were looked at last, as Unix time in milliseconds. */
  reviewedMs: number;
}

/** One WebSocket and who is at its other end. */
export interface Client {
  readonly socket: Socket;
  /** Address of the other end. */
  readonly address: string;
  /** Its number among all that receive. */
  readonly viewer: ViewerId;
  readonly allowance: Allowance;
  readonly viewAllowance: ViewAllowance;
  /** Unix times in milliseconds. */
  readonly connectedMs: number;
  heardMs: number;
  pingedMs: number;
  shookHands: boolean;
  /** It speaks `lectern-1`; to others nothing is said that Galène does not say. */
  extended: boolean;
  /** Its place in the group is given up, and nothing is sent to it any more. */
  closed: boolean;
  /** So much waited in its socket that a message was left out: the hub ends it. */
  overflowed: boolean;
  /** Messages received but not yet handled; the first of them is, while `busy`. */
  readonly inbox: Received[];
  /** How much text waits there, in UTF-16 units. */
  inboxLength: number;
  busy: boolean;
  /** Chosen by the client itself; "" is possible until it joins. */
  id: string;
  /** "" until it has joined for the first time. */
  username: string;
  group: Group | null;
  /** At whose door it waits; then it is in none. */
  waiting: Group | null;
  /** How its network does; anew with each group. */
  network: Network;
  request: StreamRequest;
  readonly up: Map<string, UpStream>;
  readonly down: Map<string, DownStream>;
  /** The last down streams that came to their end: late words about them are no error. */
  readonly formerDown: Set<string>;
}

/** What arrived: the text of a message, or something that cannot be one. */
export type Received =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "binary" }
  | { readonly type: "oversize" };

/** A stream that a client publishes. */
export interface UpStream {
  readonly id: string;
  readonly label: string;
  readonly owner: Client;
  readonly session: SessionId;
  /** What it carries; empty until the first answer. */
  tracks: readonly TrackInfo[];
  /** Others have been told of it. */
  announced: boolean;
  /** Id of the stream that it supersedes, "" for none; receivers may still have that one until `announced`. */
  readonly replaces: string;
  /** Its place among those in which somebody speaks, 0 for the loudest; -1 for none. */
  speakingRank: number;
  /** What its worker has said of its way to us, null until it has, and when, as Unix time in milliseconds. */
  measured: Extract<SessionQuality, { direction: "up" }> | null;
  measuredMs: number;
  /** Since when media could have flowed but did not, as Unix time in milliseconds; null while it does. */
  unconnectedMs: number | null;
}

/** A stream that a client receives: the other end of an `UpStream`, under the same id. */
export interface DownStream {
  readonly id: string;
  readonly up: UpStream;
  readonly session: SessionId;
  want: Want;
  /** What the client asks of this stream alone, null if its general request holds. */
  request: RequestWords | null;
  /** How it is shown. */
  view: View;
  /** The worker does not know that yet. */
  viewIsNews: boolean;
  /** How it plays, null until the client says so, and when it did, as Unix time in milliseconds. */
  playback: Playback | null;
  playbackMs: number;
  /** Share of the time between the last two words about it in which the picture stood still. */
  frozenShare: number;
  /** The client knows of it. */
  offered: boolean;
  /** Id of the stream that the first offer supersedes, "" for none. */
  replaces: string;
  unconnectedMs: number | null;
}

/** How much may wait in a socket, in bytes. Above it the client is too slow to be kept. */
export const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;

/** A client that has just connected. */
export function createClient(
  socket: Socket,
  address: string,
  viewer: ViewerId,
  nowMs: number,
): Client {
  return {
    socket,
    address,
    viewer,
    allowance: createAllowance(nowMs),
    viewAllowance: createViewAllowance(nowMs),
    connectedMs: nowMs,
    heardMs: nowMs,
    pingedMs: nowMs,
    shookHands: false,
    extended: false,
    closed: false,
    overflowed: false,
    inbox: [],
    inboxLength: 0,
    busy: false,
    id: "",
    username: "",
    group: null,
    waiting: null,
    network: createNetwork(),
    request: NO_REQUEST,
    up: new Map(),
    down: new Map(),
    formerDown: new Set(),
  };
}

/** The client as its group knows it, null while it is in none. */
export function memberOf(client: Client): Member | null {
  return client.group?.members.get(client.id) ?? null;
}

/** Whether the client may do this in its group. */
export function isPermitted(client: Client, permission: string): boolean {
  return memberOf(client)?.permissions.includes(permission) ?? false;
}

/** The others in the client's group. */
export function othersOf(hub: Hub, client: Client): Client[] {
  const room = client.group === null ? undefined : hub.rooms.get(client.group);
  return room === undefined ? [] : [...room.values()].filter((other) => other !== client);
}

/** Sends a message, unless the client is gone. */
export function send(client: Client, message: ServerMessage): void {
  sendText(client, serializeServerMessage(message));
}

/**
 * Sends a message that is text already. What a slow client does not take waits in its socket, so that nobody else waits;
 * when too much does, the hub ends it soon.
 */
export function sendText(client: Client, text: string): void {
  if (client.closed || client.overflowed) return;
  if (client.socket.bufferedAmount > MAX_BUFFERED_BYTES) client.overflowed = true;
  else client.socket.send(text);
}
