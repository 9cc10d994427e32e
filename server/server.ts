/**
 * The server put together: configuration, media workers, groups, clients, HTTP. Started in one order and stopped in the
 * reverse.
 * @module
 */
import { demoDescriptions } from "../groups/demo.ts";
import { createDirectory } from "../groups/directory.ts";
import { createHasher } from "../groups/password.ts";
import { checkGroupsFolder, createFileStore, createMemoryStore } from "../groups/store.ts";
import type { WorkerConfig } from "../media/worker/commands.ts";
import { createTokenFileStore } from "../groups/token_store.ts";
import { createEmbeddedFrontEnd, loadAssets } from "./assets.ts";
import { atMost } from "./at_most.ts";
import type { Clock, Hub } from "./client.ts";
import type { Config } from "./config.ts";
import { type ConfigFile, openConfigFile } from "./config_file.ts";
import { createEchoes, type Echoes } from "./echo.ts";
import type { FrontEnd } from "./front_end.ts";
import { type Holdings, takeStock } from "./holdings.ts";
import { handleRequest, type Site } from "./http.ts";
import { createHub, shutDown } from "./hub.ts";
import { listen, type Listening } from "./listen.ts";
import { createLiveGroups } from "./live_groups.ts";
import type { Log } from "./log.ts";
import { createMediaClient, type MediaClient } from "./media_client.ts";
import { refreshGroups } from "./membership.ts";
import { createPasswordThread, type PasswordThread } from "./password_thread.ts";
import { randomId } from "./random_id.ts";
import { readGroupStatistics } from "./statistics.ts";
import { createStaticFrontEnd } from "./static_files.ts";
import { createSelfSignedIdentity, readTlsIdentity, type TlsIdentity } from "./tls.ts";
import { createUpkeep, keepUp } from "./upkeep.ts";
import { openSocket } from "./web_socket.ts";

/** A server that runs. */
export interface Server {
  /** The port it listens on. */
  readonly port: number;
  readonly identity: TlsIdentity | null;
  /** Whether there is a group to try things out in, because no groups were configured. */
  readonly hasDemo: boolean;
  /** What it holds for its clients now. */
  holdings(): Promise<Holdings>;
  /** Tells all clients, and ends. */
  stop(): Promise<void>;
}

const TICK_MS = 1000;
const CERTIFICATE_DAYS = 365;
const DAY_MS = 24 * 60 * 60_000;

/** How long sockets, then answers under way, then media workers may take to end. */
const STOP_LIMIT_MS = 2000;

/** The control plane's clock. */
export const SYSTEM_CLOCK: Clock = {
  nowMs: () => Date.now(),
  delay: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * Starts a server.
 * @throws Error with a sentence for people, if something that it needs is not there.
 */
export async function startServer(config: Config, log: Log): Promise<Server> {
  const hasDemo = config.demo ||
    !(config.groupsFolderGiven || await exists(config.groupsFolder));
  const problem = hasDemo ? null : await checkGroupsFolder(config.groupsFolder);
  if (problem !== null) throw new Error(problem);
  const configFile = await openConfigFile(config.dataFolder, log);
  const identity = config.insecure ? null : await tlsIdentity(config);
  const frontEnd = await createFrontEnd(config.staticFolder);

  const media = await startWorkers(config, log);
  const passwords = createPasswordThread();
  const hub = await openHub(config, log, {
    media,
    passwords,
    configFile,
  });
  const echoes = openEchoes(config, hub);
  let stopping = false;
  const site: Site = {
    frontEnd,
    directory: hub.directory,
    log,
    refresh: () => refreshGroups(hub),
    config: configFile.config,
    api: {
      directory: hub.directory,
      store: hub.store,
      tokens: hub.tokens,
      hasher: hub.hasher,
      delays: hub.delays,
      log,
      config: configFile.config,
      refresh: () => refreshGroups(hub),
      statistics: () => readGroupStatistics(hub, media),
      live: createLiveGroups(hub, media),
      randomId,
      nowMs: SYSTEM_CLOCK.nowMs,
      delay: SYSTEM_CLOCK.delay,
    },
    echoes,
    openSocket: (request, address) =>
      stopping ? new Response("stopping\n", { status: 503 }) : openSocket(hub, request, address),
  };
  let listening: Listening;
  try {
    listening = listen(
      config.http,
      identity,
      (request, address) => handleRequest(site, request, address),
    );
  } catch (error) {
    await media.stop();
    throw error;
  }
  const endTicks = startTicks(hub, configFile);
  log.info("the server has started", { port: listening.port });

  return {
    port: listening.port,
    identity,
    hasDemo,
    holdings: () => takeStock(hub, media),
    async stop() {
      stopping = true;
      endTicks();
      echoes.close();
      shutDown(hub);
      await socketsGone(hub);
      passwords.close();
      await listening.stop(STOP_LIMIT_MS);
      await atMost(STOP_LIMIT_MS, media.stop());
      log.info("the server has stopped");
    },
  };
}

async function startWorkers(config: Config, log: Log): Promise<MediaClient> {
  const media = createMediaClient({ workers: workerConfigs(config), log });
  for (const { index, port, addresses, backends } of await media.start()) {
    log.info("a media worker has started", {
      worker: index,
      port,
      addresses: addresses.join(" "),
      backends,
    });
  }
  return media;
}

async function openHub(
  flags: Config,
  log: Log,
  parts: {
    readonly media: MediaClient;
    readonly passwords: PasswordThread;
    readonly configFile: ConfigFile;
  },
): Promise<Hub> {
  const { config } = parts.configFile;
  const store = flags.demo ? createMemoryStore(demoDescriptions()) : createFileStore({
    folder: flags.groupsFolder,
    whenAbsent: demoDescriptions(),
    report: ({ level, message, file, line, reason }) => log[level](message, { file, line, reason }),
    clock: SYSTEM_CLOCK.nowMs,
  });
  return createHub({
    clock: SYSTEM_CLOCK,
    log,
    media: parts.media,
    store,
    directory: createDirectory(await store.read()),
    hasher: createHasher({
      compareBcrypt: parts.passwords.compare,
      hashBcrypt: parts.passwords.hash,
    }),
    tokens: createTokenFileStore({
      path: `${flags.dataFolder}/var/tokens.jsonl`,
      report: (message) => log.error(message),
      maxTokens: () => config().limits.tokens,
    }),
    canonicalHost: () => config().canonicalHost,
    writableGroups: () => config().writableGroups,
    limits: () => config().limits,
    randomId,
  });
}

function openEchoes(config: Config, hub: Hub): Echoes {
  return createEchoes({
    media: hub.media,
    most: config.echoes,
    newViewer: () => ++hub.lastViewer,
    randomId,
    nowMs: SYSTEM_CLOCK.nowMs,
    after(delayMs, callback) {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  });
}

/** Waits until clients have answered our close frames: Deno cuts off what is left when the server stops. */
async function socketsGone(hub: Hub): Promise<void> {
  const limitMs = SYSTEM_CLOCK.nowMs() + STOP_LIMIT_MS;
  while (hub.sockets > 0 && SYSTEM_CLOCK.nowMs() < limitMs) await SYSTEM_CLOCK.delay(10);
}

/** Does what is due by the clock, until it is told to end. */
function startTicks(hub: Hub, configFile: ConfigFile): () => void {
  const upkeep = createUpkeep();
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    await keepUp(hub, upkeep, configFile.refresh);
    busy = false;
  }, TICK_MS);
  return () => clearInterval(timer);
}

async function tlsIdentity(config: Config): Promise<TlsIdentity> {
  const found = await readTlsIdentity(config.dataFolder);
  if (found !== null) return found;
  const nowMs = SYSTEM_CLOCK.nowMs();
  return await createSelfSignedIdentity({
    hosts: [...new Set(["localhost", ...localHosts(config)])],
    notBeforeMs: nowMs - DAY_MS,
    notAfterMs: nowMs + CERTIFICATE_DAYS * DAY_MS,
    serial: crypto.getRandomValues(new Uint8Array(16)),
  });
}

/** Names and addresses by which browsers may reach us. */
function localHosts(config: Config): string[] {
  const { hostname } = config.http;
  const addresses = Deno.networkInterfaces()
    .map(({ address }) => address)
    .filter((address) => !address.toLowerCase().startsWith("fe80:"));
  return [...(hostname === "" ? [] : [hostname]), ...config.publicAddresses, ...addresses];
}

async function createFrontEnd(staticFolder: string | null): Promise<FrontEnd> {
  return staticFolder === null
    ? createEmbeddedFrontEnd(await loadAssets())
    : await createStaticFrontEnd(staticFolder);
}

function workerConfigs(config: Config): WorkerConfig[] {
  const { udpPort, publicAddresses, udpBackend, crypto, audibleSpeakers, logLevel } = config;
  return Array.from({ length: config.workers }, (_, index) => ({
    index,
    udpPort: udpPort === 0 ? 0 : udpPort + index,
    publicAddresses,
    udpBackend,
    crypto,
    audibleSpeakers,
    logLevel,
  }));
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    return !(error instanceof Deno.errors.NotFound);
  }
}
