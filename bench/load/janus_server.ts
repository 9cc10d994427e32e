/**
 * Janus (https://janus.conf.meetecho.com) as a subject: the streaming plugin with one mountpoint, its API and the mountpoint on
 * loopback only, with a configuration of its own in a temporary folder. Its media go by the machine's own address, since it never
 * gathers candidates on loopback; they do not leave the machine either. Needs Debian's package `janus`.
 * @module
 */
import { freeTcpPort, freeUdpPort } from "../../tests/lectern.ts";
import { AUDIO_PAYLOAD_TYPE, VIDEO_PAYLOAD_TYPE } from "./media_source.ts";
import { startProcess } from "./server_process.ts";
import type { RunningSubject, Subject } from "./subject.ts";

const PROGRAM = "/usr/bin/janus";
const MOUNTPOINT = 1;

/** Janus with its defaults, or with so many event loops instead of a thread for each viewer. */
export function janusSubject(eventLoops: number | null): Subject {
  const name = eventLoops === null ? "Janus, defaults" : `Janus, event_loops=${eventLoops}`;
  return { name, start: () => start(eventLoops) };
}

async function start(eventLoops: number | null): Promise<RunningSubject> {
  const libraries = await findLibraries();
  const folder = await Deno.makeTempDir({ prefix: "janus-load-" });
  const remove = () => Deno.remove(folder, { recursive: true });
  const port = freeTcpPort();
  const [audioPort, videoPort] = [freeUdpPort(), freeUdpPort()];
  const files = {
    "janus.jcfg": generalConfig(folder, libraries, eventLoops),
    "janus.transport.websockets.jcfg": `general: {
      json = "compact"
      ws = true
      ws_port = ${port}
      ws_ip = "127.0.0.1"
      wss = false
    }\n`,
    "janus.plugin.streaming.jcfg": `load: {
      type = "rtp"
      id = ${MOUNTPOINT}
      audio = true
      video = true
      audioport = ${audioPort}
      audiopt = ${AUDIO_PAYLOAD_TYPE}
      audiocodec = "opus"
      audioiface = "127.0.0.1"
      videoport = ${videoPort}
      videopt = ${VIDEO_PAYLOAD_TYPE}
      videocodec = "vp8"
      videoiface = "127.0.0.1"
    }\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
  try {
    const command = [PROGRAM, "--disable-colors", "-F", folder, "-C", `${folder}/janus.jcfg`];
    const { pid, log, stop } = await startProcess(command, () => accepts(port));
    return {
      service: {
        type: "janus",
        url: `ws://127.0.0.1:${port}`,
        mountpoint: MOUNTPOINT,
        audioPort,
        videoPort,
      },
      pid,
      details: /Janus version: .*/.exec(log())?.[0] ?? "",
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

function generalConfig(folder: string, libraries: string, eventLoops: number | null): string {
  return `general: {
    configs_folder = "${folder}"
    plugins_folder = "${libraries}/plugins"
    transports_folder = "${libraries}/transports"
    events_folder = "${folder}"
    loggers_folder = "${folder}"
    debug_level = 3
    ${eventLoops === null ? "" : `event_loops = ${eventLoops}`}
  }
  plugins: {
    disable = "${modulesBut(libraries, "plugins", "libjanus_streaming.so")}"
  }
  transports: {
    disable = "${modulesBut(libraries, "transports", "libjanus_websockets.so")}"
  }\n`;
}

/** Names of the modules in a folder, all but one, with commas between. */
function modulesBut(libraries: string, kind: string, kept: string): string {
  return [...Deno.readDirSync(`${libraries}/${kind}`)].map((entry) => entry.name)
    .filter((name) => name.endsWith(".so") && name !== kept).join(",");
}

/** The folder of the package's modules: `/usr/lib/<architecture>/janus`. */
async function findLibraries(): Promise<string> {
  for await (const entry of Deno.readDir("/usr/lib")) {
    const folder = `/usr/lib/${entry.name}/janus`;
    if (entry.isDirectory && await isFolder(folder)) return folder;
  }
  throw new Error("Janus is not installed: sudo apt-get install -y janus");
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isDirectory;
  } catch {
    return false;
  }
}

async function accepts(port: number): Promise<boolean> {
  (await Deno.connect({ hostname: "127.0.0.1", port })).close();
  return true;
}
