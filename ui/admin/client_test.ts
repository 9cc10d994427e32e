import { assertEquals } from "../../tests/assert.ts";
import {
  authorization,
  createClient,
  type Failure,
  groupPath,
  isAddressable,
  tokensPath,
  userPath,
} from "./client.ts";

/** A server that always gives this answer, and what it was asked. */
function serverOf(response: () => Response) {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch = (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return Promise.resolve(response());
  };
  return { asked, fetch };
}

const ROOT = { type: "password", username: "root", password: "ö:x" } as const;

Deno.test("a request carries credentials, conditions and its body, and never the browser's own credentials", async () => {
  const { asked, fetch } = serverOf(() => new Response(null, { status: 204 }));
  const client = createClient(fetch, ROOT);
  await client("PUT", ".groups/a", { json: { public: true }, ifMatch: '"1"' });
  await client("PUT", ".groups/b", { json: {}, onlyNew: true });
  await client("GET", ".stats", { ifMatch: null });
  assertEquals(asked.map(({ url }) => url), [
    "/galene-api/v0/.groups/a",
    "/galene-api/v0/.groups/b",
    "/galene-api/v0/.stats",
  ]);
  assertEquals(asked[0]!.init.headers, {
    authorization: "Basic cm9vdDrDtjp4",
    "if-match": '"1"',
    "content-type": "application/json",
  });
  assertEquals(asked[0]!.init.body, '{"public":true}');
  assertEquals(asked[1]!.init.headers, {
    authorization: "Basic cm9vdDrDtjp4",
    "if-none-match": "*",
    "content-type": "application/json",
  });
  assertEquals(asked[2]!.init.headers, { authorization: "Basic cm9vdDrDtjp4" });
  assertEquals(asked.map(({ init }) => init.credentials), ["omit", "omit", "omit"]);
});

Deno.test("a token goes as a bearer's", () => {
  assertEquals(authorization({ type: "token", token: "a-b_c" }), "Bearer a-b_c");
});

Deno.test("an answer brings its value, its tag and the name of what was made", async () => {
  const { fetch } = serverOf(() =>
    new Response('["a"]', {
      status: 201,
      headers: { "content-type": "application/json", etag: '"7"', location: "xyz" },
    })
  );
  assertEquals(await createClient(fetch, null)("GET", ".groups/"), {
    ok: true,
    value: ["a"],
    etag: '"7"',
    location: "xyz",
  });
});

for (
  const [status, headers, kind, detail] of [
    [401, { "www-authenticate": "Basic" }, "unauthorised", ""],
    [401, {}, "read-only", "why"],
    [404, {}, "missing", ""],
    [412, {}, "changed", ""],
    [400, {}, "refused", "why"],
    [409, {}, "refused", "why"],
    [413, {}, "refused", "why"],
    [503, {}, "busy", ""],
    [507, {}, "full", "why"],
    [500, {}, "broken", "why"],
  ] as [number, Record<string, string>, Failure["kind"], string][]
) {
  Deno.test(`status ${status} ${JSON.stringify(headers)} is a failure of the kind ${kind}`, async () => {
    const { fetch } = serverOf(() => new Response("why\n", { status, headers }));
    const answer = await createClient(fetch, null)("GET", ".stats");
    assertEquals(answer, { ok: false, failure: { kind, detail } });
  });
}

Deno.test("a server that is away, and one that talks nonsense, are failures and nothing worse", async () => {
  const away = await createClient(() => Promise.reject(new TypeError("no")), null)("GET", "x");
  assertEquals(away, { ok: false, failure: { kind: "unreachable", detail: "" } });
  const { fetch } = serverOf(() =>
    new Response("{", { headers: { "content-type": "application/json" } })
  );
  assertEquals((await createClient(fetch, null)("GET", "x")).ok, false);
});

Deno.test("names are written so that nothing in them ends a path", () => {
  assertEquals(groupPath("a b/ü?#"), ".groups/a%20b/%C3%BC%3F%23");
  assertEquals(userPath("g", { type: "named", name: "x%/y" }), ".groups/g/.users/x%25/y");
  assertEquals(userPath("g", { type: "wildcard" }), ".groups/g/.wildcard-user");
  assertEquals([tokensPath(""), tokensPath("g")], [".groups/.tokens/", ".groups/g/.tokens/"]);
  for (const name of ["", ".a", "a/.b", "a/../b", "a//b", "a\\b"]) {
    assertEquals(isAddressable(name), false, name);
  }
  assertEquals(isAddressable("a.b/c"), true);
});
