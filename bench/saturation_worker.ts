/// <reference lib="deno.worker" />
/**
 * One media worker's share of a group, sent as fast as it can be: the real router, SRTP, outbox and UDP port, with sockets that nobody
 * reads in place of receivers.
 * @module
 */
import { setImmediate } from "node:timers";
import type { ForwardOut } from "../media/forward/output.ts";
import { createAddressTable, retainAddress } from "../media/transport/address_table.ts";
import type { CipherBackend } from "../media/transport/srtp.ts";
import { chooseBackend } from "../media/transport/srtp_backend.ts";
import { openUdp } from "../media/transport/udp_backend.ts";
import type { Drops } from "../media/worker/drops.ts";
import { createOutbox, type Recipient } from "../media/worker/outbox.ts";
import { createFanout, createSenders, createSocketlessOut, forward } from "./fanout.ts";

/** What to do. Answered by `"ready"` once all is warm, and by a `SaturationResult` after a message that says go. */
export interface SaturationTask {
  readonly receivers: number;
  readonly packetLength: number;
  /** Without them packets end behind SRTP. */
  readonly sockets: boolean;
  readonly ms: number;
}

/** What came out. */
export interface SaturationResult {
  readonly packets: number;
  readonly packetsPerS: number;
  /** Packets that the socket or the outbox refused. */
  readonly refused: number;
}

const PROFILE = "AEAD_AES_128_GCM";
/** Frames of the publisher that come at once; the outbox is flushed after each, as by the loop. */
const PACKETS_PER_TURN = 8;
const TURNS_PER_PAUSE = 10;
const WARM_UP_MS = 1500;

interface Share {
  readonly turn: () => void;
  readonly sent: () => number;
  readonly refused: () => number;
}

function createShare(task: SaturationTask): Share {
  const { backend, reason } = chooseBackend("auto");
  if (backend === null) throw new Error(reason);
  const drops: Drops = new Map();
  const { out, flush } = task.sockets ? createRealOut(backend, task.receivers, drops) : {
    out: createSocketlessOut(createSenders(backend, PROFILE, task.receivers)),
    flush: () => {},
  };
  const fanout = createFanout(backend, PROFILE, task.receivers, task.packetLength, out);
  return {
    turn() {
      forward(fanout, PACKETS_PER_TURN * task.receivers);
      flush();
    },
    sent: () => fanout.router.counters.packetsOut,
    refused: () => [...drops.values()].reduce((sum, count) => sum + count, 0),
  };
}

function createRealOut(
  backend: CipherBackend,
  receivers: number,
  drops: Drops,
): { out: ForwardOut; flush: () => void } {
  const addresses = createAddressTable();
  const { port, reason } = openUdp("auto", 0, addresses);
  if (port === null) throw new Error(reason);
  const ip = port.ipv6 ? "::ffff:127.0.0.1" : "127.0.0.1";
  const recipients = createSenders(backend, PROFILE, receivers).map((srtpOut): Recipient => {
    const sink = Deno.listenDatagram({ transport: "udp", hostname: "127.0.0.1", port: 0 });
    return {
      srtpOut,
      address: retainAddress(addresses, ip, (sink.addr as Deno.NetAddr).port),
    };
  });
  const sessions = new Map(recipients.map((recipient, i) => [i + 1, recipient]));
  const out = createOutbox(port, sessions, drops);
  return { out, flush: out.flush };
}

/** Sends for so long; the event loop gets its turn now and then, for sockets that were full. */
async function run(share: Share, ms: number): Promise<SaturationResult> {
  const startMs = performance.now();
  const sent = share.sent();
  const refused = share.refused();
  while (performance.now() - startMs < ms) {
    for (let i = 0; i < TURNS_PER_PAUSE; i++) share.turn();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const seconds = (performance.now() - startMs) / 1000;
  const lost = share.refused() - refused;
  const packets = share.sent() - sent - lost;
  return { packets, packetsPerS: packets / seconds, refused: lost };
}

self.onmessage = async (event: MessageEvent<SaturationTask>) => {
  const share = createShare(event.data);
  await run(share, WARM_UP_MS);
  self.onmessage = async () => self.postMessage(await run(share, event.data.ms));
  self.postMessage("ready");
};
