/**
 * Computes bcrypt hashes on a thread of its own, so that the sockets of everybody else are served
 * meanwhile.
 * @module
 */
import { compareBcryptHere, hashBcryptHere } from "../groups/password.ts";

/** What the thread is asked: whether a password is that of a hash, or for a new hash. */
export type PasswordQuestion =
  | { readonly type: "compare"; readonly offered: string; readonly hash: string }
  | { readonly type: "hash"; readonly password: string; readonly cost: number };

/** A question with its number. */
export interface PasswordRequest {
  readonly id: number;
  readonly question: PasswordQuestion;
}

/** What it answers. */
export type PasswordAnswer =
  | { readonly id: number; readonly result: boolean | string }
  | { readonly id: number; readonly error: string };

/** Answers a question on the thread that calls. It rejects if a hash is malformed. */
export async function answerHere(question: PasswordQuestion): Promise<boolean | string> {
  return question.type === "compare"
    ? await compareBcryptHere(question.offered, question.hash)
    : await hashBcryptHere(question.password, question.cost);
}

/** The thread, which starts when it is first needed. */
export interface PasswordThread {
  /** Whether `offered` is the password of `hash`. Rejects if the hash is malformed, or the thread has been closed. */
  compare(offered: string, hash: string): Promise<boolean>;
  /** Makes a hash. Rejects if the thread has been closed. */
  hash(password: string, cost: number): Promise<string>;
  /** Ends the thread; what it has not answered is rejected. */
  close(): void;
}

interface Pending {
  readonly question: PasswordQuestion;
  readonly resolve: (result: boolean | string) => void;
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
      answerHere(question).then(resolve, reject);
    }
    pending.clear();
  }

  function ask(question: PasswordQuestion): Promise<boolean | string> {
    if (state === "closed") return Promise.reject(new Error("the server is stopping"));
    if (state === "failed") return answerHere(question);
    const id = nextId++;
    return new Promise((resolve, reject) => {
      pending.set(id, { question, resolve, reject });
      worker ??= start();
      worker.postMessage({ id, question });
    });
  }

  return {
    compare: async (offered, hash) => await ask({ type: "compare", offered, hash }) === true,
    hash: async (password, cost) => String(await ask({ type: "hash", password, cost })),
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
  else waiting?.resolve(answer.result);
}
