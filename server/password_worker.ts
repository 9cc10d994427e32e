/**
 * The thread that computes bcrypt hashes: `{ id, offered, hash }` in, `{ id, matches }` or `{ id, error }` out.
 * @module
 */
import { compareBcryptHere } from "../groups/password.ts";
import type { PasswordAnswer, PasswordQuestion } from "./password_thread.ts";

interface WorkerScope {
  onmessage: ((event: MessageEvent<PasswordQuestion>) => void) | null;
  postMessage(message: PasswordAnswer): void;
}

declare const self: WorkerScope;

self.onmessage = async ({ data: { id, offered, hash } }) => {
  try {
    self.postMessage({ id, matches: await compareBcryptHere(offered, hash) });
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : "bcrypt failed" });
  }
};
