/**
 * The chat on the wire: what others say, made safe to read, and what we say. A log of it is kept by whoever shows one.
 * @module
 */
import type { JsonValue, ServerChat, ServerChatHistory } from "../../server/messages.ts";
import { signatureOf, type Speaker } from "./group_action.ts";

/** Something that was said. */
export interface ChatMessage {
  /** The server's id, or one made of the rest for what has none. */
  readonly id: string;
  /** "" for plain text, `me` for an action in the third person, `caption` for a subtitle; others may occur. */
  readonly kind: string;
  /** Client id of the author; "" for the server itself. */
  readonly source: string;
  /** "" for somebody without a name. */
  readonly username: string;
  /** Mostly a string. */
  readonly value: JsonValue;
  /** Unix time in milliseconds. */
  readonly timeMs: number;
  /** It is from before we joined, or joined again; it may be known already. */
  readonly history: boolean;
  /** It is for us alone, or for one other. */
  readonly private: boolean;
  /** Its author is an operator. */
  readonly privileged: boolean;
  /** We have said it ourselves. */
  readonly mine: boolean;
}

/** What an operator has deleted: all, all of one member, or one message. */
export type Clearing =
  | { readonly type: "all" }
  | { readonly type: "member"; readonly userId: string }
  | { readonly type: "message"; readonly userId: string; readonly id: string };

/** How something is said. */
export interface SayOptions {
  /** See `ChatMessage`; "" if left out. */
  readonly kind?: string;
  /** Client id of the only one to hear it; everybody if left out. */
  readonly to?: string;
  /** Whether the server is to leave us out when it goes to everybody; what goes to one is never sent back. */
  readonly noEcho?: boolean;
}

/** The own side of the chat. */
export interface Chat {
  /** Says something; what is said without a connection is lost. */
  say(value: JsonValue, options?: SayOptions): void;
}

/** Chat over a connection. */
export function createChat({ connection, session }: Speaker): Chat {
  return {
    say: (value, { kind = "", to, noEcho = false } = {}) =>
      connection.send({
        type: "chat",
        kind,
        ...signatureOf(session),
        value,
        ...to === undefined ? {} : { dest: to },
        ...noEcho ? { noecho: true } : {},
      }),
  };
}

/** Reads a message of the chat. `ownId` tells what is ours, `nowMs` (Unix time) dates what has no sound date. */
export function readChat(
  message: ServerChat | ServerChatHistory,
  ownId: string,
  nowMs: number,
): ChatMessage {
  const source = message.source ?? "";
  const value = message.value ?? null;
  const timeMs = Date.parse(message.time);
  const live = message.type === "chat" ? message : null;
  return {
    id: message.id ?? `${source} ${message.time} ${JSON.stringify(value)}`,
    kind: message.kind ?? "",
    source,
    username: message.username ?? "",
    value,
    timeMs: Number.isNaN(timeMs) ? nowMs : timeMs,
    history: live === null,
    private: (live?.dest ?? "") !== "",
    privileged: live?.privileged === true,
    mine: source !== "" && source === ownId,
  };
}

/** Reads what a `clearchat` deletes; null if that cannot be told. */
export function readClearing(value: JsonValue | undefined): Clearing | null {
  if (value === undefined || value === null) return { type: "all" };
  if (typeof value !== "object" || !("userId" in value)) return null;
  const { userId, id = null } = value;
  if (typeof userId !== "string") return null;
  if (id === null) return { type: "member", userId };
  return typeof id === "string" ? { type: "message", userId, id } : null;
}
