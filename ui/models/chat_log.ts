/**
 * The chat as a list of lines: the server's messages into it, and out of it again.
 * @module
 */
import type { JsonValue, ServerChat, ServerChatHistory } from "../../server/messages.ts";

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

/**
 * The line that a message makes; null for what is not for reading (captions, data for programs). `ownId` tells what is
 * ours, `nowMs` dates what has no date.
 */
export function toLine(
  message: ServerChat | ServerChatHistory,
  ownId: string,
  nowMs: number,
): ChatLine | null {
  const kind = message.kind ?? "";
  if (kind !== "" && kind !== "me") return null;
  if (typeof message.value !== "string" && typeof message.value !== "number") return null;
  const source = message.source ?? "";
  const time = Date.parse(message.time);
  const timeMs = Number.isNaN(time) ? nowMs : time;
  const isPrivate = message.type === "chat" && (message.dest ?? "") !== "";
  return {
    id: message.id ?? `${source} ${message.time} ${message.value}`,
    kind: source === "" && message.type === "chat" ? "server" : kind === "me" ? "me" : "text",
    source,
    username: message.username ?? "",
    text: String(message.value).slice(0, MOST_CHARACTERS),
    timeMs,
    mine: source !== "" && source === ownId,
    privateTo: isPrivate ? "" : null,
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

/**
 * The log after `clearchat`: without a value all goes, with `userId` all of one member, with `id` too one line alone. Any
 * other value clears nothing.
 */
export function clearLines(
  log: readonly ChatLine[],
  value: JsonValue | undefined,
): readonly ChatLine[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object" || !("userId" in value)) return log;
  const { userId, id } = value;
  return log.filter((line) =>
    line.source !== userId || (id !== undefined && id !== null && line.id !== id)
  );
}

/** After this long the same author's next message is headed by the name again, in milliseconds. */
const SAME_BREATH_MS = 60_000;

/** Whether a line goes on below the one before it without a heading of its own. */
export function continues(line: ChatLine, before: ChatLine | undefined): boolean {
  return before !== undefined && before.source === line.source && before.kind !== "me" &&
    line.kind !== "me" && before.username === line.username &&
    before.privateTo === line.privateTo && line.timeMs - before.timeMs < SAME_BREATH_MS;
}
