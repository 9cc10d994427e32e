/**
 * The house rules, held against the repository, and each rule held against a file that breaks it.
 * @module
 */
import { assertEquals } from "./assert.ts";
import { formatOffence, offencesIn, RULES } from "./architecture/rules.ts";
import { createSource, importsOf, readSources } from "./architecture/source.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const SOURCES = readSources(ROOT, [".ts", ".tsx"]);

for (const rule of RULES) {
  Deno.test(`in this repository ${rule.name}`, () => {
    const offences = SOURCES.flatMap((source) => rule.check(source)).map(formatOffence);
    assertEquals(offences, [], "\n" + offences.join("\n"));
  });
}

/** Files that break a rule (with the line) or keep it (0). */
const CASES: readonly [rule: string, path: string, text: string, line: number][] = [
  ["imports go one way", "media/packet/a.ts", 'import { b } from "../sdp/b.ts";\n', 1],
  ["imports go one way", "media/sdp/a.ts", '\nimport { b } from "../packet/b.ts";\n', 0],
  ["imports go one way", "media/worker/a.ts", 'import { b } from "../../server/b.ts";\n', 1],
  ["imports go one way", "groups/a.ts", 'import { b } from "../server/b.ts";\n', 1],
  ["imports go one way", "server/a.ts", 'import { b } from "../media/worker/loop.ts";\n', 1],
  ["imports go one way", "server/a.ts", 'import type { b } from "../media/worker/commands.ts";', 0],
  ["imports go one way", "ui/a.ts", 'import { b } from "../server/messages.ts";\n', 1],
  ["imports go one way", "ui/a.ts", 'import type { b } from "../server/messages.ts";\n', 0],
  ["imports go one way", "ui/client/a.ts", 'import { b } from "../text.ts";\n', 1],
  ["imports go one way", "ui/client/a.ts", 'import type { b } from "../models/b.ts";\n', 1],
  ["imports go one way", "ui/client/a.ts", 'import { b } from "./b.ts";\n', 0],
  ["imports go one way", "ui/client/a.ts", 'import type { b } from "../../server/messages.ts";', 0],
  ["imports go one way", "ui/client/example/a.ts", 'import { b } from "../client.ts";\n', 1],
  ["imports go one way", "main.ts", 'import { b } from "./tests/assert.ts";\n', 1],
  ["imports go one way", "media/codec/a_test.ts", 'import { b } from "../worker/b.ts";\n', 0],
  [
    "each folder uses its own npm packages only",
    "media/transport/ice.ts",
    'import {\n  b,\n} from "werift";\n',
    1,
  ],
  [
    "each folder uses its own npm packages only",
    "media/transport/dtls.ts",
    'import * as w from "werift";\n',
    0,
  ],
  [
    "each folder uses its own npm packages only",
    "media/packet/a.ts",
    'import { b } from "node:crypto";\n',
    1,
  ],
  [
    "each folder uses its own npm packages only",
    "ui/client/a.ts",
    'import { signal } from "@preact/signals";\n',
    1,
  ],
  [
    "each folder uses its own npm packages only",
    "ui/client/a.ts",
    'import { signal } from "@preact/signals-core";\n',
    0,
  ],
  [
    "foreign functions are called in named files only",
    "server/a.ts",
    "// Deno.dlopen\nDeno.dlopen(path, {});\n",
    2,
  ],
  [
    "only the worker's loop reads media's clock",
    "media/forward/a.ts",
    'const a = "Date.now";\n/* Date.now */ const b = Date.now();\n',
    2,
  ],
  [
    "only the worker's loop reads media's clock",
    "media/forward/a.ts",
    "const b = `at ${performance.now()}`;\n",
    1,
  ],
  ["only the worker's loop reads media's clock", "media/worker/loop.ts", "Date.now();\n", 0],
  ["only the worker's loop reads media's clock", "groups/a.ts", "const d = new Date();\n", 1],
  ["only the worker's loop reads media's clock", "groups/a.ts", "const d = new Date(nowMs);\n", 0],
  ["random values are made in one place", "media/transport/a.ts", "\n\nMath.random();\n", 3],
  ["pure folders touch nothing outside", "media/packet/a.ts", 'console.log("a");\n', 1],
  ["pure folders touch nothing outside", "groups/store.ts", "Deno.readTextFile(path);\n", 0],
  ["the client library touches no page", "ui/client/a.ts", "b(document.body, c.location.d);\n", 1],
  ["the client library touches no page", "ui/client/a.ts", "b(location.href);\n", 1],
  ["the client library touches no page", "ui/client/a.ts", "b(status.location.c);\n", 0],
  ["the client library touches no page", "ui/client/example/a.ts", "b(location.href);\n", 0],
  ["no file is over 400 lines", "server/a.ts", "a;\n".repeat(401), 401],
  ["no file is over 400 lines", "server/a.ts", "a;\n".repeat(400), 0],
  [
    "exports have names and are not handed on",
    "server/a.ts",
    "export default function f() {}\n",
    1,
  ],
  ["exports have names and are not handed on", "server/a.ts", 'export * from "./b.ts";\n', 1],
  ["exported functions are documented", "server/a.ts", "\nexport function f() {}\n", 2],
  ["exported functions are documented", "server/a.ts", "/** F. */\nexport function f() {}\n", 0],
  ["nothing is left for later", "server/a.ts", "// TO" + "DO: all of it\n", 1],
  ["file names are in snake_case", "server/HttpServer.ts", "", 1],
  ["file names are in snake_case", "server/http_server.ts", "", 0],
];

for (const [index, [rule, path, text, line]] of CASES.entries()) {
  const verdict = line === 0 ? "accepts" : "finds the fault in";
  Deno.test(`the rule "${rule}" ${verdict} example ${index}, ${path}`, () => {
    assertEquals(offencesIn(rule, path, text).map((offence) => offence.line), line ? [line] : []);
  });
}

Deno.test("imports are found whatever their shape", () => {
  const text = [
    'import { a } from "./a.ts";',
    "import {",
    "  b,",
    '} from "./b.ts";',
    'import "./c.ts";',
    'const d = await import("./d.ts");',
    'import type { E } from "./e.ts";',
    '// import { no } from "./no.ts";',
    'export { f } from "./f.ts";',
  ].join("\n");
  assertEquals(
    importsOf(createSource("x.ts", text)).map((item) => [
      item.specifier,
      item.line,
      item.typeOnly,
      item.reExport,
    ]),
    [
      ["./a.ts", 1, false, false],
      ["./b.ts", 2, false, false],
      ["./c.ts", 5, false, false],
      ["./d.ts", 6, false, false],
      ["./e.ts", 7, true, false],
      ["./f.ts", 9, false, true],
    ],
  );
});

Deno.test("strings, templates and regular expressions do not count as code", () => {
  const text = 'const a = "// no"; const b = /["\'`]/g; const c = `x ${d("}")} // y`; e(); // f()';
  const source = createSource("x.ts", text);
  assertEquals(source.code.length, text.length);
  assertEquals(source.code.includes("d("), true);
  assertEquals(source.code.includes("e();"), true);
  assertEquals(source.code.includes("no"), false);
  assertEquals(source.code.includes("y"), false);
  assertEquals(source.uncommented.includes("// no"), true);
  assertEquals(source.uncommented.includes("f()"), false);
});

Deno.test("ARCHITECTURE.md names files and functions that exist", () => {
  const text = Deno.readTextFileSync(ROOT + "ARCHITECTURE.md");
  const codeOf = new Map(SOURCES.map((source) => [source.path, source.code]));
  const isThere = (path: string) =>
    codeOf.has(path) || SOURCES.some((source) => source.path.startsWith(path + "/"));

  const paths = [...text.matchAll(/`([a-z]\w*(?:\/\w+)*(?:\/\w+|\.tsx?))`/g)].map(([, it]) => it!);
  assertEquals(paths.length > 40, true, "the paths of ARCHITECTURE.md are not found");
  assertEquals(paths.filter((path) => path.includes("/") && !isThere(path)), []);

  const named = [...text.matchAll(/`(\w+)`\s+\(`([\w/]+\.tsx?)`/g)];
  assertEquals(named.length > 25, true, "the functions of ARCHITECTURE.md are not found");
  const absent = named.filter(([, name, path]) =>
    !new RegExp(`\\bfunction ${name}\\b`).test(codeOf.get(path!) ?? "")
  );
  assertEquals(absent.map(([match]) => match), []);
});
