/**
 * Packs the client library into `dist/client/`, as a package that stands alone: its sources, the protocol's types that it shares with the
 * server, and the same as one module, `client.js`. `deno task client` does it.
 * @module
 */

const TOP = new URL("../", import.meta.url);
const OUTPUT = new URL("dist/client/", TOP);

/** The protocol's types, which the package carries in a folder of their own with what they import in turn. */
const PROTOCOL = "messages.ts";

/** Everything in the package, by path there. */
export async function packClient(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const read = (path: string) => Deno.readTextFile(new URL(path, TOP));
  for await (const { name, isFile } of Deno.readDir(new URL("ui/client/", TOP))) {
    if (!isFile || name.endsWith("_test.ts")) continue;
    const source = await read(`ui/client/${name}`);
    files.set(name, source.replaceAll('"../../server/', '"./protocol/'));
  }
  const shared = new Set([PROTOCOL]);
  for (const name of shared) {
    const source = await read(`server/${name}`);
    files.set(`protocol/${name}`, source);
    for (const [, imported] of source.matchAll(/ from "\.\/([^"]+)"/g)) shared.add(imported!);
  }
  files.set("LICENSE", await read("LICENSE"));
  return files;
}

async function main(): Promise<void> {
  const files = await packClient();
  files.set("client.js", await Deno.readTextFile(new URL("ui/dist/client.js", TOP)));
  await Deno.mkdir(new URL("protocol/", OUTPUT), { recursive: true });
  for (const [path, text] of files) await Deno.writeTextFile(new URL(path, OUTPUT), text);
}

if (import.meta.main) await main();
