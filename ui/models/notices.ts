/**
 * Short messages to the person: shown for a while, and spoken by screen readers.
 * @module
 */
import { type ReadonlySignal, signal } from "@preact/signals";
import { openDoctor } from "../open_doctor.ts";
import { text } from "../text.ts";

/** How much a notice matters: errors interrupt a screen reader, the others wait. */
export type NoticeKind = "error" | "warning" | "info";

/** One message. `action` is offered as a button. */
export interface Notice {
  readonly id: number;
  readonly kind: NoticeKind;
  readonly text: string;
  readonly action: NoticeAction | null;
}

/** What a notice offers to do about it. */
export interface NoticeAction {
  readonly label: string;
  perform(): void;
}

/** The notices that are to be seen now, and the sentence to be spoken without being seen. */
export interface Notices {
  readonly shown: ReadonlySignal<readonly Notice[]>;
  readonly announced: ReadonlySignal<string>;
  show(kind: NoticeKind, text: string, action?: NoticeAction): void;
  dismiss(id: number): void;
  /** For screen readers alone. */
  announce(text: string): void;
  clear(): void;
}

/** Where something does not come through: the way to the connection doctor. */
export function doctorAction(): NoticeAction {
  return { label: text.trouble.doctor, perform: openDoctor };
}

/** How long notices stay, in milliseconds; one with an action stays until it is used or dismissed. */
const STAY_MS: Readonly<Record<NoticeKind, number>> = { error: 12_000, warning: 9000, info: 5000 };

/** More than this many at once would only cover the room. */
const MOST = 4;

/** Makes an empty list of notices. `after` calls back once, after a delay in milliseconds. */
export function createNotices(after: (delayMs: number, callback: () => void) => unknown): Notices {
  const shown = signal<readonly Notice[]>([]);
  const announced = signal("");
  let lastId = 0;
  const dismiss = (id: number) => {
    shown.value = shown.peek().filter((notice) => notice.id !== id);
  };
  return {
    shown,
    announced,
    show: (kind, text, action) => {
      const others = shown.peek().filter((notice) => notice.text !== text);
      const id = ++lastId;
      const notice = { id, kind, text, action: action ?? null };
      shown.value = [...others, notice].slice(-MOST);
      if (action === undefined) after(STAY_MS[kind], () => dismiss(id));
    },
    dismiss,
    announce: (text) => {
      announced.value = text;
    },
    clear: () => {
      shown.value = [];
    },
  };
}
