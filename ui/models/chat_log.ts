/**
 * The chat as a list of lines: messages into it, and out of it again.
 * @module
 */
import type { ChatMessage, Clearing } from "../client/chat.ts";
import { type Quote, splitQuote } from "./quote.ts";

/** One message as people read it. */
export interface ChatLine {
  /** The server's id, or one of our own for what has none. */
  readonly id: string;
  /** `me` is an action in the third person, `server` speaks for nobody. */
  readonly kind: "text" | "me" | "server";
  /** Client id of the author; "" for the server. */
  readonly source: string;
  readonly username: string;
  /** What it answers; null if it does not quote. */
  readonly quote: Quote | null;
  /** Without the quotation. */
  readonly text: string;
  /** Unix time in milliseconds. */
  readonly timeMs: number;
  readonly mine: boolean;
  /** For private messages: the name of whom we wrote to, or "" if it was written to us. */
  readonly privateTo: string | null;
  /** For private messages: client id of the other one; "" otherwise. */
  readonly partner: string;
}

/** More lines than this are not kept. */
const MOST_LINES = 2000;

/** Texts longer than this are cut: nobody reads them, and they would stall the page. */
const MOST_CHARACTERS = 20_000;

/** Signs that show letters in another order than they are in, for which honest texts have no use. */
const OVERRIDES = /[\u202d\u202e]/g;

/** Something that can be seen. */
const SEEN = /[^\p{Z}\p{C}\u2800\u3164\u115f\u1160]/u;

/** The line that a message makes; null for what is not for reading (captions, data for programs) or shows nothing. */
export function toLine(message: ChatMessage): ChatLine | null {
  const { id, kind, source, username, value, timeMs, mine } = message;
  if (kind !== "" && kind !== "me") return null;
  if (typeof value !== "string" && typeof value !== "number") return null;
  const ofServer = source === "" && !message.history;
  const words = String(value).slice(0, MOST_CHARACTERS).replace(OVERRIDES, "");
  if (!ofServer && !SEEN.test(words)) return null;
  return {
    id,
    kind: ofServer ? "server" : kind === "me" ? "me" : "text",
    source,
    username,
    ...kind === "" && !ofServer ? splitQuote(words) : { quote: null, text: words },
    timeMs,
    mine,
    privateTo: message.private ? "" : null,
    partner: message.private ? source : "",
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

/** Whether a line is part of what was said between us and one member alone, who may have come back since under another id. */
export function isBetween(
  line: ChatLine,
  { id, username }: { readonly id: string; readonly username: string },
): boolean {
  if (line.privateTo === null) return false;
  const name = line.mine ? line.privateTo : line.username;
  return line.partner === id || (username !== "" && name === username);
}

/** The line that somebody quotes, as far as it can be told: the last of that author before which begins like it. */
export function quotedLine(log: readonly ChatLine[], line: ChatLine): ChatLine | null {
  const { quote } = line;
  if (quote === null || quote.name === "") return null;
  const begin = quote.text.replace(/…$/, "");
  const at = log.indexOf(line);
  return log.slice(0, Math.max(0, at)).findLast(({ username, text }) =>
    username === quote.name && text.replace(/\s+/g, " ").trim().startsWith(begin)
  ) ?? null;
}

/** After this long the same author's next message is headed by the name again, in milliseconds. */
const SAME_BREATH_MS = 60_000;

/** Whether a line goes on below the one before it without a heading of its own. */
export function continues(line: ChatLine, before: ChatLine | undefined): boolean {
  return before !== undefined && before.source === line.source && before.kind !== "me" &&
    line.kind !== "me" && before.username === line.username &&
    before.privateTo === line.privateTo && before.partner === line.partner &&
    line.timeMs - before.timeMs < SAME_BREATH_MS;
}
