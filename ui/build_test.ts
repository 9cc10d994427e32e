/**
 * What the build has left in `ui/dist/`: run `deno task ui` first.
 * @module
 */
import { gzipSync } from "node:zlib";
import { assert, assertEquals } from "../tests/assert.ts";
import { initialFiles } from "./build_files.ts";

const OUTPUT = new URL("./dist/", import.meta.url);

/** The script of a page and the chunks that it names, which are all that the browser fetches before it shows the page. */
async function scriptsOf(page: string): Promise<string[]> {
  const text = await Deno.readTextFile(new URL(page, OUTPUT));
  return [...text.matchAll(/"\/assets\/([^"]+\.js)"/g)].map(([, name]) => name!);
}

function importsOf(code: string): string[] {
  return [...code.matchAll(/(?:\bfrom|\bimport) ?"\.\/([^"]+)"/g)].map(([, name]) => name!);
}

Deno.test("the room begins with at most 90 kB of compressed script", async () => {
  const names = await scriptsOf("index.html");
  assert(names.includes("app.js"));
  let bytes = 0;
  for (const name of names) {
    bytes += gzipSync(await Deno.readFile(new URL(name, OUTPUT)), { level: 9 }).length;
  }
  assert(bytes <= 90_000, `${bytes} bytes`);
});

Deno.test("each page names every chunk that its script begins with", async () => {
  for (const page of ["index.html", "admin.html", "doctor.html"]) {
    const names = await scriptsOf(page);
    const table = new Map<string, readonly string[]>();
    for (const name of Deno.readDirSync(OUTPUT)) {
      if (!name.name.endsWith(".js")) continue;
      table.set(name.name, importsOf(await Deno.readTextFile(new URL(name.name, OUTPUT))));
    }
    assertEquals(names.toSorted(), initialFiles(table, names.at(-1)!).toSorted(), page);
  }
});

Deno.test("no script asks anybody else for anything", async () => {
  for (const { name } of Deno.readDirSync(OUTPUT)) {
    if (!/\.(?:js|css|html)$/.test(name)) continue;
    const text = await Deno.readTextFile(new URL(name, OUTPUT));
    const addresses = [
      ...text.matchAll(/(?:src|href)="(?:https?:)?\/\/|url\(["']?(?:https?:)?\/\//g),
    ];
    assertEquals(addresses.map(([match]) => match), [], name);
  }
});
