/**
 * The back button of a phone closes what lies over the room. While something does, there is one entry more in the window's history.
 * @module
 */
import { effect, type ReadonlySignal } from "@preact/signals";

/** The window's history, as far as it is needed. */
export interface WindowHistory {
  pushState(data: unknown, unused: string): void;
  back(): void;
}

/** What the back button is about. */
export interface BackButtonOptions {
  /** Whether something lies over the room. */
  readonly open: ReadonlySignal<boolean>;
  readonly history: WindowHistory;
  /** Closes what lies on top. */
  close(): void;
  /** Calls after what goes on now: one thing may close for another to open. */
  soon(callback: () => void): void;
}

/** The back button. */
export interface BackButton {
  /** The person has gone back, or we have (`popstate`). */
  wentBack(): void;
  dispose(): void;
}

/** Puts an entry into the history when something opens, and takes it out again when all is closed. */
export function createBackButton(options: BackButtonOptions): BackButton {
  const { open, history } = options;
  /** What has become of the entry: there is none, it is there, or we are on our way out of it. */
  let entry: "none" | "there" | "leaving" = "none";

  const settle = () => {
    if (open.peek() && entry === "none") {
      history.pushState({ open: true }, "");
      entry = "there";
    } else if (!open.peek() && entry === "there") {
      entry = "leaving";
      history.back();
    }
  };
  const stop = effect(() => {
    void open.value;
    options.soon(settle);
  });

  return {
    wentBack: () => {
      const before = entry;
      entry = "none";
      if (before === "there") options.close();
      settle();
    },
    dispose: stop,
  };
}
