/**
 * How many packets a second leave when nothing holds them back: by one worker for all receivers of a group, and by two workers
 * that have half of them each.
 * @module
 */
import { cpuTimeUs } from "./measure.ts";
import type { SaturationResult, SaturationTask } from "./saturation_worker.ts";

const RECEIVERS = 100;
const MEASURE_MS = 3000;
/** One and two workers take turns; of each the best counts, for whatever else runs on the machine only takes away. */
const ROUNDS = 3;

/** What so many workers reach together. */
export interface Saturation {
  /** By the clock: less than could be where other programs run. */
  readonly packetsPerS: number;
  /** CPU time of the process for each packet, which hardly depends on other programs. */
  readonly cpuUsPerPacket: number;
}

/** Measures one worker and two, with or without sockets. */
export async function measureSaturation(
  packetLength: number,
  sockets: boolean,
): Promise<{ one: Saturation; two: Saturation }> {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({
      one: await measure(1, packetLength, sockets),
      two: await measure(2, packetLength, sockets),
    });
  }
  return { one: best(rounds.map(({ one }) => one)), two: best(rounds.map(({ two }) => two)) };
}

function best(rounds: readonly Saturation[]): Saturation {
  return {
    packetsPerS: Math.max(...rounds.map(({ packetsPerS }) => packetsPerS)),
    cpuUsPerPacket: Math.min(...rounds.map(({ cpuUsPerPacket }) => cpuUsPerPacket)),
  };
}

async function measure(
  workers: number,
  packetLength: number,
  sockets: boolean,
): Promise<Saturation> {
  const task: SaturationTask = {
    receivers: RECEIVERS / workers,
    packetLength,
    sockets,
    ms: MEASURE_MS,
  };
  const shares = Array.from(
    { length: workers },
    () => new Worker(new URL("./saturation_worker.ts", import.meta.url), { type: "module" }),
  );
  try {
    await Promise.all(shares.map((share) => ask<"ready">(share, task)));
    const startUs = cpuTimeUs();
    const results = await Promise.all(shares.map((share) => ask<SaturationResult>(share, "go")));
    const cpuUs = cpuTimeUs() - startUs;
    const packets = results.reduce((sum, result) => sum + result.packets, 0);
    return {
      packetsPerS: results.reduce((sum, result) => sum + result.packetsPerS, 0),
      cpuUsPerPacket: cpuUs / packets,
    };
  } finally {
    for (const share of shares) share.terminate();
  }
}

/** Posts a message, and waits for the answer. */
function ask<Answer>(worker: Worker, message: SaturationTask | "go"): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<Answer>) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(message);
  });
}
