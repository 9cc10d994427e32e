/**
 * Captions: what somebody (a person, or a program that listens) sends as chat of the kind `caption`, for which it takes a
 * right of its own. The last lines are shown for as long as reading them takes.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { ChatMessage } from "../client/chat.ts";

/** One line. */
export interface Caption {
  readonly key: number;
  /** Client id of who has sent it. */
  readonly source: string;
  readonly username: string;
  readonly text: string;
}

/** The captions of now. */
export interface Captions {
  /** At most three, the newest last. */
  readonly lines: ReadonlySignal<readonly Caption[]>;
  /** Whether there have been any, so that it makes sense to speak of them. */
  readonly known: ReadonlySignal<boolean>;
  /** Takes a message of the chat; others than captions are passed over. */
  hear(message: ChatMessage): void;
  left(): void;
}

/** More lines than this would cover the picture. */
const MOST_LINES = 3;

/** Longest line, in UTF-16 units; of a longer one the end is shown. */
const MOST_CHARACTERS = 240;

/** A line stays so long, and longer by so much for each sign, but not for ever; in milliseconds. */
const BASE_MS = 2500;
const PER_CHARACTER_MS = 60;
const MOST_MS = 9000;

/** What is not seen, or turns text around. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** The text as it is shown: one line, bounded; "" if there is nothing to see. */
export function captionText(value: string): string {
  const end = value.slice(-4 * MOST_CHARACTERS);
  const flat = end.replace(UNSEEN, " ").replace(/\s+/gu, " ").trim();
  if (!/[^\p{Cf}\p{Z}]/u.test(flat)) return "";
  if (flat.length <= MOST_CHARACTERS) return flat;
  const from = flat.indexOf(" ", flat.length - MOST_CHARACTERS);
  return `…${flat.slice(from < 0 ? -MOST_CHARACTERS : from)}`;
}

/** Starts with none. `after` calls back once, after a delay in milliseconds. */
export function createCaptions(
  after: (delayMs: number, callback: () => void) => unknown,
): Captions {
  const lines = signal<readonly Caption[]>([]);
  const known = signal(false);
  let lastKey = 0;
  return {
    lines,
    known,
    hear: ({ kind, source, username, value, history }) => {
      // What was said before we came is no longer worth a glance.
      if (kind !== "caption" || history || typeof value !== "string") return;
      const text = captionText(value);
      if (text === "") return;
      known.value = true;
      const line = { key: ++lastKey, source, username, text };
      lines.value = [...lines.peek(), line].slice(-MOST_LINES);
      after(Math.min(MOST_MS, BASE_MS + PER_CHARACTER_MS * text.length), () => {
        lines.value = lines.peek().filter((other) => other !== line);
      });
    },
    left: () => {
      lines.value = [];
      known.value = false;
    },
  };
}
