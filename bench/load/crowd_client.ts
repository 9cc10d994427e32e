/**
 * The bench's handle on a worker full of clients: commands as promises.
 * @module
 */
import type { ClientCommand, ClientEvent, ClientTotals, Participant } from "./client_commands.ts";
import type { Service } from "./client_commands.ts";

/** A worker. Made by `startCrowd`, ended by `stop`. */
export interface CrowdClient {
  /** Lets participants come; resolved with how many are incomplete when the time is up, 0 as soon as none is. */
  readonly join: (
    participants: readonly Participant[],
    spacingMs: number,
    timeoutMs: number,
  ) => Promise<number>;
  readonly mark: () => Promise<ClientTotals>;
  readonly stop: () => Promise<void>;
}

/** Starts a worker. Whatever fails in it rejects the promise that is waited for. */
export async function startCrowd(
  service: Service,
  peers: number,
  sampleEvery: number,
): Promise<CrowdClient> {
  const worker = new Worker(new URL("./client_worker.ts", import.meta.url), { type: "module" });
  const waiting: { resolve: (event: ClientEvent) => void; reject: (error: Error) => void }[] = [];
  let failure: Error | null = null;
  function fail(reason: string): void {
    failure ??= new Error(reason);
    for (const { reject } of waiting.splice(0)) reject(failure);
  }
  worker.onmessage = ({ data }: MessageEvent<ClientEvent>) => {
    if (data.type === "failed") fail(data.reason);
    else waiting.shift()?.resolve(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    fail(event.message);
  };
  function ask<T extends ClientEvent["type"]>(
    command: ClientCommand,
    answer: T,
  ): Promise<Extract<ClientEvent, { type: T }>> {
    return new Promise((resolve, reject) => {
      if (failure !== null) return reject(failure);
      waiting.push({
        resolve: (event) => resolve(event as Extract<ClientEvent, { type: T }>),
        reject,
      });
      worker.postMessage(command);
    }).then((event) => {
      const { type } = event as ClientEvent;
      if (type !== answer) throw new Error(`a worker answered ${type} instead of ${answer}`);
      return event as Extract<ClientEvent, { type: T }>;
    });
  }
  await ask({ type: "start", service, peers, sampleEvery }, "started");
  return {
    join: async (participants, spacingMs, timeoutMs) =>
      (await ask({ type: "join", participants, spacingMs, timeoutMs }, "joined")).missing,
    mark: async () => (await ask({ type: "mark" }, "marked")).totals,
    stop: async () => {
      if (failure === null) await ask({ type: "stop" }, "stopped").catch(() => {});
      worker.terminate();
    },
  };
}
