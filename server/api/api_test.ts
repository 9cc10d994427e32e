import { createDescription } from "../../groups/description.ts";
import { createToken, type Token } from "../../groups/token.ts";
import { assert, assertEquals, assertStringIncludes } from "../../tests/assert.ts";
import {
  type AdminWorld,
  type Ask,
  basic,
  createAdminWorld,
  JSON_TYPE,
  ROOT,
  userWith,
} from "../../tests/protocol/admin.ts";
import { createRandom } from "../../tests/random.ts";
import { readBasicCredentials } from "../admin.ts";
import { RESOURCES } from "./api.ts";
import { TEMPLATES } from "./openapi.ts";
import { readApiPath } from "./paths.ts";

const LECTURE = createDescription({
  displayName: "Lecture",
  autoSubgroups: true,
  users: new Map([
    ["alice", userWith("al", "present")],
    ["boss", userWith("bo", "admin")],
    ["all", {
      ...userWith("", "present"),
      password: { ...userWith("", []).password, type: "wildcard" },
    }],
  ]),
});

function world(): AdminWorld {
  return createAdminWorld({ lecture: LECTURE, other: createDescription() });
}

async function statusOf(it: AdminWorld, method: string, path: string, init?: Ask): Promise<number> {
  return (await it.ask(method, path, init)).status;
}

async function addToken(it: AdminWorld, fields: Partial<Token>): Promise<string> {
  const token = createToken({
    token: "secret",
    permissions: ["admin"],
    expiresMs: it.nowMs + 1000,
    ...fields,
  });
  await it.tokens.edit("secret", () => true, () => token);
  return "Bearer secret";
}

Deno.test("an administrator gets statistics, which no cache keeps; others are refused after a pause", async () => {
  const it = world();
  const response = await it.ask("GET", ".stats");
  assertEquals([response.status, response.headers.get("cache-control")], [200, "no-cache"]);
  assertEquals(await response.json(), [{ name: "lecture" }]);
  assertEquals(it.delays, []);
  for (
    const as of ["", basic("root", "x"), basic("op", "pw"), basic("", ""), "Basic x", "Digest x"]
  ) {
    assertEquals(await statusOf(it, "GET", ".stats", { as }), 401, as);
  }
  assertEquals(it.delays.length, 6);
  assert(it.delays.every((ms) => ms >= 200));
});

Deno.test("a token for all groups administers the server; one for a group only that group", async () => {
  const it = world();
  const as = await addToken(it, { includeSubgroups: true });
  assertEquals(await statusOf(it, "GET", ".groups/", { as }), 200);
  assertEquals(await statusOf(it, "GET", ".groups/lecture", { as }), 200);
  assertEquals(
    await statusOf(it, "PUT", ".groups/new", { as, headers: JSON_TYPE, body: "{}" }),
    201,
  );
  for (
    const fields of [
      { group: "lecture" },
      { group: "lecture", includeSubgroups: true },
      { includeSubgroups: true, permissions: ["op"] },
      { includeSubgroups: true, expiresMs: 0 },
    ]
  ) {
    await addToken(it, fields);
    assertEquals(await statusOf(it, "GET", ".groups/", { as }), 401, JSON.stringify(fields));
  }
  await addToken(it, { group: "lecture" });
  assertEquals(await statusOf(it, "GET", ".groups/lecture", { as }), 200);
  assertEquals(await statusOf(it, "GET", ".groups/other", { as }), 401);
  assertEquals(await statusOf(it, "GET", ".groups/absent", { as }), 401);
});

Deno.test("a group's own administrator administers that group and no other", async () => {
  const it = world();
  const as = basic("boss", "bo");
  assertEquals(await statusOf(it, "GET", ".groups/lecture/.users/", { as }), 200);
  for (
    const path of [".groups/", ".stats", ".groups/other", ".groups/absent", ".groups/.tokens/"]
  ) {
    assertEquals(await statusOf(it, "GET", path, { as }), 401, path);
  }
  const alice = basic("alice", "al");
  assertEquals(await statusOf(it, "GET", ".groups/lecture", { as: alice }), 401);
});

Deno.test("a user may change the own password with the old one, and nobody else's", async () => {
  const it = world();
  const change = { headers: { "content-type": "text/plain" }, body: "new" };
  const as = basic("alice", "al");
  const path = (name: string) => `.groups/lecture/.users/${name}/.password`;
  assertEquals(await statusOf(it, "POST", path("boss"), { ...change, as }), 401);
  assertEquals(await statusOf(it, "POST", path("alice"), { ...change, as }), 204);
  assertEquals(await statusOf(it, "POST", path("alice"), { ...change, as }), 401);
  const again = { ...change, as: basic("alice", "new") };
  assertEquals(await statusOf(it, "POST", path("alice"), again), 204);
  assertEquals(await statusOf(it, "POST", path("all"), { ...change, as: basic("all", "x") }), 401);
  const wildcard = ".groups/lecture/.wildcard-user/.password";
  assertEquals(await statusOf(it, "POST", wildcard, { ...change, as: basic("", "") }), 401);
});

Deno.test("where groups are read-only every write of a group is refused, and says what to do", async () => {
  const it = world();
  it.config = { ...it.config, writableGroups: false };
  const json = { headers: JSON_TYPE, body: "{}" };
  for (
    const [method, path, init] of [
      ["PUT", ".groups/lecture", json],
      ["PUT", ".groups/new", json],
      ["DELETE", ".groups/lecture", {}],
      ["PUT", ".groups/lecture/.users/alice", json],
      ["DELETE", ".groups/lecture/.users/alice", {}],
      ["PUT", ".groups/lecture/.wildcard-user", json],
      ["PUT", ".groups/lecture/.users/alice/.password", { headers: JSON_TYPE, body: '"x"' }],
      ["DELETE", ".groups/lecture/.users/alice/.password", {}],
      ["DELETE", ".groups/lecture/.keys", {}],
    ] as [string, string, Ask][]
  ) {
    const response = await it.ask(method, path, init);
    assertEquals(response.status, 401, `${method} ${path}`);
    assertStringIncludes(await response.text(), "writableGroups");
  }
  assertEquals((await it.store.read()).get("lecture"), LECTURE);
});

for (
  const [what, method, path, init, status, text] of [
    ["no JSON", "PUT", ".groups/a", { headers: JSON_TYPE, body: "{" }, 400, "line 1"],
    [
      "an unknown field",
      "PUT",
      ".groups/a",
      { headers: JSON_TYPE, body: '{"pubic": true}' },
      400,
      '"public"',
    ],
    [
      "users where none belong",
      "PUT",
      ".groups/a",
      {
        headers: JSON_TYPE,
        body: '{"users": {"a": {}}}',
      },
      400,
      ".users/",
    ],
    [
      "keys where none belong",
      "PUT",
      ".groups/a",
      {
        headers: JSON_TYPE,
        body: '{"authKeys": [{}]}',
      },
      400,
      ".keys",
    ],
    [
      "an unknown permission",
      "PUT",
      ".groups/lecture/.users/u",
      {
        headers: JSON_TYPE,
        body: '{"permissions": "boss"}',
      },
      400,
      "permissions",
    ],
    [
      "a password where none belongs",
      "PUT",
      ".groups/lecture/.users/u",
      {
        headers: JSON_TYPE,
        body: '{"password": "x"}',
      },
      400,
      ".password",
    ],
    [
      "a password of no type",
      "PUT",
      ".groups/lecture/.users/alice/.password",
      {
        headers: JSON_TYPE,
        body: '{"type": "rot13", "key": "x"}',
      },
      400,
      "unknown password type",
    ],
    [
      "a password that bcrypt would cut off",
      "POST",
      ".groups/lecture/.users/alice/.password",
      {
        headers: { "content-type": "text/plain" },
        body: "x".repeat(73),
      },
      400,
      "72 bytes",
    ],
    [
      "no set of keys",
      "PUT",
      ".groups/lecture/.keys",
      {
        headers: { "content-type": "application/jwk-set+json" },
        body: "[]",
      },
      400,
      '"keys"',
    ],
    [
      "a key that is none",
      "PUT",
      ".groups/lecture/.keys",
      {
        headers: { "content-type": "application/jwk-set+json" },
        body: '{"keys": [{"kty": "oct"}]}',
      },
      400,
      "alg",
    ],
    [
      "a token for nowhere",
      "POST",
      ".groups/.tokens/",
      { headers: JSON_TYPE, body: "{}" },
      400,
      "includeSubgroups",
    ],
    ["a name that climbs", "PUT", ".groups/a/../../b", { headers: JSON_TYPE, body: "{}" }, 404, ""],
    [
      "too much",
      "PUT",
      ".groups/a",
      { headers: JSON_TYPE, body: " ".repeat(1 << 20) + "{}" },
      413,
      "bytes",
    ],
    ["another type", "PUT", ".groups/a", { body: "{}" }, 415, "application/json"],
  ] as [string, string, string, Ask, number, string][]
) {
  Deno.test(`${method} ${path} with ${what} is answered with ${status}`, async () => {
    const response = await world().ask(method, path, init);
    assertEquals(response.status, status);
    assertStringIncludes(await response.text(), text);
  });
}

Deno.test("a replaced definition keeps users and keys, and what it leaves out goes", async () => {
  const it = world();
  const response = await it.ask("PUT", ".groups/lecture", {
    headers: JSON_TYPE,
    body: '{"public": true}',
  });
  assertEquals(response.status, 204);
  const { description, etag } = (await it.store.find("lecture"))!;
  assertEquals([description!.public, description!.displayName, description!.users.size], [
    true,
    "",
    3,
  ]);
  assertEquals(response.headers.get("etag"), etag);
});

Deno.test("another user's change meanwhile makes a condition fail", async () => {
  const it = world();
  const { headers } = await it.ask("GET", ".groups/lecture/.users/alice");
  await it.ask("PUT", ".groups/lecture/.users/bob", { headers: JSON_TYPE, body: "{}" });
  const changed = { ...JSON_TYPE, "if-match": headers.get("etag")! };
  const init = { headers: changed, body: "{}" };
  assertEquals(await statusOf(it, "PUT", ".groups/lecture/.users/alice", init), 412);
});

Deno.test("automatic subgroups and groups in error cannot be administered", async () => {
  const it = world();
  assertEquals(await statusOf(it, "GET", ".groups/lecture/sub"), 404);
  assertEquals(await statusOf(it, "DELETE", ".groups/lecture/sub"), 404);
});

Deno.test("a page of an allowed site may send conditions and read tags; one of another may not", async () => {
  const it = world();
  it.config = { ...it.config, allowAdminOrigin: ["https://admin.example.org"] };
  const origin = "https://admin.example.org";
  const preflight = await it.ask("OPTIONS", ".groups/lecture", { as: "", headers: { origin } });
  assertEquals(preflight.status, 204);
  assertStringIncludes(preflight.headers.get("access-control-allow-headers")!, "If-Match");
  assertEquals(
    preflight.headers.get("access-control-allow-methods"),
    "OPTIONS, HEAD, GET, PUT, DELETE",
  );
  const response = await it.ask("GET", ".groups/lecture", { headers: { origin } });
  assertEquals(response.headers.get("access-control-allow-origin"), origin);
  assertStringIncludes(response.headers.get("access-control-expose-headers")!, "ETag");
  const foreign = await it.ask("GET", ".groups/lecture", {
    headers: { origin: "https://evil.org" },
  });
  assertEquals(foreign.headers.get("access-control-allow-origin"), null);
  assertEquals(foreign.headers.get("vary"), "Origin");
});

Deno.test("a method that a resource does not have is answered with those that it has", async () => {
  const response = await world().ask("DELETE", ".groups/");
  assertEquals([response.status, response.headers.get("allow")], [405, "OPTIONS, HEAD, GET"]);
});

Deno.test("guessing gets slower and is then refused without a look, from that address alone", async () => {
  const it = world();
  const bad = { as: basic("root", "guess") };
  for (let i = 0; i < 120; i++) await it.ask("GET", ".stats", bad);
  assertEquals(it.delays.slice(0, 6), [200, 200, 200, 200, 200, 400]);
  assertEquals(Math.max(...it.delays), 10_000);
  assertEquals(await statusOf(it, "GET", ".stats"), 401, "even the right password");
  assertEquals(await statusOf(it, "GET", ".stats", { address: "192.0.2.2:1" }), 200);
  it.nowMs += 10 * 60_000;
  assertEquals(await statusOf(it, "GET", ".stats"), 200);
});

interface Description {
  readonly paths: Record<string, Record<string, { readonly responses: Record<string, unknown> }>>;
}

Deno.test("the description names each path and method that there is, and no other", async () => {
  const response = await world().ask("GET", "openapi.json", { as: "" });
  assertEquals(response.status, 200);
  const { paths } = await response.json() as Description;
  assertEquals(Object.keys(paths).sort(), Object.values(TEMPLATES).flat().sort());
  for (const [type, templates] of Object.entries(TEMPLATES)) {
    for (const template of templates) {
      const path = template.replace("{group}", "a/b").replace("{user}", "u").replace(
        "{token}",
        "t",
      );
      assertEquals(readApiPath(`/galene-api/v0${path}`)?.type, type, template);
      const methods = Object.keys(paths[template]!).filter((name) => name !== "parameters");
      const resource = RESOURCES[type as keyof typeof RESOURCES];
      assertEquals(methods, Object.keys(resource.methods).map((name) => name.toLowerCase()));
    }
  }
});

Deno.test("every status that a request comes to is in the description", async () => {
  const it = world();
  const { paths } = await (await it.ask("GET", "openapi.json")).json() as Description;
  const random = createRandom(7);
  const pick = <T>(list: readonly T[]): T => list[random.int(list.length)]!;
  const places = Object.entries(TEMPLATES).flatMap(([, templates]) => templates);
  const bodies = [
    "{}",
    '{"permissions": "op"}',
    '"x"',
    "{",
    '{"keys": []}',
    '{"includeSubgroups": true}',
    '{"id": "m1", "message": "bye"}',
    '{"message": "bye"}',
  ];
  const types = ["application/json", "text/plain", "application/jwk-set+json"];
  for (let i = 0; i < 4000; i++) {
    const template = pick(places);
    const path = template.replace("{group}", pick(["lecture", "a", "a/b", "absent"]))
      .replace("{user}", pick(["alice", "u", "x"])).replace("{token}", pick(["t", "secret"]));
    const method = pick(["GET", "PUT", "POST", "DELETE"]);
    const sends = method === "PUT" || method === "POST";
    const { status } = await it.ask(method, path.slice(1), {
      as: pick([ROOT, ROOT, ROOT, basic("alice", "al"), ""]),
      headers: {
        ...sends ? { "content-type": pick(types) } : {},
        ...pick([{}, {}, { "if-match": "*" }, { "if-none-match": "*" }, { "if-match": '"x"' }]),
      },
      ...sends ? { body: pick(bodies) } : {},
      address: `192.0.2.${i}:1`,
    });
    const operation = paths[template]![method.toLowerCase()];
    if (operation === undefined) {
      assert(status === 405 || status === 401, `${method} ${path}: ${status}`);
    } else {
      assert(`${status}` in operation.responses, `${method} ${template}: ${status}`);
    }
  }
});

Deno.test("a slash after a group's name, as Galène's document has it, or none after the list is as good", async () => {
  const world = createAdminWorld({ "a/b": createDescription({ displayName: "x" }) });
  const get = async (path: string) => await (await world.ask("GET", path)).text();
  assertEquals(await get(".groups/a/b/"), await get(".groups/a/b"));
  assertEquals(await get(".groups"), await get(".groups/"));
  assertEquals((await world.ask("GET", ".groups/a/b//")).status, 404);
  assertEquals((await world.ask("GET", ".groups//")).status, 404);
});

Deno.test("whatever path is asked for, it is read without an exception", () => {
  const random = createRandom(3);
  const parts = [".groups", ".users", ".tokens", ".keys", ".password", "", "a", "..", ".", "é"];
  for (let i = 0; i < 100_000; i++) {
    let path = "/galene-api/v0/";
    for (let n = random.int(8); n >= 0; n--) {
      path += parts[random.int(parts.length)]! + (n > 0 ? "/" : "");
    }
    readApiPath(path);
  }
});

Deno.test("whatever stands in Authorization, it is read without an exception", () => {
  const random = createRandom(4);
  const parts = ["Basic", "basic", " ", "=", "YTpi", "é", ":", "YQ==", "Bearer", "\t"];
  for (let i = 0; i < 100_000; i++) {
    let header = "";
    for (let n = random.int(6); n >= 0; n--) header += parts[random.int(parts.length)]!;
    readBasicCredentials(header);
  }
});

Deno.test("forms of other sites change nothing, though a browser adds the password; those who may administer do", async () => {
  const it = world();
  const path = ".groups/lecture/.users/alice/.password";
  const post = (headers: Record<string, string>) =>
    statusOf(it, "POST", path, {
      body: "x=y",
      headers: { "content-type": "text/plain", ...headers },
    });
  for (const origin of ["https://evil.example", "null", "http://meet.example.org.evil.example"]) {
    assertEquals(await post({ origin }), 403, origin);
    assertEquals(await post({ origin, "sec-fetch-site": "cross-site" }), 403, origin);
  }
  assertEquals(await statusOf(it, "DELETE", path, { headers: { origin: "null" } }), 403);
  assertEquals(await post({ origin: "https://meet.example.org" }), 204);
  assertEquals(await post({}), 204, "programs say no origin");
  assertEquals(
    await post({ origin: "https://outer.example", "sec-fetch-site": "same-origin" }),
    204,
    "a proxy may have changed the host, but browsers know",
  );
  it.config = { ...it.config, allowAdminOrigin: ["https://admin.example.org"] };
  assertEquals(await post({ origin: "https://admin.example.org" }), 204);
});

Deno.test("methods that mean something to JavaScript are methods that there are not", async () => {
  const it = world();
  for (const method of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
    assertEquals(await statusOf(it, method, ".about"), 405, method);
    assertEquals(await statusOf(it, method, ".groups/lecture"), 405, method);
  }
});

Deno.test("requests without credentials are refused after a pause, and close the door to nobody", async () => {
  const it = world();
  for (let i = 0; i < 300; i++) assertEquals(await statusOf(it, "GET", ".stats", { as: "" }), 401);
  assertEquals(new Set(it.delays), new Set([200]));
  assertEquals(await statusOf(it, "GET", ".stats"), 200);
});

Deno.test("who has many addresses of IPv6 has no more guesses than others", async () => {
  const it = world();
  const guess = (i: number) =>
    statusOf(it, "GET", ".stats", {
      as: basic("root", `x${i}`),
      address: `[2001:db8:1:2::${i.toString(16)}]:${i + 1}`,
    });
  for (let i = 0; i < 100; i++) assertEquals(await guess(i), 401);
  assertEquals(await statusOf(it, "GET", ".stats", { address: "[2001:db8:1:2::ffff]:1" }), 401);
  assertEquals(await statusOf(it, "GET", ".stats", { address: "[2001:db8:1:3::ffff]:1" }), 200);
});
