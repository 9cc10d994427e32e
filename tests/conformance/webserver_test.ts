/**
 * What Galène's own tests of its web server assert, row by row, held against ours.
 * @module
 */
import { decodePath } from "../../server/front_end.ts";
import { isAdministrator } from "../../server/admin.ts";
import { splitGroupPath } from "../../server/http.ts";
import { readBearerToken } from "../../server/api/access.ts";
import { splitAtDot } from "../../server/api/paths.ts";
import { isInList, judgeConditions } from "../../server/api/preconditions.ts";
import { outerUrl } from "../../server/origin.ts";
import { createHasher } from "../../groups/password.ts";
import { assert, assertEquals } from "../assert.ts";
import {
  type AdminWorld,
  type Ask,
  createAdminWorld,
  JSON_TYPE,
  userWith,
} from "../protocol/admin.ts";

for (
  const [etag, list, expected] of [
    ['"foo"', '"foo"', true],
    ['"foo"', ' "foo"', true],
    ['"foo"', '"foo" ', true],
    ['"foo"', ' "foo" ', true],
    ['"foo"', '"foo", "bar"', true],
    ['"foo"', '"bar", "foo"', true],
    ['W/"foo"', 'W/"foo"', true],
    [null, "", false],
    [null, "*", false],
    [null, '"foo"', false],
    ['"foo"', "", false],
    ['"foo"', '"bar"', false],
    ['"foo"', '"bar", "baz"', false],
    ['"foo"', '"baz", "bar"', false],
    ['"foo"', 'W/"foo"', false],
    ['W/"foo"', '"foo"', false],
  ] as const
) {
  Deno.test(`the tag ${etag} is ${expected ? "" : "not "}in the list ${JSON.stringify(list)}`, () => {
    assertEquals(isInList(etag, list), expected);
  });
}

for (
  const [method, etag, ifMatch, ifNoneMatch, expected] of [
    ["GET", null, "", "", "proceed"],
    ["GET", null, "*", "", 412],
    ["GET", null, "", "*", "proceed"],
    ["POST", null, "*", "", 412],
    ["POST", null, "", "*", "proceed"],
    ["GET", '"123"', "", "", "proceed"],
    ["GET", '"123"', '"123"', "", "proceed"],
    ["GET", '"123"', '"124"', "", 412],
    ["POST", '"123"', '"124"', "", 412],
    ["GET", '"123"', "*", "", "proceed"],
    ["GET", '"123"', "", '"123"', 304],
    ["POST", '"123"', "", '"123"', 412],
    ["GET", '"123"', "", '"124"', "proceed"],
    ["GET", '"123"', "", "*", 304],
  ] as const
) {
  const conditions = [
    ...ifMatch === "" ? [] : [["if-match", ifMatch]],
    ...ifNoneMatch === "" ? [] : [["if-none-match", ifNoneMatch]],
  ] as [string, string][];
  Deno.test(`${method} of ${etag} with ${JSON.stringify(conditions)} comes to ${expected}`, () => {
    const request = new Request("http://a.org/", { method, headers: conditions });
    assertEquals(judgeConditions(request, etag), expected);
  });
}

for (
  const [header, token] of [
    ["", ""],
    ["foo", ""],
    ["foo bar", ""],
    [" foo bar", ""],
    ["foo bar ", ""],
    ["Bearer", ""],
    ["Bearer ", ""],
    ["Bearer foo", "foo"],
    ["bearer foo", "foo"],
    [" Bearer foo", "foo"],
    ["Bearer foo ", "foo"],
    [" Bearer foo ", "foo"],
    ["Bearer foo bar", ""],
  ] as const
) {
  Deno.test(`the token of ${JSON.stringify(header)} is ${JSON.stringify(token)}`, () => {
    assertEquals(readBearerToken(header), token);
  });
}

for (
  const [path, group] of [
    ["/foo", null],
    ["/group", null],
    ["/group/..", null],
    ["/group/foo/../bar", "bar"],
    ["/group/foo", "foo"],
    ["/group/foo/", "foo"],
    ["/group/foo/bar", "foo/bar"],
    ["/group/foo/bar/", "foo/bar"],
  ] as const
) {
  Deno.test(`the path ${path} is ${group === null ? "no group's" : `that of ${group}`}`, () => {
    const { pathname } = new URL(`https://a.org${path}`);
    const decoded = decodePath(pathname)!;
    const asked = decoded.startsWith("/group/") ? splitGroupPath(decoded) : null;
    assertEquals(asked?.name ?? null, group);
  });
}

for (
  const [path, name, dotted, tail] of [
    ["", "", "", null],
    ["a", "a", "", null],
    [".a", "", ".a", null],
    [".a/", "", ".a", ""],
    [".a/b", "", ".a", "b"],
    [".a/b/", "", ".a", "b/"],
    [".a/b/c", "", ".a", "b/c"],
    [".a/b/.c/", "", ".a", "b/.c/"],
    ["a/.b", "a", ".b", null],
    ["a/.b/", "a", ".b", ""],
    ["a/.b/c", "a", ".b", "c"],
    ["a/.b/c/", "a", ".b", "c/"],
    ["a/.b/c/d", "a", ".b", "c/d"],
    ["a/.b/c/d/", "a", ".b", "c/d/"],
    ["a/.b/c/.d/", "a", ".b", "c/.d/"],
  ] as const
) {
  Deno.test(`${JSON.stringify(path)} is split at its first dotted component`, () => {
    assertEquals(splitAtDot(path), { name, dotted, tail });
  });
}

for (
  const [proxyUrl, tls, base] of [
    ["", true, "https://a.org/"],
    ["", false, "http://a.org/"],
    ["/base", true, "https://a.org/base/"],
    ["/base", false, "http://a.org/base/"],
    ["http:", true, "http://a.org/"],
    ["https:", false, "https://a.org/"],
    ["http:/base", true, "http://a.org/base/"],
    ["https:/base", false, "https://a.org/base/"],
    ["https://b.org", true, "https://b.org/"],
    ["https://b.org", false, "https://b.org/"],
    ["http://b.org", true, "http://b.org/"],
    ["http://b.org", false, "http://b.org/"],
  ] as const
) {
  Deno.test(`with the proxy URL ${JSON.stringify(proxyUrl)} and ${tls ? "TLS" : "no TLS"} the base is ${base}`, () => {
    const request = new Request(`${tls ? "https" : "http"}://a.org/`);
    assertEquals(outerUrl(request, proxyUrl)?.href, base);
  });
}

for (
  const [username, password, expected] of [
    ["root", "pwd", true],
    ["root", "bad", false],
    ["root", "", false],
    ["other", "pwd", false],
    ["", "pwd", false],
    ["user", "pwd", false],
  ] as const
) {
  Deno.test(`${username || "nobody"} with ${password || "no password"} is ${expected ? "an" : "no"} administrator`, async () => {
    const users = new Map([["root", userWith("pwd", "admin")], ["user", userWith("pwd", "op")]]);
    assertEquals(await isAdministrator({ username, password }, users, createHasher()), expected);
  });
}

async function expectStatus(
  world: AdminWorld,
  method: string,
  path: string,
  status: number,
  init: Ask = {},
): Promise<Response> {
  const response = await world.ask(method, path, init);
  assertEquals(response.status, status, `${method} ${path}: ${await response.clone().text()}`);
  return response;
}

async function body(world: AdminWorld, path: string): Promise<unknown> {
  return await (await expectStatus(world, "GET", path, 200)).json();
}

const NEW = { ...JSON_TYPE, "if-none-match": "*" };
const TEXT = { "content-type": "text/plain" };

Deno.test("the scenario of Galène's test of its interface, in order", async () => {
  const world = createAdminWorld();
  const expect = (method: string, path: string, status: number, init: Ask = {}) =>
    expectStatus(world, method, path, status, init);
  assertEquals(await body(world, ".groups/"), []);

  await expect("PUT", ".groups/test", 412, {
    headers: { ...JSON_TYPE, "if-match": '"foo"' },
    body: "{}",
  });
  await expect("PUT", ".groups/test", 415, {
    headers: { ...TEXT, "if-none-match": "*" },
    body: "Hello",
  });
  await expect("PUT", ".groups/test", 201, { headers: NEW, body: "{}" });
  assertEquals(await body(world, ".groups/test"), {});
  await expect("PUT", ".groups/test", 412, { headers: NEW, body: "{}" });
  await expect("DELETE", ".groups/test", 412, { headers: { "if-none-match": "*" } });
  assertEquals(await body(world, ".groups/"), ["test"]);

  const key = { kty: "oct", alg: "HS256", k: "4S9YZLHK1traIaXQooCnPfBw_yR8j9VEPaAMWAog_YQ" };
  await expect("PUT", ".groups/test/.keys", 204, {
    headers: { "content-type": "application/jwk-set+json" },
    body: JSON.stringify({ keys: [key] }),
  });

  assertEquals(await body(world, ".groups/test/.users/"), []);
  const jch = ".groups/test/.users/jch";
  await expect("PUT", jch, 415, { headers: { ...TEXT, "if-none-match": "*" }, body: "hello" });
  await expect("PUT", jch, 201, { headers: NEW, body: '{"permissions": "present"}' });
  await expect("PUT", jch, 412, { headers: NEW, body: '{"permissions": "present"}' });
  assertEquals(await body(world, ".groups/test/.users/"), ["jch"]);
  await expect("PUT", `${jch}/.password`, 204, { headers: JSON_TYPE, body: '"toto"' });
  await expect("POST", `${jch}/.password`, 204, { headers: TEXT, body: "toto" });
  assertEquals(await body(world, jch), { permissions: "present" });
  const stored = (await world.store.find("test"))!.description!;
  assertEquals(stored.users.get("jch")!.password!.type, "bcrypt");
  await expect("DELETE", jch, 204);
  assertEquals((await world.store.find("test"))!.description!.users.size, 0);

  const wildcard = ".groups/test/.wildcard-user";
  await expect("PUT", wildcard, 201, { headers: NEW, body: '{"permissions": "present"}' });
  assertEquals(await body(world, wildcard), { permissions: "present" });
  await expect("DELETE", wildcard, 204);
  assertEquals((await world.store.find("test"))!.description!.wildcardUser, null);
  assertEquals((await world.store.find("test"))!.description!.authKeys, [key]);

  const tokens = ".groups/test/.tokens/";
  await expect("POST", tokens, 400, { headers: JSON_TYPE, body: '{"group": "bad"}' });
  const made = await expect("POST", tokens, 201, { headers: JSON_TYPE, body: "{}" });
  const name = made.headers.get("location")!;
  assert(name !== "" && !name.includes("/"));
  const globally = await expect("POST", ".groups/.tokens/", 201, {
    headers: JSON_TYPE,
    body: '{"includeSubgroups": true}',
  });
  assertEquals(await body(world, ".groups/.tokens/"), [globally.headers.get("location")]);
  assertEquals(await body(world, tokens), [name]);
  const got = await expect("GET", tokens + name, 200);
  assertEquals(await got.json(), { permissions: [] });
  const changed = { ...JSON_TYPE, "if-match": got.headers.get("etag")! };
  const ends = '"expires": "2026-09-02T00:00:00Z"';
  await expect("PUT", tokens + name, 204, { headers: changed, body: `{${ends}}` });
  await expect("PUT", tokens + name, 400, { headers: JSON_TYPE, body: `{"token": "x", ${ends}}` });
  await expect("PUT", tokens + name, 400, { headers: JSON_TYPE, body: `{"group": "x", ${ends}}` });
  assertEquals(await body(world, tokens + name), {
    permissions: [],
    expires: "2026-09-02T00:00:00Z",
  });

  await expect("PUT", ".groups/test2", 201, { headers: NEW, body: "{}" });
  await expect("GET", `.groups/test2/.tokens/${name}`, 404);
  await expect("PUT", `.groups/test2/.tokens/${name}`, 409, { headers: JSON_TYPE, body: "{}" });
  await expect("DELETE", tokens + name, 204);
  assertEquals(await body(world, tokens), []);

  await expect("DELETE", ".groups/test/.keys", 204);
  await expect("DELETE", ".groups/test", 204);
  await expect("GET", ".groups/test", 404);
  assertEquals(await world.store.find("test"), null);
});

for (
  const [method, path] of [
    ["GET", ".stats"],
    ["GET", ".groups/"],
    ["PUT", ".groups/test"],
    ["GET", ".groups/test"],
    ["DELETE", ".groups/test"],
    ["GET", ".groups/absent"],
    ["GET", ".groups/test/.users/"],
    ["GET", ".groups/test/.users/jch"],
    ["PUT", ".groups/test/.users/jch"],
    ["DELETE", ".groups/test/.users/jch"],
    ["GET", ".groups/test/.users/not-jch"],
    ["PUT", ".groups/test/.users/not-jch"],
    ["PUT", ".groups/test/.users/jch/.password"],
    ["POST", ".groups/test/.users/jch/.password"],
    ["PUT", ".groups/test/.users/not-jch/.password"],
    ["GET", ".groups/test/.tokens/"],
    ["POST", ".groups/test/.tokens/"],
    ["GET", ".groups/test/.tokens/token"],
    ["PUT", ".groups/test/.tokens/token"],
  ] as const
) {
  Deno.test(`${method} ${path} with a bad password is refused, whether it exists or not`, async () => {
    const world = createAdminWorld();
    await world.ask("PUT", ".groups/test", { headers: JSON_TYPE, body: "{}" });
    await world.ask("PUT", ".groups/test/.users/jch", { headers: JSON_TYPE, body: "{}" });
    const text = method === "GET" || method === "DELETE" ? {} : { body: "{}", headers: JSON_TYPE };
    const bad = `Basic ${btoa("root:bad")}`;
    const response = await expectStatus(world, method, path, 401, { as: bad, ...text });
    assert(response.headers.get("www-authenticate")!.startsWith('Basic realm="/galene-api/"'));
  });
}
