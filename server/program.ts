/**
 * The program: a command line in, an exit status out.
 * @module
 */
import { type Config, parseCommandLine } from "./config.ts";
import { createLog, type Log, writeToStderr } from "./log.ts";
import { type Server, startServer, SYSTEM_CLOCK } from "./server.ts";
import { VERSION } from "./version.ts";

/** Exit status when the program cannot do what it was asked to. */
const STATUS_USAGE = 2;

/** Runs the program until it is told to end. Resolves to its exit status. */
export async function runProgram(args: readonly string[]): Promise<number> {
  const commandLine = parseCommandLine(args);
  switch (commandLine.type) {
    case "help":
      print(commandLine.text);
      return 0;
    case "version":
      print(`Lectern ${VERSION}\n`);
      return 0;
    case "error":
      return complain(commandLine.message);
    case "run":
      return await serve(commandLine.config);
  }
}

async function serve(config: Config): Promise<number> {
  const log = createLog({
    level: config.logLevel,
    format: config.logFormat,
    clock: SYSTEM_CLOCK.nowMs,
    write: writeToStderr,
  });
  const signal = firstSignal();
  let server: Server;
  try {
    server = await startServer(config, log);
  } catch (error) {
    return complain(error instanceof Error ? error.message : String(error));
  }
  print(greeting(config, server));
  await stopOnSignal(server, log, await signal);
  return 0;
}

async function stopOnSignal(server: Server, log: Log, signal: Deno.Signal): Promise<void> {
  log.info("the server was told to stop", { signal });
  // Whoever asks twice does not want to wait.
  for (const each of STOP_SIGNALS) Deno.addSignalListener(each, () => Deno.exit(1));
  await server.stop();
}

const STOP_SIGNALS: readonly Deno.Signal[] = ["SIGINT", "SIGTERM"];

/** Resolves to the signal that ends the program. */
function firstSignal(): Promise<Deno.Signal> {
  return new Promise((resolve) => {
    for (const each of STOP_SIGNALS) Deno.addSignalListener(each, () => resolve(each));
  });
}

/** What somebody who started the server at a terminal wants to know: what to open in a browser. */
function greeting(config: Config, server: Server): string {
  const { hostname } = config.http;
  const host = hostname === "" || hostname === "0.0.0.0" || hostname === "::"
    ? "localhost"
    : hostname;
  const scheme = config.insecure ? "http" : "https";
  const bracketed = host.includes(":") ? `[${host}]` : host;
  const path = server.hasDemo ? "/group/demo/" : "/";
  const lines = [`Lectern is ready: ${scheme}://${bracketed}:${server.port}${path}`];
  if (server.hasDemo) {
    const why = config.demo ? "As asked for" : `As there is no folder ${config.groupsFolder}`;
    lines.push(`${why}, there is one group, which is open to everybody: demo.`);
  }
  if (server.identity?.selfSigned) {
    lines.push(
      `The certificate was made just now, so that browsers will warn: to use your own, put ` +
        `cert.pem and key.pem into ${config.dataFolder}.`,
    );
  }
  return lines.join("\n") + "\n";
}

function complain(sentence: string): number {
  Deno.stderr.writeSync(new TextEncoder().encode(`lectern: ${sentence}\n`));
  return STATUS_USAGE;
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}
