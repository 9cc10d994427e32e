import { assert, assertEquals, assertStringIncludes } from "../tests/assert.ts";
import { createPassword } from "../groups/password.ts";
import { fuzz } from "../tests/random.ts";
import { createDataConfig, loadDataConfig, parseDataConfig } from "./data_config.ts";
import { DEFAULT_LIMITS, LIMIT_RANGES } from "./limits.ts";

Deno.test("every field is read: Galène's, and ours", () => {
  const parsed = parseDataConfig(`{
    "canonicalHost": "video.example.org:8443",
    "proxyURL": "https://example.org/video",
    "allowOrigin": ["https://a.example.org"],
    "allowAdminOrigin": ["https://b.example.org"],
    "users": {"root": {"password": "x", "permissions": "admin"}},
    "writableGroups": true,
    "trustedProxies": ["192.0.2.80", "2001:db8::80"],
    "limits": {"members": 500, "CHATLENGTH": 1000},
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
    trustedProxies: ["192.0.2.80", "2001:db8::80"],
    limits: { ...DEFAULT_LIMITS, members: 500, chatLength: 1000 },
  });
  assertEquals(parsed.warnings.map(({ line }) => line), [10]);
});

for (
  const [text, line, part] of [
    ['{\n"writableGroup": true}', 2, 'did you mean "writableGroups"?'],
    ['{"allowOrigin": "*"}', 1, '"allowOrigin" must be a list'],
    ['{"writableGroups": "true"}', 1, '"writableGroups" must be true or false'],
    ['{"limits": {\n"chatLenght": 500}}', 2, 'did you mean "chatLength"?'],
    ['{"limits": {\n\n"chatLength": 99}}', 3, '"limits.chatLength" must be from 100 to 1048576'],
    ['{"limits": {"members": "5"}}', 1, '"limits.members" must be a whole number'],
    ['{"limits": 5}', 1, '"limits" must be an object'],
    ['{"trustedProxies": ["proxy.example.org"]}', 1, "must be an IPv4 or IPv6 address"],
    ['{"canonicalHost": "https://example.org/"}', 1, "must be a host, such as meet.example.org"],
    ['{"canonicalHost": "a\\r\\nb"}', 1, "must be a host"],
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

for (
  const host of ["", "meet.example.org", "meet.example.org:8443", "[2001:db8::1]:8443", "localhost"]
) {
  Deno.test(`${host || "no host"} may be the canonical one`, () => {
    const parsed = parseDataConfig(JSON.stringify({ canonicalHost: host }));
    assert(parsed.type === "config");
    assertEquals([parsed.config.canonicalHost, parsed.warnings], [host, []]);
  });
}

Deno.test("an origin that no page has is a warning", () => {
  const parsed = parseDataConfig(
    '{"allowOrigin": ["https://example.org", "https://example.org/",\n"example.org"]}',
  );
  assert(parsed.type === "config");
  assertEquals(parsed.warnings.map(({ line }) => line), [1, 2]);
});

Deno.test("YAML has the same fields; an empty file says nothing", () => {
  const parsed = parseDataConfig("writableGroups: true\nlimits: {members: 7}\n", "yaml");
  assert(parsed.type === "config");
  assertEquals([parsed.config.writableGroups, parsed.config.limits.members], [true, 7]);
  const empty = parseDataConfig("# nothing yet\n", "yaml");
  assert(empty.type === "config");
  assertEquals(empty.config, createDataConfig());
});

Deno.test("every limit's default is within its range, and documented", async () => {
  const guide = await Deno.readTextFile(new URL("../docs/administration.md", import.meta.url));
  for (const [name, { standard, least, most }] of Object.entries(LIMIT_RANGES)) {
    assert(least <= standard && standard <= most, name);
    const row = guide.split("\n").find((line) => line.startsWith(`| \`${name}\` `));
    assert(row !== undefined && row.includes(` ${standard} `), `${name} ${row}`);
  }
});

Deno.test("whatever comes, it is a configuration or has a line", () => {
  const sample = new TextEncoder().encode(
    '{"canonicalHost":"a.org","users":{"root":{"password":"x","permissions":"admin"}},' +
      '"limits":{"members":5},"allowOrigin":["https://a.org"],"trustedProxies":["::1"]}',
  );
  const decoder = new TextDecoder();
  let accepted = 0;
  fuzz(5, 512, [sample], (buf, start, end) => {
    const parsed = parseDataConfig(decoder.decode(buf.subarray(start, end)));
    if (parsed.type === "problem") assert(parsed.problem.line >= 1);
    else accepted++;
  });
  assert(accepted > 100, `only ${accepted} inputs were configurations`);
});

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
