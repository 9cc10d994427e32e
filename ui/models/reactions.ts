/**
 * Reactions: signs from a small set that float over whoever sends one, and are counted for a moment. They go as messages
 * between programs, which other programs pass over.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Client } from "../client/client.ts";
import type { UserMessage } from "../client/user_messages.ts";
import { createBucket, createBuckets } from "./bucket.ts";

/** The kind of message; its value is the name of a reaction. */
export const REACTION_KIND = "lectern-reaction";

/** All there are, by the names that go over the wire. */
export const REACTIONS = {
  agree: "👍",
  disagree: "👎",
  applause: "👏",
  heart: "❤️",
  laughter: "😂",
  surprise: "😮",
  celebration: "🎉",
  thinking: "🤔",
} as const;

/** One of them. */
export type ReactionName = keyof typeof REACTIONS;

/** All names, in the order in which they are offered. */
export const REACTION_NAMES = Object.keys(REACTIONS) as ReactionName[];

/** One that floats now. */
export interface Floating {
  readonly key: number;
  readonly name: ReactionName;
  /** Client id of the sender. */
  readonly source: string;
  readonly username: string;
}

/** How often one has been sent of late. */
export interface Count {
  readonly name: ReactionName;
  readonly count: number;
}

/** The reactions of the group. */
export interface Reactions {
  readonly floating: ReadonlySignal<readonly Floating[]>;
  /** What has come in the last seconds, in the order of the set; only what has. */
  readonly counts: ReadonlySignal<readonly Count[]>;
  /** Sends one; false if that were too many. */
  send(name: ReactionName): boolean;
  /** Takes a message of another client. */
  receive(message: UserMessage): void;
  left(): void;
}

/** What reactions need. */
export interface ReactionsOptions {
  readonly client: Pick<Client, "session" | "tell">;
  /** Tells somebody who does not see them what has come. */
  summarise(counts: readonly Count[]): void;
  after(delayMs: number, callback: () => void): unknown;
  nowMs(): number;
}

/** How long one floats, and how long it counts, in milliseconds. */
const FLOAT_MS = 3500;
const COUNT_MS = 8000;

/** What is told aloud is gathered for so long first, and then nothing more is told for so long, in milliseconds. */
const GATHER_MS = 2500;
const SILENCE_MS = 15_000;

/** Of one person: so many at once, then one in so many seconds. More are not shown. */
const BURST = 5;
const PER_SECOND = 1;

/** Of all together. */
const ALL_BURST = 40;
const ALL_PER_SECOND = 20;

/** More than this do not float at once; they count still. */
const MOST_FLOATING = 30;

/** Starts with none. */
export function createReactions(options: ReactionsOptions): Reactions {
  const { client, after, nowMs } = options;
  const floating = signal<readonly Floating[]>([]);
  const counts = signal<readonly Count[]>([]);
  const own = createBucket(BURST, PER_SECOND);
  const theirs = createBuckets(BURST, PER_SECOND);
  const all = createBucket(ALL_BURST, ALL_PER_SECOND);
  let untold: ReactionName[] = [];
  let gathering = false;
  let toldMs = -Infinity;
  let lastKey = 0;

  const count = (name: ReactionName, change: 1 | -1) => {
    const known = new Map(counts.peek().map((one) => [one.name, one.count]));
    known.set(name, (known.get(name) ?? 0) + change);
    counts.value = listed(known);
  };
  const tell = () => {
    gathering = false;
    if (untold.length === 0) return;
    const known = new Map<ReactionName, number>();
    for (const name of untold.splice(0)) known.set(name, (known.get(name) ?? 0) + 1);
    toldMs = nowMs();
    options.summarise(listed(known));
  };
  const show = (name: ReactionName, source: string, username: string) => {
    const one = { key: ++lastKey, name, source, username };
    floating.value = [...floating.peek(), one].slice(-MOST_FLOATING);
    after(FLOAT_MS, () => {
      floating.value = floating.peek().filter((other) => other !== one);
    });
    count(name, 1);
    after(COUNT_MS, () => count(name, -1));
  };

  return {
    floating,
    counts,
    send: (name) => {
      if (!own.take(nowMs())) return false;
      const { id, username } = client.session.self.peek();
      client.tell(REACTION_KIND, name, { noEcho: true });
      show(name, id, username);
      return true;
    },
    receive: ({ kind, source, username, value }) => {
      if (kind !== REACTION_KIND || source === "" || !isReaction(value)) return;
      // The person's own come back from servers that do not know better.
      if (source === client.session.self.peek().id) return;
      if (!theirs.take(source, nowMs()) || !all.take(nowMs())) return;
      show(value, source, username);
      untold.push(value);
      if (gathering) return;
      gathering = true;
      after(Math.max(GATHER_MS, toldMs + SILENCE_MS - nowMs()), tell);
    },
    left: () => {
      floating.value = [];
      untold = [];
    },
  };
}

function listed(known: ReadonlyMap<ReactionName, number>): Count[] {
  return REACTION_NAMES.flatMap((name) => {
    const count = known.get(name) ?? 0;
    return count > 0 ? [{ name, count }] : [];
  });
}

function isReaction(value: unknown): value is ReactionName {
  return typeof value === "string" && Object.hasOwn(REACTIONS, value);
}
