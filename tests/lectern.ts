/**
 * A Lectern server as its own process, as a sysadmin would start it: from source, or the compiled binary named by the
 * environment variable `LECTERN_BINARY`. If `LECTERN_SANDBOX` is set too, the binary runs in a root filesystem that is
 * as good as empty and cannot be written to.
 * @module
 */
import { sandboxed } from "./sandbox.ts";
import { until } from "./until.ts";

const ROOT = new URL("..", import.meta.url).pathname;

/** How to start a server. */
export interface LecternOptions {
  /** The groups it serves, by name: the contents of their files. */
  readonly groups: Readonly<Record<string, unknown>>;
  /** The contents of `config.json`; without it there is no such file. */
  readonly config?: unknown;
  /** A folder served instead of the built-in front end. */
  readonly staticFolder?: string;
  /** Where it listens for browsers; 127.0.0.1 if left out. */
  readonly listen?: string;
  /** Serve over TLS with a certificate of its own making. */
  readonly tls?: boolean;
  /** Further flags. */
  readonly flags?: readonly string[];
  /** Whether the sandbox has libcrypto; it has if left out. */
  readonly openssl?: boolean;
}

/** A running server. */
export interface Lectern {
  /** Such as `http://127.0.0.1:40001`. */
  readonly origin: string;
  readonly udpPort: number;
  /** All that it has written so far, on both outputs. */
  readonly log: () => string;
  /** Ends it as a service manager would, and waits until it is gone. */
  readonly stop: () => Promise<number>;
  /** Starts it again on the same ports with the same files. It must have been stopped. */
  readonly start: () => Promise<void>;
  /** Stops it and removes its files. */
  readonly dispose: () => Promise<void>;
}

/** An open group without names or passwords: who comes may do everything but administer. */
export const OPEN_GROUP = {
  "wildcard-user": { password: { type: "wildcard" }, permissions: "present" },
  public: true,
} as const;

/** Starts a server on free ports and waits until it answers. */
export async function startLectern(options: LecternOptions): Promise<Lectern> {
  const folder = await Deno.makeTempDir({ prefix: "lectern-" });
  await Deno.mkdir(folder + "/data");
  await Deno.mkdir(folder + "/groups");
  for (const [name, description] of Object.entries(options.groups)) {
    await Deno.writeTextFile(`${folder}/groups/${name}.json`, JSON.stringify(description));
  }
  if (options.config !== undefined) {
    await Deno.writeTextFile(`${folder}/data/config.json`, JSON.stringify(options.config));
  }
  // At first the system chooses: ports that were free a moment ago may be somebody else's by now.
  let ports: Ports = { tcp: 0, udp: 0 };
  const originOf = ({ tcp }: Ports) => `${options.tls ? "https" : "http"}://127.0.0.1:${tcp}`;
  const folders = options.staticFolder ? [options.staticFolder] : [];
  const command = await serverCommand(folder, folders, options.openssl ?? true);
  const flagsOf = ({ tcp, udp }: Ports) => [
    ...(options.tls ? [] : ["--insecure"]),
    ...["--http", `${options.listen ?? "127.0.0.1"}:${tcp}`, "--udp", `${udp}`],
    ...["--groups", `${folder}/groups`, "--data", `${folder}/data`],
    ...(options.staticFolder ? ["--static", options.staticFolder] : []),
    ...(options.flags ?? []),
  ];

  let log = "";
  let child: Deno.ChildProcess | null = null;
  let reading: Promise<unknown> = Promise.resolve();

  const start = async () => {
    const running = new Deno.Command(command[0]!, {
      args: [...command.slice(1), ...flagsOf(ports)],
      cwd: ROOT,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    child = running;
    let exited: Deno.CommandStatus | null = null;
    running.status.then((status) => exited = status);
    const keep = (text: string) => void (log += text);
    reading = Promise.all([readAll(running.stdout, keep), readAll(running.stderr, keep)]);
    await until("the server's answer", async () => {
      if (exited !== null) return true;
      if (ports.tcp === 0) ports = readPorts(log) ?? ports;
      return ports.tcp !== 0 && await answers(`${originOf(ports)}/healthz`);
    }, 60_000);
    if (exited !== null) throw new Error(`the server ended at once:\n${log}`);
  };
  const stop = async () => {
    if (child === null) return 0;
    const running = child;
    child = null;
    const deadline = setTimeout(() => kill(running, "SIGKILL"), 10_000);
    kill(running, "SIGTERM");
    const { code } = await running.status;
    clearTimeout(deadline);
    await reading;
    return code;
  };
  const dispose = async () => {
    await stop();
    await Deno.remove(folder, { recursive: true });
  };
  try {
    await start();
  } catch (error) {
    await dispose();
    throw error;
  }
  return { origin: originOf(ports), udpPort: ports.udp, log: () => log, stop, start, dispose };
}

/** Where a server listens; 0 for whatever the system chooses. */
interface Ports {
  readonly tcp: number;
  readonly udp: number;
}

/** The ports that a server has written that it uses; null until it has. */
function readPorts(log: string): Ports | null {
  const tcp = /^Lectern is ready: https?:\/\/\S+?:(\d+)\//m.exec(log)?.[1];
  const udp = /a media worker has started worker=0 port=(\d+)/.exec(log)?.[1];
  return tcp === undefined || udp === undefined ? null : { tcp: Number(tcp), udp: Number(udp) };
}

/**
 * The command that runs the server, to be followed by its flags. From source it is that of the task `start`, so that tests
 * run with its permissions and no others.
 */
async function serverCommand(
  own: string,
  folders: readonly string[],
  openssl: boolean,
): Promise<string[]> {
  const named = Deno.env.get("LECTERN_BINARY");
  if (named) {
    const binary = new URL(named, "file://" + ROOT).pathname;
    return Deno.env.get("LECTERN_SANDBOX")
      ? sandboxed(binary, { folders, writable: [own], openssl })
      : [binary];
  }
  const { tasks } = JSON.parse(await Deno.readTextFile(ROOT + "deno.json"));
  const words = String(tasks.start.command).split(" ");
  return [Deno.execPath(), ...words.slice(1, words.indexOf("main.ts") + 1)];
}

/** Sends a signal, if there still is somebody to take it. */
function kill(child: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    child.kill(signal);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

async function readAll(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  keep: (text: string) => void,
) {
  for await (const text of stream.pipeThrough(new TextDecoderStream())) keep(text);
}

/** Whether something speaks HTTP there. A certificate that nobody vouches for is an answer as well. */
async function answers(url: string): Promise<boolean> {
  if (url.startsWith("https:")) {
    const connection = await Deno.connect({
      hostname: "127.0.0.1",
      port: Number(new URL(url).port),
    });
    connection.close();
    return true;
  }
  const response = await fetch(url);
  await response.body?.cancel();
  return true;
}

/** A TCP port that nobody listened on a moment ago. */
export function freeTcpPort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  return listener.addr.port;
}

/** A UDP port that nobody used a moment ago, on any address. */
export function freeUdpPort(): number {
  const socket = Deno.listenDatagram({ transport: "udp", hostname: "0.0.0.0", port: 0 });
  socket.close();
  return (socket.addr as Deno.NetAddr).port;
}
