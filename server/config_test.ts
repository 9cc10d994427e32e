import { assert, assertEquals, assertStringIncludes } from "../tests/assert.ts";
import { type Config, helpText, parseCommandLine } from "./config.ts";

function config(...args: string[]): Config {
  const parsed = parseCommandLine(args);
  assert(parsed.type === "run", JSON.stringify(parsed));
  return parsed.config;
}

function error(...args: string[]): string {
  const parsed = parseCommandLine(args);
  assert(parsed.type === "error", JSON.stringify(parsed));
  return parsed.message;
}

const DEFAULTS: Config = {
  http: { hostname: "", port: 8443 },
  insecure: false,
  groupsFolder: "./groups",
  groupsFolderGiven: false,
  demo: false,
  dataFolder: "./data",
  recordingsFolder: "./recordings",
  staticFolder: null,
  udpPort: 8443,
  publicAddresses: [],
  workers: 1,
  udpBackend: "auto",
  crypto: "auto",
  audibleSpeakers: 8,
  echoes: 8,
  logLevel: "info",
  logFormat: "text",
};

Deno.test("without flags everything is at its default", () => {
  assertEquals(config(), DEFAULTS);
});

const EVERYTHING: Config = {
  http: { hostname: "::1", port: 9000 },
  insecure: true,
  groupsFolder: "g",
  groupsFolderGiven: true,
  demo: false,
  dataFolder: "d",
  recordingsFolder: "r",
  staticFolder: "s",
  udpPort: 7000,
  publicAddresses: ["192.0.2.1", "2001:db8::1", "192.0.2.2"],
  workers: 4,
  udpBackend: "linux",
  crypto: "portable",
  audibleSpeakers: 5,
  echoes: 3,
  logLevel: "debug",
  logFormat: "json",
};

const VALUES: [string, string][] = [
  ["http", "[::1]:9000"],
  ["groups", "g"],
  ["data", "d"],
  ["recordings", "r"],
  ["static", "s"],
  ["udp", "7000"],
  ["public-address", "192.0.2.1, 2001:db8::1"],
  ["public-address", "192.0.2.2,192.0.2.1"],
  ["workers", "4"],
  ["udp-backend", "linux"],
  ["crypto", "portable"],
  ["audible-speakers", "5"],
  ["connection-tests", "3"],
  ["log-level", "debug"],
  ["log-format", "json"],
];

for (const dash of ["-", "--"]) {
  Deno.test(`every flag is read with ${dash}, its value behind it or joined by =`, () => {
    const apart = VALUES.flatMap(([name, value]) => [dash + name, value]);
    assertEquals(config(`${dash}insecure`, ...apart), EVERYTHING);
    const joined = VALUES.map(([name, value]) => `${dash}${name}=${value}`);
    assertEquals(config(`${dash}insecure=true`, ...joined), EVERYTHING);
  });
}

Deno.test("the UDP port is that of HTTP unless it is given, in whatever order", () => {
  assertEquals(config("--http", ":9000").udpPort, 9000);
  assertEquals(config("--udp", "7", "--http", ":9000").udpPort, 7);
  assertEquals(config("--udp", "0").udpPort, 0);
});

Deno.test("of a repeated flag the last one counts", () => {
  assertEquals(config("--data", "a", "--data", "b").dataFolder, "b");
  assertEquals(config("--insecure", "--insecure=false").insecure, false);
});

for (
  const [args, ...parts] of [
    [["--htp", ":1"], "There is no flag --htp", "did you mean --http?"],
    [["--turn", "auto"], "There is no flag --turn", "--help"],
    [["--__proto__"], "is not a flag"],
    [["extra"], '"extra" is not a flag'],
    [["--"], '"--" is not a flag'],
    [[""], '"" is not a flag'],
    [["--http"], "--http needs a value"],
    [["--http", "--insecure"], "--http needs a value"],
    [["--http", "-insecure"], "--http needs a value"],
    [["--http", "8443"], "--http must be an address such as :8443", '"8443"'],
    [["--http="], "--http must be", '""'],
    [["--insecure=yes"], "--insecure must be true or false", '"yes"'],
    [["--groups="], "--groups must be a folder"],
    [["--udp", "65536"], "--udp must be a port number", '"65536"'],
    [["--udp", "-1"], "--udp must be a port number", '"-1"'],
    [["--public-address", "example.org"], "--public-address must be an IPv4 or IPv6 address"],
    [["--public-address", "0.0.0.0"], "--public-address must be"],
    [["--public-address", "::"], "--public-address must be"],
    [["--public-address", "192.0.2.1,"], "--public-address must be"],
    [["--workers", "0"], "--workers must be a number from 1 to 64"],
    [["--workers", "65"], "--workers must be a number from 1 to 64"],
    [["--workers", "1e1"], "--workers must be a number from 1 to 64"],
    [["--udp", "65500", "--workers", "64"], "port 65563, which does not exist"],
    [["--udp-backend", "bsd"], "--udp-backend must be one of auto, linux, portable"],
    [["--crypto", "rot13"], "--crypto must be one of auto, openssl, portable"],
    [["--log-level", "verbose"], "--log-level must be one of error, warn, info, debug"],
    [["--log-format", "xml"], "--log-format must be one of text, json"],
  ] as const
) {
  Deno.test(`"${args.join(" ")}" ends with one clear sentence`, () => {
    const message = error(...args);
    for (const part of parts) assertStringIncludes(message, part);
    assert(/[.?]$/.test(message) && !message.includes("\n"), message);
  });
}

Deno.test("an endless or malicious argument is not printed as it is", () => {
  const message = error("x".repeat(10_000) + "\u001b[2J");
  assert(message.length < 200 && !message.includes("\u001b"), message);
});

Deno.test("the help explains every flag in lines of at most 80 columns", () => {
  const text = helpText();
  for (const name of ["insecure", "help", "version", ...VALUES.map(([each]) => each)]) {
    assertStringIncludes(text, `--${name}`);
  }
  for (const line of text.split("\n")) assert(line.length <= 80, line);
  for (const flag of ["--help", "-help", "-h"]) {
    assertEquals(parseCommandLine([flag]), { type: "help", text });
  }
  assertEquals(parseCommandLine(["-version"]), { type: "version" });
});

Deno.test("a demo group is served on request, but not where a folder of groups is given", () => {
  assertEquals(config().demo, false);
  assertEquals(config("--demo").demo, true);
  assertEquals(config("--demo", "--groups", "mine").demo, false);
});

Deno.test("auto is a worker for each core", () => {
  assertEquals(config("--workers", "auto").workers, Math.min(64, navigator.hardwareConcurrency));
});
