/**
 * Whose network is in trouble, as the server sees it, in marks and in words.
 * @module
 */
import { computed, effect, type ReadonlySignal } from "@preact/signals";
import type { Mark } from "../client/extension_messages.ts";
import { type Quality, worstOf } from "../client/quality.ts";
import type { UpStreams } from "../client/up.ts";
import { text } from "../text.ts";
import type { Notices } from "./notices.ts";

/** What is known of everybody's network, and what is to be told of it. */
export interface Network extends Pick<Quality, "known" | "own" | "markOf"> {
  /** What is to be known of one's own network; null while it does well. */
  readonly trouble: ReadonlySignal<Trouble | null>;
  dispose(): void;
}

/** Trouble of one's own network in words. */
export interface Trouble {
  readonly sentence: string;
  readonly bad: boolean;
}

/** What marks come from, and where words go. */
export interface NetworkOptions {
  readonly quality: Quality;
  readonly up: Pick<UpStreams, "streams">;
  readonly notices: Notices;
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

/** Follows the marks. */
export function createNetwork({ quality, up, notices }: NetworkOptions): Network {
  const { known, own, markOf } = quality;
  const loss = computed(() => Math.max(0, ...up.streams.value.map((stream) => stream.loss.value)));
  const trouble = computed(() => explainOwn(own.value, loss.value));
  const sentence = computed(() => trouble.value?.sentence ?? null);
  const dispose = effect(() => {
    if (sentence.value !== null) notices.show("warning", sentence.value);
  });
  return { known, own, markOf, trouble, dispose };
}
