/**
 * The other process of the UDP bench: sends datagrams to a port of this machine, some at once and then a pause.
 * @module
 */
import { createAddressTable, retainAddress } from "../media/transport/address_table.ts";
import { createSendBatch, pushDatagram } from "../media/transport/udp.ts";
import { openUdp } from "../media/transport/udp_backend.ts";

/** What to send. */
export interface SenderTask {
  readonly port: number;
  readonly burst: number;
  readonly gapMs: number;
  readonly count: number;
  readonly length: number;
}

/** How late a timer may be; for so long it is waited in a loop. */
const TIMER_MS = 2;

async function main(task: SenderTask): Promise<void> {
  const addresses = createAddressTable();
  const { port } = openUdp("auto", 0, addresses);
  if (port === null) throw new Error("no port");
  const to = retainAddress(addresses, port.ipv6 ? "::ffff:127.0.0.1" : "127.0.0.1", task.port);
  const batch = createSendBatch(task.burst, task.burst * task.length);
  for (let i = 0; i < task.burst; i++) pushDatagram(batch, i * task.length, task.length, to);
  const startMs = performance.now();
  for (let sent = 0; sent < task.count; sent += task.burst) {
    await port.send(batch);
    const dueMs = startMs + (sent / task.burst + 1) * task.gapMs;
    const waitMs = dueMs - performance.now();
    if (waitMs > TIMER_MS) await new Promise((resolve) => setTimeout(resolve, waitMs - TIMER_MS));
    while (performance.now() < dueMs);
  }
  port.close();
}

if (import.meta.main) await main(JSON.parse(Deno.args[0]!));
