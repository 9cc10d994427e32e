/**
 * Devices with which a group suggests to come in. Where the browser allows them already they start by themselves, at the door,
 * where nobody else sees or hears them; else the person is asked before the browser asks.
 * @module
 */
import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { GroupStatus } from "../../server/messages.ts";
import type { Capture, CaptureKind } from "./capture.ts";
import { readPermission } from "./permission.ts";

/** What the group would like. */
export interface Suggestions {
  /** The devices suggested that are off, and that the person has not turned off. */
  readonly open: ReadonlySignal<readonly CaptureKind[]>;
  /** Turns them on. */
  follow(): void;
  dispose(): void;
}

/** What suggestions go by. */
export interface SuggestionsOptions {
  readonly status: ReadonlySignal<GroupStatus | null>;
  readonly captures: Readonly<Record<CaptureKind, Capture>>;
  readonly permissionOf?: typeof readPermission;
}

const KINDS = ["camera", "microphone"] as const;

/** Begins with what the group's status says, once that is known. */
export function createSuggestions(options: SuggestionsOptions): Suggestions {
  const { status, captures, permissionOf = readPermission } = options;
  /** Devices that have been on: what the person does with them after that is final. */
  const settled = signal<ReadonlySet<CaptureKind>>(new Set());
  const wanted = computed(() => {
    const { suggest = [] } = status.value ?? {};
    return KINDS.filter((kind) => suggest.includes(kind));
  });
  const open = computed(() =>
    wanted.value.filter((kind) => !settled.value.has(kind) && captures[kind].track.value === null)
  );

  const startAllowed = async (kind: CaptureKind) => {
    if (await permissionOf(kind) !== "granted") return;
    if (open.peek().includes(kind) && !captures[kind].starting.peek()) void captures[kind].start();
  };
  let asked: ReadonlySet<CaptureKind> = new Set();
  const endings = [
    effect(() => {
      for (const kind of wanted.value) {
        if (asked.has(kind)) continue;
        asked = new Set([...asked, kind]);
        untracked(() => void startAllowed(kind));
      }
    }),
    ...KINDS.map((kind) =>
      effect(() => {
        if (captures[kind].track.value !== null) settled.value = new Set([...settled.peek(), kind]);
      })
    ),
  ];
  return {
    open,
    follow: () => open.peek().forEach((kind) => void captures[kind].start()),
    dispose: () => endings.forEach((end) => end()),
  };
}
