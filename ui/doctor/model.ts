/**
 * The doctor: runs all checks, devices beside the network, and knows how each stands.
 * @module
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { playTestSound } from "../models/test_sound.ts";
import type { Settings } from "../models/settings.ts";
import { checkBrowser } from "./browser_check.ts";
import { checkCamera, checkMicrophone } from "./device_checks.ts";
import { checkMedia, MEDIA_CHECKS } from "./media_check.ts";
import {
  type CheckId,
  CHECKS,
  createRows,
  isOver,
  type Outcome,
  outcome,
  type Rows,
} from "./row.ts";
import { checkSocket } from "./socket_check.ts";
import { text } from "./text.ts";

/** Whether tests run. */
export type Phase = "idle" | "running" | "done" | "stopped";

/** The doctor's state, and what a person may do. */
export interface Doctor {
  readonly rows: ReadonlySignal<Rows>;
  readonly phase: ReadonlySignal<Phase>;
  /** How many checks are over. */
  readonly over: ReadonlySignal<number>;
  /** What a screen reader is told: the last finding. */
  readonly said: ReadonlySignal<string>;
  /** The level of the microphone, 0 to 1, while it is listened to. */
  readonly level: ReadonlySignal<number>;
  /** How many more seconds the measurement takes; 0 while there is none. */
  readonly remainingS: ReadonlySignal<number>;
  /** Begins anew. */
  start(): void;
  /** Ends what runs; findings stay. */
  stop(): void;
  playSound(): void;
  /** The person's judgement of the test sound. */
  judgeSound(heard: boolean): void;
}

/** A doctor for the server at `site`, with port. `socketUrl` is where rooms open their WebSocket. */
export function createDoctor(
  settings: Settings,
  { site, socketUrl }: { readonly site: string; readonly socketUrl: string },
): Doctor {
  const rows = signal(createRows());
  const phase = signal<Phase>("idle");
  const said = signal("");
  const level = signal(0);
  const remainingS = signal(0);
  let controller = new AbortController();

  const set = (id: CheckId, found: Outcome) => {
    rows.value = { ...rows.peek(), [id]: found };
    if (isOver(found)) {
      said.value = `${text.names[id]}: ${text.states[found.state]}. ${found.meaning}`;
    }
  };
  const begin = (...ids: readonly CheckId[]) =>
    ids.forEach((id) => set(id, outcome("running", "")));

  const checkDevices = async (signal: AbortSignal) => {
    begin("camera");
    const camera = await checkCamera(settings, signal);
    if (signal.aborted) return;
    set("camera", camera);
    set("microphone", outcome("running", text.microphone.listening));
    const microphone = await checkMicrophone(settings, signal, (position) => {
      level.value = position;
    });
    if (signal.aborted) return;
    set("microphone", microphone);
  };
  const checkNetwork = async (signal: AbortSignal) => {
    begin("socket");
    const socket = await checkSocket(socketUrl, site, signal);
    if (signal.aborted) return;
    set("socket", socket);
    begin(...MEDIA_CHECKS);
    await checkMedia(site, signal, {
      settled: (id, found) => {
        if (!signal.aborted) set(id, found);
      },
      remaining: (seconds) => {
        remainingS.value = seconds;
      },
    });
    remainingS.value = 0;
  };
  const finish = (how: "done" | "stopped") => {
    phase.value = how;
    level.value = 0;
    remainingS.value = 0;
    said.value = how === "stopped" ? text.stopped : summary(rows.peek(), how);
  };
  const run = async (signal: AbortSignal) => {
    set("browser", checkBrowser());
    set("speaker", outcome("asking", text.speaker.question));
    await Promise.all([checkDevices(signal), checkNetwork(signal)]);
    if (!signal.aborted) finish("done");
  };
  return {
    rows,
    phase,
    said,
    level,
    remainingS,
    over: computed(() => CHECKS.filter((id) => isOver(rows.value[id])).length),
    start() {
      controller.abort();
      controller = new AbortController();
      rows.value = createRows();
      phase.value = "running";
      void run(controller.signal);
    },
    stop() {
      if (phase.peek() !== "running") return;
      controller.abort();
      for (const id of CHECKS) {
        if (!isOver(rows.peek()[id])) set(id, outcome("skipped", text.stopped));
      }
      finish("stopped");
    },
    playSound() {
      void playTestSound(settings.values.peek().speakerId).then((played) => {
        if (!played) set("speaker", outcome("trouble", text.speaker.impossible));
      });
    },
    judgeSound(heard) {
      const { good, trouble, advice } = text.speaker;
      set("speaker", heard ? outcome("good", good) : outcome("trouble", trouble, advice));
    },
  };
}

/** All findings in one sentence. */
export function summary(rows: Rows, phase: Phase): string {
  const all = CHECKS.map((id) => rows[id].state);
  const troubles = all.filter((state) => state === "trouble").length;
  if (phase === "stopped") return text.summary.stopped;
  if (troubles > 0) return text.summary.trouble(troubles);
  return all.includes("asking") ? text.summary.asking : text.summary.good;
}
