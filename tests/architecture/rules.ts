/**
 * The house rules as functions from source files to offences. Each offence names file and line, and says what to do.
 * @module
 */
import { createSource, type Import, importsOf, lineAt, type Source } from "./source.ts";

/** A place where a rule is broken, and the remedy. */
export interface Offence {
  readonly path: string;
  readonly line: number;
  readonly remedy: string;
}

/** A rule: what it demands, and the check of one file. */
export interface Rule {
  readonly name: string;
  readonly check: (source: Source) => Offence[];
}

/** The folders of `media/`, lowest first: a file imports from its own folder and those before it. */
const LAYERS = ["packet", "codec", "sdp", "bandwidth", "forward", "transport", "record", "worker"];

/** The only files that may call `Deno.dlopen`. */
const FFI_FILES = ["media/transport/srtp_openssl.ts", "media/transport/libc.ts"];

/** The only file that imports werift outside tests. */
const DTLS_FILE = "media/transport/dtls.ts";

/** Media's only reader of the clock. */
const CLOCK_FILE = "media/worker/loop.ts";

/** The only file of media that makes random values: everyone else is given them. */
const RANDOM_FILE = "media/worker/worker.ts";

/** Folders without input and output; what stands in `IMPURE_FILES` is left out. */
const PURE_FOLDERS = [
  "media/packet/",
  "media/codec/",
  "media/sdp/",
  "media/bandwidth/",
  "media/forward/",
  "groups/",
];
const IMPURE_FILES = [
  "groups/store.ts",
  "groups/read_file.ts",
  "groups/store_edit.ts",
  "groups/token_store.ts",
  "groups/write_file.ts",
];

/** Which npm packages a folder may import; the longest prefix decides. Everything else takes none. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  [DTLS_FILE]: ["werift"],
  // An HMAC is a pure function: no input or output comes in with it.
  "media/packet/stun_integrity.ts": ["node:crypto"],
  "groups/etag.ts": ["node:crypto"],
  "groups/": ["@std/encoding", "@std/path", "bcryptjs", "jose", "valibot", "yaml"],
  "server/": [
    "@std/encoding",
    "@std/media-types",
    "@std/path",
    "valibot",
  ],
  "ui/client/": ["@preact/signals-core"],
  // It is as far from the package as any other front end.
  "ui/client/example/": ["@lectern/client"],
  "ui/": ["@preact/signals", "lucide-preact", "preact", "esbuild", "@std/path"],
};

/** A front end of its own, which shows how the client library is used. */
const EXAMPLE = "ui/client/example/";

const MAX_LINES = 400;

/** Whether a file is a test, or serves tests and measurements alone. */
function isTesting(path: string): boolean {
  return /_test\.tsx?$/.test(path) || /^(tests|bench)\//.test(path);
}

function isPure(path: string): boolean {
  return PURE_FOLDERS.some((folder) => path.startsWith(folder)) && !IMPURE_FILES.includes(path);
}

/** Which folder of `media/` a path is in, as a place in `LAYERS`; -1 elsewhere. */
function layerOf(path: string): number {
  const match = /^media\/([^/]+)\//.exec(path);
  return match ? LAYERS.indexOf(match[1]!) : -1;
}

/** The path in the repository that a relative specifier of `from` means. */
function resolvePath(from: string, specifier: string): string {
  return new URL(specifier, "file:///" + from).pathname.slice(1);
}

/** Why `from` may not import `to`, or null. */
function forbiddenImport(from: string, to: string, item: Import): string | null {
  if (isTesting(from)) return null;
  if (isTesting(to)) return "product code never imports tests or benches; move what it needs";
  const top = from.split("/")[0]!;
  const commands = to === "media/worker/commands.ts";
  if (top === "media") {
    if (layerOf(to) < 0) return "media imports nothing of the control plane; pass it in";
    if (layerOf(to) <= layerOf(from)) return null;
    return `the order is ${LAYERS.join(" < ")}; turn the dependency round or pass a function`;
  }
  if (top === "groups") {
    return to.startsWith("groups/") ? null : "groups imports nothing but itself";
  }
  if (top === "server") {
    if (to.startsWith("server/") || to.startsWith("groups/") || commands) return null;
    if (to.startsWith("ui/dist/")) return null;
    return "server imports groups, and of media only worker/commands.ts; post a command instead";
  }
  if (from.startsWith("ui/client/")) {
    if (to === "server/messages.ts" && item.typeOnly) return null;
    if (from.startsWith(EXAMPLE)) return "the example imports @lectern/client, as others would";
    if (to.startsWith("ui/client/") && !to.startsWith(EXAMPLE)) return null;
    return "ui/client is a package of its own, without the interface: turn the dependency round";
  }
  if (top === "ui") {
    if (to.startsWith("ui/")) return null;
    if (to === "server/messages.ts" && item.typeOnly) return null;
    return "ui imports only types, and only those of server/messages.ts (import type)";
  }
  if (top === "cli") {
    if (["cli/", "server/", "groups/"].some((folder) => to.startsWith(folder))) return null;
    return "the command line imports server and groups; media is the server's affair";
  }
  if (["cli/", "server/", "groups/"].some((folder) => to.startsWith(folder)) || commands) {
    return null;
  }
  return "main.ts puts server and groups together and knows media by worker/commands.ts alone";
}

/** Which packages `path` may import, by the longest prefix in the table. */
function packagesOf(path: string): readonly string[] {
  const prefix = Object.keys(PACKAGES).filter((key) => path.startsWith(key))
    .sort((a, b) => b.length - a.length)[0];
  return prefix === undefined ? [] : PACKAGES[prefix]!;
}

function checkImports(source: Source): Offence[] {
  const offences: Offence[] = [];
  for (const item of importsOf(source)) {
    if (!item.specifier.startsWith(".")) continue;
    const to = resolvePath(source.path, item.specifier);
    const remedy = forbiddenImport(source.path, to, item);
    if (remedy !== null) {
      offences.push({ path: source.path, line: item.line, remedy: `imports ${to}: ${remedy}` });
    }
  }
  return offences;
}

function checkPackages(source: Source): Offence[] {
  if (isTesting(source.path)) return [];
  const allowed = packagesOf(source.path);
  const offences: Offence[] = [];
  for (const item of importsOf(source)) {
    const name = item.specifier;
    if (name.startsWith(".")) continue;
    if (name.startsWith("node:") && !isPure(source.path)) continue;
    if (allowed.some((entry) => name === entry || name.startsWith(entry + "/"))) continue;
    offences.push({
      path: source.path,
      line: item.line,
      remedy: `imports ${name}, which this folder does not use; see PACKAGES in ` +
        "tests/architecture/rules.ts, and decide there if it should",
    });
  }
  return offences;
}

/** Offences at every match of `pattern` in code (comments and strings apart). */
function matches(source: Source, pattern: RegExp, remedy: string): Offence[] {
  return [...source.code.matchAll(pattern)].map((match) => ({
    path: source.path,
    line: lineAt(source.text, match.index),
    remedy: `${match[0].trim()}: ${remedy}`,
  }));
}

const CLOCKS =
  /\b(?:Date\.now|new Date\(\)|performance\.now|setTimeout|setInterval|setImmediate|Temporal\.Now)\b|new Date\(\)/g;
const RANDOM =
  /\b(?:Math\.random|crypto\.(?:getRandomValues|randomUUID)|randomBytes|randomInt|randomUUID)\b/g;
const AMBIENT = /\b(?:Deno\.[a-zA-Z]+|console\.[a-z]+|fetch\(|new WebSocket|new Worker|process\.)/g;

function checkClock(source: Source): Offence[] {
  const media = source.path.startsWith("media/") && source.path !== CLOCK_FILE;
  if (isTesting(source.path) || !(media || isPure(source.path))) return [];
  return matches(source, CLOCKS, `take nowUs as an argument; only ${CLOCK_FILE} reads the clock`);
}

function checkRandom(source: Source): Offence[] {
  const media = source.path.startsWith("media/") && source.path !== RANDOM_FILE;
  if (isTesting(source.path) || !(media || isPure(source.path))) return [];
  return matches(source, RANDOM, `take random values as an argument, made in ${RANDOM_FILE}`);
}

function checkPurity(source: Source): Offence[] {
  if (isTesting(source.path) || !isPure(source.path)) return [];
  return matches(source, AMBIENT, "this folder is sans-IO; return what is to be done instead");
}

function checkDlopen(source: Source): Offence[] {
  if (isTesting(source.path) || FFI_FILES.includes(source.path)) return [];
  return matches(
    source,
    /\bDeno\.dlopen\b/g,
    `foreign functions live in ${FFI_FILES.join(" and ")}; use those`,
  );
}

const PAGE = /\b(?:document|window|navigator|localStorage|sessionStorage)\.|(?<![.\w])location\./g;

function checkLibrary(source: Source): Offence[] {
  const { path } = source;
  if (!path.startsWith("ui/client/") || path.startsWith(EXAMPLE) || isTesting(path)) return [];
  return matches(source, PAGE, "the client library knows no page; take what it needs as an option");
}

function checkSize(source: Source): Offence[] {
  if (/_test\.tsx?$/.test(source.path)) return [];
  const lines = source.text.split("\n").length - 1;
  if (lines <= MAX_LINES) return [];
  return [{
    path: source.path,
    line: MAX_LINES + 1,
    remedy: `has ${lines} lines, more than ${MAX_LINES}: split it by concept`,
  }];
}

function checkExports(source: Source): Offence[] {
  const barrels = importsOf(source).filter((item) => item.reExport).map((item) => ({
    path: source.path,
    line: item.line,
    remedy: `hands on ${item.specifier}: import from the file that defines the name`,
  }));
  const defaults = matches(source, /^\s*export default\b/gm, "give the export a name");
  return [...barrels, ...defaults];
}

function checkDocs(source: Source): Offence[] {
  if (/_test\.tsx?$/.test(source.path)) return [];
  const offences: Offence[] = [];
  for (const match of source.code.matchAll(/^export (?:async )?function\*? ?(\w+)/gm)) {
    const before = source.text.slice(0, match.index).trimEnd();
    if (before.endsWith("*/")) continue;
    // A later signature of an overloaded function leans on the first.
    if (new RegExp(`export (?:async )?function ${match[1]}\\b[^{]*;$`).test(before)) continue;
    offences.push({
      path: source.path,
      line: lineAt(source.text, match.index),
      remedy: `${match[1]} is exported without a doc comment: say what it does, units and errors`,
    });
  }
  return offences;
}

function checkUnfinished(source: Source): Offence[] {
  const word = new RegExp("\\b(?:TO" + "DO|FIX" + "ME|XX" + "X)\\b", "g");
  return [...source.text.matchAll(word)].map((match) => ({
    path: source.path,
    line: lineAt(source.text, match.index),
    remedy: `${match[0]}: finish it, or describe the limit in plain words`,
  }));
}

function checkNames(source: Source): Offence[] {
  const name = source.path.split("/").at(-1)!;
  if (/^[a-z0-9]+(?:_[a-z0-9]+)*(?:\.d)?\.tsx?$/.test(name)) return [];
  return [{ path: source.path, line: 1, remedy: "files of code are named in snake_case" }];
}

/** Every house rule, in the order in which they are reported. */
export const RULES: readonly Rule[] = [
  { name: "imports go one way", check: checkImports },
  { name: "each folder uses its own npm packages only", check: checkPackages },
  { name: "foreign functions are called in named files only", check: checkDlopen },
  { name: "only the worker's loop reads media's clock", check: checkClock },
  { name: "random values are made in one place", check: checkRandom },
  { name: "pure folders touch nothing outside", check: checkPurity },
  { name: "the client library touches no page", check: checkLibrary },
  { name: `no file is over ${MAX_LINES} lines`, check: checkSize },
  { name: "exports have names and are not handed on", check: checkExports },
  { name: "exported functions are documented", check: checkDocs },
  { name: "nothing is left for later", check: checkUnfinished },
  { name: "file names are in snake_case", check: checkNames },
];

/** What a rule says of a file that exists nowhere: for the rules' own tests. */
export function offencesIn(rule: string, path: string, text: string): Offence[] {
  const found = RULES.find((candidate) => candidate.name === rule);
  if (found === undefined) throw new RangeError(`no rule is called "${rule}"`);
  return found.check(createSource(path, text));
}

/** An offence as a line of a test's message. */
export function formatOffence(offence: Offence): string {
  return `${offence.path}:${offence.line}: ${offence.remedy}`;
}
