/**
 * `config.json` of the data folder, whose fields are Galène's and a few of ours. It may be `config.yaml` instead.
 * @module
 */
import { type DescriptionFormat, readUsers } from "../groups/description_format.ts";
import type { UserDescription } from "../groups/description.ts";
import {
  type FieldReaders,
  label,
  noteError,
  noteWarning,
  type Place,
  readFields,
  readFlag,
  readList,
  readText,
  rootPlace,
  toProblem,
} from "../groups/fields.ts";
import type { Problem, SourceValue } from "../groups/source.ts";
import { parseJsonSource } from "../groups/source_json.ts";
import { parseYamlSource } from "../groups/source_yaml.ts";
import { isIpv4, isIpv6 } from "./address.ts";
import { createLimits, DEFAULT_LIMITS, LIMIT_FIELDS, type Limits } from "./limits.ts";

/** What `config.json` says. Texts are "" where it says nothing. */
export interface DataConfig {
  /** Host, with port if it is not the usual one, to which visitors of other names are sent. */
  readonly canonicalHost: string;
  /** What of the outer URL differs behind a proxy: scheme, host, path prefix, or all. */
  readonly proxyURL: string;
  /** Addresses of proxies whose word on where requests come from is believed. */
  readonly trustedProxies: readonly string[];
  /** Origins of other sites that may use the server. */
  readonly allowOrigin: readonly string[];
  /** Origins of other sites that may administer it. */
  readonly allowAdminOrigin: readonly string[];
  /** Administrators of the server; only the permission `admin` matters. */
  readonly users: ReadonlyMap<string, UserDescription>;
  /** Whether group files may be changed over the network. */
  readonly writableGroups: boolean;
  readonly limits: Limits;
}

/** Outcome of {@linkcode parseDataConfig}. */
export type ParsedDataConfig =
  | { readonly type: "config"; readonly config: DataConfig; readonly warnings: readonly Problem[] }
  | { readonly type: "problem"; readonly problem: Problem };

/** Outcome of {@linkcode loadDataConfig}. Messages and warnings are a sentence each. */
export type LoadedDataConfig =
  | { readonly type: "loaded"; readonly config: DataConfig; readonly warnings: readonly string[] }
  | { readonly type: "error"; readonly message: string };

/** The text of the configuration. `path` is null where there is no file, which is as good as an empty object. */
export interface ConfigText {
  readonly path: string | null;
  readonly text: string;
  readonly format: DescriptionFormat;
  /** Files that are there too, but do not count. */
  readonly ignored: readonly string[];
}

/** Outcome of {@linkcode readConfigText}. The message is a sentence. */
export type ConfigTextRead =
  | { readonly type: "text"; readonly content: ConfigText }
  | { readonly type: "error"; readonly message: string };

type Draft = { -readonly [K in keyof DataConfig]: DataConfig[K] };

/** The names that the file may have; the first that is there counts. */
const FILES: readonly (readonly [string, DescriptionFormat])[] = [
  ["config.json", "json"],
  ["config.yaml", "yaml"],
  ["config.yml", "yaml"],
];

/** Largest file that is read, in bytes. */
const MAX_FILE_BYTES = 1 << 20;

const FIELDS: FieldReaders<Draft> = new Map([
  ["canonicalHost", (d, v, at) => void (d.canonicalHost = readHost(v, at))],
  ["proxyURL", (d, v, at) => void (d.proxyURL = readText(v, at))],
  ["trustedProxies", (d, v, at) => void (d.trustedProxies = readList(v, at, readAddress))],
  ["allowOrigin", (d, v, at) => void (d.allowOrigin = readList(v, at, readOrigin))],
  ["allowAdminOrigin", (d, v, at) => void (d.allowAdminOrigin = readList(v, at, readOrigin))],
  ["users", (d, v, at) => void (d.users = readUsers(v, at))],
  ["writableGroups", (d, v, at) => void (d.writableGroups = readFlag(v, at))],
  ["limits", (d, v, at) => {
    const limits = createLimits();
    readFields(limits, LIMIT_FIELDS, v, at);
    d.limits = limits;
  }],
  [
    "admin",
    (_, __, at) => noteWarning(at, `${label(at)} is obsolete and has no effect: remove it`),
  ],
]);

/** Reads the text of the configuration. Never throws. */
export function parseDataConfig(
  text: string,
  format: DescriptionFormat = "json",
): ParsedDataConfig {
  const parsed = format === "json" ? parseJsonSource(text) : parseYamlSource(text);
  if (parsed.type === "problem") return parsed;
  const { source } = parsed;
  const place = rootPlace();
  const config: Draft = createDataConfig();
  // A YAML file of comments alone says nothing, and is no error.
  if (source.root !== null || format === "json") readFields(config, FIELDS, source.root, place);
  const error = place.notes.errors[0];
  if (error !== undefined) return { type: "problem", problem: toProblem(source, error) };
  const warnings = place.notes.warnings.map((note) => toProblem(source, note));
  return { type: "config", config, warnings };
}

/** Reads the configuration of a data folder; without that file, or that folder, everything is at its default. */
export async function loadDataConfig(folder: string): Promise<LoadedDataConfig> {
  const read = await readConfigText(folder);
  return read.type === "error" ? read : parseConfigText(read.content);
}

/** Takes the text of the configuration from its file. */
export async function readConfigText(folder: string): Promise<ConfigTextRead> {
  let found: Omit<ConfigText, "ignored"> = { path: null, text: "{}", format: "json" };
  const ignored: string[] = [];
  for (const [name, format] of FILES) {
    const path = `${folder}/${name}`;
    try {
      if (found.path !== null) {
        if ((await Deno.stat(path)).isFile) ignored.push(path);
        continue;
      }
      const { size } = await Deno.stat(path);
      if (size > MAX_FILE_BYTES) {
        return { type: "error", message: `${path} has more than ${MAX_FILE_BYTES} bytes.` };
      }
      found = { path, text: await Deno.readTextFile(path), format };
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) continue;
      if (error instanceof Deno.errors.NotADirectory) continue;
      const reason = error instanceof Error ? error.message : "unknown error";
      return { type: "error", message: `${path} cannot be read: ${reason}.` };
    }
  }
  return { type: "text", content: { ...found, ignored } };
}

/** Makes a configuration of its text. */
export function parseConfigText(
  { path, text, format, ignored }: ConfigText,
): LoadedDataConfig {
  const file = path ?? "the configuration";
  const parsed = parseDataConfig(text, format);
  if (parsed.type === "problem") return { type: "error", message: sentence(file, parsed.problem) };
  const warnings = [
    ...parsed.warnings.map((warning) => sentence(file, warning)),
    ...ignored.map((each) => `${each} has no effect, for there is ${file}: remove one of them.`),
  ];
  return { type: "loaded", config: parsed.config, warnings };
}

/** Everything at its default. */
export function createDataConfig(): DataConfig {
  return {
    canonicalHost: "",
    proxyURL: "",
    trustedProxies: [],
    allowOrigin: [],
    allowAdminOrigin: [],
    users: new Map(),
    writableGroups: false,
    limits: DEFAULT_LIMITS,
  };
}

/** It ends up in a header, and in the audience of tokens. */
function readHost(value: SourceValue, place: Place): string {
  const host = readText(value, place);
  if (/^(?:[\w.-]+|\[[\da-fA-F:.]+\])?(?::\d{1,5})?$/.test(host)) return host;
  noteError(
    place,
    `${label(place)} must be a host, such as meet.example.org or meet.example.org:8443`,
  );
  return "";
}

function readAddress(value: SourceValue, place: Place): string {
  const address = readText(value, place);
  if (typeof value !== "string" || isIpv4(address) || isIpv6(address)) return address;
  noteError(place, `${label(place)} must be an IPv4 or IPv6 address: correct it`);
  return "";
}

/** Browsers send origins without a path, so that one with a path is never met. */
function readOrigin(value: SourceValue, place: Place): string {
  const origin = readText(value, place);
  if (typeof value !== "string") return origin;
  const url = URL.parse(origin);
  if (url === null || url.origin.toLowerCase() !== origin.toLowerCase()) {
    noteWarning(
      place,
      `${label(place)} is the origin of no page: write it as in https://example.org`,
    );
  }
  return origin;
}

function sentence(file: string, problem: Problem): string {
  return `${file}, line ${problem.line}: ${problem.message}.`;
}
