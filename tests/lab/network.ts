/**
 * The laboratory's network: this process's own network namespace, in which the server runs, one namespace for each
 * participant, and wires between them. What a wire carries is set by the kernel's token bucket filter (tc-tbf(8)) at both
 * ends; latency and loss by `relay.ts`. All of it lives inside of namespaces that `enterLaboratory` makes, and goes
 * with the process, whatever ends it.
 * @module
 */
import type { Impairment, Wire } from "./relay.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
/** Says to the process that it is inside. */
const INSIDE = "LECTERN_LAB_INSIDE";
/** Enough for any call: a wire whose capacity nobody named. */
const AMPLE_BPS = 50_000_000;
/** Small, or the token bucket would let a probe pass faster than it carries: so many bytes, or what comes in so long. */
const BURST_BYTES = 1600;
const BURST_MS = 2;
/** What waits longer is dropped, as in a home router of some years ago. */
const QUEUE_MS = 300;

/** Niceness of the laboratory's sessions, and of its relay within one: where that has to wait, so do all packets. */
const PRIORITY = -8;
const RELAY_PRIORITY = -10;

/** What a wire is like, in each direction; `up` is towards the server. */
export interface Conditions {
  readonly upBps: number;
  readonly downBps: number;
  /** Shares from 0 to 1. */
  readonly upLoss: number;
  readonly downLoss: number;
  /** Round trip without queues. */
  readonly rttMs: number;
}

/** A wire that nothing ails. */
export const FINE: Conditions = {
  upBps: AMPLE_BPS,
  downBps: AMPLE_BPS,
  upLoss: 0,
  downLoss: 0,
  rttMs: 30,
};

/** A place in the network. */
export interface Seat {
  readonly name: string;
  /** The server's address as seen from there. */
  readonly serverAddress: string;
  /** Words that run a command there, to be put before it. */
  readonly enter: readonly string[];
  /** Changes its wire at once. */
  readonly change: (conditions: Conditions) => Promise<void>;
  /** Bytes that wait in front of the wire. */
  readonly readBacklog: (direction: "up" | "down") => Promise<number>;
}

/** Namespaces and wires. */
export interface Network {
  readonly seats: readonly Seat[];
  readonly dispose: () => Promise<void>;
}

/** Whether this process is in namespaces of the laboratory's own. */
export function isInside(): boolean {
  return Deno.env.get(INSIDE) === "yes";
}

/** What keeps this machine from being a laboratory, in words; null if nothing does. */
export async function whatIsMissing(): Promise<string | null> {
  if (Deno.build.os !== "linux") return "the laboratory needs Linux: network namespaces, tc, TUN";
  for (const program of ["setpriv", "unshare", "setsid", "nsenter", "mount", "ip", "tc"]) {
    if (!await succeeds(["sh", "-c", `command -v ${program}`])) {
      return `missing ${program}; install with: sudo apt-get install -y iproute2 util-linux mount`;
    }
  }
  if (!await succeeds([...UNSHARE, "true"])) {
    return "the laboratory makes network, mount and process namespaces: run it as root " +
      "(CAP_SYS_ADMIN and CAP_NET_ADMIN)";
  }
  const trial = "ip tuntap add dev trial mode tun && " +
    "tc qdisc add dev trial root tbf rate 1mbit burst 10kb latency 300ms";
  if (!await succeeds([...UNSHARE, "sh", "-c", trial])) {
    return "the laboratory needs /dev/net/tun and the kernel's token bucket filter " +
      "(CONFIG_TUN, CONFIG_NET_SCH_TBF)";
  }
  return null;
}

/**
 * Ending its first process ends everything in the process namespace, and with the last process the other namespaces go too. That
 * process ends with this one, whatever ends this one.
 */
const UNSHARE = [
  "setpriv",
  "--pdeathsig",
  "KILL",
  "unshare",
  "--net",
  "--mount",
  "--pid",
  "--fork",
  "--kill-child",
  "--mount-proc",
];

/** Runs this program again inside of new namespaces, with the same arguments, and returns its status. */
export async function enterLaboratory(program: string): Promise<number> {
  const inside = [Deno.execPath(), "run", "--allow-all", program, ...Deno.args];
  const command = [
    ...UNSHARE,
    "setsid",
    "--wait",
    "sh",
    "-c",
    `${GO_FIRST}; exec "$@"`,
    "sh",
    ...inside,
  ];
  const { code } = await new Deno.Command(command[0]!, {
    args: command.slice(1),
    cwd: ROOT,
    env: { [INSIDE]: "yes" },
    stdin: "null",
  }).spawn().status;
  return code;
}

/**
 * A line of a shell script that puts its session before other work on this machine, if that is allowed: browsers and a
 * server that have to wait for it would look like a bad network. (The kernel gives processor time to sessions: sched(7),
 * "The autogroup feature".)
 */
export const GO_FIRST = `echo ${PRIORITY} 2>/dev/null >/proc/self/autogroup`;

/** Makes a seat for each name. To be called inside, once. */
export async function createNetwork(names: readonly string[]): Promise<Network> {
  // Named namespaces are files below /run: a folder of our own hides that of the machine.
  await run(["mount", "-t", "tmpfs", "tmpfs", "/run"]);
  await run(["ip", "link", "set", "lo", "up"]);
  await Deno.writeTextFile("/proc/sys/net/ipv6/conf/all/disable_ipv6", "1");
  const wires: Wire[] = [];
  for (const [i, name] of names.entries()) {
    await run(["ip", "netns", "add", name]);
    wires.push({ serverDevice: `wire${i}`, namespace: `/run/netns/${name}`, device: "wire" });
  }
  const relay = await startRelay(wires);
  const seats: Seat[] = [];
  for (const [i, name] of names.entries()) {
    const seat = createSeat(name, i, wires[i]!, relay.impair);
    await connect(seat, i, wires[i]!);
    await seat.change(FINE);
    seats.push(seat);
  }
  return { seats, dispose: relay.stop };
}

async function startRelay(wires: readonly Wire[]) {
  const script = new URL("relay.ts", import.meta.url).pathname;
  const args = [
    "-n",
    `${RELAY_PRIORITY}`,
    Deno.execPath(),
    "run",
    "--allow-ffi",
    script,
    JSON.stringify(wires),
  ];
  const child = new Deno.Command("nice", {
    args,
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const output = child.stdout.getReader();
  if ((await output.read()).done) throw new Error("the relay ended at once");
  const input = child.stdin.getWriter();
  const impair = (impairment: Impairment) =>
    input.write(new TextEncoder().encode(JSON.stringify(impairment) + "\n"));
  const stop = async () => {
    await input.close();
    await output.cancel();
    await child.status;
  };
  return { impair, stop };
}

function createSeat(
  name: string,
  place: number,
  wire: Wire,
  impair: (impairment: Impairment) => Promise<void>,
): Seat {
  const enter = ["nsenter", `--net=${wire.namespace}`];
  const change = async ({ upBps, downBps, upLoss, downLoss, rttMs }: Conditions) => {
    const latencyMs = rttMs / 2;
    await setCapacity([], wire.serverDevice, downBps);
    await setCapacity(enter, wire.device, upBps);
    await impair({ wire: place, direction: "down", loss: downLoss, latencyMs });
    await impair({ wire: place, direction: "up", loss: upLoss, latencyMs });
  };
  const readBacklog = (direction: "up" | "down") =>
    direction === "up" ? backlogOf(enter, wire.device) : backlogOf([], wire.serverDevice);
  return { name, serverAddress: addressOf(place, 1), enter, change, readBacklog };
}

/** Gives both ends of a wire their addresses. */
async function connect(seat: Seat, place: number, wire: Wire): Promise<void> {
  const [server, participant] = [addressOf(place, 1), addressOf(place, 2)];
  await run(["ip", "addr", "add", server, "peer", participant, "dev", wire.serverDevice]);
  await run(["ip", "link", "set", wire.serverDevice, "up"]);
  await run([...seat.enter, "ip", "link", "set", "lo", "up"]);
  await run([...seat.enter, "ip", "addr", "add", participant, "peer", server, "dev", wire.device]);
  await run([...seat.enter, "ip", "link", "set", wire.device, "up"]);
}

function addressOf(place: number, end: number): string {
  return `10.77.${place}.${end}`;
}

async function setCapacity(enter: readonly string[], device: string, bps: number): Promise<void> {
  const burst = Math.max(BURST_BYTES, Math.round(bps * BURST_MS / 8000));
  const bucket = ["rate", `${bps}bit`, "burst", `${burst}`, "latency", `${QUEUE_MS}ms`];
  await run([...enter, "tc", "qdisc", "replace", "dev", device, "root", "tbf", ...bucket]);
}

async function backlogOf(enter: readonly string[], device: string): Promise<number> {
  const text = await run([...enter, "tc", "-s", "-j", "qdisc", "show", "dev", device]);
  const [discipline] = JSON.parse(text) as { readonly backlog: number }[];
  return discipline?.backlog ?? 0;
}

/** Runs a command and returns what it prints. Throws with its complaint if it fails. */
async function run(command: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await execute(command);
  const decoder = new TextDecoder();
  if (!success) throw new Error(`${command.join(" ")}: ${decoder.decode(stderr).trim()}`);
  return decoder.decode(stdout);
}

async function succeeds(command: readonly string[]): Promise<boolean> {
  return (await execute(command)).success;
}

async function execute(command: readonly string[]): Promise<Deno.CommandOutput> {
  return await new Deno.Command(command[0]!, {
    args: command.slice(1),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
}
