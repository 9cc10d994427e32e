/**
 * The chat as a list of lines: messages into it, and out of it again.
 * @module
 */
import type { ChatMessage, Clearing } from "../client/chat.ts";

/** One message as people read it. */
export interface ChatLine {
  /** The server's id, or one of our own for what has none. */
  readonly id: string;
  /** `me` is an action in the third person, `server` speaks for nobody. */
  readonly kind: "text" | "me" | "server";
  /** Client id of the author; "" for the server. */
  readonly source: string;
  readonly username: string;
  readonly text: string;
  /** Unix time in milliseconds. */
  readonly timeMs: number;
  readonly mine: boolean;
  /** For private messages: the name of whom we wrote to, or "" if it was written to us. */
  readonly privateTo: string | null;
}

/** More lines than this are not kept. */
const MOST_LINES = 2000;

/** Texts longer than this are cut: nobody reads them, and they would stall the page. */
const MOST_CHARACTERS = 20_000;

/** The line that a message makes; null for what is not for reading (captions, data for programs). */
export function toLine(message: ChatMessage): ChatLine | null {
  const { id, kind, source, username, value, timeMs, mine } = message;
  if (kind !== "" && kind !== "me") return null;
  if (typeof value !== "string" && typeof value !== "number") return null;
  return {
    id,
    kind: source === "" && !message.history ? "server" : kind === "me" ? "me" : "text",
    source,
    username,
    text: String(value).slice(0, MOST_CHARACTERS),
    timeMs,
    mine,
    privateTo: message.private ? "" : null,
  };
}

/** The log with one more line at its end; a line that is there already is not added again. */
export function addLine(log: readonly ChatLine[], line: ChatLine): readonly ChatLine[] {
  if (log.some((other) => other.id === line.id)) return log;
  return [...log, line].slice(-MOST_LINES);
}

/**
 * The log with a line of the history, at its place in time: after a reconnection some of the history is known already, and
 * some is what we have missed.
 */
export function addHistory(log: readonly ChatLine[], line: ChatLine): readonly ChatLine[] {
  if (log.some((other) => other.id === line.id)) return log;
  const after = log.findLastIndex((other) => other.timeMs <= line.timeMs) + 1;
  return [...log.slice(0, after), line, ...log.slice(after)].slice(-MOST_LINES);
}

/** The log without what an operator has deleted. */
export function clearLines(log: readonly ChatLine[], clearing: Clearing): readonly ChatLine[] {
  switch (clearing.type) {
    case "all":
      return [];
    case "member":
      return log.filter(({ source }) => source !== clearing.userId);
    case "message":
      return log.filter(({ source, id }) => source !== clearing.userId || id !== clearing.id);
  }
}

/** After this long the same author's next message is headed by the name again, in milliseconds. */
const SAME_BREATH_MS = 60_000;

/** Whether a line goes on below the one before it without a heading of its own. */
export function continues(line: ChatLine, before: ChatLine | undefined): boolean {
  return before !== undefined && before.source === line.source && before.kind !== "me" &&
    line.kind !== "me" && before.username === line.username &&
    before.privateTo === line.privateTo && line.timeMs - before.timeMs < SAME_BREATH_MS;
}
