/**
 * Invitations: makes, lists, prolongs and revokes the tokens of the group. Answers carry nothing that says to what they answer, but the
 * server gives them in the order of the questions.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { JsonValue } from "../../server/messages.ts";
import type { Connection } from "../client/connection.ts";
import { actOnGroup } from "../client/group_action.ts";
import type { UserMessage } from "../client/user_messages.ts";
import { text } from "../text.ts";
import type { Session } from "../client/session.ts";

/** One invitation. Times are Unix times in milliseconds. */
export interface Invitation {
  readonly token: string;
  /** Null if the guest chooses it. */
  readonly username: string | null;
  readonly permissions: readonly string[];
  readonly expiresMs: number | null;
  readonly notBeforeMs: number | null;
  readonly issuedBy: string | null;
}

/** What an invitation is to be. */
export interface InvitationPlan {
  readonly username: string | null;
  readonly permissions: readonly string[];
  readonly expiresMs: number;
  readonly notBeforeMs: number | null;
}

/** What comes of a question: what was asked for, or why not, in words. */
export type Answer<T> =
  | { readonly type: "done"; readonly value: T }
  | { readonly type: "refused"; readonly reason: string };

/** The invitations of the group. */
export interface Invitations {
  /** All that there are, as far as we have asked; null before. */
  readonly list: ReadonlySignal<readonly Invitation[] | null>;
  make(plan: InvitationPlan): Promise<Answer<Invitation>>;
  /** Sets when an invitation ends: Unix time in milliseconds, which may be in the past. */
  setEnd(token: string, expiresMs: number): Promise<Answer<Invitation>>;
  refresh(): Promise<Answer<readonly Invitation[]>>;
  /** What was asked over a connection that is gone gets no answer. */
  interrupted(): void;
  /** Takes a message of the kinds `token` and `tokenlist`. */
  answer(message: UserMessage): void;
}

/** What invitations need. */
export interface InvitationsOptions {
  readonly connection: Pick<Connection, "send">;
  readonly session: Pick<Session, "self" | "reconnecting">;
  readonly group: string;
}

interface Question {
  answer(message: UserMessage): void;
  drop(): void;
}

/** Starts with nothing known. */
export function createInvitations(options: InvitationsOptions): Invitations {
  const { session, group } = options;
  const list = signal<readonly Invitation[] | null>(null);
  let questions: Question[] = [];

  const ask = <T>(
    kind: string,
    value: JsonValue | undefined,
    read: (value: JsonValue | undefined) => T | null,
  ): Promise<Answer<T>> => {
    const offline: Answer<T> = { type: "refused", reason: text.chat.offline };
    // What is asked now would be lost, and answers would go to the wrong questions.
    if (session.reconnecting.peek()) return Promise.resolve(offline);
    const { promise, resolve } = Promise.withResolvers<Answer<T>>();
    questions.push({
      answer: (message) => resolve(understand(message, read)),
      drop: () => resolve(offline),
    });
    actOnGroup(options, kind, value);
    return promise;
  };

  const keep = (fresh: Invitation) => {
    const others = (list.peek() ?? []).filter(({ token }) => token !== fresh.token);
    list.value = sortInvitations([...others, fresh]);
  };
  const keeping = async (asked: Promise<Answer<Invitation>>) => {
    const answer = await asked;
    if (answer.type === "done") keep(answer.value);
    return answer;
  };

  return {
    list,
    make: ({ username, permissions, expiresMs, notBeforeMs }) =>
      keeping(ask("maketoken", {
        group,
        ...username === null ? {} : { username },
        permissions,
        expires: new Date(expiresMs).toISOString(),
        ...notBeforeMs === null ? {} : { "not-before": new Date(notBeforeMs).toISOString() },
      }, readInvitation)),
    setEnd: (token, expiresMs) =>
      keeping(ask(
        "edittoken",
        { token, expires: new Date(expiresMs).toISOString() },
        readInvitation,
      )),
    refresh: async () => {
      const answer = await ask("listtokens", undefined, readInvitations);
      if (answer.type === "done") list.value = answer.value;
      return answer;
    },
    interrupted: () => {
      const unanswered = questions;
      questions = [];
      for (const question of unanswered) question.drop();
      list.value = null;
    },
    answer: (message) => questions.shift()?.answer(message),
  };
}

function understand<T>(
  message: UserMessage,
  read: (value: JsonValue | undefined) => T | null,
): Answer<T> {
  if (message.error !== "") {
    return { type: "refused", reason: explainRefusal(message) };
  }
  const value = read(message.value);
  return value === null
    ? { type: "refused", reason: text.failure.internal }
    : { type: "done", value };
}

function explainRefusal({ error, value }: UserMessage): string {
  const known: Readonly<Record<string, string>> = text.invite.errors;
  const sentence = typeof value === "string" ? value : "";
  for (const key of [error, sentence]) {
    if (Object.hasOwn(known, key)) return known[key] ?? "";
  }
  return text.invite.failed(sentence);
}

function readInvitations(value: JsonValue | undefined): readonly Invitation[] | null {
  if (!Array.isArray(value)) return null;
  return sortInvitations(value.map(readInvitation).filter((one) => one !== null));
}

/** Reads a token as the server writes it; null if it is none. */
export function readInvitation(value: JsonValue | undefined): Invitation | null {
  if (typeof value !== "object" || value === null || !("token" in value)) return null;
  const { token, username, permissions, expires, issuedBy } = value;
  if (typeof token !== "string") return null;
  return {
    token,
    username: typeof username === "string" && username !== "" ? username : null,
    permissions: Array.isArray(permissions)
      ? permissions.filter((permission) => typeof permission === "string")
      : [],
    expiresMs: timeOf(expires),
    notBeforeMs: timeOf(value["not-before"]),
    issuedBy: typeof issuedBy === "string" ? issuedBy : null,
  };
}

function timeOf(value: JsonValue | undefined): number | null {
  const time = typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? null : time;
}

/** Those that last longest first. */
function sortInvitations(invitations: readonly Invitation[]): Invitation[] {
  return [...invitations].sort((a, b) =>
    (b.expiresMs ?? Infinity) - (a.expiresMs ?? Infinity) || (a.token < b.token ? -1 : 1)
  );
}
