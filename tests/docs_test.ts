/**
 * The documents, where they can be held against the program.
 * @module
 */
import { descriptionToJson, parseDescription } from "../groups/description_format.ts";
import { parseDataConfig } from "../server/data_config.ts";
import { RESOURCES } from "../server/api/api.ts";
import { TEMPLATES } from "../server/api/openapi.ts";
import type { TargetType } from "../server/api/paths.ts";
import { assert, assertEquals } from "./assert.ts";

const ROOT = new URL("..", import.meta.url);

function read(path: string): Promise<string> {
  return Deno.readTextFile(new URL(path, ROOT));
}

/** The blocks of code in a language. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp("^ *```" + language + "\n(.*?)^ *```", "gms"))]
    .map(([, block = ""]) => block);
}

Deno.test("every example of a group is one, without a warning", async () => {
  const text = await read("docs/groups.md");
  for (const format of ["yaml", "json"] as const) {
    const examples = blocks(text, format);
    assert(examples.length > 0);
    for (const example of examples) {
      const parsed = parseDescription(example, format);
      assert(parsed.type === "description", `${JSON.stringify(parsed)} in\n${example}`);
      assertEquals(parsed.warnings, [], example);
    }
  }
});

Deno.test("the first two examples of groups say the same", async () => {
  const text = await read("docs/groups.md");
  const yaml = parseDescription(blocks(text, "yaml")[0]!, "yaml");
  const json = parseDescription(blocks(text, "json")[0]!, "json");
  assert(yaml.type === "description" && json.type === "description");
  assertEquals(yaml.description, json.description);
});

Deno.test("every field of groups has an example", async () => {
  const shown = new Set<string>();
  for (const example of blocks(await read("docs/groups.md"), "yaml")) {
    const parsed = parseDescription(example, "yaml");
    assert(parsed.type === "description");
    for (const name of Object.keys(descriptionToJson(parsed.description))) shown.add(name);
  }
  const all = parseDescription(
    `{"displayName": "x", "description": "x", "contact": "x", "comment": "x", "public": true,
      "redirect": "/x", "max-clients": 1, "max-history-age": 1, "expires": "2026-01-01T00:00:00Z",
      "not-before": "2026-01-01T00:00:00Z", "allow-recording": true, "unrestricted-tokens": true,
      "auto-subgroups": true, "autolock": true, "autokick": true, "lobby": true, "users": {"a": {}},
      "wildcard-user": {}, "authKeys": [{}], "authServer": "x", "authPortal": "x",
      "codecs": ["vp8"], "suggest": ["camera"]}`,
    "json",
  );
  assert(all.type === "description");
  const text = await read("docs/groups.md");
  for (const name of Object.keys(descriptionToJson(all.description))) {
    assert(text.includes(`**\`${name}\`**`), `${name} is not explained`);
    assert(shown.has(name), `${name} is in no example`);
  }
});

for (const path of ["docs/administration.md", "README.md", "docs/from-galene.md"]) {
  Deno.test(`every example of config.json in ${path} is one`, async () => {
    const examples = blocks(await read(path), "json");
    for (const example of examples) {
      const parsed = parseDataConfig(example);
      assert(parsed.type === "config", `${JSON.stringify(parsed)} in\n${example}`);
    }
  });
}

Deno.test("every path and method of the interface is in its document", async () => {
  const text = await read("docs/api.md");
  for (const [type, templates] of Object.entries(TEMPLATES)) {
    const methods = Object.keys(RESOURCES[type as TargetType].methods);
    for (const template of templates) {
      const row = text.split("\n").find((line) => line.startsWith(`| \`${template}\` `));
      assert(row !== undefined, `${template} is not in docs/api.md`);
      for (const method of methods) assert(row.includes(method), `${method} ${template}`);
    }
  }
});

Deno.test("every link between documents leads somewhere", async () => {
  const folder = [...Deno.readDirSync(new URL("docs/", ROOT))].map(({ name }) => `docs/${name}`);
  for (const path of ["README.md", ...folder.filter((name) => name.endsWith(".md"))]) {
    const text = await read(path);
    for (const [, target = ""] of text.matchAll(/\]\(([^)]+)\)/g)) {
      if (/^https?:/.test(target)) continue;
      const [file = "", anchor = ""] = target.split("#");
      const url = file === "" ? new URL(path, ROOT) : new URL(file, new URL(path, ROOT));
      const info = await Deno.stat(url).catch(() => null);
      assert(info !== null, `${path} leads to ${target}, which is not there`);
      if (anchor === "" || !info.isFile) continue;
      const headings = [...(await Deno.readTextFile(url)).matchAll(/^#+ (.*)$/gm)]
        .map(([, title = ""]) =>
          title.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, "").replaceAll(" ", "-")
        );
      assert(headings.includes(anchor), `${path} leads to ${target}: no such heading`);
    }
  }
});
