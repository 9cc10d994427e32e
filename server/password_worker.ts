/**
 * The thread that computes bcrypt hashes: `{ id, offered, hash }` in, `{ id, matches }` or `{ id, error }` out.
 * @module
 */
import bcrypt from "bcryptjs";
import type { PasswordAnswer, PasswordQuestion } from "./password_thread.ts";

interface WorkerScope {
  onmessage: ((event: MessageEvent<PasswordQuestion>) => void) | null;
  postMessage(message: PasswordAnswer): void;
}

declare const self: WorkerScope;

self.onmessage = ({ data: { id, offered, hash } }) => {
  try {
    self.postMessage({ id, matches: bcrypt.compareSync(offered, hash) });
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : "bcrypt failed" });
  }
};
