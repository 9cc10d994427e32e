/**
 * This server as a subject: from source with the permissions of `deno task start`, or the binary that the environment variable
 * LECTERN_BINARY names.
 * @module
 */
import { freeTcpPort, freeUdpPort, OPEN_GROUP } from "../../tests/lectern.ts";
import { startProcess } from "./server_process.ts";
import type { Subject } from "./subject.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const GROUP = "load";

/** How to run it. */
export interface LecternOptions {
  readonly flags: readonly string[];
  /** Flags of V8, from source only. */
  readonly v8Flags?: readonly string[];
}

/** Lectern with further flags. */
export function lecternSubject(name: string, options: LecternOptions): Subject {
  return { name, start: () => start(options) };
}

async function start(options: LecternOptions) {
  const folder = await Deno.makeTempDir({ prefix: "lectern-load-" });
  await Deno.mkdir(`${folder}/data`);
  await Deno.mkdir(`${folder}/groups`);
  await Deno.writeTextFile(`${folder}/groups/${GROUP}.json`, JSON.stringify(OPEN_GROUP));
  const tcpPort = freeTcpPort();
  const origin = `127.0.0.1:${tcpPort}`;
  const flags = [
    "--insecure",
    ...["--http", origin, "--udp", `${freeUdpPort()}`, "--public-address", "127.0.0.1"],
    ...["--groups", `${folder}/groups`, "--data", `${folder}/data`],
    ...options.flags,
  ];
  const remove = () => Deno.remove(folder, { recursive: true });
  try {
    const command = [...await serverCommand(options.v8Flags ?? []), ...flags];
    const { pid, log, stop } = await startProcess(command, () => answers(origin), ROOT);
    return {
      service: { type: "galene", url: `ws://${origin}/ws`, group: GROUP } as const,
      pid,
      details: /backends="(.*?)"/.exec(log())?.[1] ?? "",
      stop: async () => {
        await stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function serverCommand(v8Flags: readonly string[]): Promise<string[]> {
  const binary = Deno.env.get("LECTERN_BINARY");
  if (binary) return [new URL(binary, "file://" + ROOT).pathname];
  const { tasks } = JSON.parse(await Deno.readTextFile(`${ROOT}deno.json`));
  const words = String(tasks.start.command).split(" ");
  const extra = v8Flags.length > 0 ? [`--v8-flags=${v8Flags.join(",")}`] : [];
  return [
    Deno.execPath(),
    "run",
    "--quiet",
    ...extra,
    ...words.slice(2, words.indexOf("main.ts") + 1),
  ];
}

async function answers(origin: string): Promise<boolean> {
  const response = await fetch(`http://${origin}/healthz`);
  await response.body?.cancel();
  return response.ok;
}
