/**
 * A timer for everybody, which hosts set: a moment of the server's clock in the group's data, so that who comes later, or has a clock that
 * is wrong, sees the same.
 * @module
 */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { JsonValue } from "../../../server/messages.ts";
import type { Client } from "../../client/client.ts";
import type { ServerClock } from "../../client/clock.ts";
import type { Environment } from "../../client/connection.ts";
import { readInteger, readObject } from "./untrusted.ts";

/** The key in the group's data. */
export const TIMER_KEY = "lectern-timer";

/** The longest time that can be set, in milliseconds. */
export const MOST_TIMER_MS = 24 * 60 * 60_000;

/** For so long it shows that the time is up, in milliseconds. */
const OVER_MS = 60_000;

/** A timer as it stands in the group's data. Times are milliseconds; `endsAtMs` is Unix time of the server. */
export type TimerState =
  | { readonly type: "running"; readonly endsAtMs: number }
  | { readonly type: "paused"; readonly leftMs: number };

/** What there is to see. */
export interface TimerView {
  /** What is left, in whole seconds, which are shown as they begin: 0 when the time is up. */
  readonly seconds: number;
  readonly paused: boolean;
}

/** The timer of the group. */
export interface Timer {
  /** Null where there is none. */
  readonly view: ReadonlySignal<TimerView | null>;
  /** For hosts, as all that follows. */
  start(durationMs: number): Promise<void>;
  pause(): void;
  resume(): void;
  /** Gives more time, or less. */
  add(ms: number): void;
  end(): void;
  dispose(): void;
}

/** What the timer needs. */
export interface TimerOptions {
  readonly client: Pick<Client, "setGroupData"> & {
    readonly session: Pick<Client["session"], "groupData">;
  };
  readonly clock: Pick<ServerClock, "nowMs" | "sync">;
  readonly after: Environment["after"];
  /** The time is up, and we have seen it run. */
  ended(): void;
}

/** Reads the group's data. */
export function readTimer(value: JsonValue | undefined): TimerState | null {
  const fields = readObject(value);
  if (fields === null) return null;
  const endsAtMs = readInteger(fields["endsAtMs"], 1, Number.MAX_SAFE_INTEGER);
  if (endsAtMs !== null) return { type: "running", endsAtMs };
  const leftMs = readInteger(fields["leftMs"], 0, MOST_TIMER_MS);
  return leftMs === null ? null : { type: "paused", leftMs };
}

/** Follows the group's data. */
export function createTimer({ client, clock, after, ended }: TimerOptions): Timer {
  const json = computed(() => JSON.stringify(client.session.groupData.value[TIMER_KEY] ?? null));
  const state = computed(() => readTimer(JSON.parse(json.value)));
  const view = signal<TimerView | null>(null);
  const leftOf = (timer: TimerState) =>
    timer.type === "paused" ? timer.leftMs : timer.endsAtMs - clock.nowMs();

  const follow = (timer: TimerState | null): () => void => {
    if (timer === null) {
      view.value = null;
      return () => {};
    }
    let cancel = () => {};
    let stopped = false;
    let running = false;
    const tick = () => {
      if (stopped) return;
      const leftMs = leftOf(timer);
      if (leftMs < -OVER_MS) {
        view.value = null;
        return;
      }
      if (leftMs <= 0 && running) ended();
      running = leftMs > 0;
      view.value = {
        seconds: Math.max(0, Math.ceil(Math.min(leftMs, MOST_TIMER_MS) / 1000)),
        paused: timer.type === "paused",
      };
      // A little behind the turn of the second, so that no tick comes before it.
      if (timer.type === "running") {
        cancel = after(leftMs > 0 ? leftMs % 1000 + 5 : OVER_MS, tickInTime);
      }
    };
    const tickInTime = () => void clock.sync().then(tick);
    // What is paused needs no clock.
    if (timer.type === "paused") tick();
    else tickInTime();
    return () => {
      stopped = true;
      cancel();
    };
  };
  const dispose = effect(() => follow(state.value));

  const store = (value: JsonValue) => client.setGroupData({ [TIMER_KEY]: value });
  const run = (leftMs: number) => {
    const durationMs = Math.min(Math.max(leftMs, 0), MOST_TIMER_MS);
    store({ endsAtMs: Math.round(clock.nowMs() + durationMs) });
  };
  const pauseAt = (leftMs: number) =>
    store({ leftMs: Math.round(Math.min(Math.max(leftMs, 0), MOST_TIMER_MS)) });
  return {
    view,
    start: async (durationMs) => {
      await clock.sync();
      run(durationMs);
    },
    pause: () => {
      const timer = state.peek();
      if (timer?.type === "running") pauseAt(leftOf(timer));
    },
    resume: () => {
      const timer = state.peek();
      if (timer?.type === "paused") run(timer.leftMs);
    },
    add: (ms) => {
      const timer = state.peek();
      if (timer === null) return;
      const leftMs = Math.max(0, leftOf(timer)) + ms;
      if (timer.type === "paused") pauseAt(leftMs);
      else run(leftMs);
    },
    end: () => store(null),
    dispose,
  };
}
