/**
 * The entry of a worker full of synthetic clients: commands of the bench in, counts out.
 * @module
 */
import type {
  ClientCommand,
  ClientEvent,
  ClientTotals,
  Participant,
  Service,
} from "./client_commands.ts";
import { closeCrowd, createCrowd, type Crowd, serveCrowd, totalsOf } from "./clients.ts";
import { joinByGalene } from "./galene_participant.ts";
import { joinByJanus } from "./janus_participant.ts";
import { arrivalOf, isComplete, type Presence } from "./presence.ts";
import { overflowedOn } from "./socket_drops.ts";

/** The part of a worker's global scope that is used here; the type library of workers and that of windows exclude each other. */
interface WorkerScope {
  onmessage: ((message: { readonly data: ClientCommand }) => void) | null;
  postMessage(event: ClientEvent): void;
  close(): void;
}

/** While somebody joins or publishes, sockets are emptied this often. */
const ALERT_MS = 1;
/** Else: the kernel keeps datagrams and their times. */
const CALM_MS = 4;

const scope = globalThis as unknown as WorkerScope;
const presences: Presence[] = [];
let crowd: Crowd | null = null;
let service: Service | null = null;
let joining = false;
let stopped = false;

async function start(command: Extract<ClientCommand, { type: "start" }>): Promise<void> {
  service = command.service;
  crowd = await createCrowd(
    command.peers,
    command.sampleEvery,
    // libnice binds its sockets to the network card (IP_UNICAST_IF).
    command.service.type === "janus",
    (reason) => scope.postMessage({ type: "failed", reason }),
  );
  scope.postMessage({ type: "started" });
  while (!stopped) {
    serveCrowd(crowd);
    await sleep(joining || crowd.publishers.length > 0 ? ALERT_MS : CALM_MS);
  }
  for (const presence of presences) presence.leave();
  closeCrowd(crowd);
  scope.postMessage({ type: "stopped" });
  scope.close();
}

async function join(
  crowd: Crowd,
  command: Extract<ClientCommand, { type: "join" }>,
): Promise<void> {
  joining = true;
  const startMs = performance.now();
  for (const [i, participant] of command.participants.entries()) {
    await sleep(startMs + i * command.spacingMs - performance.now());
    presences.push(enter(crowd, participant));
  }
  const incomplete = () => presences.filter((presence) => !isComplete(presence, crowd.table));
  const endMs = performance.now() + command.timeoutMs;
  while (incomplete().length > 0 && performance.now() < endMs) await sleep(20);
  joining = false;
  scope.postMessage({ type: "joined", missing: incomplete().length });
}

function enter(crowd: Crowd, participant: Participant): Presence {
  return service!.type === "janus"
    ? joinByJanus(crowd, service!, participant)
    : joinByGalene(crowd, service!, participant);
}

function takeTotals(crowd: Crowd): ClientTotals {
  serveCrowd(crowd);
  const latenciesUs = crowd.latenciesUs;
  crowd.latenciesUs = [];
  return {
    cohorts: totalsOf(crowd),
    sentPackets: crowd.publishers.reduce((sum, publisher) => sum + publisher.sentPackets, 0),
    latenciesUs,
    arrivals: presences.filter(({ participant }) => participant.streams > 0)
      .map((presence) => arrivalOf(presence, crowd.table)),
    broken: crowd.broken,
    failedHandshakes: crowd.failedHandshakes,
    overflowed: overflowedOn(crowd.sockets.map((socket) => socket.port)),
  };
}

function handle(command: ClientCommand): void | Promise<void> {
  if (command.type === "start") return start(command);
  if (command.type === "stop") return void (stopped = true);
  if (crowd === null) throw new Error("the clients have not been started");
  if (command.type === "join") return join(crowd, command);
  scope.postMessage({ type: "marked", totals: takeTotals(crowd) });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}

scope.onmessage = async ({ data }) => {
  try {
    await handle(data);
  } catch (error) {
    scope.postMessage({ type: "failed", reason: String(error) });
  }
};
