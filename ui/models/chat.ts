/**
 * The chat: what has been said, what is unread, and whom we write to.
 * @module
 */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ChatMessage, Clearing } from "../client/chat.ts";
import type { Client } from "../client/client.ts";
import { createId } from "../client/connection.ts";
import { text } from "../text.ts";
import { addHistory, addLine, type ChatLine, clearLines, toLine } from "./chat_log.ts";
import type { Member } from "../client/members.ts";

/** The chat of the group. */
export interface Chat {
  readonly lines: ReadonlySignal<readonly ChatLine[]>;
  readonly unread: ReadonlySignal<number>;
  /** Whom the next messages go to; null for everybody. */
  readonly recipient: Signal<Member | null>;
  /** What has been typed and not sent. */
  readonly draft: Signal<string>;
  /** Says something: to everybody, or to one member. */
  say(value: string, kind: "text" | "me", to: Member | null): void;
  /** Shows a line that only we see, as if from the server. */
  note(value: string): void;
  markRead(): void;
  left(): void;
  readonly on: {
    chat(message: ChatMessage): void;
    clear(clearing: Clearing): void;
  };
}

/** What the chat needs. */
export interface ChatOptions {
  readonly client: Pick<Client, "say" | "session">;
  /** Whether the person sees the chat right now. */
  isRead(): boolean;
  /** Somebody else has said something. */
  heard(line: ChatLine): void;
  random(): number;
  /** Unix time in milliseconds. */
  nowMs(): number;
}

/** An empty chat. */
export function createChat(options: ChatOptions): Chat {
  const { say, session } = options.client;
  const lines = signal<readonly ChatLine[]>([]);
  const unread = signal(0);
  const recipient = signal<Member | null>(null);
  const draft = signal("");

  const append = (line: ChatLine) => {
    lines.value = addLine(lines.peek(), line);
  };

  const receive = (line: ChatLine | null) => {
    const before = lines.peek();
    if (line === null) return;
    append(line);
    if (line.mine || lines.peek() === before) return;
    if (!options.isRead()) unread.value += 1;
    options.heard(line);
  };

  const read = (message: ChatMessage): ChatLine | null => {
    const line = toLine(message);
    // The server itself speaks of subgroups alone, and has no words for none.
    const isEmpty = line?.kind === "server" && line.text.trim() === "";
    return isEmpty ? { ...line, text: text.group.noSubgroups } : line;
  };

  const own = (value: string, part: Partial<ChatLine>): ChatLine => ({
    id: createId(options.random),
    kind: "text",
    source: session.self.peek().id,
    username: session.self.peek().username,
    text: value,
    timeMs: options.nowMs(),
    mine: true,
    privateTo: null,
    ...part,
  });

  return {
    lines,
    unread,
    recipient,
    draft,
    say: (value, kind, to) => {
      say(value, { kind: kind === "me" ? "me" : "", ...to === null ? {} : { to: to.id } });
      // The server echoes what goes to everybody, but not what goes to one.
      if (to !== null) append(own(value, { kind, privateTo: to.username }));
    },
    note: (value) => {
      append(own(value, { kind: "server", source: "", username: "", mine: false }));
    },
    markRead: () => {
      unread.value = 0;
    },
    left: () => {
      lines.value = [];
      unread.value = 0;
      recipient.value = null;
    },
    on: {
      chat: (message) => {
        const line = read(message);
        if (!message.history) return receive(line);
        if (line !== null) lines.value = addHistory(lines.peek(), line);
      },
      clear: (clearing) => {
        lines.value = clearLines(lines.peek(), clearing);
        if (lines.peek().length === 0) unread.value = 0;
      },
    },
  };
}
