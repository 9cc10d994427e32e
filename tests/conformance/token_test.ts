/**
 * What Galène's own tests of tokens assert, row by row, held against ours.
 * @module
 */
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { authorise } from "../../groups/credentials.ts";
import { createDescription } from "../../groups/description.ts";
import type { JsonObject } from "../../groups/json.ts";
import { parseKey } from "../../groups/jwk.ts";
import { checkJwt, isJwt, isPathFor } from "../../groups/jwt.ts";
import { createHasher } from "../../groups/password.ts";
import { checkToken, createToken, type Token, type TokenCheck } from "../../groups/token.ts";
import { createMemoryTokenStore } from "../../groups/token_store.ts";
import { assert, assertEquals } from "../assert.ts";

const NOW_MS = Date.UTC(2026, 8, 1);
const HOUR_MS = 3_600_000;
const OCTETS = crypto.getRandomValues(new Uint8Array(32));
const HS256: JsonObject = { kty: "oct", alg: "HS256", k: base64url(OCTETS) };

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_")
    .replace(/=+$/, "");
}

Deno.test("keys: HS256 of 32 bytes, ES256 on P-256 and RS256 of 256 bytes are read", async () => {
  for (const alg of ["ES256", "RS256"]) {
    const { publicKey } = await generateKeyPair(alg, { extractable: true });
    const jwk = { ...await exportJWK(publicKey), alg } as JsonObject;
    assertEquals((await parseKey(jwk)).type, "key", alg);
  }
  assertEquals((await parseKey(HS256)).type, "key");
});

Deno.test("keys of another length, curve, algorithm or kind are none", async () => {
  const { publicKey } = await generateKeyPair("ES256", { extractable: true });
  const ec = { ...await exportJWK(publicKey), alg: "ES256" } as JsonObject;
  for (
    const jwk of [
      {},
      { kty: "oct" },
      { ...HS256, alg: "HS512" },
      { ...HS256, alg: "none" },
      { ...HS256, alg: "RS256" },
      { ...HS256, k: "not base64url!" },
      { ...HS256, k: base64url(OCTETS.subarray(1)) },
      { ...ec, crv: "P-384" },
      { ...ec, x: ec["y"]! },
      { ...ec, alg: "HS256" },
      { kty: "RSA", alg: "RS256", n: base64url(OCTETS), e: "AQAB" },
      { kty: "OKP", alg: "EdDSA", crv: "Ed25519", x: base64url(OCTETS) },
    ] as JsonObject[]
  ) {
    assertEquals((await parseKey(jwk)).type, "problem", JSON.stringify(jwk));
  }
});

for (
  const [path, group, includeSubgroups, expected] of [
    ["/group/a/", "a", false, true],
    ["/group/a/b/", "a/b", false, true],
    ["/group/a/", "a", true, true],
    ["/group/a/", "a/b", true, true],
    ["/group/a/b/", "a/b", true, true],
    ["/group/a/b/", "a/b/c", true, true],
    ["/group/", "a", true, true],
    ["/group/a/", "b", false, false],
    ["/group/a", "a", false, false],
    ["/group/a", "a", true, false],
    ["/group/a/", "a/b", false, false],
    ["/group/a/b/", "a", false, false],
    ["/group/a/b/", "a", true, false],
  ] as const
) {
  const how = includeSubgroups ? " with its subgroups" : "";
  Deno.test(`the audience ${path}${how} is ${expected ? "" : "not "}for the group ${group}`, () => {
    assertEquals(isPathFor(path, group, includeSubgroups), expected);
  });
}

/** Claims of a good token; undefined takes one out. */
type Claims = { readonly [claim: string]: unknown };

const CLAIMS: Claims = {
  sub: "john",
  aud: "https://galene.org:8443/group/auth/",
  permissions: ["present"],
  iat: NOW_MS / 1000 - 60,
  exp: NOW_MS / 1000 + 60,
};

async function signed(changes: Claims = {}, header: Claims = {}): Promise<string> {
  const claims = Object.fromEntries(
    Object.entries({ ...CLAIMS, ...changes }).filter(([, value]) => value !== undefined),
  );
  return await new SignJWT(claims).setProtectedHeader({ alg: "HS256", ...header }).sign(OCTETS);
}

function check(
  text: string,
  group = "auth",
  canonicalHost = "galene.org:8443",
  keys: readonly JsonObject[] = [HS256],
): Promise<TokenCheck> {
  return checkJwt(text, { group, keys, canonicalHost, nowMs: NOW_MS });
}

const JOHN: TokenCheck = { type: "valid", username: "john", permissions: ["present"] };

Deno.test("a good signed token gives its name and permissions, each time", async () => {
  const text = await signed();
  assert(isJwt(text));
  assertEquals(await check(text), JOHN);
  assertEquals(await check(text), JOHN);
  assertEquals(await check(text, "auth", ""), JOHN, "without a canonical host any will do");
});

for (
  const [what, changes, group, host] of [
    ["for a host without the port", {}, "auth", "galene.org"],
    ["for another group", {}, "not-auth", "galene.org:8443"],
    ["for a subgroup without the claim", {}, "auth/subgroup", "galene.org:8443"],
    ["that has expired", { exp: NOW_MS / 1000 - 6 }, "auth", ""],
    ["without an end", { exp: undefined }, "auth", ""],
    ["of the future", { iat: NOW_MS / 1000 + 60 }, "auth", ""],
    ["that is not valid yet", { nbf: NOW_MS / 1000 + 60 }, "auth", ""],
    ["without an audience", { aud: undefined }, "auth", ""],
    ["whose audience is no URL", { aud: "auth" }, "auth", ""],
    ["whose subject is no text", { sub: { length: 1 } }, "auth", ""],
    ["whose permissions are no list", { permissions: "present" }, "auth", ""],
    ["whose permissions are not all texts", { permissions: ["present", 1] }, "auth", ""],
  ] as const
) {
  Deno.test(`a signed token ${what} is refused`, async () => {
    assertEquals((await check(await signed(changes), group, host)).type, "invalid");
  });
}

Deno.test("five seconds of difference between clocks are forgiven", async () => {
  const text = await signed({ iat: NOW_MS / 1000 + 4, exp: NOW_MS / 1000 - 4 });
  assertEquals(await check(text), JOHN);
});

Deno.test("an empty subject and none give no name; no permissions give none", async () => {
  for (const sub of ["", undefined]) {
    const outcome = await check(await signed({ sub, permissions: undefined }));
    assertEquals(outcome, { type: "valid", username: "", permissions: [] });
  }
});

Deno.test("a token for a group and its subgroups opens both; one audience of several is enough", async () => {
  const text = await signed({ "include-subgroups": true });
  assertEquals(await check(text, "auth/subgroup"), JOHN);
  assertEquals(await check(text), JOHN);
  const aud = ["https://elsewhere.example/group/auth/", CLAIMS["aud"]];
  assertEquals(await check(await signed({ aud })), JOHN);
});

Deno.test("a token without a signature is refused, whatever the keys", async () => {
  const [, payload] = (await signed()).split(".");
  const header = base64url(new TextEncoder().encode(`{"typ":"JWT","alg":"none"}`));
  for (const text of [`${header}.${payload}.`, `${header}.${payload}.AAAA`]) {
    assert(isJwt(text));
    assertEquals((await check(text)).type, "invalid");
    const none = { ...HS256, alg: "none" };
    assertEquals((await check(text, "auth", "", [none, HS256])).type, "invalid");
  }
});

Deno.test("the algorithm is the key's: a public key is no secret to sign with", async () => {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...await exportJWK(publicKey), alg: "RS256" } as JsonObject;
  const forged = await new SignJWT(CLAIMS).setProtectedHeader({ alg: "HS256" })
    .sign(new TextEncoder().encode(JSON.stringify(jwk)));
  assertEquals((await check(forged, "auth", "", [jwk])).type, "invalid");
  const good = await new SignJWT(CLAIMS).setProtectedHeader({ alg: "RS256" }).sign(privateKey);
  assertEquals(await check(good, "auth", "", [jwk]), JOHN);
});

Deno.test("of several keys those with the token's kid are tried, or all if it has none", async () => {
  const other = { ...HS256, kid: "b", k: base64url(new Uint8Array(32)) };
  const keys = [other, { ...HS256, kid: "a" }];
  assertEquals(await check(await signed(), "auth", "", keys), JOHN);
  assertEquals(await check(await signed({}, { kid: "a" }), "auth", "", keys), JOHN);
  assertEquals((await check(await signed({}, { kid: "b" }), "auth", "", keys)).type, "invalid");
  assertEquals((await check(await signed({}, { kid: "c" }), "auth", "", keys)).type, "invalid");
});

const OWN = createToken({
  token: "token",
  group: "group",
  username: "user",
  permissions: ["present", "message"],
  expiresMs: NOW_MS + HOUR_MS,
});
const ANY_NAME: Token = { ...OWN, username: null };
const WIDE: Token = { ...OWN, includeSubgroups: true };
const GLOBAL: Token = { ...WIDE, group: "" };

for (
  const [what, token, group, username] of [
    ["its own name, whatever is offered", OWN, "group", "user"],
    ["no name where it has none", ANY_NAME, "group", ""],
    ["the group itself, with subgroups", WIDE, "group", "user"],
    ["a subgroup", WIDE, "group/subgroup", "user"],
    ["any group, if it is global", GLOBAL, "group/subgroup", "user"],
    ["the whole server, if it is global", GLOBAL, "", "user"],
  ] as const
) {
  Deno.test(`a stateful token gives ${what}`, () => {
    const expected = { type: "valid", username, permissions: ["present", "message"] };
    assertEquals(checkToken(token, group, NOW_MS), expected as TokenCheck);
  });
}

for (
  const [what, token, group] of [
    ["for another group", OWN, "group2"],
    ["that has expired", { ...OWN, expiresMs: NOW_MS - HOUR_MS }, "group"],
    ["without an end", { ...OWN, expiresMs: null }, "group"],
    ["that is not valid yet", { ...OWN, notBeforeMs: NOW_MS + HOUR_MS / 2 }, "group"],
    ["whose group is only the beginning of the name", WIDE, "groups"],
    ["for no group, on the server", { ...GLOBAL, includeSubgroups: false }, ""],
    ["for no group, on a group", { ...GLOBAL, includeSubgroups: false }, "group"],
    ["for a group, on the server", WIDE, ""],
  ] as const
) {
  Deno.test(`a stateful token ${what} is refused`, () => {
    assertEquals(checkToken(token, group, NOW_MS).type, "invalid");
  });
}

Deno.test("storage: three appended tokens are there, an edit needs the right tag, the last one removes all", async () => {
  const store = createMemoryTokenStore();
  const tokens = ["tok1", "tok2", "tok3"].map((token) => ({ ...OWN, token }));
  for (const [i, token] of tokens.entries()) {
    const outcome = await store.edit(token.token, (etag) => etag === null, () => token);
    assertEquals(outcome.type, "done");
    assertEquals([...(await store.read()).tokens.values()], tokens.slice(0, i + 1));
  }
  const { etag } = await store.read();
  const later = { ...tokens[1]!, expiresMs: NOW_MS + 2 * HOUR_MS };
  for (const wrong of ["", '"bad"']) {
    const outcome = await store.edit("tok2", (tag) => tag === wrong, () => later);
    assertEquals(outcome, { type: "mismatch" });
  }
  assertEquals((await store.edit("tok2", (tag) => tag === etag, () => later)).type, "done");
  assertEquals((await store.read()).tokens.get("tok2"), later);
  for (const { token } of tokens) await store.edit(token, (tag) => tag !== null, () => null);
  assertEquals((await store.read()).etag, "");
});

Deno.test("of tokens that end now, in an hour, six and eight days ago only the last is forgotten", async () => {
  const ends = [0, 1, 0, -6 * 24, -8 * 24].map((hours) => NOW_MS + hours * HOUR_MS);
  const tokens = ends.map((expiresMs, i) => ({ ...OWN, token: `tok${i + 1}`, expiresMs }));
  const store = createMemoryTokenStore(tokens);
  assertEquals(await store.purge(NOW_MS), 1);
  assertEquals([...(await store.read()).tokens.values()], tokens.slice(0, -1));
  assertEquals(await store.purge(NOW_MS), 0);
});

Deno.test("a stored token lets in; an unknown one does not, with keys and without", async () => {
  const store = createMemoryTokenStore([OWN]);
  const enter = (token: string, authKeys: JsonObject[]) =>
    authorise(createDescription({ authKeys }), "group", { type: "token", token, username: null }, {
      hasher: createHasher(),
      tokens: async () => (await store.read()).tokens,
      canonicalHost: "galene.org:8443",
      nowMs: NOW_MS,
    });
  const inside = await enter("token", []);
  assert(inside.type === "granted");
  assertEquals([inside.username, inside.permissions], ["user", ["present", "message"]]);
  for (const keys of [[], [HS256]]) {
    const outside = await enter("bad", keys);
    assert(outside.type === "refused");
    assertEquals(outside.failure.message, "not authorised");
  }
});
