/**
 * Who we are, the group we are in, and everybody else there; joins, and joins again after a loss.
 * @module
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type {
  GroupStatus,
  RtcConfiguration,
  ServerJoined,
  ServerJoinFailed,
  ServerJoinRedirected,
  ServerUser,
} from "../../server/messages.ts";
import type { Connection } from "./connection.ts";
import { text } from "../text.ts";
import { applyUser, type Members } from "./members.ts";

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

/** What the session tells the other models. */
export interface SessionEvents {
  /** We are in; `again` after a reconnection. */
  joined(again: boolean): void;
  /** The connection is gone for now, and the session tries to come back. */
  interrupted(): void;
  /** We are out. */
  left(): void;
  userAdded(username: string, id: string): void;
  userDeleted(username: string, id: string): void;
}

/** What stays the same over reconnections. */
export interface Session {
  readonly phase: ReadonlySignal<Phase>;
  readonly self: ReadonlySignal<Self>;
  readonly members: ReadonlySignal<Members>;
  /** What the server says about the group; null until it has. */
  readonly status: ReadonlySignal<GroupStatus | null>;
  readonly rtcConfiguration: ReadonlySignal<RtcConfiguration>;
  /** Inside, but without a working connection. */
  readonly reconnecting: ReadonlySignal<boolean>;
  /** Why we are (still, or again) at the door, for the person. */
  readonly problem: ReadonlySignal<string | null>;
  /** Whether that is about the name, which the person has to choose (otherwise). */
  readonly nameProblem: ReadonlySignal<boolean>;
  join(credentials: Credentials): void;
  /** Back to the door, for the reason given, if any. */
  leave(problem: string | null): void;
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
}

/** What the session needs of the page. */
export interface SessionOptions {
  readonly group: string;
  connection(): Connection;
  /** The WebSocket's address, for a group whose status names none. */
  readonly defaultEndpoint: string;
  /** Opens another page. */
  navigate(url: string): void;
  /** Asks a group's own server whether somebody may come in: a token, null for no opinion, or why not, in words. */
  askAuthServer(url: string, credentials: Credentials): Promise<Authorised>;
  readonly events: SessionEvents;
}

/** What a group's own server says of somebody. */
export type Authorised =
  | { readonly type: "token"; readonly token: string }
  | { readonly type: "undecided" }
  | { readonly type: "refused"; readonly sentence: string };

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
  const problem = signal<string | null>(null);
  const nameProblem = signal(false);
  const joinedNow = signal(false);
  let credentials: Credentials = { username: "", password: "", token: "" };
  let refusals = 0;

  const leave = (why: string | null) => {
    options.connection().close();
    joinedNow.value = false;
    phase.value = "lobby";
    problem.value = why;
    members.value = new Map();
    self.value = NOBODY;
    options.events.left();
  };

  const entered = (message: ServerJoined) => {
    const again = phase.peek() === "room";
    self.value = { ...self.peek(), username: message.username };
    members.value = new Map();
    changed(message);
    refusals = 0;
    joinedNow.value = true;
    phase.value = "room";
    options.connection().settled();
    options.events.joined(again);
  };

  const changed = (message: ServerJoined) => {
    self.value = { ...self.peek(), permissions: message.permissions ?? [] };
    if (message.status !== undefined) status.value = mergeStatus(status.peek(), message.status);
    if (message.rtcConfiguration !== undefined) rtcConfiguration.value = message.rtcConfiguration;
  };

  const refused = (message: ServerJoinFailed) => {
    const { sentence, final } = explainRefusal(message, credentials.token !== "");
    nameProblem.value = message.error !== undefined;
    refusals += 1;
    if (phase.peek() === "joining" || final || refusals > MAX_REFUSALS) return leave(sentence);
    options.connection().drop();
  };

  const redirected = (url: string) => {
    if (!isWebAddress(url)) return leave(text.join.wrongServer);
    leave(null);
    options.navigate(url);
  };

  const sendJoin = ({ username, password, token }: Credentials) =>
    options.connection().send({
      type: "join",
      kind: "join",
      group: options.group,
      // A token may name its bearer.
      ...username === "" && token !== "" ? {} : { username },
      ...token === "" ? { password } : { token },
    });

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
        return leave(answer.sentence);
    }
  };

  return {
    phase,
    self,
    members,
    status,
    rtcConfiguration,
    problem,
    nameProblem,
    reconnecting: computed(() => phase.value === "room" && !joinedNow.value),
    join: (given) => {
      if (phase.peek() !== "lobby") return;
      credentials = given;
      refusals = 0;
      problem.value = null;
      nameProblem.value = false;
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
        const authServer = status.peek()?.authServer ?? "";
        if (authServer === "" || credentials.token !== "") sendJoin(credentials);
        else void joinThrough(authServer, id);
      },
      lost: () => {
        joinedNow.value = false;
        if (phase.peek() === "joining") return leave(text.failure.unreachable);
        options.events.interrupted();
      },
      failed: () => {
        if (phase.peek() === "joining") leave(text.failure.unreachable);
      },
      joined: (message) => {
        switch (message.kind) {
          case "join":
            return entered(message);
          case "change":
            return changed(message);
          case "leave":
            return leave(text.join.left);
          case "fail":
            return refused(message);
          case "redirect":
            return redirected(message.value);
        }
      },
      user: (message) => {
        const known = members.peek().has(message.id);
        members.value = applyUser(members.peek(), message);
        if (message.kind === "add" && !known) {
          options.events.userAdded(message.username, message.id);
        }
        if (message.kind === "delete" && known) {
          options.events.userDeleted(message.username, message.id);
        }
      },
    },
  };
}

/** A later status adds to an earlier one, but for `locked`, which Galène leaves out when it no longer holds. */
export function mergeStatus(earlier: GroupStatus | null, later: GroupStatus): GroupStatus {
  return { ...earlier, locked: false, ...later };
}

/** A refusal in words for people; `final` when trying again with the same credentials cannot help. */
export interface Refusal {
  readonly sentence: string;
  readonly final: boolean;
}

/** The sentences with which Galène refuses (group/group.go and group/client.go there), in ours. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  "not authorised": { sentence: text.failure.notAuthorised, final: true },
  "illegal group name": { sentence: text.failure.badGroupName, final: true },
  "group does not exist": { sentence: text.failure.noGroup, final: false },
  "this group is not open yet": { sentence: text.failure.notOpenYet, final: true },
  "this group is closed": { sentence: text.failure.closed, final: true },
  "this group is locked": { sentence: text.failure.locked, final: false },
  "there are no operators in this group": { sentence: text.failure.noOperator, final: false },
  "too many users": { sentence: text.failure.full, final: false },
  "the server is busy, please try again": { sentence: text.failure.busy, final: false },
  "you are no longer a user of this group": { sentence: text.failure.noLongerUser, final: true },
  "internal server error": { sentence: text.failure.internal, final: false },
};

/** Sentences with a number in them. */
const COUNTED_REFUSALS: readonly (readonly [RegExp, (count: number) => string])[] = [
  [/^you were put out of this group: you may come back in (\d+) minutes?$/, text.failure.banned],
  [/^too many failed logins: try again in (\d+) seconds$/, text.failure.tooManyLogins],
];

/**
 * Explains why a join failed, by token or by password. What is not known is what an operator wrote, and is shown as it is.
 */
export function explainRefusal(message: ServerJoinFailed, byToken: boolean): Refusal {
  if (message.error === "need-username") return { sentence: text.failure.nameNeeded, final: true };
  if (message.error === "duplicate-username") {
    // After a loss it may be our own earlier self.
    return { sentence: text.failure.nameTaken, final: false };
  }
  if (byToken && message.value === "not authorised") {
    return { sentence: text.failure.badInvitation, final: true };
  }
  for (const [pattern, sentence] of COUNTED_REFUSALS) {
    const count = pattern.exec(message.value)?.[1];
    if (count !== undefined) return { sentence: sentence(Number(count)), final: true };
  }
  const known = Object.hasOwn(REFUSALS, message.value) ? REFUSALS[message.value] : undefined;
  return known ?? { sentence: text.failure.fromServer(message.value), final: false };
}

/** Whether a page can go there. */
export function isWebAddress(url: string): boolean {
  return URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}
