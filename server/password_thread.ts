/**
 * Compares passwords with bcrypt hashes on a thread of its own, so that the sockets of everybody else are served
 * meanwhile.
 * @module
 */
import { compareBcryptHere } from "../groups/password.ts";

/** What the thread is asked. */
export interface PasswordQuestion {
  readonly id: number;
  readonly offered: string;
  readonly hash: string;
}

/** What it answers. */
export type PasswordAnswer =
  | { readonly id: number; readonly matches: boolean }
  | { readonly id: number; readonly error: string };

/** The thread, which starts when it is first needed. */
export interface PasswordThread {
  /** Whether `offered` is the password of `hash`. Rejects if the hash is malformed, or the thread has been closed. */
  compare(offered: string, hash: string): Promise<boolean>;
  /** Ends the thread; what it has not answered is rejected. */
  close(): void;
}

interface Pending {
  readonly question: PasswordQuestion;
  readonly resolve: (matches: boolean) => void;
  readonly reject: (error: Error) => void;
}

/** Makes a thread. If its worker cannot run, comparisons happen on the caller's. */
export function createPasswordThread(
  makeWorker: () => Worker = makePasswordWorker,
): PasswordThread {
  const pending = new Map<number, Pending>();
  let worker: Worker | null = null;
  let state: "idle" | "running" | "failed" | "closed" = "idle";
  let nextId = 0;

  function start(): Worker {
    state = "running";
    const started = makeWorker();
    started.onmessage = ({ data }: MessageEvent<PasswordAnswer>) => settle(pending, data);
    started.onerror = (event) => {
      event.preventDefault();
      fail();
    };
    return started;
  }

  /** From now on this thread does the work, beginning with what is open. */
  function fail(): void {
    state = "failed";
    worker?.terminate();
    worker = null;
    for (const { question, resolve, reject } of pending.values()) {
      compareBcryptHere(question.offered, question.hash).then(resolve, reject);
    }
    pending.clear();
  }

  return {
    compare(offered, hash) {
      if (state === "closed") return Promise.reject(new Error("the server is stopping"));
      if (state === "failed") return compareBcryptHere(offered, hash);
      const question = { id: nextId++, offered, hash };
      return new Promise((resolve, reject) => {
        pending.set(question.id, { question, resolve, reject });
        worker ??= start();
        worker.postMessage(question);
      });
    },
    close() {
      state = "closed";
      worker?.terminate();
      worker = null;
      for (const { reject } of pending.values()) reject(new Error("the server is stopping"));
      pending.clear();
    },
  };
}

function makePasswordWorker(): Worker {
  return new Worker(new URL("./password_worker.ts", import.meta.url), {
    type: "module",
    name: "passwords",
  });
}

function settle(pending: Map<number, Pending>, answer: PasswordAnswer): void {
  const waiting = pending.get(answer.id);
  pending.delete(answer.id);
  if ("error" in answer) waiting?.reject(new Error(answer.error));
  else waiting?.resolve(answer.matches);
}
