/**
 * Whose network is in trouble, as the server sees it, in marks and in words.
 * @module
 */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Grade, Mark, ServerQuality } from "../client/extension_messages.ts";
import type { Connection } from "../client/connection.ts";
import { text } from "../text.ts";
import type { Members } from "../client/members.ts";
import type { Notices } from "./notices.ts";
import type { UpStreams } from "../client/up.ts";

/** What is known of everybody's network. */
export interface Network {
  /** Whether the server tells marks at all. */
  readonly known: ReadonlySignal<boolean>;
  readonly own: ReadonlySignal<Mark>;
  /** Of another member; one that was never named does well. */
  markOf(id: string): Mark;
  /** What is to be known of one's own network; null while it does well. */
  readonly trouble: ReadonlySignal<Trouble | null>;
  joined(): void;
  readonly on: { quality(message: ServerQuality): void };
  dispose(): void;
}

/** Trouble of one's own network in words. */
export interface Trouble {
  readonly sentence: string;
  readonly bad: boolean;
}

/** What marks are made of. */
export interface NetworkOptions {
  readonly connection: Pick<Connection, "extended">;
  readonly members: ReadonlySignal<Members>;
  readonly up: Pick<UpStreams, "streams">;
  readonly notices: Notices;
}

const WELL: Mark = { up: "good", down: "good" };

const RANK: Readonly<Record<Grade, number>> = { good: 0, weak: 1, bad: 2 };

/** The worse of both directions. */
export function worstOf({ up, down }: Mark): Grade {
  return RANK[up] > RANK[down] ? up : down;
}

/**
 * What to tell somebody of the own network. `loss` is the share of packets that get lost on their way to the server, if that is
 * worth telling: it comes sooner than a mark.
 */
export function explainOwn(mark: Mark, loss: number): Trouble | null {
  const bad = worstOf(mark) === "bad";
  const slowUp = mark.up !== "good" || loss > 0;
  if (mark.up === "bad" && mark.down === "bad") return { sentence: text.network.ownBad, bad };
  if (mark.down === "bad") return { sentence: text.network.ownDownBad, bad };
  if (slowUp) return { sentence: text.network.ownUp, bad };
  if (mark.down === "weak") return { sentence: text.network.ownDown, bad };
  return null;
}

/** Starts with everybody well. */
export function createNetwork(options: NetworkOptions): Network {
  const { connection, members, up, notices } = options;
  const marks = signal<ReadonlyMap<string, Mark>>(new Map());
  const own = signal(WELL);
  const loss = computed(() => Math.max(0, ...up.streams.value.map((stream) => stream.loss.value)));
  const trouble = computed(() => explainOwn(own.value, loss.value));
  const sentence = computed(() => trouble.value?.sentence ?? null);
  const endings = [
    effect(() => {
      if (sentence.value !== null) notices.show("warning", sentence.value);
    }),
    // Nobody is remembered who has gone.
    effect(() => {
      const present = members.value;
      const kept = [...marks.peek()].filter(([id]) => present.has(id));
      if (kept.length < marks.peek().size) marks.value = new Map(kept);
    }),
  ];
  return {
    known: connection.extended,
    own,
    markOf: (id) => marks.value.get(id) ?? WELL,
    trouble,
    joined: () => {
      marks.value = new Map();
      own.value = WELL;
    },
    on: {
      quality: (message) => {
        marks.value = new Map([...marks.peek(), ...Object.entries(message.members)]);
        own.value = message.own;
      },
    },
    dispose: () => endings.forEach((stop) => stop()),
  };
}
