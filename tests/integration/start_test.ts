/**
 * The program as its user meets it: what it says and how it ends.
 */
import { assert, assertEquals, assertMatch } from "../assert.ts";
import { freeTcpPort, freeUdpPort, OPEN_GROUP, startLectern } from "../lectern.ts";
import { until } from "../until.ts";
import { join } from "./galene_client.ts";

const ROOT = new URL("../..", import.meta.url).pathname;

/** Runs the program with these arguments until it ends by itself. */
async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--allow-all", `${ROOT}main.ts`, ...args],
    cwd: ROOT,
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

/** The lines on standard error that are not the log's. */
function complaints(err: string): string[] {
  return err.split("\n").filter((line) => line !== "" && !/^\d{4}-/.test(line));
}

Deno.test("help and version are printed and end well", async () => {
  const help = await run("--help");
  assertEquals([help.code, help.err], [0, ""]);
  for (const flag of ["--http", "--insecure", "--groups", "--data", "--static", "--udp"]) {
    assert(help.out.includes(flag), flag);
  }
  const version = await run("--version");
  assertMatch(version.out, /^Lectern \d+\.\d+\.\d+/);
});

Deno.test("what cannot be done ends with status 2 and one sentence", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/config.json`, "{");
  await Deno.mkdir(`${folder}/half`);
  await Deno.writeTextFile(`${folder}/half/key.pem`, "x");
  const taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const takenUdp = Deno.listenDatagram({ transport: "udp", hostname: "0.0.0.0", port: 0 });
  const { port } = taken.addr;
  const udpPort = (takenUdp.addr as Deno.NetAddr).port;
  const usable = ["--udp", "0", "--groups", folder, "--insecure"];
  const cases: [args: string[], sentence: RegExp][] = [
    [["--htpp", ":1"], /no flag --htpp: did you mean --http\?/],
    [["extra"], /extra is no command: lectern --help lists all/],
    [["--groups", `${folder}/absent`], /groups folder .*absent cannot be read/],
    [[...usable, "--static", `${folder}/absent`], /cannot read the folder .*absent/],
    [[...usable, "--data", folder], /config\.json, line 1/],
    [["--udp", "0", "--groups", folder, "--data", `${folder}/half`], /key\.pem but no cert\.pem/],
    [[...usable, "--http", `127.0.0.1:${port}`], new RegExp(`Port ${port} is taken`)],
    [
      ["--groups", folder, "--insecure", "--http", "127.0.0.1:0", "--udp", `${udpPort}`],
      new RegExp(`UDP port ${udpPort} is taken`),
    ],
  ];
  try {
    for (const [args, sentence] of cases) {
      const { code, err } = await run(...args);
      const lines = complaints(err);
      assertEquals([code, lines.length], [2, 1], err);
      assertMatch(lines[0]!, sentence);
      assert(lines[0]!.startsWith("lectern: "));
    }
  } finally {
    taken.close();
    takenUdp.close();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("without any groups there is a demo, and the address to open is printed", async () => {
  const folder = await Deno.makeTempDir();
  const port = freeTcpPort();
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--allow-all", "--config", `${ROOT}deno.json`, `${ROOT}main.ts`],
      ...["--http", `127.0.0.1:${port}`, "--udp", `${freeUdpPort()}`],
    ],
    cwd: folder,
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let out = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    out += text;
    if (out.includes("data")) break;
  }
  child.kill("SIGTERM");
  assertEquals((await child.status).code, 0);
  assertMatch(out, new RegExp(`^Lectern is ready: https://127\\.0\\.0\\.1:${port}/group/demo/\n`));
  assertMatch(out, /The certificate was made just now/);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a stopped server tells its clients, and ends with status 0", async () => {
  const server = await startLectern({ groups: { lecture: OPEN_GROUP } });
  try {
    const ada = await join(server.origin, "lecture", "Ada");
    assertEquals(await server.stop(), 0);
    const said = server.log();
    assert(said.includes("the server was told to stop"), said);
    assert(said.includes("the server has stopped"), said);
    await until("the end of the connection", () => ada.ending() !== null);
    assertEquals(ada.ending(), { code: 1001, reason: "the server is shutting down" });
    assertEquals(ada.heard.at(-1)?.kind, "warning");
  } finally {
    await server.dispose();
  }
});
