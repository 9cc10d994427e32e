/**
 * The entry of a media worker: commands of the main thread in, events out.
 * @module
 */
import type { Command, MediaEvent } from "./commands.ts";
import { type MediaWorker, runCommand, startMediaWorker, stopMediaWorker } from "./media_worker.ts";

/** The part of a worker's global scope that is used here; the type library of workers and that of windows exclude each other. */
interface WorkerScope {
  onmessage: ((message: { readonly data: Command }) => void) | null;
  postMessage(event: MediaEvent): void;
  close(): void;
}

const scope = globalThis as unknown as WorkerScope;
let worker: MediaWorker | null = null;

async function handleCommand(command: Command): Promise<void> {
  switch (command.type) {
    case "start":
      worker = await startMediaWorker(
        command.config,
        (event) => scope.postMessage(event),
        (bytes) => crypto.getRandomValues(bytes),
      );
      return;
    case "stop":
      if (worker !== null) await stopMediaWorker(worker);
      scope.postMessage({ type: "stopped" });
      return scope.close();
    default:
      if (worker !== null) runCommand(worker, command);
  }
}

scope.onmessage = ({ data }) => {
  handleCommand(data).catch((error: Error) => {
    scope.postMessage({ type: "failed", reason: error.message });
  });
};
