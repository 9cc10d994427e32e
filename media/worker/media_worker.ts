/**
 * One media worker put together: a UDP port, its sessions, the router between them, and the loop that drives all.
 * @module
 */
import { createRouter, deadline, onTime } from "../forward/router.ts";
import { readStatistics } from "../forward/statistics.ts";
import { hostCandidates } from "../sdp/candidate.ts";
import { createDtlsCertificate } from "../transport/dtls.ts";
import { onSessionTime, type Session, sessionDeadlineUs } from "../transport/session.ts";
import { chooseBackend } from "../transport/srtp_backend.ts";
import { type ReceiveBatch, STRANGER, type UdpPort } from "../transport/udp.ts";
import { openUdp } from "../transport/udp_backend.ts";
import { createUdpMux } from "../transport/udp_mux.ts";
import type { Command, MediaEvent, WorkerConfig, WorkerStats } from "./commands.ts";
import { countDrop, type Drops } from "./drops.ts";
import { createHandshakes, runHandshake } from "./handshakes.ts";
import { createInbox, handleDatagram } from "./inbox.ts";
import {
  closeLinks,
  connectLink,
  countLoans,
  lendTo,
  type Links,
  takeBackFrom,
  tellLinks,
} from "./links.ts";
import { announcedAddresses } from "./local_addresses.ts";
import { type Loop, startLoop } from "./loop.ts";
import { createOutbox } from "./outbox.ts";
import { handleSessionCommand, onConnected, onLost, type SessionCommand } from "./peer_commands.ts";
import { postNotices, postQuality, QUALITY_INTERVAL_US } from "./notices.ts";
import { type Peers, type RandomSource, refuse } from "./peers.ts";

/** How often silent peers are looked for. */
const SESSION_CHECK_US = 1_000_000;

/** A worker that runs. Made by `startMediaWorker`, ended by `stopMediaWorker`. */
export interface MediaWorker {
  readonly port: UdpPort;
  readonly peers: Peers;
  readonly drops: Drops;
  readonly links: Links;
  readonly loop: Loop;
}

/** Why a worker cannot start, in one sentence. */
export class WorkerError extends Error {
  override readonly name = "WorkerError";
}

/**
 * Starts a worker and posts `ready`. Rejects with `WorkerError` if its port is taken or a backend that was asked
 * for is not there.
 */
export async function startMediaWorker(
  config: WorkerConfig,
  post: (event: MediaEvent) => void,
  random: RandomSource,
): Promise<MediaWorker> {
  const { backend, reason } = chooseBackend(config.crypto);
  if (backend === null) throw new WorkerError(reason);
  const mux = createUdpMux();
  const certificate = await createDtlsCertificate();
  const { port, reason: udpReason } = bindPort(
    config.udpPort,
    (number) => openUdp(config.udpBackend, number, mux.addresses),
  );
  if (port === null) throw new WorkerError(udpReason);
  const addresses = announcedAddresses(config.publicAddresses, port.ipv6);

  const drops: Drops = new Map();
  const sessions = new Map<number, Session>();
  const out = createOutbox(port, sessions, drops);
  const router = createRouter({
    random32: () => new DataView(random(new Uint8Array(4)).buffer).getUint32(0),
    audibleSpeakers: config.audibleSpeakers,
  });
  const peers: Peers = {
    sessions,
    ups: new Map(),
    downs: new Map(),
    router,
    context: {
      mux,
      certificate,
      backend,
      owner: {
        send(datagram, to) {
          out.sendDatagram(datagram, to);
          loop.flushSoon();
        },
        connected: (session) => loop.turn((nowUs) => onConnected(peers, session, nowUs)),
        lost: (session, reason) => onLost(peers, session, reason),
      },
    },
    candidates: hostCandidates(addresses, port.port),
    out,
    random,
    post,
  };
  const links: Links = new Map();
  const handshakes = createHandshakes(drops, () => loop.workSoon());
  const inbox = createInbox(mux, router, out, drops, handshakes);
  let sessionsCheckedUs = 0;
  let qualityUs = 0;
  const loop = startLoop(port, {
    datagram: (batch, i, nowUs) => handleDatagram(inbox, batch, i, nowUs),
    time(nowUs) {
      if (nowUs >= deadline(router)) onTime(router, nowUs, out);
      postNotices(peers);
      if (nowUs >= qualityUs) {
        qualityUs = nowUs + QUALITY_INTERVAL_US;
        postQuality(peers);
      }
      if (nowUs < sessionsCheckedUs + SESSION_CHECK_US) return;
      sessionsCheckedUs = nowUs;
      for (const session of sessions.values()) {
        if (nowUs >= sessionDeadlineUs(session)) onSessionTime(session, nowUs);
      }
    },
    flush() {
      out.flush();
      tellLinks(peers, links);
    },
    work: () => runHandshake(handshakes),
    dueUs() {
      const checkUs = Math.min(sessionsCheckedUs + SESSION_CHECK_US, qualityUs);
      return Math.min(deadline(router), sessions.size > 0 ? checkUs : Infinity);
    },
    fault: (error, batch, i) => reportFault(peers, drops, error, sessionOf(peers, batch, i)),
  });
  post({
    type: "ready",
    port: port.port,
    addresses,
    backends: `${udpReason} ${reason}`,
  });
  return { port, peers, drops, links, loop };
}

/** Carries out a command. */
export function runCommand(
  worker: MediaWorker,
  command: Exclude<Command, { type: "start" | "stop" }>,
): void {
  const { peers, links, loop } = worker;
  switch (command.type) {
    case "stats":
      return peers.post({ type: "stats", request: command.request, stats: statsOf(worker) });
    case "trackStats":
      return loop.turn((nowUs) => {
        const statistics = readStatistics(peers.router, nowUs);
        peers.post({ type: "trackStats", request: command.request, statistics });
      });
    case "link":
      return connectLink(peers, links, command.worker, command.port, loop.turn);
    case "lend":
    case "takeBack": {
      const change = command.type === "lend" ? lendTo : takeBackFrom;
      const link = links.get(command.worker);
      if (link !== undefined) loop.turn(() => change(peers, link, command.up));
      return;
    }
    default:
      loop.turn((nowUs) => runSessionCommand(worker, command, nowUs));
  }
}

/** Ends all sessions and closes the port. */
export async function stopMediaWorker(worker: MediaWorker): Promise<void> {
  for (const id of [...worker.peers.sessions.keys()]) {
    runCommand(worker, { type: "close", session: id });
  }
  closeLinks(worker.peers, worker.links);
  worker.port.close();
  await worker.loop.ended;
}

/** A mistake of ours while a command is carried out costs the session that it is about. */
function runSessionCommand(worker: MediaWorker, command: SessionCommand, nowUs: number): void {
  try {
    handleSessionCommand(worker.peers, command, nowUs);
  } catch (error) {
    reportFault(worker.peers, worker.drops, error, command.session);
  }
}

function reportFault(
  peers: Peers,
  drops: Drops,
  error: unknown,
  session: number | undefined,
): void {
  countDrop(drops, "fault");
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  peers.post({
    type: "log",
    level: "error",
    message: "a mistake in the media worker came to light",
    fields: session === undefined ? { error: text } : { error: text, session },
  });
  if (session !== undefined) refuse(peers, session, "internal error");
}

function sessionOf(peers: Peers, batch: ReceiveBatch, i: number): number | undefined {
  const from = i < 0 ? STRANGER : batch.from[i]!;
  return from === STRANGER ? undefined : peers.context.mux.byAddress[from]?.id;
}

function statsOf(worker: MediaWorker): WorkerStats {
  const { sessions, router, context: { mux } } = worker.peers;
  const { counters } = router;
  return {
    held: {
      sessions: sessions.size,
      addresses: mux.addresses.endpoints.length - mux.addresses.free.length,
      userNames: mux.byUfrag.size,
      ringBytes: router.budget.usedBytes,
      loans: countLoans(worker.links),
    },
    packetsIn: counters.packetsIn,
    packetsOut: counters.packetsOut,
    bytesIn: counters.bytesIn,
    bytesOut: counters.bytesOut,
    drops: { ...Object.fromEntries(worker.drops), ...counters.drops },
  };
}

function bindPort<T>(number: number, bind: (number: number) => T): T {
  try {
    return bind(number);
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      throw new WorkerError(
        `UDP port ${number} is taken by another program; choose another one with --udp`,
      );
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new WorkerError(`cannot use UDP port ${number}: ${reason}`);
  }
}
