/**
 * `config.json` of the data folder, whose fields are Galène's.
 * @module
 */
import { readUsers } from "../groups/description_format.ts";
import type { UserDescription } from "../groups/description.ts";
import {
  type FieldReaders,
  label,
  noteWarning,
  readFields,
  readFlag,
  readList,
  readText,
  rootPlace,
  toProblem,
} from "../groups/fields.ts";
import type { Problem } from "../groups/source.ts";
import { parseJsonSource } from "../groups/source_json.ts";

/** What `config.json` says. Texts are "" where it says nothing. */
export interface DataConfig {
  /** Host, with port if it is not the usual one, to which visitors of other names are sent. */
  readonly canonicalHost: string;
  /** What of the outer URL differs behind a proxy: scheme, host, path prefix, or all. */
  readonly proxyURL: string;
  /** Origins of other sites that may use the server. */
  readonly allowOrigin: readonly string[];
  /** Origins of other sites that may administer it. */
  readonly allowAdminOrigin: readonly string[];
  /** Administrators of the server; only the permission `admin` matters. */
  readonly users: ReadonlyMap<string, UserDescription>;
  /** Whether group files may be changed over the network. */
  readonly writableGroups: boolean;
}

/** Outcome of {@linkcode parseDataConfig}. */
export type ParsedDataConfig =
  | { readonly type: "config"; readonly config: DataConfig; readonly warnings: readonly Problem[] }
  | { readonly type: "problem"; readonly problem: Problem };

/** Outcome of {@linkcode loadDataConfig}. Messages and warnings are a sentence each. */
export type LoadedDataConfig =
  | { readonly type: "loaded"; readonly config: DataConfig; readonly warnings: readonly string[] }
  | { readonly type: "error"; readonly message: string };

type Draft = { -readonly [K in keyof DataConfig]: DataConfig[K] };

const FIELDS: FieldReaders<Draft> = new Map([
  ["canonicalHost", (d, v, at) => void (d.canonicalHost = readText(v, at))],
  ["proxyURL", (d, v, at) => void (d.proxyURL = readText(v, at))],
  ["allowOrigin", (d, v, at) => void (d.allowOrigin = readList(v, at, readText))],
  ["allowAdminOrigin", (d, v, at) => void (d.allowAdminOrigin = readList(v, at, readText))],
  ["users", (d, v, at) => void (d.users = readUsers(v, at))],
  ["writableGroups", (d, v, at) => void (d.writableGroups = readFlag(v, at))],
  [
    "admin",
    (_, __, at) => noteWarning(at, `${label(at)} is obsolete and has no effect: remove it`),
  ],
]);

/** Reads the text of `config.json`. */
export function parseDataConfig(text: string): ParsedDataConfig {
  const parsed = parseJsonSource(text);
  if (parsed.type === "problem") return parsed;
  const { source } = parsed;
  const place = rootPlace();
  const config = createDataConfig();
  readFields(config, FIELDS, source.root, place);
  const error = place.notes.errors[0];
  if (error !== undefined) return { type: "problem", problem: toProblem(source, error) };
  const warnings = place.notes.warnings.map((note) => toProblem(source, note));
  return { type: "config", config, warnings };
}

/** Reads `config.json` of a data folder; without that file, or that folder, everything is at its default. */
export async function loadDataConfig(folder: string): Promise<LoadedDataConfig> {
  const file = `${folder}/config.json`;
  let text: string;
  try {
    text = await Deno.readTextFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      return { type: "loaded", config: createDataConfig(), warnings: [] };
    }
    const reason = error instanceof Error ? error.message : "unknown error";
    return { type: "error", message: `${file} cannot be read: ${reason}.` };
  }
  const parsed = parseDataConfig(text);
  if (parsed.type === "problem") return { type: "error", message: sentence(file, parsed.problem) };
  const warnings = parsed.warnings.map((warning) => sentence(file, warning));
  return { type: "loaded", config: parsed.config, warnings };
}

/** Everything at its default. */
export function createDataConfig(): DataConfig {
  return {
    canonicalHost: "",
    proxyURL: "",
    allowOrigin: [],
    allowAdminOrigin: [],
    users: new Map(),
    writableGroups: false,
  };
}

function sentence(file: string, problem: Problem): string {
  return `${file}, line ${problem.line}: ${problem.message}.`;
}
