import { createHasher, createPassword, type Password } from "../groups/password.ts";
import type { PermissionSpec } from "../groups/permissions.ts";
import { assert, assertEquals } from "../tests/assert.ts";
import { createRandom } from "../tests/random.ts";
import { readBasicCredentials } from "./admin.ts";
import { answerApi, type Api } from "./api.ts";

const STATS = "/galene-api/v0/.stats";

function user(password: Partial<Password> | null, permissions: PermissionSpec | null) {
  return { password: password === null ? null : createPassword(password), permissions };
}

const USERS = new Map([
  ["root", user({ type: "plain", key: "sécret: with a colon" }, "admin")],
  ["listed", user({ type: "plain", key: "x" }, ["admin"])],
  ["op", user({ type: "plain", key: "x" }, "op")],
  ["nobody", user({ type: "plain", key: "x" }, null)],
  ["locked", user(null, "admin")],
]);

function createApi(users = USERS, allowedOrigins: readonly string[] = []) {
  const delays: number[] = [];
  const api: Api = {
    door: () => ({
      users,
      hasher: createHasher(),
      delay(ms) {
        delays.push(ms);
        return Promise.resolve();
      },
    }),
    allowedOrigins: () => allowedOrigins,
    statistics: () => Promise.resolve([{ name: "lecture" }]),
  };
  const ask = (init: RequestInit = {}, path = STATS) =>
    answerApi(api, new Request(`https://meet.example.org${path}`, init), path);
  return { ask, delays };
}

function basic(username: string, password: string): RequestInit {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return { headers: { authorization: `Basic ${bytes.toBase64()}` } };
}

const ROOT = basic("root", "sécret: with a colon");

Deno.test("an administrator gets statistics", async () => {
  const { ask, delays } = createApi();
  for (const credentials of [ROOT, basic("listed", "x")]) {
    const response = await ask(credentials);
    assertEquals(response.status, 200);
    assertEquals(response.headers.get("content-type"), "application/json");
    assertEquals(response.headers.get("cache-control"), "no-cache");
    assertEquals(await response.json(), [{ name: "lecture" }]);
  }
  assertEquals(delays, []);
});

for (
  const [who, init] of [
    ["nobody at all", {}],
    ["an administrator with another password", basic("root", "secret")],
    ["an administrator with an empty password", basic("root", "")],
    ["a name that there is not, with somebody's password", basic("stranger", "x")],
    ["a name that objects have", basic("constructor", "x")],
    ["an operator", basic("op", "x")],
    ["somebody without permissions", basic("nobody", "x")],
    ["an administrator without a password", basic("locked", "")],
    ["another scheme", { headers: { authorization: "Bearer x" } }],
    ["half a header", { headers: { authorization: "Basic" } }],
  ] as [string, RequestInit][]
) {
  Deno.test(`${who} is asked for a password, after a while`, async () => {
    const { ask, delays } = createApi();
    const response = await ask(init);
    assertEquals(response.status, 401);
    assertEquals(
      response.headers.get("www-authenticate"),
      'Basic realm="/galene-api/", charset="UTF-8"',
    );
    assertEquals(await response.text(), "Not authorised\n");
    assertEquals(delays, [200]);
  });
}

Deno.test("without administrators nobody is one", async () => {
  assertEquals((await createApi(new Map()).ask(basic("root", ""))).status, 401);
});

Deno.test("statistics are read only", async () => {
  const { ask } = createApi();
  for (const method of ["POST", "PUT", "DELETE"]) {
    const response = await ask({ ...ROOT, method });
    assertEquals(response.status, 405);
    assertEquals(response.headers.get("allow"), "OPTIONS, HEAD, GET");
    assertEquals((await ask({ method })).status, 401, "strangers do not learn that");
  }
  assertEquals((await ask({ ...ROOT, method: "HEAD" })).status, 200);
});

Deno.test("there is nothing else yet, and no other version", async () => {
  const { ask } = createApi();
  for (const path of ["/galene-api/", "/galene-api/v1/.stats", "/galene-api/v0/", `${STATS}/x`]) {
    assertEquals((await ask(ROOT, path)).status, 404, path);
  }
});

Deno.test("pages of listed origins may read, and ask before; others may not", async () => {
  const { ask } = createApi(USERS, ["https://admin.example.org"]);
  const from = async (origin: string, method: string) => {
    const response = await ask({ method, headers: { origin } });
    assertEquals(response.headers.get("vary"), "Origin");
    return [response.status, response.headers.get("access-control-allow-origin")];
  };
  const admin = "https://admin.example.org";
  assertEquals(await from(admin, "OPTIONS"), [204, admin]);
  assertEquals(await from(admin, "GET"), [401, admin]);
  assertEquals(await from("https://evil.example.org", "OPTIONS"), [204, null]);
  const preflight = await ask({ method: "OPTIONS" });
  assertEquals(preflight.headers.get("access-control-allow-methods"), "OPTIONS, HEAD, GET");
});

Deno.test("only what is well formed is read as a name and a password", () => {
  const encode = (text: string) => btoa(text);
  assertEquals(readBasicCredentials(`basic ${encode("a:b")}`), { username: "a", password: "b" });
  assertEquals(readBasicCredentials(`Basic ${encode(":")}`), { username: "", password: "" });
  for (
    const header of ["", "Basic ", "Basic !", "Basic YQ", `Basic ${encode("a")}`, "Basic /w=="]
  ) {
    assertEquals(readBasicCredentials(header), null, header);
  }
  assertEquals(readBasicCredentials(`Basic ${encode("a:" + "b".repeat(5000))}`), null);
});

Deno.test("no header makes the reader of credentials throw", () => {
  const random = createRandom(7);
  const alphabet = "Basic YWRtaW46c2VjcmV0=/+:\u00ff%";
  for (let i = 0; i < 100_000; i++) {
    let header = random.int(2) === 0 ? "Basic " : "";
    for (let n = random.int(20); n > 0; n--) header += alphabet[random.int(alphabet.length)];
    const read = readBasicCredentials(header);
    assert(read === null || !read.username.includes(":"));
  }
});
