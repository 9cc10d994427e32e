import { assertEquals } from "../tests/assert.ts";
import { createSource, importsOf } from "../tests/architecture/source.ts";
import { packClient } from "./pack_client.ts";

Deno.test("the package of the client library holds all that it imports, but for signals", async () => {
  const files = await packClient();
  const missing: string[] = [];
  for (const [path, text] of files) {
    if (!path.endsWith(".ts")) continue;
    for (const { specifier } of importsOf(createSource(path, text))) {
      const inside = specifier.startsWith(".") &&
        files.has(new URL(specifier, `file:///${path}`).pathname.slice(1));
      if (!inside && specifier !== "@preact/signals-core") missing.push(`${path}: ${specifier}`);
    }
  }
  assertEquals(missing, []);
});

Deno.test("the package's metadata names files that are in it", async () => {
  const files = await packClient();
  const { exports } = JSON.parse(files.get("deno.json") ?? "");
  const paths: string[] = Object.values(exports);
  assertEquals(paths.filter((path) => !files.has(path.replace("./", ""))), []);
  assertEquals(paths.includes("./client.ts"), true);
});

Deno.test("the manual of the client library names every event, option and property", async () => {
  const files = await packClient();
  const manual = files.get("README.md") ?? "";
  const source = files.get("client.ts") ?? "";
  const names = ["ClientOptions", "ClientEvents", "Client"].flatMap((name) => {
    const start = source.search(new RegExp(`^export interface ${name} (?:extends .*)?\\{$`, "m"));
    const body = source.slice(start, source.indexOf("\n}\n", start));
    return [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??[:(]/gm)].map(([, field]) => field!);
  });
  assertEquals(names.length > 25, true, names.join());
  assertEquals(names.filter((name) => !new RegExp(`\`${name}\\b`).test(manual)), []);
});
