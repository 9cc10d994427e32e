/**
 * How well everybody's network does, where the server tells.
 * @module
 */
import { effect, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Connection } from "./connection.ts";
import type { Grade, Mark, ServerQuality } from "./extension_messages.ts";
import type { Members } from "./members.ts";

/** What is known of everybody's network. */
export interface Quality {
  /** Whether the server tells marks at all. */
  readonly known: ReadonlySignal<boolean>;
  readonly own: ReadonlySignal<Mark>;
  /** Of another member; one that was never named does well. Follows when read where signals are followed. */
  markOf(id: string): Mark;
  joined(): void;
  readonly on: { quality(message: ServerQuality): void };
  dispose(): void;
}

const WELL: Mark = { up: "good", down: "good" };

const RANK: Readonly<Record<Grade, number>> = { good: 0, weak: 1, bad: 2 };

/** The worse of both directions. */
export function worstOf({ up, down }: Mark): Grade {
  return RANK[up] > RANK[down] ? up : down;
}

/** Starts with everybody well. */
export function createQuality(
  connection: Pick<Connection, "extended">,
  members: ReadonlySignal<Members>,
): Quality {
  const marks = signal<ReadonlyMap<string, Mark>>(new Map());
  const own = signal(WELL);
  // Nobody is remembered who has gone.
  const dispose = effect(() => {
    const present = members.value;
    const kept = [...marks.peek()].filter(([id]) => present.has(id));
    if (kept.length < marks.peek().size) marks.value = new Map(kept);
  });
  return {
    known: connection.extended,
    own,
    markOf: (id) => marks.value.get(id) ?? WELL,
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
    dispose,
  };
}
