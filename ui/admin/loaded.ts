/**
 * Something that the server has, while it is asked for, there, or not to be had.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Client, Failure } from "./client.ts";

/** What there is to show. */
export type LoadedState =
  | { readonly type: "loading" }
  | { readonly type: "failed"; readonly failure: Failure }
  | There;

/** Something that is there. */
export interface There {
  readonly type: "there";
  readonly value: unknown;
  /** Null where the server gives none. */
  readonly etag: string | null;
  /** How often it was asked for. A form is filled anew when that changes. */
  readonly edition: number;
}

/** Something that can be asked for again. */
export interface Loaded {
  readonly state: ReadonlySignal<LoadedState>;
  /** Asks for it. What is there stays until the answer comes; of several answers that to the last question counts. */
  load(): Promise<void>;
  /** Takes over what has been written, and its tag if the server told it. */
  amend(value: unknown, etag: string | null): void;
}

/** What stands under a path. Nothing is asked for yet. */
export function createLoaded(ask: Client, path: string): Loaded {
  const state = signal<LoadedState>({ type: "loading" });
  let edition = 0;
  return {
    state,
    async load() {
      const asked = ++edition;
      const answer = await ask("GET", path);
      if (asked !== edition) return;
      state.value = answer.ok
        ? { type: "there", value: answer.value, etag: answer.etag, edition }
        : { type: "failed", failure: answer.failure };
    },
    amend(value, etag) {
      const before = state.peek();
      if (before.type !== "there") return;
      // A write that changed nothing has no tag in its answer.
      state.value = { ...before, value, etag: etag ?? before.etag };
    },
  };
}
