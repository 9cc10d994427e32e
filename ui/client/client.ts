/**
 * A member of a group, as a program: one object for the connection, the group, everybody in it, and what is sent and received. State is
 * in signals, what happens comes as events. Nothing here shows anything, or says anything to people.
 * @module
 */
import { type Signal, signal } from "@preact/signals-core";
import type { ServerMessage, ServerUserMessage } from "../../server/messages.ts";
import {
  type Chat,
  type ChatMessage,
  type Clearing,
  createChat,
  readChat,
  readClearing,
} from "./chat.ts";
import { createServerClock, type ServerClock } from "./clock.ts";
import { type Connection, createConnection, type Environment } from "./connection.ts";
import { createDownStreams, type DownStream, type DownStreams } from "./down.ts";
import { createBrowserEnvironment } from "./environment.ts";
import { createEmitter, type Emitter } from "./events.ts";
import { pathOfGroup } from "./group_name.ts";
import { askAuthServer, fetchDate, fetchStatus, type StatusAnswer } from "./http.ts";
import type { ServerSubgroups } from "./extension_messages.ts";
import { createLobby, type Lobby } from "./lobby.ts";
import type { Member } from "./members.ts";
import { createModeration, type Moderation } from "./moderation.ts";
import type { Problem } from "./problem.ts";
import { createQuality, type Quality } from "./quality.ts";
import type { ReceiveWish } from "./requests.ts";
import { createSession, type Credentials, type Session } from "./session.ts";
import { measureStreams } from "./statistics.ts";
import { createTickets, type TabStorage } from "./tickets.ts";
import { createUpStreams, type UpEnd, type UpStream, type UpStreams } from "./up.ts";
import {
  createTelling,
  readExpulsion,
  readUserMessage,
  type Telling,
  type UserMessage,
} from "./user_messages.ts";

/** What a client is told of the world. */
export interface ClientOptions {
  /** The group's name. */
  readonly group: string;
  /** The address of the server, or of any of its pages: `location.href` where the page comes from it. */
  readonly server: string;
  /** What to receive from the start; everything if left out. */
  readonly receive?: ReceiveWish;
  /** Most bits per second of a video that is sent, from the start; no limit if left out. */
  readonly maxBps?: number;
  /** Where the place in a queue is remembered over reloads of the page: `sessionStorage`; nowhere if left out. */
  readonly tab?: TabStorage | null;
  /** Sockets, time and chance; those of the browser if left out. */
  readonly environment?: Environment;
}

/** What happens, with what is to be known of it. */
export interface ClientEvents {
  /** We are in the group; `again` after a loss of the connection. */
  readonly joined: { readonly again: boolean };
  /** The connection is lost for now; the client comes back by itself. */
  readonly interrupted: undefined;
  /** We are out: for a reason, or because we wanted to (null). */
  readonly left: { readonly problem: Problem | null };
  /** The group lives at another address now, and we are out. */
  readonly moved: { readonly url: string };
  /** We have gone to another group of this server, by `session.move`; `joined` follows. */
  readonly changedGroup: { readonly from: string; readonly to: string };
  /** We were not let into that group, and come back to where we were. */
  readonly turnedBack: { readonly from: string; readonly problem: Problem };
  /** Somebody is there; after each join, everybody is named. */
  readonly memberAdded: Member;
  readonly memberRemoved: Member;
  readonly chat: ChatMessage;
  /** An operator has deleted something from the chat. */
  readonly chatCleared: Clearing;
  /** A message between programs, but for those that have events of their own. */
  readonly userMessage: UserMessage;
  /** Who is in which automatic subgroup: the answer to a question of ours. */
  readonly subgroups: ServerSubgroups["groups"];
  /** A stream of ours has broken, and is made anew. */
  readonly upFailed: UpStream;
  readonly upEnded: { readonly stream: UpStream; readonly why: UpEnd };
  /** A stream of somebody else cannot be received, and is no more. */
  readonly downFailed: DownStream;
}

/** A member of a group. */
export interface Client extends Chat, Telling, Pick<Emitter<ClientEvents>, "on"> {
  readonly group: string;
  readonly connection: Connection;
  /** Who we are, where we stand, who else is there, and the group's data. */
  readonly session: Session;
  /** What we send. */
  readonly up: UpStreams;
  /** What we receive. */
  readonly down: DownStreams;
  /** What time it is for the server, whatever this machine's clock says. */
  readonly clock: ServerClock;
  /** How well networks do. */
  readonly quality: Quality;
  /** What operators may do. */
  readonly moderation: Moderation;
  /** Who waits to be let in. */
  readonly lobby: Lobby;
  /** What to receive; may be changed at any time. */
  readonly receive: Signal<ReceiveWish>;
  /** Most bits per second of a video that is sent; may be changed at any time. */
  readonly maxBps: Signal<number>;
  /** Asks the server for what everybody may know of the group, and keeps it in `session.status`. Never throws. */
  refreshStatus(): Promise<StatusAnswer>;
  /** Joins the group: `joined` or `left` tells how that went. */
  join(credentials: Partial<Credentials>): void;
  leave(): void;
  /** Leaves, and ends all timers; the client is of no use any more. */
  dispose(): void;
}

/** Makes a client; nothing is connected before `join`. */
export function createClient(options: ClientOptions): Client {
  const { group, server, environment = createBrowserEnvironment() } = options;
  const { after, nowMs, random, pixelRatio } = environment;
  const { on, emit } = createEmitter<ClientEvents>();
  const clock = createServerClock({
    fetchDate: () => fetchDate(server),
    steadyMs: nowMs,
    wallMs: Date.now,
  });
  const receive = signal(options.receive ?? "everything");
  const maxBps = signal(options.maxBps ?? Infinity);

  const connection: Connection = createConnection(environment, {
    ready: (id) => session.on.ready(id),
    lost: () => session.on.lost(),
    failed: () => session.on.failed(),
    message: (message) => route(core, message),
  });
  const session: Session = createSession({
    group,
    defaultEndpoint: endpointOf(server),
    connection: () => connection,
    askAuthServer: (url, credentials) => {
      const location = session.status.peek()?.location ??
        new URL(pathOfGroup(session.group.peek()), server).href;
      return askAuthServer(url, location, credentials);
    },
    tickets: createTickets(options.tab ?? null),
    events: {
      joined: (again) => {
        for (const part of [quality, up, down]) part.joined();
        emit("joined", { again });
      },
      interrupted: () => {
        for (const part of [up, down]) part.interrupted();
        emit("interrupted", undefined);
      },
      departed: () => {
        up.interrupted();
        down.left();
        emit("interrupted", undefined);
      },
      left: (problem) => {
        for (const part of [up, down]) part.left();
        emit("left", { problem });
      },
      moved: (url) => emit("moved", { url }),
      changedGroup: (from, to) => emit("changedGroup", { from, to }),
      turnedBack: (from, problem) => emit("turnedBack", { from, problem }),
      memberAdded: (member) => emit("memberAdded", member),
      memberRemoved: (member) => emit("memberRemoved", member),
    },
  });
  const quality = createQuality(connection, session.members);
  const up = createUpStreams({
    connection,
    session,
    maxBps,
    random,
    after,
    events: {
      failed: (stream) => emit("upFailed", stream),
      ended: (stream, why) => emit("upEnded", { stream, why }),
    },
  });
  const down = createDownStreams({
    connection,
    session,
    wish: receive,
    after,
    pixelRatio,
    failed: (stream) => emit("downFailed", stream),
  });
  const stopMeasuring = measureStreams({ connection, up, down });
  const lobby = createLobby({ connection, session, nowMs });
  const core: Core = { session, quality, up, down, lobby, clock, emit };

  return {
    group,
    connection,
    session,
    up,
    down,
    clock,
    quality,
    moderation: createModeration({ connection, session }),
    lobby,
    receive,
    maxBps,
    on,
    ...createChat({ connection, session }),
    ...createTelling({ connection, session }),
    refreshStatus: async () => {
      const takeDate = clock.asked();
      const answer = await fetchStatus(server, session.group.peek());
      if (answer.kind === "found") {
        takeDate(answer.date);
        session.setStatus(answer.status);
      }
      return answer;
    },
    join: (credentials) => session.join({ username: "", password: "", token: "", ...credentials }),
    leave: () => session.leave(null),
    dispose: () => {
      connection.close();
      stopMeasuring();
      for (const part of [lobby, quality, down, up]) part.dispose();
    },
  };
}

/** Where a server's WebSocket is, unless a group's status says otherwise. */
function endpointOf(server: string): string {
  const url = new URL("/ws", server);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

/** Those for whom messages of the server are. */
interface Core {
  readonly session: Session;
  readonly quality: Quality;
  readonly up: UpStreams;
  readonly down: DownStreams;
  readonly lobby: Lobby;
  readonly clock: ServerClock;
  readonly emit: Emitter<ClientEvents>["emit"];
}

function route(core: Core, message: ServerMessage): void {
  const { session, quality, up, down } = core;
  switch (message.type) {
    case "joined":
      return session.on.joined(message);
    case "user":
      return session.on.user(message);
    case "offer":
      return down.on.offer(message);
    case "close":
      return down.on.close(message);
    case "answer":
      return up.on.answer(message);
    case "renegotiate":
      return up.on.renegotiate(message);
    case "abort":
      return up.on.abort(message);
    case "ice":
      if (!up.on.ice(message)) down.on.ice(message);
      return;
    case "encodings":
      return up.on.encodings(message);
    case "slowlink":
      return up.on.slowlink(message);
    case "speakers":
      return down.on.speakers(message);
    case "quality":
      return quality.on.quality(message);
    case "waiting":
      return session.on.waiting(message);
    case "ticket":
      return session.on.ticket(message);
    case "lobby":
      return core.lobby.on.lobby(message);
    case "subgroups":
      return core.emit("subgroups", message.groups);
    case "chat":
    case "chathistory":
      return core.emit("chat", readChat(message, session.self.peek().id, core.clock.nowMs()));
    case "usermessage":
      return hear(core, message);
  }
}

function hear({ session, emit }: Core, message: ServerUserMessage): void {
  switch (message.kind) {
    case "kicked": {
      const expulsion = readExpulsion(message);
      if (expulsion?.type === "come-back") session.comeBack();
      if (expulsion?.type === "leave") session.leave(expulsion.problem);
      return;
    }
    case "clearchat": {
      const clearing = message.privileged === true ? readClearing(message.value) : null;
      if (clearing !== null) emit("chatCleared", clearing);
      return;
    }
    default:
      return emit("userMessage", readUserMessage(message));
  }
}
