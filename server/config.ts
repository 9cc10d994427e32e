/**
 * The command line, read into one record. The flags are Galène's where it has them, and its spelling with one dash is
 * understood.
 * @module
 */
import { suggest } from "../groups/suggest.ts";
import { isIpv4, isIpv6, type ListenAddress, parseListenAddress } from "./address.ts";
import { type Level, LEVELS, type LogFormat } from "./log.ts";

/** What the command line says. Folders are as written, relative to the working directory. */
export interface Config {
  readonly http: ListenAddress;
  /** Plain HTTP instead of HTTPS. */
  readonly insecure: boolean;
  readonly groupsFolder: string;
  /** Whether the folder of groups was asked for, so that it must be there. */
  readonly groupsFolderGiven: boolean;
  /** Serve the demo group alone, whatever folder of groups there is. */
  readonly demo: boolean;
  readonly dataFolder: string;
  readonly recordingsFolder: string;
  /** A front end to serve instead of the embedded one, null for that. */
  readonly staticFolder: string | null;
  /** UDP port of the first media worker; the others have the next ones. 0 lets the system choose. */
  readonly udpPort: number;
  /** Addresses to announce instead of the machine's own; empty for these. */
  readonly publicAddresses: readonly string[];
  /** Number of media workers. */
  readonly workers: number;
  readonly udpBackend: "auto" | "linux" | "portable";
  readonly crypto: "auto" | "openssl" | "portable";
  /** How many speakers of a large group are heard at a time; 0 for all. */
  readonly audibleSpeakers: number;
  /** How many visitors may test their connection at a time, by media that is sent back to them; 0 for none. */
  readonly echoes: number;
  readonly logLevel: Level;
  readonly logFormat: LogFormat;
}

/** What a command line asks for. `message` is one sentence for people; the exit status that goes with it is 2. */
export type CommandLine =
  | { readonly type: "run"; readonly config: Config }
  | { readonly type: "help"; readonly text: string }
  | { readonly type: "version" }
  | { readonly type: "error"; readonly message: string };

/** Where explanations begin in the help. */
const HELP_COLUMN = 24;

/** So many people can be told apart when they speak at once, and a few more to be sure that nobody's first word is lost. */
const DEFAULT_AUDIBLE_SPEAKERS = 8;

/** Each takes some 2 Mb/s in and as much out. */
const DEFAULT_ECHOES = 8;

/** Most media workers. */
const MAX_WORKERS = 64;

type Draft = { -readonly [K in keyof Config]: Config[K] } & { udpPortGiven: boolean };

interface Flag {
  readonly name: string;
  /** What stands for its value in the help; null if it has none. */
  readonly argument: string | null;
  readonly help: string;
  /** Lays a value into the draft; false if it is no good. */
  readonly set: (draft: Draft, value: string) => boolean;
  /** What a good value is, to follow "must be". */
  readonly expected: string;
}

const UDP_BACKENDS = ["auto", "linux", "portable"] as const;
const CRYPTO = ["auto", "openssl", "portable"] as const;
const LOG_FORMATS = ["text", "json"] as const;

const FLAGS: readonly Flag[] = [
  {
    name: "http",
    argument: "ADDR",
    help: "Where to listen for browsers: :PORT, HOST:PORT or [IPV6]:PORT. Default :8443.",
    expected: "an address such as :8443, example.org:8443 or [::1]:8443",
    set(draft, value) {
      const address = parseListenAddress(value);
      if (address !== null) draft.http = address;
      return address !== null;
    },
  },
  {
    name: "insecure",
    argument: null,
    help:
      "Speak plain HTTP instead of HTTPS, for use behind a proxy that does TLS. Browsers give " +
      "camera and microphone to plain HTTP only on localhost.",
    expected: "true or false",
    set(draft, value) {
      draft.insecure = value === "true";
      return value === "true" || value === "false";
    },
  },
  {
    name: "groups",
    argument: "DIR",
    help: "Folder of the group definitions. Default ./groups; if that is not there, a demo group " +
      "is offered.",
    expected: "a folder",
    set(draft, value) {
      draft.groupsFolder = value;
      draft.groupsFolderGiven = true;
      return value !== "";
    },
  },
  {
    name: "demo",
    argument: null,
    help: "Serve one group that is open to everybody, demo, unless --groups is given.",
    expected: "true or false",
    set(draft, value) {
      draft.demo = value === "true";
      return value === "true" || value === "false";
    },
  },
  folderFlag("data", "dataFolder", "Folder of config.json, cert.pem and key.pem. Default ./data."),
  folderFlag("recordings", "recordingsFolder", "Folder for recordings. Default ./recordings."),
  folderFlag("static", "staticFolder", "Serve the front end in this folder instead of our own."),
  {
    name: "udp",
    argument: "PORT",
    help: "UDP port for media; with several workers the first of as many. Default: the number of " +
      "the port of --http.",
    expected: "a port number from 0 to 65535",
    set(draft, value) {
      draft.udpPort = parseNumber(value, 0, 65535);
      draft.udpPortGiven = true;
      return draft.udpPort >= 0;
    },
  },
  {
    name: "public-address",
    argument: "IP",
    help:
      "Address at which browsers reach this machine, IPv4 or IPv6, where it is not one of its " +
      "own (behind NAT). May be repeated, or be a list with commas.",
    expected: "an IPv4 or IPv6 address, or several with commas between them",
    set(draft, value) {
      const addresses = value.split(",").map((address) => address.trim());
      draft.publicAddresses = [...new Set([...draft.publicAddresses, ...addresses])];
      return addresses.every(isPublicAddress);
    },
  },
  {
    name: "workers",
    argument: "N|auto",
    help:
      `Number of threads that forward media, 1 to ${MAX_WORKERS}; auto is one for each core. Each ` +
      "has a UDP port of its own. Default 1.",
    expected: `a number from 1 to ${MAX_WORKERS}, or auto`,
    set(draft, value) {
      draft.workers = value === "auto"
        ? Math.min(MAX_WORKERS, navigator.hardwareConcurrency)
        : parseNumber(value, 1, MAX_WORKERS);
      return draft.workers > 0;
    },
  },
  choiceFlag(
    "udp-backend",
    UDP_BACKENDS,
    (draft, choice) => draft.udpBackend = choice,
    "What moves datagrams: Linux's system calls, portable code, or the better one that works. " +
      "Default auto.",
  ),
  choiceFlag(
    "crypto",
    CRYPTO,
    (draft, choice) => draft.crypto = choice,
    "What encrypts media: the system's OpenSSL, portable code, or the better one that works. " +
      "Default auto.",
  ),
  {
    name: "audible-speakers",
    argument: "N",
    help:
      "How many speakers of a large group are heard at a time, the loudest; 0 is all. Default " +
      `${DEFAULT_AUDIBLE_SPEAKERS}.`,
    expected: "a number from 0 to 1000",
    set(draft, value) {
      draft.audibleSpeakers = parseNumber(value, 0, 1000);
      return draft.audibleSpeakers >= 0;
    },
  },
  {
    name: "connection-tests",
    argument: "N",
    help:
      "How many visitors of /doctor/ may test their connection at a time, for half a minute each; 0 " +
      `is none. Default ${DEFAULT_ECHOES}.`,
    expected: "a number from 0 to 1000",
    set(draft, value) {
      draft.echoes = parseNumber(value, 0, 1000);
      return draft.echoes >= 0;
    },
  },
  choiceFlag(
    "log-level",
    LEVELS,
    (draft, choice) => draft.logLevel = choice,
    "What to log: this and everything graver. Default info.",
  ),
  choiceFlag(
    "log-format",
    LOG_FORMATS,
    (draft, choice) => draft.logFormat = choice,
    "How to log: lines for people, or one JSON object per line. Default text.",
  ),
];

const HELP = { name: "help", help: "Print this and end." };
const VERSION_FLAG = { name: "version", help: "Print the version and end." };

/** Reads a command line (without the program's name). */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const draft = createDraft();
  for (let i = 0; i < args.length; i++) {
    const match = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(args[i]!);
    if (match === null) return error(`${quote(args[i]!)} is not a flag; all flags are in --help.`);
    const [, name = "", attached] = match;
    if (name === HELP.name || name === "h") return { type: "help", text: helpText() };
    if (name === VERSION_FLAG.name) return { type: "version" };
    const flag = FLAGS.find((each) => each.name === name);
    if (flag === undefined) return error(unknownFlag(name));
    let value = attached;
    if (value === undefined && flag.argument === null) value = "true";
    if (value === undefined && !/^-[A-Za-z-]/.test(args[i + 1] ?? "-x")) value = args[++i];
    if (value === undefined) return error(`--${name} needs a value: ${flag.expected}.`);
    if (!flag.set(draft, value)) {
      return error(`The value of --${name} must be ${flag.expected}, not ${quote(value)}.`);
    }
  }
  return finish(draft);
}

/** The text of `--help`, no line longer than 80 columns. */
export function helpText(): string {
  const lines = [...FLAGS, HELP, VERSION_FLAG].flatMap((flag) => {
    const argument = "argument" in flag && flag.argument !== null ? ` ${flag.argument}` : "";
    const left = `  --${flag.name}${argument}`;
    const right = wrap(flag.help, 80 - HELP_COLUMN).map((line) => " ".repeat(HELP_COLUMN) + line);
    if (left.length + 2 > HELP_COLUMN) return [left, ...right];
    return [left.padEnd(HELP_COLUMN) + right[0]!.trimStart(), ...right.slice(1)];
  });
  return [
    "Lectern, a videoconference server.",
    "",
    "Usage: lectern [serve] [FLAG]…",
    "       lectern COMMAND [--help]",
    "",
    ...wrap(
      "Starts the server. With no flags at all it makes a certificate in memory and prints the " +
        "URL to open.",
      80,
    ),
    "",
    ...lines,
    "",
  ].join("\n");
}

/** Names of all flags, without dashes. */
export function serveOptions(): string[] {
  return [...FLAGS, HELP, VERSION_FLAG].map(({ name }) => name);
}

function createDraft(): Draft {
  return {
    http: { hostname: "", port: 8443 },
    insecure: false,
    groupsFolder: "./groups",
    groupsFolderGiven: false,
    demo: false,
    dataFolder: "./data",
    recordingsFolder: "./recordings",
    staticFolder: null,
    udpPort: 0,
    udpPortGiven: false,
    publicAddresses: [],
    workers: 1,
    udpBackend: "auto",
    crypto: "auto",
    audibleSpeakers: DEFAULT_AUDIBLE_SPEAKERS,
    echoes: DEFAULT_ECHOES,
    logLevel: "info",
    logFormat: "text",
  };
}

function finish(draft: Draft): CommandLine {
  const { udpPortGiven, ...rest } = draft;
  const config: Config = {
    ...rest,
    demo: rest.demo && !rest.groupsFolderGiven,
    udpPort: udpPortGiven ? rest.udpPort : rest.http.port,
  };
  const last = config.udpPort + config.workers - 1;
  if (config.udpPort > 0 && last > 65535) {
    return error(
      `${config.workers} workers from UDP port ${config.udpPort} on would need port ${last}, ` +
        "which does not exist: choose a lower --udp.",
    );
  }
  return { type: "run", config };
}

function folderFlag(
  name: string,
  field: "dataFolder" | "recordingsFolder" | "staticFolder",
  help: string,
): Flag {
  return {
    name,
    argument: "DIR",
    help,
    expected: "a folder",
    set(draft, value) {
      draft[field] = value;
      return value !== "";
    },
  };
}

function choiceFlag<T extends string>(
  name: string,
  choices: readonly T[],
  set: (draft: Draft, choice: T) => void,
  help: string,
): Flag {
  return {
    name,
    argument: choices.join("|"),
    help,
    expected: `one of ${choices.join(", ")}`,
    set(draft, value) {
      const choice = choices.find((each) => each === value);
      if (choice !== undefined) set(draft, choice);
      return choice !== undefined;
    },
  };
}

function unknownFlag(name: string): string {
  const meant = suggest(name, FLAGS.map((flag) => flag.name));
  const remedy = meant === null ? "all flags are in --help" : `did you mean --${meant}?`;
  return `There is no flag --${name.slice(0, 60)}: ${remedy}${remedy.endsWith("?") ? "" : "."}`;
}

function error(message: string): CommandLine {
  return { type: "error", message };
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? text.slice(0, 60) + "…" : text);
}

/** A whole number within bounds, -1 if it is none. */
function parseNumber(text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  return value >= least && value <= most ? value : -1;
}

/** Nobody can be reached at the unspecified address. */
function isPublicAddress(text: string): boolean {
  return (isIpv4(text) && text !== "0.0.0.0") || (isIpv6(text) && !/^[0:.]+$/.test(text));
}

/** Breaks a text into lines of at most `width` characters. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}
