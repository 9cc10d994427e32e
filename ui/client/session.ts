/**
 * Who we are, the group we are in, and everybody else there; joins, and joins again after a loss.
 * @module
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type {
  Data,
  GroupStatus,
  RtcConfiguration,
  ServerJoined,
  ServerJoinFailed,
  ServerJoinRedirected,
  ServerUser,
} from "../../server/messages.ts";
import type { ServerTicket, ServerWaiting } from "./extension_messages.ts";
import type { Connection } from "./connection.ts";
import { applyUser, type Member, type Members } from "./members.ts";
import { type Problem, readRefusal } from "./problem.ts";
import type { Tickets } from "./tickets.ts";

/** Where the person is: at the door, on the way in, or inside. */
export type Phase = "lobby" | "joining" | "room";

/** What the person said at the door, and the token that came with the address; "" for none. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

/** Ourselves, as the server sees us. */
export interface Self {
  /** Changes with every connection. */
  readonly id: string;
  readonly username: string;
  readonly permissions: readonly string[];
}

/** What the session tells. */
export interface SessionEvents {
  /** We are in; `again` after a reconnection. */
  joined(again: boolean): void;
  /** The connection is gone for now, and the session tries to come back. */
  interrupted(): void;
  /** We are on our way to another group: nothing that came from the last one goes on. */
  departed(): void;
  /** We are out: for a reason, or because we wanted to. */
  left(problem: Problem | null): void;
  /** The group is at another address now, and we are out. */
  moved(url: string): void;
  memberAdded(member: Member): void;
  memberRemoved(member: Member): void;
  /** We have gone from one group to another, and are in; `joined` follows. */
  changedGroup(from: string, to: string): void;
  /** We were not let into another group, and come back. */
  turnedBack(from: string, problem: Problem): void;
}

/** What stays the same over reconnections. */
export interface Session {
  readonly phase: ReadonlySignal<Phase>;
  readonly self: ReadonlySignal<Self>;
  readonly members: ReadonlySignal<Members>;
  /** What the server says about the group; null until it has. */
  readonly status: ReadonlySignal<GroupStatus | null>;
  readonly rtcConfiguration: ReadonlySignal<RtcConfiguration>;
  /** The group that we are in, or want to be in. */
  readonly group: ReadonlySignal<string>;
  /** At the door of a group whose operators let people in one by one: `joining` until they do. */
  readonly waiting: ReadonlySignal<boolean>;
  /** Inside, but without a working connection. */
  readonly reconnecting: ReadonlySignal<boolean>;
  /** Why we are (still, or again) at the door. */
  readonly problem: ReadonlySignal<Problem | null>;
  /** What operators have attached to the group, for programs: anything may be in there. */
  readonly groupData: ReadonlySignal<Data>;
  join(credentials: Credentials): void;
  /** Back to the door, for the reason given, if any. */
  leave(problem: Problem | null): void;
  /**
   * Goes on to another group of the same server, with the same name and credentials; what we send goes with us. False if that cannot be
   * begun now. If we are not let in there we come back.
   */
  move(group: string): boolean;
  /** Whether we have the right of that name. */
  may(permission: string): boolean;
  setStatus(status: GroupStatus): void;
  /** Coming back takes the new password. */
  passwordChanged(password: string): void;
  /** The server has thrown everybody out: comes back like after a loss. */
  comeBack(): void;
  readonly on: SessionHandlers;
}

/** Where the connection's reports go. */
export interface SessionHandlers {
  ready(clientId: string): void;
  lost(): void;
  failed(): void;
  joined(message: ServerJoined | ServerJoinFailed | ServerJoinRedirected): void;
  user(message: ServerUser): void;
  waiting(message: ServerWaiting): void;
  ticket(message: ServerTicket): void;
}

/** What the session needs of the page. */
export interface SessionOptions {
  readonly group: string;
  connection(): Connection;
  /** The WebSocket's address, for a group whose status names none. */
  readonly defaultEndpoint: string;
  /** Asks a group's own server whether somebody may come in. */
  askAuthServer(url: string, credentials: Credentials): Promise<Authorised>;
  /** What lets us past lobbies again. */
  readonly tickets: Tickets;
  readonly events: SessionEvents;
}

/** What a group's own server says of somebody. */
export type Authorised =
  | { readonly type: "token"; readonly token: string }
  | { readonly type: "undecided" }
  | { readonly type: "refused"; readonly problem: Problem };

/** A group that we are on the way from. */
interface Departure {
  readonly from: string;
  readonly status: GroupStatus | null;
}

const NOBODY: Self = { id: "", username: "", permissions: [] };

/** After this many refusals in a row, coming back is given up. */
const MAX_REFUSALS = 6;

/** A session at the door. */
export function createSession(options: SessionOptions): Session {
  const phase = signal<Phase>("lobby");
  const self = signal(NOBODY);
  const members = signal<Members>(new Map());
  const status = signal<GroupStatus | null>(null);
  const rtcConfiguration = signal<RtcConfiguration>({});
  const groupData = signal<Data>({});
  const problem = signal<Problem | null>(null);
  const joinedNow = signal(false);
  const group = signal(options.group);
  const waiting = signal(false);
  const { tickets } = options;
  let departure: Departure | null = null;
  let credentials: Credentials = { username: "", password: "", token: "" };
  let refusals = 0;
  /** What we had attached to ourselves when the connection was lost: it comes back with us. */
  let ownData: Data = {};

  const leave = (why: Problem | null) => {
    options.connection().close();
    joinedNow.value = false;
    phase.value = "lobby";
    problem.value = why;
    members.value = new Map();
    self.value = NOBODY;
    groupData.value = {};
    ownData = {};
    waiting.value = false;
    departure = null;
    // Whoever reloads the page while the server is away has not given up the place.
    if (why?.type !== "unreachable") tickets.forget();
    group.value = options.group;
    options.events.left(why);
  };

  const entered = (message: ServerJoined) => {
    const before = departure;
    const again = phase.peek() === "room" && before === null;
    departure = null;
    waiting.value = false;
    self.value = { ...self.peek(), username: message.username };
    members.value = new Map();
    changed(message);
    refusals = 0;
    joinedNow.value = true;
    phase.value = "room";
    options.connection().settled();
    if (before !== null) options.events.changedGroup(before.from, group.peek());
    options.events.joined(again);
  };

  const changed = (message: ServerJoined) => {
    self.value = { ...self.peek(), permissions: message.permissions ?? [] };
    if (message.status !== undefined) status.value = mergeStatus(status.peek(), message.status);
    // Servers leave out what is empty.
    groupData.value = message.data ?? {};
    if (message.rtcConfiguration !== undefined) rtcConfiguration.value = message.rtcConfiguration;
  };

  const refused = (message: ServerJoinFailed) => {
    const { problem: why, final } = readRefusal(message, credentials.token !== "");
    refusals += 1;
    if (departure !== null) return turnBack(departure, why);
    if (phase.peek() === "joining" || final || refusals > MAX_REFUSALS) return leave(why);
    options.connection().drop();
  };

  /** Where we wanted to go we are not let in. */
  const turnBack = ({ from, status: before }: Departure, why: Problem) => {
    const { value: to } = group;
    departure = null;
    group.value = from;
    status.value = before;
    refusals = 0;
    options.events.turnedBack(to, why);
    enter();
  };

  const redirected = (url: string) => {
    if (!isWebAddress(url)) return leave({ type: "bad-redirect" });
    leave(null);
    options.events.moved(url);
  };

  const sendJoin = ({ username, password, token }: Credentials) => {
    const ticket = tickets.find(group.peek());
    options.connection().send({
      type: "join",
      kind: "join",
      group: group.peek(),
      // A token may name its bearer.
      ...username === "" && token !== "" ? {} : { username },
      ...token === "" ? { password } : { token },
      ...ticket === undefined ? {} : { ticket },
      ...Object.keys(ownData).length === 0 ? {} : { data: ownData },
    });
  };

  /** With a group's own server, each join needs a fresh token: they do not last. */
  const joinThrough = async (url: string, id: string) => {
    const answer = await options.askAuthServer(url, credentials);
    if (self.peek().id !== id || phase.peek() === "lobby") return;
    switch (answer.type) {
      case "token":
        return sendJoin({ ...credentials, token: answer.token });
      case "undecided":
        return sendJoin(credentials);
      case "refused":
        return leave(answer.problem);
    }
  };

  const enter = () => {
    const authServer = status.peek()?.authServer ?? "";
    if (authServer === "" || credentials.token !== "") sendJoin(credentials);
    else void joinThrough(authServer, self.peek().id);
  };

  const move = (to: string) => {
    if (phase.peek() !== "room" || !joinedNow.peek() || to === group.peek()) return false;
    const from = group.peek();
    departure = { from, status: status.peek() };
    joinedNow.value = false;
    ownData = {};
    const { authServer = "", endpoint = "" } = status.peek() ?? {};
    group.value = to;
    status.value = { name: to, ...authServer && { authServer }, ...endpoint && { endpoint } };
    options.events.departed();
    options.connection().send({ type: "join", kind: "leave", group: from });
    enter();
    return true;
  };

  return {
    phase,
    group,
    waiting,
    move,
    self,
    members,
    status,
    rtcConfiguration,
    problem,
    groupData,
    reconnecting: computed(() => phase.value === "room" && !joinedNow.value),
    join: (given) => {
      if (phase.peek() !== "lobby") return;
      credentials = given;
      tickets.bearer(given.username);
      refusals = 0;
      problem.value = null;
      phase.value = "joining";
      options.connection().open(status.peek()?.endpoint ?? options.defaultEndpoint);
    },
    leave,
    may: (permission) => self.value.permissions.includes(permission),
    passwordChanged: (password) => {
      credentials = { ...credentials, password };
    },
    setStatus: (value) => {
      status.value = mergeStatus(status.peek(), value);
    },
    comeBack: () => options.connection().drop(),
    on: {
      ready: (id) => {
        self.value = { ...self.peek(), id };
        enter();
      },
      lost: () => {
        joinedNow.value = false;
        // Whoever waits finds the old place again.
        if (waiting.peek()) return;
        if (phase.peek() === "joining") return leave({ type: "unreachable" });
        // A connection that is lost before we are in again knows nothing of us.
        ownData = members.peek().get(self.peek().id)?.data ?? ownData;
        options.events.interrupted();
      },
      failed: () => {
        if (phase.peek() === "joining" && !waiting.peek()) leave({ type: "unreachable" });
      },
      joined: (message) => {
        // What a group still says that we are on the way from.
        if (message.group !== undefined && message.group !== group.peek()) return;
        switch (message.kind) {
          case "join":
            return entered(message);
          case "change":
            return changed(message);
          case "leave":
            return leave({ type: "left" });
          case "fail":
            return refused(message);
          case "redirect":
            return redirected(message.value);
        }
      },
      user: (message) => {
        if (!joinedNow.peek()) return;
        const before = members.peek().get(message.id);
        members.value = applyUser(members.peek(), message);
        const now = members.peek().get(message.id);
        if (before === undefined && now !== undefined) options.events.memberAdded(now);
        if (before !== undefined && now === undefined) options.events.memberRemoved(before);
      },
      waiting: (message) => {
        if (message.group !== group.peek() || phase.peek() === "lobby") return;
        tickets.keep(message.group, message.ticket);
        departure = null;
        members.value = new Map();
        groupData.value = {};
        waiting.value = true;
        phase.value = "joining";
        options.connection().settled();
      },
      ticket: (message) => {
        if (phase.peek() === "room") tickets.keep(message.group, message.ticket);
      },
    },
  };
}

/** A later status adds to an earlier one, but for the lock, which is left out when it no longer holds. */
export function mergeStatus(earlier: GroupStatus | null, later: GroupStatus): GroupStatus {
  const { lobby: _, ...rest } = earlier ?? {};
  return { ...rest, locked: false, ...later };
}

/** Whether a page can go there. */
export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}
