/**
 * A server under test as a process of its own, and what the kernel says it used (proc(5)).
 * @module
 */

/** A running server. Made by `startProcess`. */
export interface ServerProcess {
  readonly pid: number;
  /** All that it has written so far, on both outputs. */
  readonly log: () => string;
  /** Ends it and waits until it is gone. */
  readonly stop: () => Promise<void>;
}

/** What a process has used so far, and what the whole machine has. */
export interface Usage {
  /** CPU time of all threads, user and kernel, in microseconds. */
  readonly cpuUs: number;
  /** Resident memory in bytes. */
  readonly rssBytes: number;
  /** CPU time of everything on the machine in microseconds. */
  readonly machineCpuUs: number;
}

/** Unit of CPU time in /proc: USER_HZ is 100 on every Linux that Deno runs on. */
const TICK_US = 10_000;
const START_TIMEOUT_MS = 60_000;

/** Starts a program and waits until `ready` says so. Throws an `Error` with its output if it ends or the time is up. */
export async function startProcess(
  command: readonly string[],
  ready: (log: string) => Promise<boolean>,
  cwd?: string,
): Promise<ServerProcess> {
  const child = new Deno.Command(command[0]!, {
    args: command.slice(1),
    ...(cwd === undefined ? {} : { cwd }),
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let log = "";
  let ended = false;
  child.status.then(() => ended = true);
  const reading = Promise.all([child.stdout, child.stderr].map(async (stream) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) log += text;
  }));
  const stop = async () => {
    const deadline = setTimeout(() => child.kill("SIGKILL"), 10_000);
    if (!ended) child.kill("SIGTERM");
    await child.status;
    clearTimeout(deadline);
    await reading;
  };
  const deadlineMs = Date.now() + START_TIMEOUT_MS;
  while (!ended && Date.now() < deadlineMs) {
    if (await ready(log).catch(() => false)) return { pid: child.pid, log: () => log, stop };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error(`${command[0]} did not start:\n${log.trim()}`);
}

/** What the process with this id has used. Throws `Deno.errors.NotFound` once it is gone. */
export function readUsage(pid: number): Usage {
  return {
    cpuUs: parseProcessCpuUs(Deno.readTextFileSync(`/proc/${pid}/stat`)),
    rssBytes: parseRssBytes(Deno.readTextFileSync(`/proc/${pid}/status`)),
    machineCpuUs: parseMachineCpuUs(Deno.readTextFileSync("/proc/stat")),
  };
}

/** CPU time in microseconds out of /proc/PID/stat: fields 14 and 15. The name, field 2, may hold spaces and parentheses. */
export function parseProcessCpuUs(text: string): number {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_US;
}

/** Resident memory in bytes out of /proc/PID/status. */
export function parseRssBytes(text: string): number {
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(text)?.[1] ?? NaN) * 1024;
}

/** CPU time that was not idle, in microseconds, out of /proc/stat: all but the fields idle, iowait and (counted elsewhere) guests. */
export function parseMachineCpuUs(text: string): number {
  const fields = (text.split("\n")[0] ?? "").split(/\s+/).slice(1).map(Number);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = fields;
  return (user + nice + system + irq + softirq) * TICK_US;
}
