/**
 * `config.json` while the server runs: what it said when it was last in order.
 * @module
 */
import { type DataConfig, parseConfigText, readConfigText } from "./data_config.ts";
import type { Log } from "./log.ts";

/** The configuration, which changes when its file does. */
export interface ConfigFile {
  /** What holds now. */
  readonly config: () => DataConfig;
  /** Reads the file again. A file in error is logged once and changes nothing. Never rejects. */
  refresh(): Promise<void>;
}

const BROKEN = "the configuration cannot be used: what it said before still holds";
const ODD = "the configuration has something odd in it";

/**
 * Reads the configuration for the first time.
 * @throws Error with a sentence for people, if it is in error: nobody is to run a server that is open where it should be closed
 */
export async function openConfigFile(folder: string, log: Log): Promise<ConfigFile> {
  const first = await readConfigText(folder);
  if (first.type === "error") throw new Error(first.message);
  const loaded = parseConfigText(first.content);
  if (loaded.type === "error") throw new Error(loaded.message);
  for (const reason of loaded.warnings) log.warn(ODD, { reason });

  let { config } = loaded;
  let known = first.content;
  let complaint = "";
  /** The file was not there at the last look. */
  let missing = false;

  function complain(message: string): void {
    if (message !== complaint) log.error(BROKEN, { reason: message });
    complaint = message;
  }

  return {
    config: () => config,
    async refresh() {
      const read = await readConfigText(folder);
      if (read.type === "error") return complain(read.message);
      const { content } = read;
      const { path, text } = content;
      // Some programs take a file away for a moment in order to write it.
      const isFresh = path === null && known.path !== null && !missing;
      missing = path === null;
      if (isFresh) return;
      if (path === known.path && text === known.text) return void (complaint = "");
      const reloaded = parseConfigText(content);
      if (reloaded.type === "error") return complain(reloaded.message);
      config = reloaded.config;
      known = content;
      complaint = "";
      log.info("the configuration has been read again", { file: path ?? "none" });
      for (const reason of reloaded.warnings) log.warn(ODD, { reason });
    },
  };
}
