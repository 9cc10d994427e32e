import { assertEquals } from "../../tests/assert.ts";
import type { Client } from "./client.ts";
import { INVITATION_KINDS, invitationKindOf, permissionsOfToken } from "./permissions.ts";
import { readPermissions, USER_CHOICES, writePermissions } from "./permissions.ts";
import { createTokenList, TOKENS_AT_A_TIME } from "./token_list.ts";
import { invitationLink, newToken, prolonged, readToken, standingOf, withEnd } from "./tokens.ts";

const NOW_MS = Date.UTC(2026, 8, 1);
const DAY_MS = 24 * 3600_000;

Deno.test("a change of its end leaves the rest of a token as it is", () => {
  const source = {
    permissions: ["present"],
    expires: "2026-09-02T00:00:00Z",
    "not-before": "2026-08-01T00:00:00Z",
    issuedBy: "ada",
    odd: 1,
  };
  const token = readToken("x", source);
  assertEquals(standingOf(token, NOW_MS), "valid");
  assertEquals(withEnd(token, NOW_MS + 500), { ...source, expires: "2026-09-01T00:00:00Z" });
});

Deno.test("a token is not yet valid, valid, or over; one without an end is over", () => {
  const at = (fields: Record<string, string>) => standingOf(readToken("x", fields), NOW_MS);
  assertEquals(at({ expires: "2026-09-01T00:00:00Z" }), "valid");
  assertEquals(at({ expires: "2026-08-31T23:59:59Z" }), "ended");
  assertEquals(
    at({ expires: "2026-10-01T00:00:00Z", "not-before": "2026-09-02T00:00:00Z" }),
    "not-yet",
  );
  assertEquals(at({}), "ended");
  assertEquals(at({ expires: "nonsense" }), "ended");
});

Deno.test("a token is prolonged from its end, one that is over from now", () => {
  const of = (expires: string) => prolonged(readToken("x", { expires }), DAY_MS, NOW_MS);
  assertEquals(of("2026-09-05T00:00:00Z"), Date.UTC(2026, 8, 6));
  assertEquals(of("2026-08-05T00:00:00Z"), Date.UTC(2026, 8, 2));
  assertEquals(prolonged(readToken("x", {}), DAY_MS, NOW_MS), NOW_MS + DAY_MS);
});

Deno.test("a new token says only what was filled in, and who made it", () => {
  const form = {
    username: " ",
    permissions: [],
    includeSubgroups: false,
    expiresMs: NOW_MS + DAY_MS,
  };
  assertEquals(newToken({ ...form, issuedBy: "" }, NOW_MS), {
    permissions: [],
    expires: "2026-09-02T00:00:00Z",
    issuedAt: "2026-09-01T00:00:00Z",
  });
  const full = { ...form, username: " Ada ", includeSubgroups: true, issuedBy: "root" };
  assertEquals(newToken(full, NOW_MS), {
    username: "Ada",
    permissions: [],
    includeSubgroups: true,
    expires: "2026-09-02T00:00:00Z",
    issuedAt: "2026-09-01T00:00:00Z",
    issuedBy: "root",
  });
});

Deno.test("a link leads to the group with the token at its end", () => {
  assertEquals(
    invitationLink("https://meet.example.org", "a b/c", "x&y"),
    "https://meet.example.org/group/a%20b/c/?token=x%26y",
  );
});

Deno.test("kinds of invitations and choices of permissions go out and come back", () => {
  for (const kind of INVITATION_KINDS) {
    const permissions = permissionsOfToken(kind, "record, op  record");
    assertEquals(invitationKindOf([...permissions].reverse()), kind);
  }
  assertEquals(permissionsOfToken("list", "record, op  record"), ["record", "op"]);
  for (const choice of USER_CHOICES) {
    const written = writePermissions({ choice, list: "op, record" }).permissions;
    assertEquals(readPermissions(written), {
      choice,
      list: choice === "list" ? "op, record" : "",
    });
  }
  assertEquals(readPermissions({ odd: 1 }), { choice: "none", list: "" });
});

/** A server with so many tokens. */
function serverWith(count: number, gone: string[] = []): Client {
  return (_method, path) => {
    const name = path.split("/").at(-1)!;
    const missing = gone.includes(name);
    return Promise.resolve(
      missing ? { ok: false, failure: { kind: "missing", detail: "" } } : {
        ok: true,
        value: name === "" ? Array.from({ length: count }, (_, i) => `t${i}`) : {},
        etag: '"1"',
        location: "",
      },
    );
  };
}

Deno.test("those that end last come first; of many, some are read at a time; one that has gone is left out", async () => {
  const list = createTokenList(serverWith(TOKENS_AT_A_TIME + 7, ["t55"]), "g");
  await list.load();
  const names = list.tokens.value!.map(({ token }) => token.name);
  assertEquals([names.length, names[0], names[1]], [TOKENS_AT_A_TIME - 1, "t56", "t54"]);
  assertEquals([list.hidden.value, list.failure.value], [7, null]);
  await list.more();
  assertEquals([list.tokens.value!.length, list.hidden.value], [TOKENS_AT_A_TIME + 6, 0]);
});

Deno.test("a list that cannot be had is a failure", async () => {
  const list = createTokenList(
    () => Promise.resolve({ ok: false, failure: { kind: "busy", detail: "" } }),
    "g",
  );
  await list.load();
  assertEquals([list.tokens.value, list.failure.value?.kind], [null, "busy"]);
});
