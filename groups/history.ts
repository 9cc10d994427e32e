/**
 * The chat that late joiners see: the last messages to everybody, in memory only.
 * @module
 */
import type { JsonValue } from "./json.ts";

/** One remembered message. */
export interface ChatEntry {
  readonly id: string;
  /** Id of the member who sent it. */
  readonly source: string;
  readonly username: string;
  /** Unix time in milliseconds. */
  readonly timeMs: number;
  /** "" for plain text, "me", "caption" or whatever clients agree upon. */
  readonly kind: string;
  readonly value: JsonValue;
}

/** How many messages are remembered. Galène's number. */
export const MAX_HISTORY_ENTRIES = 50;

/** How much text is remembered at most, in UTF-16 units of JSON; the oldest messages go first. */
export const MAX_HISTORY_LENGTH = 1 << 22;

/** The messages of one group, oldest first. */
export interface ChatHistory {
  readonly entries: ChatEntry[];
  /** Length of each entry's value as JSON, in step with `entries`. */
  readonly lengths: number[];
  totalLength: number;
}

/** An empty history. */
export function createHistory(): ChatHistory {
  return { entries: [], lengths: [], totalLength: 0 };
}

/** Adds a message and forgets the oldest ones beyond the limits. */
export function addToHistory(history: ChatHistory, entry: ChatEntry): void {
  const length = JSON.stringify(entry.value).length;
  history.entries.push(entry);
  history.lengths.push(length);
  history.totalLength += length;
  while (
    history.entries.length > MAX_HISTORY_ENTRIES || history.totalLength > MAX_HISTORY_LENGTH
  ) forgetOldest(history);
}

/** Forgets messages older than `maxAgeMs`, then returns a copy of the rest, oldest first. */
export function readHistory(history: ChatHistory, maxAgeMs: number, nowMs: number): ChatEntry[] {
  while (history.entries.length > 0 && nowMs - history.entries[0]!.timeMs > maxAgeMs) {
    forgetOldest(history);
  }
  return [...history.entries];
}

/** Forgets the message `id` of member `source`; all of that member's if `id` is ""; all there is if both are "". */
export function clearHistory(history: ChatHistory, id: string, source: string): void {
  const everything = id === "" && source === "";
  for (let i = history.entries.length - 1; i >= 0; i--) {
    const entry = history.entries[i]!;
    if (!everything && (entry.source !== source || (id !== "" && entry.id !== id))) continue;
    history.totalLength -= history.lengths[i]!;
    history.entries.splice(i, 1);
    history.lengths.splice(i, 1);
  }
}

function forgetOldest(history: ChatHistory): void {
  history.entries.shift();
  history.totalLength -= history.lengths.shift() ?? 0;
}
