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

/** The worker, from its `start` on: commands that come while it starts wait for it, in their order. */
let started: Promise<MediaWorker> | null = null;
let stopping = false;

async function handleCommand(command: Command): Promise<void> {
  switch (command.type) {
    case "start":
      started = startMediaWorker(
        command.config,
        (event) => scope.postMessage(event),
        (bytes) => crypto.getRandomValues(bytes),
      );
      return dieWith(await started);
    case "stop":
      stopping = true;
      if (started !== null) await stopMediaWorker(await started);
      scope.postMessage({ type: "stopped" });
      return scope.close();
    default:
      if (started !== null) runCommand(await started, command);
  }
}

/** A worker whose socket is broken is of no use: its end as a thread is what the main thread notices, and makes good. */
function dieWith({ loop }: MediaWorker): void {
  loop.ended.then(() => {
    if (!stopping) throw new Error("the UDP socket is broken");
  });
}

scope.onmessage = ({ data }) => {
  handleCommand(data).catch((error: Error) => {
    scope.postMessage({ type: "failed", reason: error.message });
  });
};
