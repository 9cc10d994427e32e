import { assert, assertEquals, assertStringIncludes } from "../tests/assert.ts";
import { createPassword } from "../groups/password.ts";
import { loadDataConfig, parseDataConfig } from "./data_config.ts";

Deno.test("every field of Galène's is read", () => {
  const parsed = parseDataConfig(`{
    "canonicalHost": "video.example.org:8443",
    "proxyURL": "https://example.org/video",
    "allowOrigin": ["https://a.example.org"],
    "allowAdminOrigin": ["https://b.example.org"],
    "users": {"root": {"password": "x", "permissions": "admin"}},
    "writableGroups": true,
    "admin": []
  }`);
  assert(parsed.type === "config");
  assertEquals(parsed.config, {
    canonicalHost: "video.example.org:8443",
    proxyURL: "https://example.org/video",
    allowOrigin: ["https://a.example.org"],
    allowAdminOrigin: ["https://b.example.org"],
    users: new Map([["root", {
      password: createPassword({ type: "plain", key: "x" }),
      permissions: "admin" as const,
    }]]),
    writableGroups: true,
  });
  assertEquals(parsed.warnings.map(({ line }) => line), [8]);
});

for (
  const [text, line, part] of [
    ['{\n"writableGroup": true}', 2, 'did you mean "writableGroups"?'],
    ['{"allowOrigin": "*"}', 1, '"allowOrigin" must be a list'],
    ['{"writableGroups": "true"}', 1, '"writableGroups" must be true or false'],
    ["{", 1, "the end of the text"],
    ["", 1, "the end of the text"],
  ] as const
) {
  Deno.test(`${JSON.stringify(text)} is an error in line ${line}`, () => {
    const parsed = parseDataConfig(text);
    assert(parsed.type === "problem");
    assertEquals(parsed.problem.line, line);
    assertStringIncludes(parsed.problem.message, part);
  });
}

Deno.test("without a file everything is at its default; a bad one is named in a sentence", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (const path of [folder, `${folder}/absent`]) {
      const loaded = await loadDataConfig(path);
      assert(loaded.type === "loaded");
      assertEquals(loaded.config.writableGroups, false);
    }
    await Deno.writeTextFile(`${folder}/config.json`, '{"writableGroups": true, "admin": []}');
    const good = await loadDataConfig(folder);
    assert(good.type === "loaded" && good.config.writableGroups);
    assertStringIncludes(good.warnings[0] ?? "", `${folder}/config.json, line 1: "admin"`);
    await Deno.writeTextFile(`${folder}/config.json`, "{\n]");
    const bad = await loadDataConfig(folder);
    assert(bad.type === "error");
    assertStringIncludes(bad.message, `${folder}/config.json, line 2: `);
    await Deno.remove(`${folder}/config.json`);
    await Deno.mkdir(`${folder}/config.json`);
    assertEquals((await loadDataConfig(folder)).type, "error");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
