/**
 * The chat: what has been said, what is unread, and whom we write to.
 * @module
 */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ChatMessage, Clearing } from "../client/chat.ts";
import type { Client } from "../client/client.ts";
import { createId } from "../client/connection.ts";
import { text } from "../text.ts";
import { addHistory, addLine, type ChatLine, clearLines, isBetween, toLine } from "./chat_log.ts";
import { splitQuote, withQuote } from "./quote.ts";
import { findMember, type Member } from "../client/members.ts";

/** The chat of the group. */
export interface Chat {
  readonly lines: ReadonlySignal<readonly ChatLine[]>;
  readonly unread: ReadonlySignal<number>;
  /** Whom the next messages go to; null for everybody. */
  readonly recipient: Signal<Member | null>;
  /** What can be seen now: all, or only what was said between us and the recipient. */
  readonly shown: ReadonlySignal<readonly ChatLine[]>;
  /** Whether only that is to be seen, as long as there is a recipient. */
  readonly onlyPrivate: Signal<boolean>;
  /** The first line that was new when we last looked; null if there was none. */
  readonly firstNew: ReadonlySignal<string | null>;
  /** What the next message answers. */
  readonly answered: ReadonlySignal<ChatLine | null>;
  /** Answers a line, privately if it was private; null for none any more. */
  answer(line: ChatLine | null): void;
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
  const onlyPrivate = signal(false);
  const firstNew = signal<string | null>(null);
  const answered = signal<ChatLine | null>(null);
  const shown = computed(() => {
    const partner = recipient.value;
    if (partner === null || !onlyPrivate.value) return lines.value;
    return lines.value.filter((line) => line.kind === "server" || isBetween(line, partner));
  });

  const append = (line: ChatLine) => {
    lines.value = addLine(lines.peek(), line);
  };

  const receive = (line: ChatLine | null) => {
    const before = lines.peek();
    if (line === null) return;
    append(line);
    if (line.mine || lines.peek() === before) return;
    if (!options.isRead()) {
      if (unread.peek() === 0) firstNew.value = line.id;
      unread.value += 1;
    }
    options.heard(line);
  };

  const read = (message: ChatMessage): ChatLine | null => {
    const line = toLine(message);
    // The server itself speaks of subgroups alone, and has no words for none.
    const isEmpty = line?.kind === "server" && line.text.trim() === "";
    return isEmpty ? { ...line, text: text.group.noSubgroups } : line;
  };

  /** The other one of a private line, present or not. */
  const partnerOf = ({ partner, mine, privateTo, username }: ChatLine): Member => {
    const name = mine ? privateTo ?? "" : username;
    const members = session.members.peek();
    return members.get(partner) ?? (name === "" ? null : findMember(members, name)) ??
      { id: partner, username: name, permissions: [], data: {} };
  };

  const own = (value: string, part: Partial<ChatLine>): ChatLine => ({
    id: createId(options.random),
    kind: "text",
    source: session.self.peek().id,
    username: session.self.peek().username,
    quote: null,
    text: value,
    timeMs: options.nowMs(),
    mine: true,
    privateTo: null,
    partner: "",
    ...part,
  });

  return {
    lines,
    unread,
    recipient,
    draft,
    shown,
    onlyPrivate,
    firstNew,
    answered,
    answer: (line) => {
      answered.value = line;
      if (line === null) return;
      recipient.value = line.privateTo === null ? null : partnerOf(line);
    },
    say: (words, kind, to) => {
      const line = kind === "text" ? answered.peek() : null;
      if (line !== null) answered.value = null;
      firstNew.value = null;
      const value = line === null
        ? words
        : withQuote({ name: line.username, text: line.text }, words);
      say(value, { kind: kind === "me" ? "me" : "", ...to === null ? {} : { to: to.id } });
      // The server echoes what goes to everybody, but not what goes to one.
      if (to === null) return;
      const parts = line === null ? {} : splitQuote(value);
      append(own(value, { kind, privateTo: to.username, partner: to.id, ...parts }));
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
      onlyPrivate.value = false;
      firstNew.value = null;
      answered.value = null;
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
