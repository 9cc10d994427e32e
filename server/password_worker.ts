/**
 * The thread that computes bcrypt hashes: questions in, answers with their numbers out.
 * @module
 */
import { answerHere, type PasswordAnswer, type PasswordRequest } from "./password_thread.ts";

interface WorkerScope {
  onmessage: ((event: MessageEvent<PasswordRequest>) => void) | null;
  postMessage(message: PasswordAnswer): void;
}

declare const self: WorkerScope;

self.onmessage = async ({ data: { id, question } }) => {
  try {
    self.postMessage({ id, result: await answerHere(question) });
  } catch (error) {
    self.postMessage({ id, error: error instanceof Error ? error.message : "bcrypt failed" });
  }
};
