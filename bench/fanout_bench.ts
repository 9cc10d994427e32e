/**
 * What forwarding a packet costs without sockets: CPU microseconds for each packet sent, when one received packet goes to 1, 10,
 * 30 or 100 receivers. See README.md beside this file.
 * @module
 */
import { cpus } from "node:os";
import type { SrtpProfile } from "../media/transport/srtp.ts";
import { print, printTable } from "./table.ts";
import type { FanoutResult, FanoutTask } from "./fanout_worker.ts";

const RECEIVERS = [1, 10, 30, 100] as const;
const PACKET_LENGTH = 1100;
/** Packets per round; the portable backend gets fewer, since it takes longer. */
const SENDS = { openssl: 300_000, portable: 60_000 } as const;
const PROFILE_NAMES: readonly SrtpProfile[] = ["AEAD_AES_128_GCM", "AES_CM_128_HMAC_SHA1_80"];

/** Measures one row in a fresh worker. */
function measure(task: FanoutTask): Promise<FanoutResult> {
  const worker = new Worker(new URL("./fanout_worker.ts", import.meta.url), { type: "module" });
  return new Promise<FanoutResult>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<FanoutResult>) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}

/** Bytes in a unit that fits. */
function formatBytes(bytes: number): string {
  return Math.abs(bytes) < 10_000 ? `${bytes} B` : `${(bytes / 1024).toFixed(0)} KiB`;
}

async function main(): Promise<void> {
  print(`Deno ${Deno.version.deno}, ${cpus()[0]?.model ?? "unknown processor"}`);
  print(`CPU µs per packet of ${PACKET_LENGTH} bytes: router and SRTP in both directions`);
  print("");
  const costs = [[
    "backend, profile",
    ...RECEIVERS.map((n) => `1 to ${n}`),
    "ratio",
    "router alone",
  ]];
  const memory = [[
    "backend, profile",
    "garbage per packet",
    "heap growth",
    "process growth",
    "over packets",
  ]];
  let best: number | null = null;
  for (const backend of ["openssl", "portable"] as const) {
    for (const profile of PROFILE_NAMES) {
      const result = await measure({
        backend,
        profile,
        receivers: RECEIVERS,
        packetLength: PACKET_LENGTH,
        sends: SENDS[backend],
      });
      if ("reason" in result) {
        print(`left out: ${backend}, ${profile}: ${result.reason}`);
        continue;
      }
      const name = `${backend}, ${profile}`;
      const last = result.cpuUs.at(-1)!;
      best ??= last;
      costs.push([
        name,
        ...result.cpuUs.map((us) => us.toFixed(2)),
        (last / best).toFixed(1),
        result.rewriteUs.toFixed(2),
      ]);
      memory.push([
        name,
        `${result.garbageBytes.toFixed(0)} B`,
        formatBytes(result.heapBytes),
        formatBytes(result.residentBytes),
        result.memorySends.toLocaleString("en"),
      ]);
    }
  }
  printTable(costs);
  print("");
  printTable(memory);
}

await main();
