/**
 * What a datagram costs to send and to receive: CPU microseconds, by backend; and how many a second one worker can send, and two. See
 * README.md beside this file.
 * @module
 */
import { cpus } from "node:os";
import { measureSaturation } from "./saturation.ts";
import { print, printTable } from "./table.ts";
import type { UdpBackend, UdpResult, UdpTask } from "./udp_worker.ts";

const BACKENDS: Readonly<Record<UdpBackend, string>> = {
  linux: "linux",
  unsegmented: "linux without UDP_SEGMENT",
  portable: "portable",
};
const LENGTH = 1100;
const RECEIVERS = [1, 10, 100] as const;
const PACES = [
  { burst: 1, gapMs: 0.2 },
  { burst: 8, gapMs: 2 },
  { burst: 64, gapMs: 8 },
] as const;

/** Measures one row in a fresh worker. */
function measure(task: UdpTask): Promise<UdpResult> {
  const worker = new Worker(new URL("./udp_worker.ts", import.meta.url), { type: "module" });
  return new Promise<UdpResult>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<UdpResult>) => resolve(event.data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}

async function main(): Promise<void> {
  print(`Deno ${Deno.version.deno}, ${cpus()[0]?.model ?? "unknown processor"}`);
  print(`CPU µs per datagram of ${LENGTH} bytes over loopback`);
  print("");
  const sends = [["sending", ...RECEIVERS.map((n) => `to ${n}`), "garbage"]];
  const receives = [["receiving", ...PACES.map(({ burst, gapMs }) => `${burst} in ${gapMs} ms`)]];
  const wakes = [["datagrams at once", ...PACES.map(({ burst }) => `of ${burst}`)]];
  for (const [backend, name] of Object.entries(BACKENDS) as [UdpBackend, string][]) {
    const result = await measure({
      backend,
      length: LENGTH,
      receivers: RECEIVERS,
      sends: backend === "portable" ? 40_000 : 200_000,
      paces: PACES,
      receives: 4096,
    });
    if ("reason" in result) {
      print(`left out: ${name}: ${result.reason}`);
      continue;
    }
    const inUs = (values: readonly number[]) => values.map((us) => us.toFixed(2));
    sends.push([name, ...inUs(result.sendUs), `${result.garbageBytes.toFixed(0)} B`]);
    receives.push([name, ...inUs(result.receiveUs)]);
    wakes.push([name, ...result.perWake.map((count) => count.toFixed(1))]);
  }
  for (const table of [sends, receives, wakes]) {
    printTable(table);
    print("");
  }
  const saturation = [[
    "at saturation, to 100",
    "packets/s, one worker",
    "two",
    "ratio",
    "µs/packet, one worker",
    "two",
  ]];
  for (const [sockets, name] of [[false, "router and SRTP"], [true, "and sockets"]] as const) {
    const { one, two } = await measureSaturation(LENGTH, sockets);
    saturation.push([
      name,
      one.packetsPerS.toFixed(0),
      two.packetsPerS.toFixed(0),
      (two.packetsPerS / one.packetsPerS).toFixed(2),
      one.cpuUsPerPacket.toFixed(2),
      two.cpuUsPerPacket.toFixed(2),
    ]);
  }
  printTable(saturation);
}

await main();
